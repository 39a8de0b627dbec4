using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Outbox;

/// <summary>
/// Messages that hold several posts. Their words are known in memory, never in the store, so that a change of one post leaves the others
/// standing: for two days, and where all places say more than <see cref="Most"/> by then, as long as there is room for them; the oldest go
/// first, of the place that takes most. Later, or after a restart, a changed post is sent anew under them, and with a deleted one all its
/// words go.
/// </summary>
internal sealed class SharedMessages : IDisposable
{
    /// <summary>What all of them take of memory at most, about, in bytes.</summary>
    internal const long Most = 8 << 20;

    /// <summary>What a post takes beside its words.</summary>
    private const long OfPost = 1000;

    private static readonly Duration Known = Duration.FromDays(2);
    private readonly Completions _completions;
    private readonly TimeProvider _time;
    private readonly WakeUp _forgetting;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Shared>> _places = [];
    private readonly Dictionary<(string Place, string Reference), Shared> _byPost = [];

    /// <summary>None known yet.</summary>
    public SharedMessages(Completions completions, TimeProvider time) =>
        (_completions, _time, _forgetting) = (completions, time, new(time, ForgetOld));

    /// <summary>Remembers a message that was sent.</summary>
    /// <param name="place">Where.</param>
    /// <param name="name">Our own id of it as a whole.</param>
    /// <param name="posts">What it holds.</param>
    public void Keep(string place, string name, IReadOnlyList<Outbound> posts)
    {
        var shared = new Shared(place, name, posts, Now);
        lock (_lock)
        {
            if (!_places.TryGetValue(place, out var here))
                _places[place] = here = [];
            here.Enqueue(shared);
            foreach (var post in posts)
                if (post.Ref is { } reference)
                    _byPost[(place, reference)] = shared;
            while (_places.Values.Sum(Size) > Most)
                DropOldest(_places.Values.MaxBy(Size)!);
            _forgetting.NotLaterThan(shared.At + Known);
        }
    }

    /// <summary>What changing or deleting a post means for the message that holds it.</summary>
    public async ValueTask<Outbound> AsSent(Waiting item, IReadOnlyList<string> ids)
    {
        var message = item.Message;
        if (message is not { Talk: not null, Act: Act.Edit or Act.Delete, Ref: { } reference } || ids.Count == 0)
            return message;
        lock (_lock)
            if (_byPost.TryGetValue((item.Origin, reference), out var shared))
                return shared.With(message) is [_, ..] left ? shared.Together(left, message.To) : message;
        var holder = await _completions.ReferenceOf(item.Origin, ids[0]);
        if (holder?.StartsWith(Talk.SharedPrefix, StringComparison.Ordinal) != true)
            return message;
        return message.Act == Act.Delete
            ? message with
            {
                Act = Act.Edit,
                Lines = ["linked.taken-back"],
            }
            : message with
            {
                Act = Act.Send,
                Under = reference,
                Lines = [.. message.Lines, "linked.changed"],
            };
    }

    /// <summary>A post was changed or deleted where it stands.</summary>
    /// <returns>What else is found at the same message: the posts that it holds now, last itself. None where it holds one alone.</returns>
    public IReadOnlyList<string> Note(Waiting item)
    {
        var message = item.Message;
        if (message.Act is not (Act.Edit or Act.Delete) || message.Ref is not { } reference)
            return [];
        lock (_lock)
        {
            if (!_byPost.TryGetValue((item.Origin, reference), out var shared))
                return [];
            shared.Change(shared.With(message));
            if (message.Act == Act.Delete)
                _byPost.Remove((item.Origin, reference));
            return [.. shared.Posts.Select(p => p.Ref).OfType<string>(), shared.Name];
        }
    }

    /// <summary>Drops what memory knows of a place.</summary>
    public void Forget(string place)
    {
        lock (_lock)
            while (_places.TryGetValue(place, out var here))
                DropOldest(here);
    }

    /// <inheritdoc/>
    public void Dispose() => _forgetting.Dispose();

    private Instant Now => _time.GetCurrentInstant();

    private void ForgetOld()
    {
        lock (_lock)
        {
            _forgetting.Came();
            foreach (var here in _places.Values.ToList())
                while (here.TryPeek(out var oldest) && oldest.At + Known <= Now)
                    DropOldest(here);
            foreach (var here in _places.Values)
                _forgetting.NotLaterThan(here.Peek().At + Known);
        }
    }

    private static long Size(Queue<Shared> place) => place.Sum(s => s.Size);

    private void DropOldest(Queue<Shared> place)
    {
        var shared = place.Dequeue();
        foreach (var post in shared.Posts)
            if (post.Ref is { } reference && _byPost.GetValueOrDefault((shared.Place, reference)) == shared)
                _byPost.Remove((shared.Place, reference));
        if (place.Count == 0)
            _places.Remove(shared.Place);
    }

    /// <summary>A message and the posts it holds.</summary>
    private sealed class Shared(string place, string name, IReadOnlyList<Outbound> posts, Instant at)
    {
        private readonly string? _first = posts[0].Ref;

        public string Place => place;

        public string Name => name;

        public Instant At => at;

        public IReadOnlyList<Outbound> Posts { get; private set; } = posts;

        /// <summary>What it takes of memory, about.</summary>
        public long Size { get; private set; } = SizeOf(posts);

        /// <summary>The posts as they are after a change of one.</summary>
        public IReadOnlyList<Outbound> With(Outbound change) =>
            change.Act == Act.Delete
                ? [.. Posts.Where(p => p.Ref != change.Ref)]
                : [.. Posts.Select(p => p.Ref == change.Ref ? p with { Lines = change.Lines, Rich = change.Rich } : p)];

        /// <summary>The message as it is to read now. It stands where it stood, also when the post is gone that it began with.</summary>
        public Outbound Together(IReadOnlyList<Outbound> left, Place to) =>
            Outbox.Posts.Together(left[0].Ref == _first ? left : [Outbox.Posts.Saying(left[0]), .. left.Skip(1)]) with
            {
                Act = Act.Edit,
                To = to,
            };

        /// <summary>It reads differently now.</summary>
        public void Change(IReadOnlyList<Outbound> left) => (Posts, Size) = (left, SizeOf(left));

        private static long SizeOf(IReadOnlyList<Outbound> posts) =>
            posts.Sum(p => OfPost + sizeof(char) * (long)Outbox.Posts.Length(p));
    }
}
