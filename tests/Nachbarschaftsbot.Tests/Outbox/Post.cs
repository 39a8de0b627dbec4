using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>An outbox on a real store, a scripted messenger and a clock that only moves when told.</summary>
internal sealed class Post : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly OutboxOptions _options;

    public Post(Pace? pace = null, OutboxOptions? options = null, int atOnce = 1, bool idempotent = false)
    {
        _options = options ?? new();
        Store = _folder.OpenStore(_folder.Options with { Durable = false }, Time);
        Messenger = new(Time, pace ?? ScriptedMessenger.Unlimited) { AtOnce = atOnce, Idempotent = idempotent };
        Runner = MakeRunner();
    }

    public ManualTime Time { get; } = ManualTime.Wednesday();

    public Instant Now => Time.GetCurrentInstant();

    public IStore Store { get; private set; }

    public ScriptedMessenger Messenger { get; }

    public OutboxRunner Runner { get; private set; }

    /// <summary>What the outbox told the turns.</summary>
    public ConcurrentQueue<Inbound> Told { get; } = [];

    public static async Task<Post> Open(
        Pace? pace = null,
        OutboxOptions? options = null,
        int atOnce = 1,
        bool idempotent = false
    )
    {
        var post = new Post(pace, options, atOnce, idempotent);
        await post.Runner.StartAsync(default);
        return post;
    }

    /// <summary>A message to a private chat.</summary>
    public static Outbound To(string chat, string words, Priority priority = Priority.Answer) =>
        new()
        {
            To = new("test", chat, null, PlaceKind.Private),
            Lines = [words],
            Priority = priority,
        };

    /// <summary>A message to a group.</summary>
    public static Outbound ToGroup(string chat, string words, string? thread = null) =>
        new() { To = new("test", chat, thread, PlaceKind.Group), Lines = [words] };

    /// <summary>Commits messages as a turn does.</summary>
    public async Task<OutboxRow[]> Write(params Outbound[] messages)
    {
        var changes = new ChangeSet { At = Now };
        Nachbarschaftsbot.Turns.TurnChanges.AddMessages(changes, messages, Store, Now);
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
        return [.. changes.Outbox];
    }

    /// <summary>Commits messages and hands them over together.</summary>
    public async Task<OutboxRow[]> Send(params Outbound[] messages)
    {
        var rows = await Write(messages);
        Runner.Hand(messages, rows);
        return rows;
    }

    /// <summary>Waits until so many tries were made, and a little longer to see that there are no more.</summary>
    public async Task Tried(int count)
    {
        await Patience.Until(() => Messenger.Tries.Count >= count, () => $"{Messenger.Tries.Count} of {count} tries");
        await Settle();
        Assert.Equal(count, Messenger.Tries.Count);
    }

    /// <summary>Waits until everything that can happen without the clock has happened.</summary>
    public async Task Settle()
    {
        for (var calm = 0; calm < 3; calm++)
        {
            await Task.Delay(5);
            await Runner.Flush();
        }
    }

    public async Task Advance(double seconds)
    {
        Time.Advance(Duration.FromSeconds(seconds));
        await Settle();
    }

    public async Task<List<OutboxRow>> Rows() => [.. await Store.ReadOutbox(0, 1000)];

    /// <summary>Ends the program, in good order or not, and starts it anew.</summary>
    public async Task Restart(bool kill = false)
    {
        if (!kill)
            await Runner.StopAsync(default);
        await Runner.DisposeAsync();
        await Store.DisposeAsync();
        Store = _folder.OpenStore(_folder.Options with { Durable = false }, Time);
        Runner = MakeRunner();
        await Runner.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private OutboxRunner MakeRunner() =>
        new(
            Store,
            [Messenger],
            inbound =>
            {
                Told.Enqueue(inbound);
                return Task.CompletedTask;
            },
            _options,
            Time,
            NullLogger<OutboxRunner>.Instance
        );
}
