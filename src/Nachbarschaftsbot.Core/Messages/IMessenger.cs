using NodaTime;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>What a messenger can do, so that nobody has to ask for its name.</summary>
/// <param name="WholeForms">Shows a form at once instead of question by question.</param>
/// <param name="Buttons">Has buttons; otherwise choices are numbered.</param>
/// <param name="MaxText">Characters a message can hold, in UTF-16 code units; <see cref="int.MaxValue"/> where as many as there are.</param>
/// <param name="Pace">How fast it may be sent to.</param>
/// <param name="Confidential">Whether confidential things may be said there: it belongs to the Träger or is bound by contract.</param>
public sealed record Capabilities(bool WholeForms, bool Buttons, int MaxText, Pace Pace, bool Confidential = false)
{
    /// <summary>Whether every message in a thread replies to the thread's first, whatever stands above it (a channel of Teams).</summary>
    public bool FlatThreads { get; init; }

    /// <summary>Whether a message in a group can show its buttons to some only (<see cref="Outbound.Actors"/>).</summary>
    public bool Views { get; init; }

    /// <summary>Whether it ends a form that is over by itself: what stands above is inert, and what was confidential goes with its key.</summary>
    public bool EndsForms { get; init; }

    /// <summary>
    /// Whether a message that is tried again with the same delivery id stands there once, also after a crash. Then it always holds what that
    /// id stands for and nothing else.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>What it passes on of the talk in a linked room, and what it can show of it.</summary>
    public Carries Carries { get; init; } = new();
}

/// <summary>What a messenger can do in rooms that are linked with others. What it cannot is said in words.</summary>
public sealed record Carries
{
    /// <summary>Shows pictures.</summary>
    public bool Pictures { get; init; }

    /// <summary>Tells when somebody deleted a message.</summary>
    public bool HearsRemovals { get; init; }

    /// <summary>Lets the bot hear ordinary talk only where somebody allowed it; the text <c>linked.hears.&lt;messenger&gt;</c> says how.</summary>
    public bool NeedsLeave { get; init; }
}

/// <summary>A messenger's sending limits.</summary>
/// <param name="PerChatPerSecond">Sustained messages a second in one chat.</param>
/// <param name="ChatBurst">Messages that one chat takes at once.</param>
/// <param name="PerGroupPerMinute">Messages a minute in one group; 0 for no such limit.</param>
/// <param name="OverallPerSecond">Messages a second over all chats; 0 for no limit.</param>
/// <param name="PerChatPerHour">Messages an hour in one chat; 0 for no such limit.</param>
public sealed record Pace(
    double PerChatPerSecond,
    int ChatBurst,
    int PerGroupPerMinute,
    double OverallPerSecond,
    int PerChatPerHour = 0
);

/// <summary>A messenger, as the outbox sees it. Receiving is its own affair: it hands each <see cref="Inbound"/> to the turns.</summary>
public interface IMessenger
{
    /// <summary>The name that stands in <see cref="Place.Messenger"/>.</summary>
    string Name { get; }

    /// <summary>What it can do.</summary>
    Capabilities Capabilities { get; }

    /// <summary>Tries once to deliver. Expected failures come back as <see cref="Delivery"/>, never as exceptions.</summary>
    /// <param name="message">What to deliver.</param>
    /// <param name="deliveryId">The outbox's id of it, the same on each try: an idempotency key where the messenger knows one.</param>
    /// <param name="messageIds">The messenger's ids of the message to edit, delete or stand under, in the order of its parts; empty where none.</param>
    /// <param name="cancel">Ends the try.</param>
    Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    );

    /// <summary>How many messages to one place it likes to take as one piece of work, 1 or more.</summary>
    int AtOnce => 1;

    /// <summary>
    /// Tries once to deliver several messages to one place, in their order, up to the first that does not arrive: nothing overtakes it. Only
    /// asked where <see cref="AtOnce"/> is above 1.
    /// </summary>
    /// <returns>How each ended that was tried, in the same order; all but the last were sent.</returns>
    Task<IReadOnlyList<Delivery>> DeliverAll(IReadOnlyList<Parcel> parcels, CancellationToken cancel) =>
        this.OneByOne(parcels, cancel);
}

/// <summary>Delivering several messages.</summary>
public static class Parcels
{
    /// <summary>Delivers messages one after the other, up to the first that does not arrive.</summary>
    /// <returns>How each ended that was tried.</returns>
    public static async Task<IReadOnlyList<Delivery>> OneByOne(
        this IMessenger messenger,
        IEnumerable<Parcel> parcels,
        CancellationToken cancel
    )
    {
        List<Delivery> all = [];
        foreach (var (message, id, ids) in parcels)
        {
            all.Add(await messenger.Deliver(message, id, ids, cancel));
            if (all[^1] is not Delivery.Sent)
                break;
        }
        return all;
    }
}

/// <summary>A messenger that keeps what it delivers in our own store, and can show a message without keeping it.</summary>
public interface IShowsUnkept
{
    /// <summary>Shows a new message once, while the store takes nothing. It is gone when the program ends.</summary>
    Task<Delivery> Show(Outbound message, long deliveryId);
}

/// <summary>A message on its way, with what <see cref="IMessenger.Deliver"/> needs to know of it.</summary>
/// <param name="Message">What to deliver.</param>
/// <param name="DeliveryId">The outbox's id of it.</param>
/// <param name="MessageIds">The messenger's ids of the message to edit, delete or stand under.</param>
public sealed record Parcel(Outbound Message, long DeliveryId, IReadOnlyList<string> MessageIds);

/// <summary>How a try to deliver ended: a closed set.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>Done. <paramref name="Ids"/>: the messenger's ids, one per part.</summary>
    public sealed record Sent(IReadOnlyList<string> Ids) : Delivery;

    /// <summary>Not now: wait at least <paramref name="After"/>; <paramref name="WholeMessenger"/> when not only this chat has to wait.</summary>
    public sealed record Later(Duration After, bool WholeMessenger = false) : Delivery;

    /// <summary>A passing fault before anything was sent: try again with growing pauses.</summary>
    public sealed record Transient(string Reason) : Delivery;

    /// <summary>It may have been sent or not. Groups are not sent to again, persons are.</summary>
    public sealed record Ambiguous(string Reason) : Delivery;

    /// <summary>The place takes nothing more; <paramref name="Gone"/> when for ever (account deleted).</summary>
    public sealed record Unreachable(bool Gone) : Delivery;

    /// <summary>The chat has a new id: send there.</summary>
    public sealed record Moved(string NewChat) : Delivery;

    /// <summary>The thread is gone or closed: send to the chat itself.</summary>
    public sealed record ThreadGone : Delivery;

    /// <summary>The message to edit is gone: send a new one.</summary>
    public sealed record MessageGone : Delivery;

    /// <summary>The messenger refuses this message; trying again does not help. <paramref name="Reason"/> holds nothing personal.</summary>
    public sealed record Refused(string Reason) : Delivery;

    /// <summary>The messenger refuses us altogether (token revoked): stop and raise the alarm.</summary>
    public sealed record Stop(string Reason) : Delivery;
}
