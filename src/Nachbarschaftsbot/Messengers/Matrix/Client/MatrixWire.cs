using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Client;

/// <summary>One request to the homeserver and its answer. The token goes into the header, never into an address.</summary>
internal sealed class MatrixWire(HttpMessageInvoker http, Uri homeserver, string token, TimeProvider time)
{
    /// <summary>A long poll after a long silence can be large; what is larger is cut into pieces by its filter.</summary>
    internal const int LargestAnswer = 64 * 1024 * 1024;

    private readonly string _base = homeserver.AbsoluteUri.TrimEnd('/');

    /// <summary>Pooled connections, no redirects: a token must not follow one.</summary>
    internal static HttpMessageInvoker CreateHttp() => QuietHttp.Create(connections: 64, unpacks: true);

    /// <summary>Calls and reads the answer as JSON.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="path">Path and query, already escaped.</param>
    /// <param name="body">What to send, or null.</param>
    /// <param name="type">What comes back.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Ends the call.</param>
    internal async Task<MatrixAnswer<T>> Call<T>(
        HttpMethod method,
        string path,
        HttpContent? body,
        JsonTypeInfo<T> type,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var (outcome, bytes) = await Exchange(method, path, body, LargestAnswer, timeout, cancel).ConfigureAwait(false);
        if (outcome is not MatrixOutcome.Ok)
            return new(outcome, default);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) is { } value
                ? new(outcome, value)
                : new(new MatrixOutcome.Transient("empty answer"), default);
        }
        catch (JsonException)
        {
            return new(new MatrixOutcome.Transient("unreadable answer"), default);
        }
    }

    /// <summary>Calls and reads the answer as bytes.</summary>
    internal async Task<MatrixAnswer<ReadOnlyMemory<byte>>> Fetch(
        string path,
        int largest,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var (outcome, bytes) = await Exchange(HttpMethod.Get, path, null, largest, timeout, cancel)
            .ConfigureAwait(false);
        return new(outcome, bytes);
    }

    private async Task<(MatrixOutcome, ReadOnlyMemory<byte>)> Exchange(
        HttpMethod method,
        string path,
        HttpContent? body,
        int largest,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = cancel.Register(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        using var request = new HttpRequestMessage(method, new Uri(_base + path)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var (bytes, isWhole) = await Read(response, largest, limit.Token).ConfigureAwait(false);
            if ((int)response.StatusCode is < 200 or >= 300)
                return (Sort(response, bytes), default);
            return isWhole ? (MatrixOutcome.Done, bytes) : (new MatrixOutcome.TooLarge(), default);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (MatrixErrors.Sort(e), default);
        }
    }

    private MatrixOutcome Sort(HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        MatrixErrors.Sort(
            (int)response.StatusCode,
            body.Span,
            response.Headers.RetryAfter,
            time.GetUtcNow().ToInstant()
        );

    private static async Task<(ReadOnlyMemory<byte> Bytes, bool IsWhole)> Read(
        HttpResponseMessage response,
        int largest,
        CancellationToken cancel
    )
    {
        if (response.Content.Headers.ContentLength > largest)
            return (default, false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        using var whole = new MemoryStream(
            (int)Math.Clamp(response.Content.Headers.ContentLength ?? 1024, 256, largest)
        );
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is > 0 and var read)
        {
            if (whole.Length + read > largest)
                return (default, false);
            whole.Write(buffer, 0, read);
        }
        return (whole.GetBuffer().AsMemory(0, (int)whole.Length), true);
    }
}
