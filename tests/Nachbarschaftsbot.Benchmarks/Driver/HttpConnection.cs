using System.Net.Sockets;
using System.Text;

namespace Nachbarschaftsbot.Benchmarks.Driver;

/// <summary>A keep-alive HTTP/1.1 connection over a bare socket: reads one message with a Content-Length at a time.</summary>
/// <param name="socket">The socket.</param>
/// <param name="holds">
/// Whether reading and writing hold the thread until they are done: every task that comes back is completed. That takes half the processor
/// time, which the bot under test on the same machine would miss; each connection needs a thread of its own.
/// </param>
internal sealed class HttpConnection(Socket socket, bool holds = false) : IDisposable
{
    private byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>The first line and the body of the next message, or null when the other side has closed.</summary>
    public async ValueTask<(string FirstLine, ReadOnlyMemory<byte> Body)?> Read()
    {
        int head;
        while ((head = Held.IndexOf("\r\n\r\n"u8)) < 0)
            if (!await Fill())
                return null;
        var headers = Encoding.ASCII.GetString(Held[..head]);
        var length = ContentLength(headers);
        if (length < 0)
            return await ReadChunked(headers, head + 4);
        while (_end - _start < head + 4 + length)
            if (!await Fill())
                return null;
        var body = _buffer.AsMemory(_start + head + 4, length);
        _start += head + 4 + length;
        return (FirstLine(headers), body);
    }

    /// <summary>Writes all bytes.</summary>
    public async ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[(holds ? socket.Send(bytes.Span) : await socket.SendAsync(bytes))..];
    }

    public void Dispose() => socket.Dispose();

    private Span<byte> Held => _buffer.AsSpan(_start, _end - _start);

    private async ValueTask<(string, ReadOnlyMemory<byte>)?> ReadChunked(string headers, int bodyAt)
    {
        int end;
        while ((end = Held[bodyAt..].IndexOf("0\r\n\r\n"u8)) < 0)
            if (!await Fill())
                return null;
        var body = _buffer.AsMemory(_start + bodyAt, end);
        _start += bodyAt + end + 5;
        return (FirstLine(headers), body);
    }

    private async ValueTask<bool> Fill()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end == _buffer.Length)
        {
            var bigger = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            Held.CopyTo(bigger);
            (_end, _start, _buffer) = (_end - _start, 0, bigger);
        }
        var free = _buffer.AsMemory(_end);
        var read = holds ? socket.Receive(free.Span) : await socket.ReceiveAsync(free);
        _end += read;
        return read > 0;
    }

    private static string FirstLine(string headers) =>
        headers.IndexOf('\r') is var at and >= 0 ? headers[..at] : headers;

    private static int ContentLength(string headers)
    {
        var at = headers.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return headers.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? -1 : 0;
        var end = headers.IndexOf('\r', at);
        return int.Parse(headers.AsSpan(at + 15, (end < 0 ? headers.Length : end) - at - 15).Trim());
    }
}
