using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>
/// A whole neighbourhood for a test: the real turn and the real store, a messenger that only remembers, a clock that only moves
/// when told. Everything that is said or sent goes the way of one message.
/// </summary>
internal sealed class Hood : IAsyncDisposable
{
    /// <summary>The Quartier everybody lives in.</summary>
    public static readonly Quartier Lindenviertel = new()
    {
        Id = "linden",
        Name = "Lindenviertel",
        JoinCode = "LINDE234",
    };

    /// <summary>Another Quartier of the same house, for tests with several.</summary>
    public static readonly Quartier Hafen = new()
    {
        Id = "hafen",
        Name = "Hafenviertel",
        JoinCode = "HAFEN567",
    };

    private readonly Dictionary<string, Corner> _corners = [];
    private readonly Lock _lock = new();
    private int _inbound;
    private long _seed;

    private readonly Action<Registry>? _also;

    private readonly TestFolder _folder = new();

    private Hood(ManualTime time, Action<Registry>? also)
    {
        (Time, _also) = (time, also);
        Store = OpenStore();
        Registry = Register();
        Turn = MakeTurn();
    }

    public IStore Store { get; private set; }

    public ManualTime Time { get; }

    public Registry Registry { get; private set; }

    public Turn Turn { get; private set; }

    /// <summary>Gets what is sent too, with the rows of the outbox, for tests with a real way out.</summary>
    public Action<IReadOnlyList<Outbound>, IReadOnlyList<OutboxRow>>? Sends { get; set; }

    /// <summary>Where the files of the store lie.</summary>
    public string Folder => _folder.Root;

    /// <summary>Now, on the clock of the test.</summary>
    public Instant Now => Time.GetCurrentInstant();

    /// <summary>Starts a neighbourhood with the Lindenviertel and its moderation group.</summary>
    /// <param name="releaseFirst">Whether requests wait for release.</param>
    /// <param name="also">Declares more than the features do, for tests of the dialogues themselves.</param>
    public static async Task<Hood> Start(bool releaseFirst = true, Action<Registry>? also = null)
    {
        var hood = new Hood(ManualTime.Wednesday(), also);
        await hood.Put(Quartier.Kind, Lindenviertel with { ReleaseFirst = releaseFirst });
        await hood.Bind(hood.Moderation, ChannelPurpose.Moderation);
        return hood;
    }

    /// <summary>Binds a group to a purpose in the Lindenviertel.</summary>
    public async Task<Corner> Bind(Corner corner, ChannelPurpose purpose)
    {
        await Put(
            Channel.Kind,
            new Channel
            {
                Id = corner.Place.Key,
                Place = corner.Place,
                Quartier = Lindenviertel.Id,
                Purpose = purpose,
            }
        );
        return corner;
    }

    /// <summary>The bound moderation group.</summary>
    public Corner Moderation => Group("-100500");

    /// <summary>A group by its id, bound or not.</summary>
    public Corner Group(string id, string? thread = null) => At(new Place("test", id, thread, PlaceKind.Group));

    /// <summary>Somebody who has not talked to the bot yet.</summary>
    public Actor Stranger(string name, string? language = "de", string messenger = "test") =>
        new(this, name, language, messenger);

    /// <summary>Somebody who agreed and lives in the Lindenviertel.</summary>
    public async Task<Actor> Neighbour(
        string name,
        string language = "de",
        string messenger = "test",
        params Role[] roles
    )
    {
        var actor = new Actor(this, name, language, messenger);
        await Put(Person.Kind, actor.AsPerson(roles));
        await Put(AccountLink.Kind, new AccountLink { Id = actor.Account.Key, Person = actor.PersonId });
        return actor;
    }

    /// <summary>A neighbour who moderates.</summary>
    public Task<Actor> Moderator(string name) => Neighbour(name, roles: Role.Moderator);

    /// <summary>Moves the clock and lets everything happen that becomes due, in order.</summary>
    public async Task Advance(Duration by)
    {
        var end = Now + by;
        while (await Store.NextTimer() is { } due && due <= end)
        {
            if (due > Now)
                Time.Advance(due - Now);
            foreach (var timer in await Store.DueTimers(Now, 100))
                await Fire(timer);
        }
        Time.Advance(end - Now);
    }

    /// <summary>Ends the program and starts it anew on the same store.</summary>
    public async Task Restart()
    {
        await Store.DisposeAsync();
        Store = OpenStore();
        Registry = Register();
        Turn = MakeTurn();
    }

    /// <summary>Everything that waits to be sent was sent.</summary>
    public async Task Sent()
    {
        var changes = new ChangeSet { At = Now };
        changes.Finished.AddRange((await Store.ReadOutbox(0, 1000)).Select(o => o.Id));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
    }

    /// <summary>Whether these words stand in the bytes of the store's files.</summary>
    public bool HasInFiles(string words) => StoreFiles.Hold(_folder.Root, words);

    /// <summary>Goes on with another registry, for tests of who may do what.</summary>
    public void Use(Registry registry)
    {
        Registry = registry;
        Turn = MakeTurn();
    }

    /// <summary>Writes a document, as the world is before the test begins.</summary>
    public async Task Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        Store.Forget(kind, document.Id);
        var changes = new ChangeSet { At = Now };
        changes.Puts.Add(new(kind, document, await Store.VersionOf(kind, document.Id)));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
    }

    /// <summary>Takes a document out of the world before the test begins.</summary>
    public async Task Remove<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        Store.Forget(kind, id);
        var changes = new ChangeSet { At = Now };
        changes.Deletes.Add(new(kind, id, await Store.VersionOf(kind, id)));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
    }

    /// <summary>A document as it stands in the store.</summary>
    public async Task<T?> Find<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        Store.Forget(kind, id);
        return (await Store.Find(kind, id))?.Document;
    }

    /// <summary>All documents below these parts of an index.</summary>
    public async Task<List<T>> Query<T>(Kind<T> kind, string index, params string[] parts)
        where T : class, IDocument =>
        [
            .. (await Store.Query(kind, index, IndexValue.Below(parts), IndexValue.After(parts), 1000)).Select(d =>
                d.Document
            ),
        ];

    /// <summary>Lets something come in.</summary>
    public Task<TurnResult> Take(
        Place place,
        Sender? sender,
        Content content,
        string? replyTo = null,
        string? id = null
    ) =>
        Turn.Take(
            new Inbound(
                id ?? $"test:{Interlocked.Increment(ref _inbound)}",
                place,
                sender,
                content,
                replyTo,
                $"in{_inbound}"
            )
        );

    /// <summary>What stands at a place.</summary>
    public Corner At(Place place)
    {
        lock (_lock)
            return _corners.TryGetValue(place.Key, out var corner) ? corner : _corners[place.Key] = new Corner(place);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private Registry Register()
    {
        var registry = Features.Register();
        _also?.Invoke(registry);
        return registry;
    }

    private IStore OpenStore() => _folder.OpenStore(_folder.Options with { Durable = false }, Time);

    private Turn MakeTurn() =>
        new(
            Store,
            Registry,
            new TurnPorts(CapabilitiesOf, Deliver, () => _ = Store.Scrub()),
            Time,
            new TurnCounters(Microsoft.Extensions.Logging.Abstractions.NullLogger<TurnCounters>.Instance)
        );

    private static Capabilities CapabilitiesOf(string messenger) =>
        new(
            WholeForms: messenger is "web" or "office",
            Buttons: true,
            MaxText: 4096,
            new Pace(1, 5, 20, 30),
            Confidential: messenger != "telegram"
        )
        {
            FlatThreads = messenger == "teams",
            Carries = new()
            {
                Pictures = messenger != "teams",
                HearsRemovals = messenger != "telegram",
                NeedsLeave = messenger == "telegram",
            },
            EndsForms = messenger == "web",
            Views = messenger == "teams",
        };

    private async Task Fire(TimerRow timer) => await Turn.Take(TimerRunner.Inbound(timer), timer);

    private void Deliver(IReadOnlyList<Outbound> messages, IReadOnlyList<OutboxRow> rows)
    {
        Sends?.Invoke(messages, rows);
        foreach (var message in messages)
            At(message.To).Receive(message);
    }

    internal string NextSeed() => (Interlocked.Increment(ref _seed) + 1000).ToString();
}
