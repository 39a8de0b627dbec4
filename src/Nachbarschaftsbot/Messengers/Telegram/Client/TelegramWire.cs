using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>One request and its answer over HTTP, without a word about the address: the token is part of it.</summary>
internal sealed class TelegramWire(HttpMessageInvoker http, Uri baseAddress, string token, TimeProvider time)
{
    /// <summary>A hundred updates with everything in them stay far below this.</summary>
    private const int LargestAnswer = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Uri> addresses = new();

    /// <summary>HTTP for the Bot API.</summary>
    internal static HttpMessageInvoker CreateHttp() => QuietHttp.Create(connections: 128);

    internal async Task<TelegramResult<TResult>> Call<TRequest, TResult>(
        string method,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<ApiAnswer<TResult>> answerType,
        TimeSpan timeout,
        CancellationToken stop
    )
    {
        var body = PooledBody.Of(request, requestType);
        try
        {
            var (answer, outcome) = await Exchange(method, body, () => body.Started, answerType, timeout, stop);
            if (answer is null)
                return new(outcome!, default);
            return answer.Ok
                ? new(TelegramOutcome.Done, answer.Result)
                : new(Sort(answer.ErrorCode, answer.Description, answer.Parameters), default);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>For methods whose result does not matter.</summary>
    internal async Task<TelegramOutcome> Order<TRequest>(
        string method,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        TimeSpan timeout,
        CancellationToken stop
    )
    {
        var body = PooledBody.Of(request, requestType);
        try
        {
            var acknowledgement = TelegramJson.Default.ApiAcknowledgement;
            var (answer, outcome) = await Exchange(method, body, () => body.Started, acknowledgement, timeout, stop);
            if (answer is null)
                return outcome!;
            return answer.Ok ? TelegramOutcome.Done : Sort(answer.ErrorCode, answer.Description, answer.Parameters);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>For uploads: a body that the caller has put together.</summary>
    internal async Task<TelegramResult<SentMessage>> Upload(
        string method,
        HttpContent body,
        TimeSpan timeout,
        CancellationToken stop
    )
    {
        var type = TelegramJson.Default.ApiAnswerSentMessage;
        var (answer, outcome) = await Exchange(method, body, () => true, type, timeout, stop);
        if (answer is null)
            return new(outcome!, default);
        return answer.Ok
            ? new(TelegramOutcome.Done, answer.Result)
            : new(Sort(answer.ErrorCode, answer.Description, answer.Parameters), default);
    }

    private static TelegramOutcome Sort(int code, string? description, ApiAnswerParameters? more) =>
        TelegramErrors.Sort(code, description, more?.RetryAfter, more?.MigrateToChatId);

    private async Task<(TAnswer? Answer, TelegramOutcome? Broken)> Exchange<TAnswer>(
        string method,
        HttpContent body,
        Func<bool> written,
        JsonTypeInfo<TAnswer> answerType,
        TimeSpan timeout,
        CancellationToken stop
    )
        where TAnswer : class, IApiAnswer
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = stop.Register(static state => ((CancellationTokenSource)state!).Cancel(), limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(method)) { Content = body };
        try
        {
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            return await ReadAnswer(response, answerType, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, TelegramErrors.Sort(e, written()));
        }
    }

    private static async Task<(TAnswer?, TelegramOutcome?)> ReadAnswer<TAnswer>(
        HttpResponseMessage response,
        JsonTypeInfo<TAnswer> type,
        CancellationToken stop
    )
        where TAnswer : class, IApiAnswer
    {
        var buffer = new PooledBuffer(Size(response));
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            while (true)
            {
                var read = await stream.ReadAsync(buffer.GetMemory(512), stop).ConfigureAwait(false);
                if (read == 0)
                    break;
                buffer.Advance(read);
                if (buffer.Length > LargestAnswer)
                    return (null, new TelegramOutcome.Ambiguous("answer too large"));
            }
            var answer = JsonSerializer.Deserialize(buffer.Written.Span, type);
            var isNotTheApi = answer is null or { Ok: false, ErrorCode: 0 };
            return isNotTheApi ? (null, Unreadable(response.StatusCode)) : (answer, null);
        }
        catch (JsonException)
        {
            return (null, Unreadable(response.StatusCode));
        }
        finally
        {
            buffer.Return();
        }
    }

    private static int Size(HttpResponseMessage response) =>
        (int)Math.Clamp(response.Content.Headers.ContentLength + 1 ?? 1024, 1024, LargestAnswer);

    /// <summary>An answer that is not the API's: a proxy or gateway spoke.</summary>
    private static TelegramOutcome Unreadable(HttpStatusCode status) =>
        (int)status is >= 200 and < 300
            ? new TelegramOutcome.Ambiguous("unreadable answer")
            : TelegramErrors.Sort((int)status, null);

    /// <summary>A file by the path that getFile gave; null where it cannot be had or is larger than allowed.</summary>
    internal async Task<byte[]?> Download(string path, int largest, CancellationToken stop)
    {
        // The path comes from the API, and still it is only ever one below the token's own folder.
        if (path.Length > 300 || path.Contains("..", StringComparison.Ordinal) || path.StartsWith('/'))
            return null;
        var address = new Uri($"{baseAddress.AbsoluteUri.TrimEnd('/')}/file/bot{token}/{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            using var response = await http.SendAsync(request, stop).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > largest)
                return null;
            await using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            var bytes = new byte[largest + 1];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, false, stop).ConfigureAwait(false);
            return read > largest ? null : bytes[..read];
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private Uri AddressOf(string method) =>
        addresses.GetOrAdd(
            method,
            static (name, self) => new Uri($"{self.Base}/bot{self.Token}/{name}"),
            (Base: baseAddress.AbsoluteUri.TrimEnd('/'), Token: token)
        );
}
