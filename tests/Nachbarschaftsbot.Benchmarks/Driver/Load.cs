using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Nachbarschaftsbot.Benchmarks.Driver;

/// <summary>What a bot is asked, conversation by conversation.</summary>
/// <param name="Steps">The texts of one conversation; <c>{tag}</c> is replaced by a mark that is different each time.</param>
/// <param name="Path">Path of the webhook.</param>
/// <param name="Secret">Value of the secret header.</param>
/// <param name="ChatsPerConnection">Chats that one connection goes through in turn.</param>
internal sealed record Script(IReadOnlyList<string> Steps, string Path, string Secret, int ChatsPerConnection = 500);

/// <summary>What was measured.</summary>
internal sealed record LoadResult(
    double PerSecond,
    double ReplyP50,
    double ReplyP99,
    double AckP50,
    double AckP99,
    double CpuMs,
    double Rss,
    int Bad
);

/// <summary>A closed loop: each connection has one update in flight and sends the next when the last was acknowledged. It can rest.</summary>
internal sealed class Load(int port, Script script) : IDisposable
{
    /// <summary>After a rest the first moments are not measured.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<long, ConcurrentQueue<long>> _inFlight = new();
    private readonly ConcurrentBag<double> _replies = [];
    private readonly ConcurrentBag<double> _acks = [];
    private readonly ManualResetEventSlim _goes = new(false, 0);
    private Task[] _workers = [];
    private BotProcess? _bot;
    private int _updateId = Environment.TickCount & 0xfffff;
    private int _bad;
    private double _seconds;
    private double _cpu;
    private double _rss;
    private volatile bool _measuring;
    private volatile bool _stop;

    /// <summary>The fake Bot API calls this when a message arrives for a chat.</summary>
    public void OnSend(long chat)
    {
        // An answer may come after the next update has been posted: the oldest one open is meant.
        if (_inFlight.TryGetValue(chat, out var open) && open.TryDequeue(out var at) && _measuring)
            _replies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
    }

    /// <summary>Connects to a bot that is ready; nothing is sent yet.</summary>
    public void Connect(BotProcess bot, int connections)
    {
        _bot = bot;
        _workers = [.. Enumerable.Range(0, connections).Select(i => Threads.Run(() => Work(i)))];
    }

    /// <summary>Sends for a while without measuring, then rests.</summary>
    public async Task Warm(TimeSpan time)
    {
        _goes.Set();
        await Task.Delay(time);
        await Rest();
    }

    /// <summary>Sends for a while, measures, then rests. What is measured adds up.</summary>
    public async Task Measure(TimeSpan time)
    {
        _goes.Set();
        await Task.Delay(Settle);
        var (before, started) = (_bot!.Stat(), Stopwatch.GetTimestamp());
        _measuring = true;
        await Task.Delay(time);
        _measuring = false;
        var after = _bot.Stat();
        _seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        _cpu += after.Cpu - before.Cpu;
        _rss = Math.Max(_rss, after.Rss);
        await Rest();
    }

    /// <summary>Ends the connections and tells what was measured.</summary>
    public async Task<LoadResult> End()
    {
        _stop = true;
        _goes.Set();
        await Task.WhenAll(_workers);
        var done = _acks.Count;
        return new(
            done / _seconds,
            Percentile(_replies, 0.5),
            Percentile(_replies, 0.99),
            Percentile(_acks, 0.5),
            Percentile(_acks, 0.99),
            _cpu * 1000 / Math.Max(1, done),
            _rss,
            _bad
        );
    }

    public void Dispose() => _goes.Dispose();

    /// <summary>What is in flight comes back.</summary>
    private async Task Rest()
    {
        _goes.Reset();
        await Task.Delay(Settle);
    }

    /// <summary>One update as Telegram would post it.</summary>
    public static byte[] Frame(Script script, long updateId, long chat, string text)
    {
        var words = JsonSerializer.Serialize(text);
        var body =
            $$$"""{"update_id":{{{updateId}}},"message":{"message_id":{{{updateId}}},"date":1790000000,"from":{"id":{{{chat}}},"is_bot":false,"first_name":"Erika","last_name":"Muster","language_code":"de"},"chat":{"id":{{{chat}}},"first_name":"Erika","last_name":"Muster","type":"private"},"text":{{{words}}}}}""";
        return Encoding.UTF8.GetBytes(
            $"POST {script.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {script.Secret}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
        );
    }

    /// <summary>The chat of a connection's conversation.</summary>
    public static long Chat(int connection, int conversation) => (connection + 1) * 100_000L + conversation;

    private async Task Work(int worker)
    {
        using var connection = Connect(port, holds: true);
        for (var conversation = 0; !_stop; conversation++)
        {
            var chat = Chat(worker, conversation % script.ChatsPerConnection);
            foreach (var step in script.Steps)
            {
                _goes.Wait();
                if (_stop)
                    return;
                var text = step.Replace("{tag}", $"r{worker}-{conversation}.");
                var frame = Frame(script, Interlocked.Increment(ref _updateId), chat, text);
                var at = Stopwatch.GetTimestamp();
                _inFlight.GetOrAdd(chat, _ => new()).Enqueue(at);
                await connection.Write(frame);
                if (
                    await connection.Read() is not var (first, _)
                    || !first.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
                )
                {
                    Interlocked.Increment(ref _bad);
                    if (_bad > 100)
                        return;
                }
                else if (_measuring)
                    _acks.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }
    }

    /// <summary>A connection to the bot.</summary>
    public static HttpConnection Connect(int port, bool holds = false)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return new HttpConnection(socket, holds);
    }

    private static double Percentile(IEnumerable<double> values, double p)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * p))];
    }
}
