using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>What receiving needs of the house.</summary>
/// <param name="Take">Takes an inbound exactly once; durable when it returns.</param>
/// <param name="ReferenceOf">Our own id of a message, by place and the messenger's id.</param>
internal sealed record MatrixPorts(
    Func<Inbound, Task<TurnResult>> Take,
    Func<string, string, ValueTask<string?>> ReferenceOf
)
{
    /// <summary>Brings the emergency numbers for an inbound that cannot be taken now.</summary>
    public Func<Inbound, Task> Warn { get; init; } = _ => Task.CompletedTask;

    /// <summary>The name of the command that plain words lead to, or null.</summary>
    public Func<string, string?> CommandOf { get; init; } = _ => null;

    /// <summary>Whether there is a command of this name.</summary>
    public Func<string, bool> IsCommand { get; init; } = _ => false;

    /// <summary>The tokens behind the numbers of one of our messages, by event; null where it has none.</summary>
    public Func<string, ValueTask<IReadOnlyList<string>?>> ChoicesAt { get; init; } =
        _ => new((IReadOnlyList<string>?)null);

    /// <summary>The tokens behind the numbers of our last message at a place; null where it has none.</summary>
    public Func<Place, ValueTask<IReadOnlyList<string>?>> LastChoices { get; init; } =
        _ => new((IReadOnlyList<string>?)null);
}
