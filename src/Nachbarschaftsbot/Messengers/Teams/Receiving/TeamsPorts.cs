using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>What receiving needs of the house.</summary>
/// <param name="Take">Takes an inbound exactly once; durable when it returns.</param>
/// <param name="ReferenceOf">Our own id of a message, by place and the messenger's id.</param>
/// <param name="Search">Looks for what is open, for who asks; null when they may not.</param>
/// <param name="CardFor">The card that somebody sees of one of our messages, as JSON, by our own id of it; null: the one that all see.</param>
internal sealed record TeamsPorts(
    Func<Inbound, Task<TurnResult>> Take,
    Func<string, string, ValueTask<string?>> ReferenceOf,
    Func<Inbound, string, Task<IReadOnlyList<Hit>?>> Search,
    Func<Inbound, string, Task<string?>> CardFor
)
{
    /// <summary>Brings the emergency numbers for an inbound that cannot be taken now.</summary>
    public Func<Inbound, Task> Warn { get; init; } = _ => Task.CompletedTask;

    /// <summary>The program ends: nothing waits any longer.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Whether a place is linked with others: only there ordinary talk is looked at.</summary>
    public Func<string, bool> IsLinked { get; init; } = _ => false;

    /// <summary>Whether somebody keeps out of linked rooms: nothing that they send there is fetched.</summary>
    public Func<Account, ValueTask<bool>> KeepsOut { get; init; } = _ => new(false);

    /// <summary>The first picture of a message in this conversation, or null where it cannot be had.</summary>
    public Func<Activity, TeamsConversation?, Task<OutboundFile?>> Picture { get; init; } =
        (_, _) => Task.FromResult<OutboundFile?>(null);

    /// <summary>The name of the command that plain words lead to, or null.</summary>
    public Func<string, string?> CommandOf { get; init; } = _ => null;
}
