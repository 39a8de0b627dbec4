using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>What is remembered of a chat for pacing; its threads share it.</summary>
internal sealed class ChatState(string name, long number, bool isGroup)
{
    /// <summary>The messenger's id of the chat.</summary>
    public string Name => name;

    /// <summary>Tells chats apart where it is cheaper than by name.</summary>
    public long Number => number;

    /// <summary>Whether limits of groups hold.</summary>
    public bool IsGroup => isGroup;

    /// <summary>How fast it was sent to.</summary>
    public ChatPace Pace { get; set; }

    /// <summary>Lanes that share it.</summary>
    public int Lanes { get; set; }
}

/// <summary>The messages that wait for one place, in the order in which they go: by priority, then by age.</summary>
internal sealed class Lane(string key, ChatState chat)
{
    private readonly List<Waiting> _items = [];

    /// <summary>The key of the place.</summary>
    public string Key => key;

    /// <summary>The chat it is a part of.</summary>
    public ChatState Chat => chat;

    /// <summary>The messages under way: one at a time keeps the order, or several as one piece of work.</summary>
    public List<Waiting> Sending { get; } = [];

    /// <summary>Ends with the send under way, where somebody waits for that.</summary>
    public TaskCompletionSource? Ended { get; set; }

    /// <summary>After a failed try: nothing of this urgency or less goes before then.</summary>
    public (Priority From, Instant Until) Pause { get; set; }

    /// <summary>The place in the queue of lanes that may send, or null.</summary>
    public (Priority, long)? ReadyAs { get; set; }

    /// <summary>When it is looked at again, or null.</summary>
    public Instant? AsleepUntil { get; set; }

    /// <summary>Whether it was forgotten because nothing waited in it.</summary>
    public bool IsGone { get; set; }

    /// <summary>How many wait.</summary>
    public int Count => _items.Count;

    /// <summary>All that wait.</summary>
    public IReadOnlyList<Waiting> Items => _items;

    /// <summary>Puts a message in its place. Where only the last of several edits counts, the older ones are finished unsent.</summary>
    /// <param name="item">The message.</param>
    /// <param name="finished">Told of those that need not be sent.</param>
    public void Add(Waiting item, Action<Waiting> finished)
    {
        if (item.Message is { Act: Act.Delete, Talk: not null, Ref: { } gone } && TakeBack(gone, item.Id, finished))
        {
            finished(item);
            return;
        }
        if (item.Message is { Act: Act.Edit, Ref: { } reference })
        {
            if (NextAbout(reference, item.Id) is { Message.Act: Act.Edit } newer)
            {
                Replace(item, newer, finished);
                return;
            }
            if (LastAbout(reference, item.Id) is { Message.Act: Act.Edit } older)
            {
                _items.Remove(older);
                Replace(older, item, finished);
            }
        }
        Insert(item);
    }

    /// <summary>The message that may go next.</summary>
    /// <param name="now">The present.</param>
    /// <param name="wake">When there may be one, if there is none now.</param>
    public Waiting? Next(Instant now, out Instant? wake)
    {
        wake = null;
        foreach (var item in _items)
        {
            var at = item.NotBefore;
            if (item.Priority >= Pause.From && Pause.Until > at)
                at = Pause.Until;
            if (at > now)
                wake = wake < at ? wake : at;
            else if (!HasToWaitForAnother(item))
                return item;
        }
        return null;
    }

    /// <summary>
    /// Finds the posts behind one that share its message. Changes of other messages may stand between: they change no order.
    /// </summary>
    public void FindMates(Waiting head, int longest, Instant now)
    {
        var mates =
            head.Mates is { } same ? _items.FindAll(same.Contains)
            : head.GoesAlone || !Posts.MayShare(head.Message) ? []
            : Behind(head, longest, now);
        head.Mates = mates.Count > 0 ? mates : null;
    }

    /// <summary>A talk that is faster than the place takes no more than so much memory.</summary>
    public void Limit(PostLimits limits, Waiting added, Action<Waiting> finished)
    {
        if (added.Message.File is not null)
            Lighten(limits.MostPictures).ForEach(limits.Store);
        if (Count > limits.MostWaiting && Shed(limits.MostWaiting, finished) is { } line)
            limits.Store(line);
    }

    /// <summary>Whether it changes or stands under a message that is under way, whose ids are not known yet.</summary>
    public bool IsAboutSending(Waiting item) =>
        Sending.Exists(s =>
            s.Message.Ref is { } reference && (reference == item.Message.Ref || reference == item.Message.Under)
        );

    /// <summary>Takes a message out.</summary>
    public void Remove(Waiting item) => _items.Remove(item);

    /// <summary>Takes messages out.</summary>
    /// <returns>Those that were taken out, in their order.</returns>
    public List<Waiting> RemoveAll(Predicate<Waiting> gone)
    {
        var found = _items.FindAll(gone);
        _items.RemoveAll(gone);
        return found;
    }

    private List<Waiting> Behind(Waiting head, int longest, Instant now)
    {
        var mates = new List<Waiting>();
        var length = Posts.Length(head.Message);
        foreach (var item in _items.Where(i => i.Message.Act == Act.Send))
        {
            length += Posts.Length(item.Message);
            var mayShare =
                Posts.MayShare(item.Message)
                && item is { GoesAlone: false, Mates: null }
                && item.Priority == head.Priority
                && item.NotBefore <= now
                && item.Message.Language == head.Message.Language;
            if (!mayShare || length > longest || mates.Count + 1 >= Posts.MostTogether)
                break;
            mates.Add(item);
        }
        return mates;
    }

    /// <summary>Where too many posts wait, lets go of the oldest, with all that is about them. One line in their place counts them.</summary>
    /// <returns>That line, or null where there was no need.</returns>
    private Waiting? Shed(int most, Action<Waiting> finished)
    {
        var posts = _items.FindAll(i => Posts.MayShare(i.Message));
        if (posts.Count <= most)
            return null;
        var gone = posts.GetRange(0, posts.Count - most * 4 / 5);
        var references = gone.Select(i => i.Message.Ref).OfType<string>().ToHashSet();
        var line = gone[^1];
        line.Message = Posts.Lost([.. gone.Select(i => i.Message)]);
        line.Mates = null;
        bool IsAbout(string? reference) => reference is not null && references.Contains(reference);
        foreach (
            var item in RemoveAll(i =>
                i != line
                && (
                    gone.Contains(i)
                    || (i.Message.Talk is not null && IsAbout(i.Message.Ref))
                    || (i.Message.File is not null && IsAbout(i.Message.Under))
                )
            )
        )
            finished(item);
        return line;
    }

    /// <summary>Where too many pictures of a talk wait, the oldest are only named.</summary>
    /// <returns>Those that read differently now.</returns>
    private List<Waiting> Lighten(int most)
    {
        var pictures = _items.FindAll(i => i.Message is { Talk: not null, File: not null });
        var named = pictures.GetRange(0, Math.Max(0, pictures.Count - most));
        foreach (var item in named)
            item.Message = Posts.Named(item.Message);
        return named;
    }

    /// <summary>What somebody took back before it was sent is not sent any more.</summary>
    private bool TakeBack(string reference, long before, Action<Waiting> finished)
    {
        var about = _items.FindAll(i => i.Id < before && i.Message.Ref == reference);
        if (about.MinBy(i => i.Id) is not { Message.Act: Act.Send, Attempts: 0 })
            return false;
        foreach (var item in about)
        {
            _items.Remove(item);
            finished(item);
        }
        return true;
    }

    private static void Replace(Waiting older, Waiting newer, Action<Waiting> finished)
    {
        newer.Priority = older.Priority < newer.Priority ? older.Priority : newer.Priority;
        newer.NotBefore = older.NotBefore < newer.NotBefore ? older.NotBefore : newer.NotBefore;
        finished(older);
    }

    private void Insert(Waiting item)
    {
        var at = _items.Count;
        while (at > 0 && _items[at - 1].Rank.CompareTo(item.Rank) > 0)
            at--;
        _items.Insert(at, item);
    }

    private Waiting? LastAbout(string reference, long before) =>
        _items.Where(i => i.Id < before && i.Message.Ref == reference).MaxBy(i => i.Id);

    private Waiting? NextAbout(string reference, long after) =>
        _items.Where(i => i.Id > after && i.Message.Ref == reference).MinBy(i => i.Id);

    /// <summary>Nothing overtakes the message that it changes or stands under.</summary>
    private bool HasToWaitForAnother(Waiting item)
    {
        var (own, under) = (item.Message.Ref, item.Message.Under);
        if (own is null && under is null)
            return false;
        foreach (var other in _items)
            if (other.Id < item.Id && other.Message.Ref is { } reference && (reference == own || reference == under))
                return true;
        return false;
    }
}
