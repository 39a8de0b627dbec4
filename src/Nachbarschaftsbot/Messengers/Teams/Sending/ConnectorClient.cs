using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Extensions;
using Outcome = Nachbarschaftsbot.Messengers.Teams.Sending.TeamsOutcome;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// The calls of the Bot Connector that we make. A token goes only to an address that stood in a checked token, over TLS; in anonymous mode
/// there is no token and nothing but loopback is called.
/// </summary>
internal sealed class ConnectorClient(HttpMessageInvoker http, TeamsTokens? tokens, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private const int LargestAnswer = 16 * 1024;

    /// <summary>HTTP for the Connector.</summary>
    internal static HttpMessageInvoker CreateHttp() => QuietHttp.Create(connections: 64);

    /// <summary>Sends into a conversation; with the id of a thread's first message in <paramref name="conversation"/>, into that thread.</summary>
    internal Task<Outcome> Send(
        TeamsConversation book,
        string conversation,
        JsonObject activity,
        CancellationToken cancel
    ) => Call(HttpMethod.Post, book, $"{Escaped(conversation)}/activities", activity, cancel);

    /// <summary>Begins a conversation: a post in a channel, or a personal chat.</summary>
    internal Task<Outcome> Begin(TeamsConversation book, JsonObject parameters, CancellationToken cancel) =>
        Call(HttpMethod.Post, book, "", parameters, cancel);

    /// <summary>Puts new content into a message.</summary>
    internal Task<Outcome> Update(
        TeamsConversation book,
        string conversation,
        string id,
        JsonObject activity,
        CancellationToken cancel
    ) => Call(HttpMethod.Put, book, $"{Escaped(conversation)}/activities/{Escaped(id)}", activity, cancel);

    /// <summary>Deletes a message.</summary>
    internal Task<Outcome> Delete(TeamsConversation book, string conversation, string id, CancellationToken cancel) =>
        Call(HttpMethod.Delete, book, $"{Escaped(conversation)}/activities/{Escaped(id)}", null, cancel);

    /// <summary>Whether anything may be sent to the address that is known of a conversation.</summary>
    internal bool MayCall(TeamsConversation book) => MayCall(book, hasTokens: tokens is not null);

    /// <summary>The same, with or without tokens of ours.</summary>
    internal static bool MayCall(TeamsConversation book, bool hasTokens) =>
        Uri.TryCreate(book.ServiceUrl, UriKind.Absolute, out var address)
        && (hasTokens ? book.IsChecked && address.Scheme == Uri.UriSchemeHttps : address.IsLoopback);

    private async Task<Outcome> Call(
        HttpMethod method,
        TeamsConversation book,
        string path,
        JsonObject? body,
        CancellationToken cancel
    )
    {
        if (!MayCall(book))
            return new Outcome.Refused("address not from a checked token");
        var address = new Uri($"{book.ServiceUrl.TrimEnd('/')}/v3/conversations{(path.Length > 0 ? "/" : "")}{path}");
        var bytes = body is null ? null : ActivityRenderer.Bytes(body);
        var outcome = await Try(method, address, bytes, isAgain: false, cancel);
        return outcome is Outcome.Unauthorized && tokens is not null
            ? await Try(method, address, bytes, isAgain: true, cancel)
            : outcome;
    }

    private async Task<Outcome> Try(
        HttpMethod method,
        Uri address,
        byte[]? body,
        bool isAgain,
        CancellationToken cancel
    )
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var both = cancel.Register(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        var isRepeatable = method != HttpMethod.Post;
        var isSending = false;
        try
        {
            using var request = new HttpRequestMessage(method, address);
            if (tokens is not null)
            {
                var token = await tokens.Get(isAgain, limit.Token);
                if (token.Value is null)
                    return token.IsRefused ? new Outcome.NoToken(token.Reason) : new Outcome.Transient(token.Reason);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
            }
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            }
            isSending = true;
            using var response = await http.SendAsync(request, limit.Token);
            return await Read(response, isRepeatable, limit.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return ConnectorErrors.Sort(e, isRepeatable || !isSending);
        }
    }

    private async Task<Outcome> Read(HttpResponseMessage response, bool isRepeatable, CancellationToken cancel)
    {
        var answer = await ReadStart(response, cancel);
        if ((int)response.StatusCode is >= 200 and < 300)
            return IdsIn(answer);
        return ConnectorErrors.Sort(
            (int)response.StatusCode,
            Encoding.UTF8.GetString(answer),
            Wait(response),
            isRepeatable
        );
    }

    private static async Task<byte[]> ReadStart(HttpResponseMessage response, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestAnswer);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancel);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LargestAnswer), LargestAnswer, false, cancel);
            return buffer[..read];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The ids in an answer. A success that cannot be read is one all the same: only a later change of that message is lost.</summary>
    private static Outcome.Ok IdsIn(byte[] answer)
    {
        try
        {
            if (answer.Length == 0 || JsonNode.Parse(answer) is not JsonObject ids)
                return new();
            return new(Text(ids["activityId"]) ?? Text(ids["id"]), Text(ids["id"]));
        }
        catch (JsonException)
        {
            return new();
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length is > 0 and <= 512
            ? text
            : null;

    private TimeSpan? Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => (date.ToInstant() - time.GetCurrentInstant()).ToTimeSpan(),
            _ => null,
        };

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
