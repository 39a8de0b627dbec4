using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Nachbarschaftsbot.Benchmarks.Driver;

/// <summary>A Bot API that says yes to everything, as cheap as can be; tells who was written to and when.</summary>
internal sealed class FakeApi : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Action<long> _onSend;
    private readonly ConcurrentBag<HttpConnection> _open = [];
    private long _messageId;

    public FakeApi(Action<long> onSend)
    {
        _onSend = onSend;
        _listener.Start(512);
        Threads.Run(Accept);
    }

    /// <summary>Root address.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _listener.Stop();
        foreach (var connection in _open)
            connection.Dispose();
    }

    private Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                var connection = new HttpConnection(socket, holds: true);
                _open.Add(connection);
                Threads.Run(() => Serve(connection));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            return Task.CompletedTask;
        }
    }

    private async Task Serve(HttpConnection connection)
    {
        try
        {
            while (await connection.Read() is var (first, body))
                await connection.Write(Answer(first, body.Span));
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException) { }
    }

    private byte[] Answer(string first, ReadOnlySpan<byte> body)
    {
        if (first.Contains("/sendMessage", StringComparison.Ordinal))
        {
            var chat = ChatId(body);
            _onSend(chat);
            return Frame(
                $$$"""{"ok":true,"result":{"message_id":{{{Interlocked.Increment(ref _messageId)}}},"date":1790000000,"chat":{"id":{{{chat}}},"type":"private"},"text":"x"}}"""
            );
        }
        if (first.Contains("/getMe", StringComparison.OrdinalIgnoreCase))
            return Frame(
                """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}"""
            );
        if (first.Contains("/getWebhookInfo", StringComparison.OrdinalIgnoreCase))
            return Frame("""{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}""");
        return Frame("""{"ok":true,"result":true}""");
    }

    private static byte[] Frame(string json) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"
        );

    private static long ChatId(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
            if (
                reader.TokenType == JsonTokenType.PropertyName
                && reader.CurrentDepth == 1
                && reader.ValueTextEquals("chat_id"u8)
            )
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : long.Parse(reader.GetString()!);
            }
        return 0;
    }
}
