using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>
/// A linked room: from a message that comes in on one messenger to the request that goes out on each of two others, with the real turn, store
/// (durable) and outbox; then 50 messages a second for a minute from all three rooms, in order and with flat memory.
/// </summary>
internal static class RelayBenchmark
{
    private const int Warm = 100;
    private const int Messages = 600;
    private const int PerSecond = 50;
    private const int MostMilliseconds = 100;
    private const int MostMegabytes = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Names = ["telegram", "matrix", "teams"];

    /// <summary>Measures and gives the rows of the table.</summary>
    /// <param name="runs">How often the single messages are measured.</param>
    /// <param name="seconds">How long the crowd talks.</param>
    public static async Task<IReadOnlyList<string>> Run(int runs, int seconds = 60)
    {
        var p99 = new List<double>();
        for (var run = 0; run < runs; run++)
            await With(async house => p99.Add(await OneByOne(house)));
        var grown = 0.0;
        await With(async house => grown = await Crowd(house, seconds));
        return
        [
            Table.Limit(
                "Verbundene Räume: bis zur Anfrage an zwei andere Messenger, p99",
                Table.Median(p99),
                MostMilliseconds,
                "ms",
                "F1"
            ),
            Table.Limit(
                $"Verbundene Räume, {PerSecond}/s, {seconds} s, in Reihenfolge: Zuwachs an Speicher",
                grown,
                MostMegabytes,
                "MB",
                "F1"
            ),
        ];
    }

    private static async Task<double> OneByOne(House house)
    {
        var took = new List<double>(Messages);
        for (var n = 0; n < Warm + Messages; n++)
        {
            var arrived = house.Expect($"m{n}", 2);
            var started = Stopwatch.GetTimestamp();
            await house.Say(0, $"m{n}");
            await arrived.WaitAsync(Patience);
            if (n >= Warm)
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        took.Sort();
        var p99 = took[(int)(took.Count * 0.99)];
        Console.WriteLine($"relay: p50 {took[took.Count / 2]:F2} ms, p99 {p99:F2} ms");
        return p99;
    }

    /// <summary>How many megabytes more are alive at the end than after the first sixth.</summary>
    private static async Task<double> Crowd(House house, int seconds)
    {
        var total = PerSecond * seconds;
        var after = total / 6;
        long before = 0;
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < total; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / PerSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed);
            await house.Say(n % 3, $"{n}");
            if (n == after)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }
        await house.Quiet(total * 2, Patience);
        house.CheckOrder();
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000.0;
        Console.WriteLine($"relay: {total} messages in {clock.Elapsed.TotalSeconds:F0} s, {grown:F1} MB more");
        return Math.Max(0, grown);
    }

    private static async Task With(Func<House, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await using var house = await House.Open(folder);
            await measure(house);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Three rooms that are linked, and the way of a message between them.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly IStore _store;
        private readonly Turn _turn;
        private readonly OutboxRunner _outbox;
        private readonly List<Receiver> _receivers;
        private readonly Place[] _places =
        [
            .. Names.Select(n => new Place(n, n == "telegram" ? "-1001" : $"!{n}", null, PlaceKind.Group)),
        ];

        private House(IStore store)
        {
            _store = store;
            _receivers = [.. Names.Select(n => new Receiver(n))];
            _outbox = new(
                store,
                _receivers,
                _ => Task.CompletedTask,
                new OutboxOptions(),
                TimeProvider.System,
                NullLogger<OutboxRunner>.Instance
            );
            _turn = new(
                store,
                Features.Register(),
                new TurnPorts(_ => Receiver.Able, _outbox.Hand, () => { }),
                TimeProvider.System,
                new TurnCounters(NullLogger<TurnCounters>.Instance)
            );
        }

        public static async Task<House> Open(string folder)
        {
            var house = new House(Neighbours.Open(folder, durable: true));
            var changes = new ChangeSet { At = TimeProvider.System.GetCurrentInstant() };
            var link = new LinkedRoom
            {
                Id = "link",
                Quartier = "linden",
                Rooms = [.. house._places.Select(p => new Room(p, "de"))],
            };
            changes.Puts.Add(new(LinkedRoom.Kind, link, 0));
            foreach (var place in house._places)
                changes.Puts.Add(
                    new(
                        LinkedPlace.Kind,
                        new LinkedPlace
                        {
                            Id = place.Key,
                            Place = place,
                            Link = link.Id,
                        },
                        0
                    )
                );
            await house._store.Commit(changes);
            await house._outbox.StartAsync(CancellationToken.None);
            return house;
        }

        public Task Expect(string words, int times)
        {
            var all = new CountdownEvent(times);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var receiver in _receivers)
                receiver.Heard = heard =>
                {
                    if (heard == words && all.Signal())
                        done.TrySetResult();
                };
            return done.Task;
        }

        public Task Say(int room, string words)
        {
            var place = _places[room];
            return _turn.Take(
                new Inbound(
                    $"{place.Messenger}:{words}",
                    place,
                    new Core.Messages.Sender(new(place.Messenger, $"konto{room}"), "Ada"),
                    new Content.Posted(words, Rich.Of(words)),
                    null,
                    words
                )
            );
        }

        /// <summary>Waits until all has arrived.</summary>
        public async Task Quiet(int messages, TimeSpan patience)
        {
            var clock = Stopwatch.StartNew();
            while (_receivers.Sum(r => r.Count) < messages)
            {
                if (clock.Elapsed > patience)
                    throw new InvalidOperationException($"Only {_receivers.Sum(r => r.Count)} of {messages} arrived.");
                await Task.Delay(50);
            }
        }

        public void CheckOrder()
        {
            if (_receivers.Find(r => r.IsOutOfOrder) is { } wrong)
                throw new InvalidOperationException($"Messages arrived in another order on {wrong.Name}.");
        }

        public async ValueTask DisposeAsync()
        {
            await _outbox.StopAsync(CancellationToken.None);
            await _outbox.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    /// <summary>The other end: writes each message in the messenger's own form, as for its request, and notes when.</summary>
    private sealed class Receiver(string name) : IMessenger
    {
        public static readonly Capabilities Able = new(false, true, 4096, new Pace(10_000, 10_000, 0, 0));
        private readonly Dictionary<string, int> _last = [];
        private int _count;

        public string Name => name;

        public Capabilities Capabilities => Able;

        public Action<string> Heard { get; set; } = _ => { };

        public int Count => Volatile.Read(ref _count);

        public bool IsOutOfOrder { get; private set; }

        public Task<Delivery> Deliver(
            Outbound message,
            long deliveryId,
            IReadOnlyList<string> messageIds,
            CancellationToken cancel
        )
        {
            if (message.Rich is not { } rich)
                return Sent(deliveryId);
            if (name == "telegram")
                TelegramRich.Write(rich, new StringBuilder(), []);
            else
                MatrixRich.Write(rich);
            var words = rich.Plain();
            Heard(words);
            Check(message, words);
            Interlocked.Increment(ref _count);
            return Sent(deliveryId);
        }

        /// <summary>What came from one room keeps its order.</summary>
        private void Check(Outbound message, string words)
        {
            if (!int.TryParse(words, out var number))
                return;
            var whence = message.Lines[0].Args[1].Value;
            IsOutOfOrder |= _last.TryGetValue(whence, out var last) && last >= number;
            _last[whence] = number;
        }

        private static Task<Delivery> Sent(long id) => Task.FromResult<Delivery>(new Delivery.Sent([$"{id}"]));
    }
}
