using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>A talk that is carried into a room of Matrix faster than the room takes it, and the power goes in the middle.</summary>
public sealed class MatrixPostsTests : MatrixSendingTests
{
    private readonly ManualTime time = ManualTime.Wednesday();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Each_post_arrives_once_although_the_power_goes_before_it_is_noted(int cut)
    {
        var slow = new SlowRoom(Office.Messenger) { Cut = cut };
        await using (var before = Run(slow))
        {
            await before.StartAsync(default);
            await Hand(before);
            await Until(() => slow.Arrived == cut);
        }
        slow.Cut = 0;
        await using var after = Run(slow);
        await after.StartAsync(default);
        await Until(async () => (await Office.Store.ReadOutbox(0, 100)).Count == 0);
        var seen = string.Join('\n', Office.Mara.Sees().Select(m => m.Body));
        Assert.All(Enumerable.Range(1, 6), i => Assert.Equal(2, seen.Split($"Satz {i}.").Length));
        Assert.True(Office.Homeserver.Repeated > 0);
    }

    private OutboxRunner Run(SlowRoom messenger) =>
        new(Office.Store, [messenger], _ => Task.CompletedTask, new(), time, NullLogger<OutboxRunner>.Instance);

    private async Task Hand(OutboxRunner runner)
    {
        Outbound[] posts = [.. Enumerable.Range(1, 6).Select(Said)];
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        TurnChanges.AddMessages(changes, posts, Office.Store, changes.At);
        Assert.Equal(CommitResult.Done, await Office.Store.Commit(changes));
        runner.Hand(posts, [.. changes.Outbox]);
    }

    private Outbound Said(int number) =>
        new()
        {
            To = Office.Triage,
            Ref = $"carried:{number}",
            Lines = [Text.Title("linked.from", ("name", "Ada"), Arg.OfKey("where", "linked.where.telegram"))],
            Rich = Rich.Of($"Satz {number}."),
            Talk = new("linked.where.telegram"),
            Priority = Priority.Notice,
        };

    private Task Until(Func<bool> isSo) => Until(() => Task.FromResult(isSo()));

    private Task Until(Func<Task<bool>> isSo) =>
        Patience.Until(async () =>
        {
            time.Advance(Duration.FromSeconds(1));
            return await isSo();
        });

    /// <summary>A room that takes a message in four seconds; after one of them nobody hears any more that it arrived.</summary>
    private sealed class SlowRoom(IMessenger matrix) : IMessenger
    {
        private readonly ConcurrentQueue<long> arrived = [];

        public int Cut { get; set; }

        public int Arrived => arrived.Count;

        public string Name => matrix.Name;

        public Capabilities Capabilities => matrix.Capabilities with { Pace = new(0.25, 1, 0, 0) };

        public async Task<Delivery> Deliver(
            Outbound message,
            long deliveryId,
            IReadOnlyList<string> messageIds,
            CancellationToken cancel
        )
        {
            var delivery = await matrix.Deliver(message, deliveryId, messageIds, cancel);
            arrived.Enqueue(deliveryId);
            if (arrived.Count == Cut)
                await Task.Delay(Timeout.Infinite, cancel);
            return delivery;
        }
    }
}
