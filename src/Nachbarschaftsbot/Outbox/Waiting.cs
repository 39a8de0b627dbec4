using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>A message in the outbox, in memory.</summary>
internal sealed class Waiting : IThreadPoolWorkItem
{
    private readonly Func<Waiting, Task> _send;

    /// <summary>A message and how often it was tried.</summary>
    public Waiting(OutboxRow row, Outbound message, Func<Waiting, Task> send)
    {
        (Id, Message, Attempts, NotBefore, _send) = (row.Id, message, row.Attempts, row.NotBefore, send);
        Origin = message.To.Key;
        Priority = message.Priority;
        StoredAttempts = row.Attempts;
    }

    /// <summary>The outbox id: order within a chat, and the same on each try.</summary>
    public long Id { get; }

    /// <summary>What to send; changes when its chat moved or what it edits is gone.</summary>
    public Outbound Message { get; set; }

    /// <summary>The place it was written for, under which its ids are kept.</summary>
    public string Origin { get; }

    /// <summary>How urgent it is: at least as urgent as older edits that it stands for.</summary>
    public Priority Priority { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Tries as the store knows them.</summary>
    public int StoredAttempts { get; set; }

    /// <summary>Waits until then.</summary>
    public Instant NotBefore { get; set; }

    /// <summary>Whether one try already ended without anybody knowing how.</summary>
    public bool WasAmbiguous { get; set; }

    /// <summary>Whether every trace of its place is to be gone: it is not tried again.</summary>
    public bool Forgotten { get; set; }

    /// <summary>The chat it is under way in.</summary>
    public Lane? Lane { get; set; }

    /// <summary>All that go with it as one piece of work, itself first; null where it goes alone.</summary>
    public IReadOnlyList<Waiting>? Together { get; set; }

    /// <summary>
    /// The posts that share its message, itself not among them; null where it goes alone. They stay the same on each try: the messenger may
    /// have taken the one before.
    /// </summary>
    public IReadOnlyList<Waiting>? Mates { get; set; }

    /// <summary>Whether it shares no message any more: one of those it shared with was refused.</summary>
    public bool GoesAlone { get; set; }

    /// <summary>Where it stands in its lane and among lanes.</summary>
    public (Priority, long) Rank => (Priority, Id);

    /// <inheritdoc/>
    public void Execute() => _ = _send(this);
}
