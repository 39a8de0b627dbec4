using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>A Bot API whose answers a test chooses. The strict one, with Telegram's limits, serves the tests of the adapter.</summary>
internal sealed class StandInApi : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<HttpConnection> _open = [];
    private long _messageId;

    internal StandInApi()
    {
        _listener.Start();
        _ = Accept();
    }

    internal string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Bodies of all <c>sendMessage</c> calls.</summary>
    internal ConcurrentQueue<string> Sent { get; } = [];

    /// <summary>Whether the token is a good one.</summary>
    internal bool KnowsToken { get; set; } = true;

    /// <summary>Whether the bot reads everything in groups.</summary>
    internal bool ReadsAll { get; set; }

    /// <summary>The answer to <c>getWebhookInfo</c>.</summary>
    internal string Webhook { get; set; } = """{"url":"","has_custom_certificate":false,"pending_update_count":0}""";

    /// <summary>How far its clock is from ours.</summary>
    internal TimeSpan ClockOff { get; set; }

    public void Dispose()
    {
        _listener.Stop();
        foreach (var connection in _open)
            connection.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var connection = new HttpConnection(await _listener.AcceptSocketAsync());
                _open.Add(connection);
                _ = Serve(connection);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException) { }
    }

    private async Task Serve(HttpConnection connection)
    {
        try
        {
            while (await connection.Read() is var (first, body))
                await connection.Write(Answer(first, Encoding.UTF8.GetString(body.Span)));
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException) { }
    }

    private byte[] Answer(string first, string body)
    {
        if (first.StartsWith("HEAD", StringComparison.Ordinal))
            return Frame(200, "");
        if (!KnowsToken)
            return Frame(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""");
        if (Is(first, "getMe"))
            return Frame(
                200,
                $$$"""{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Probe","username":"probe_bot","can_join_groups":true,"can_read_all_group_messages":{{{(ReadsAll ? "true" : "false")}}},"supports_inline_queries":false}}"""
            );
        if (Is(first, "getWebhookInfo"))
            return Frame(200, $$"""{"ok":true,"result":{{Webhook}}}""");
        if (!Is(first, "sendMessage"))
            return Frame(200, """{"ok":true,"result":true}""");
        Sent.Enqueue(body);
        return Frame(
            200,
            $$$"""{"ok":true,"result":{"message_id":{{{Interlocked.Increment(ref _messageId)}}},"date":1790000000,"chat":{"id":1,"type":"private"},"text":"x"}}"""
        );
    }

    private byte[] Frame(int status, string json)
    {
        var date = (TimeProvider.System.GetUtcNow() + ClockOff).ToString("R", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} X\r\nDate: {date}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"
        );
    }

    private static bool Is(string first, string method) =>
        first.Contains($"/{method} ", StringComparison.OrdinalIgnoreCase);
}
