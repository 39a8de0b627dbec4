using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Tests.Contracts;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>A messenger that answers as told, remembers what it was given, and shows it as messengers do.</summary>
internal sealed class ScriptedMessenger(TimeProvider time, Pace pace) : IMessenger
{
    public static readonly Pace Unlimited = new(0, 1, 0, 0);

    private readonly List<(string Place, string Id, SeenLine Line)> _shown = [];
    private int _under;

    public string Name => "test";

    public Capabilities Capabilities => new(false, true, 4096, pace, Confidential) { Idempotent = Idempotent };

    /// <summary>Whether what is tried again with the same id stands there once.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether it may be given what is confidential.</summary>
    public bool Confidential { get; set; }

    /// <summary>Messages that it takes as one piece of work.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Sizes of the pieces of work that were more than one message.</summary>
    public ConcurrentQueue<int> Together { get; } = [];

    public Task<IReadOnlyList<Delivery>> DeliverAll(IReadOnlyList<Parcel> parcels, CancellationToken cancel)
    {
        Together.Enqueue(parcels.Count);
        return this.OneByOne(parcels, cancel);
    }

    /// <summary>How a try ends; null for sent with an id made from the delivery id.</summary>
    public Func<Outbound, long, Delivery?> Answer { get; set; } = (_, _) => null;

    /// <summary>The ids of a message that was changed: it can be longer or shorter now than one message of the messenger.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>> AfterEdit { get; set; } = ids => ids;

    /// <summary>What a try waits for.</summary>
    public Func<Outbound, Task> Pause { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<(Instant At, Outbound Message, long Id, IReadOnlyList<string> Ids)> Tries { get; } = [];

    /// <summary>What arrived.</summary>
    public ConcurrentQueue<Outbound> Sent { get; } = [];

    public int MostAtOnce { get; private set; }

    /// <summary>The first words of each try, in order.</summary>
    public List<string> Words => [.. Tries.Select(t => t.Message.Lines[0].Key)];

    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        lock (Tries)
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _under));
        Tries.Enqueue((time.GetCurrentInstant(), message, deliveryId, messageIds));
        await Pause(message).WaitAsync(cancel);
        Interlocked.Decrement(ref _under);
        if (Answer(message, deliveryId) is { } answer)
            return answer;
        Sent.Enqueue(message);
        lock (_shown)
            return new Delivery.Sent(Show(message, deliveryId, messageIds));
    }

    /// <summary>The lines of a place as they stand now, oldest first.</summary>
    public IReadOnlyList<SeenLine> Seen(Place place)
    {
        lock (_shown)
            return [.. _shown.Where(s => s.Place == place.Key).Select(s => s.Line)];
    }

    private IReadOnlyList<string> Show(Outbound message, long deliveryId, IReadOnlyList<string> messageIds)
    {
        var known = IdsOf(deliveryId);
        if (message.Act == Act.Send && Idempotent && known.Count > 0)
            return known;
        var isEdit = message.Act == Act.Edit && messageIds.Count > 0;
        var at = isEdit ? _shown.FindIndex(s => s.Id == messageIds[0]) : -1;
        if (message.Act != Act.Send)
            _shown.RemoveAll(s => messageIds.Contains(s.Id));
        if (message.Act == Act.Delete)
            return [];
        var lines = Lines(message);
        IReadOnlyList<string> ids = isEdit
            ? AfterEdit(messageIds)
            : [.. lines.Select((_, n) => known.Count + n == 0 ? $"m{deliveryId}" : $"m{deliveryId}.{known.Count + n}")];
        var shown = lines.Zip(ids, (line, id) => (message.To.Key, id, line));
        _shown.InsertRange(at < 0 ? _shown.Count : at, shown);
        return ids;
    }

    private List<string> IdsOf(long deliveryId) =>
        [.. _shown.Select(s => s.Id).Where(id => id.Split('.')[0] == $"m{deliveryId}")];

    private List<SeenLine> Lines(Outbound message)
    {
        var words = string.Join('\n', message.Lines.Select(l => WordsOf(l, message.Language)));
        List<string> parts =
            words.Length <= Capabilities.MaxText
                ? [words]
                : TextSplitter.Split(words, Capabilities.MaxText).ConvertAll(r => words[r]);
        var buttons = message.Buttons.SelectMany(r => r).Select(b => WordsOf(b.Label, message.Language)).ToList();
        return [.. parts.Select((part, n) => new SeenLine(part, n == parts.Count - 1 ? buttons : []))];
    }

    /// <summary>What a text says; tests of the outbox write words where a key stands.</summary>
    private static string WordsOf(Text text, string language) =>
        text.Key.Length == 0 || Catalog.BuiltIn.Has(text.Key) ? Catalog.BuiltIn.Words(text, language) : text.Key;
}
