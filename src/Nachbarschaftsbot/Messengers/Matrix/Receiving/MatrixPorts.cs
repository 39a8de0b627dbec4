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

    /// <summary>The homeserver answers again after it did not.</summary>
    public Action Reached { get; init; } = () => { };

    /// <summary>The name of the command that plain words lead to, or null.</summary>
    public Func<string, string?> CommandOf { get; init; } = _ => null;

    /// <summary>Whether there is a command of this name.</summary>
    public Func<string, bool> IsCommand { get; init; } = _ => false;

    /// <summary>Whether a place is linked with others: only there ordinary talk is looked at.</summary>
    public Func<string, bool> IsLinked { get; init; } = _ => false;

    /// <summary>Whether somebody keeps out of linked rooms: nothing that they send there is fetched.</summary>
    public Func<Account, ValueTask<bool>> KeepsOut { get; init; } = _ => new(false);

    /// <summary>Says a short word to who pressed something, about one of our events.</summary>
    public Func<Inbound, string?, Text, string, Task> Word { get; init; } = (_, _, _, _) => Task.CompletedTask;

    /// <summary>A reaction has pressed: it can be taken away, by room and event.</summary>
    public Action<string, string> Lift { get; init; } = (_, _) => { };

    /// <summary>What a typed number presses, given what it replies to; null where it is words like others.</summary>
    public Func<Place, string?, string, ValueTask<TypedNumber?>> Typed { get; init; } =
        (_, _, _) => new((TypedNumber?)null);

    /// <summary>The token that a reaction to one of our events presses, or null.</summary>
    public Func<Place, string, string, ValueTask<string?>> Pressed { get; init; } = (_, _, _) => new((string?)null);
}

/// <summary>A number that was typed in place of a press.</summary>
/// <param name="Token">What it presses; null where the message it answers has other numbers.</param>
/// <param name="Language">The language of that message.</param>
internal sealed record TypedNumber(string? Token, string Language = "de");
