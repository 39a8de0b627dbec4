using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.EndToEnd.Crash;

/// <summary>
/// People ask for help through the webhook while the program is killed again and again. As Telegram does it, each update comes again
/// with the same id until the answer is 200.
/// </summary>
internal sealed class CrashRun(string folder, int connections) : IDisposable
{
    private const int MostBetweenKills = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<long, int> _replies = new();
    private readonly ConcurrentBag<string> _confirmed = [];
    private readonly ConcurrentBag<long> _finished = [];
    private readonly int _port = LoadBenchmark.FreePort();
    private readonly Random _random = new(20_260_101);
    private TaskCompletionSource _up = Up();
    private FakeApi? _api;
    private BotProcess? _bot;
    private int _updateId;
    private int _redelivered;
    private int _acknowledged;
    private volatile bool _stop;

    /// <summary>Conversations that one connection can have at most: that many people are seeded.</summary>
    internal const int ChatsPerConnection = 400;

    /// <summary>Marks of the requests whose last step was acknowledged.</summary>
    internal IReadOnlyCollection<string> Confirmed => _confirmed;

    /// <summary>Chats whose conversation ended.</summary>
    internal IReadOnlyCollection<long> Finished => _finished;

    internal int Updates => _updateId;
    internal int Redelivered => _redelivered;

    /// <summary>Replies to a chat.</summary>
    internal int RepliesTo(long chat) => _replies.GetValueOrDefault(chat);

    /// <summary>Kills the program as often as asked, after random amounts of work; then lets the conversations end.</summary>
    internal async Task Run(int kills)
    {
        await Neighbours.Seed(folder, connections, ChatsPerConnection);
        _api = new FakeApi(chat => _replies.AddOrUpdate(chat, 1, (_, n) => n + 1));
        _bot = await Ours.Start(_port, _api.Address, folder);
        _up.SetResult();
        var workers = Enumerable.Range(0, connections).Select(i => Task.Run(() => Work(i))).ToArray();
        for (var kill = 0; kill < kills; kill++)
        {
            await Progress(1 + _random.Next(MostBetweenKills));
            await Task.Delay(_random.Next(20));
            _up = Up();
            await _bot.Kill();
            _bot.Dispose();
            _bot = await Ours.Start(_port, _api.Address, folder);
            _up.SetResult();
        }
        await Task.Delay(500);
        _stop = true;
        await Task.WhenAll(workers);
        await Quiet();
        await _bot.Kill();
    }

    public void Dispose()
    {
        _bot?.Dispose();
        _api?.Dispose();
    }

    private async Task Work(int worker)
    {
        for (var conversation = 0; !_stop && conversation < ChatsPerConnection; conversation++)
        {
            var chat = Load.Chat(worker, conversation);
            var tag = $"r{worker}-{conversation}.";
            foreach (var step in Ours.Script.Steps)
                await Deliver(
                    Load.Frame(Ours.Script, Interlocked.Increment(ref _updateId), chat, step.Replace("{tag}", tag))
                );
            _confirmed.Add(tag);
            _finished.Add(chat);
        }
    }

    private async Task Deliver(byte[] frame)
    {
        for (var tries = 0; ; tries++)
        {
            await _up.Task;
            if (tries > 0)
                Interlocked.Increment(ref _redelivered);
            if (await Post(frame))
            {
                Interlocked.Increment(ref _acknowledged);
                return;
            }
            await Task.Delay(20);
        }
    }

    private async Task<bool> Post(byte[] frame)
    {
        try
        {
            using var connection = Load.Connect(_port);
            await connection.Write(frame);
            return await connection.Read() is var (first, _)
                && first.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits until so many more updates were acknowledged: a slow machine must not be killed before it did anything.</summary>
    private async Task Progress(int updates)
    {
        var (goal, started) = (_acknowledged + updates, Stopwatch.GetTimestamp());
        while (_acknowledged < goal && Stopwatch.GetElapsedTime(started) < Patience)
            await Task.Delay(5);
    }

    /// <summary>Waits until no more replies come.</summary>
    private async Task Quiet()
    {
        for (int before = -1, now = 0; before != now; now = _replies.Values.Sum())
        {
            before = now;
            await Task.Delay(1000);
        }
    }

    private static TaskCompletionSource Up() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
