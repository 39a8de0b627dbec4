using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>A growing rented buffer.</summary>
internal sealed class PooledBuffer(int size) : IBufferWriter<byte>
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(size);

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    internal void Return()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Length = 0;
    }

    private void EnsureRoom(int wanted)
    {
        if (bytes.Length - Length >= wanted)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + wanted));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}

/// <summary>
/// A JSON body of known length in a rented buffer. It remembers whether it was handed to the connection, which tells
/// "certainly not done" from "may be done" when the wire breaks.
/// </summary>
internal sealed class PooledBody : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    private readonly PooledBuffer buffer = new(1024);
    private bool finished;

    private PooledBody() => Headers.ContentType = Json;

    /// <summary>Whether any of the body has been handed to the connection.</summary>
    internal bool Started { get; private set; }

    internal static PooledBody Of<T>(T value, JsonTypeInfo<T> type)
    {
        var body = new PooledBody();
        var json = writer ??= new Utf8JsonWriter(body.buffer, Relaxed);
        json.Reset(body.buffer);
        JsonSerializer.Serialize(json, value, type);
        json.Flush();
        json.Reset();
        return body;
    }

    /// <summary>Gives the buffer back, unless the connection may still be reading it.</summary>
    internal void Return()
    {
        if (finished || !Started)
            buffer.Return();
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Started = true;
        finished = false;
        await stream.WriteAsync(buffer.Written);
        finished = true;
    }

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        Started = true;
        finished = false;
        await stream.WriteAsync(buffer.Written, cancellationToken);
        finished = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = buffer.Length;
        return true;
    }
}
