using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nachbarschaftsbot.Messengers;
using NodaTime;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>Gives a token for Graph.</summary>
/// <param name="fresh">Whether the one that is known was refused.</param>
/// <param name="cancel">Ends the try.</param>
/// <returns>The token, or what went wrong.</returns>
internal delegate Task<GraphResult<string>> GraphTokens(bool fresh, CancellationToken cancel);

/// <summary>
/// The few requests we make to Microsoft Graph, all on one mailbox. At most two run at once: Exchange takes four of an app for a
/// mailbox and refuses the rest.
/// </summary>
internal sealed class GraphClient(HttpMessageInvoker http, Uri baseAddress, string mailbox, GraphTokens tokens)
{
    private const int LargestAnswer = 2 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _places = new(2);
    private readonly string _base = baseAddress.AbsoluteUri.TrimEnd('/');

    private string Mailbox => $"{_base}/users/{Uri.EscapeDataString(mailbox)}";

    /// <summary>HTTP for Graph.</summary>
    internal static HttpMessageInvoker CreateHttp() => QuietHttp.Create(connections: 64);

    /// <summary>Creates an event. With the same transaction id it is created once, however often it is asked for.</summary>
    internal Task<GraphResult<GraphEventAnswer>> Create(GraphEvent body, CancellationToken cancel) =>
        Ask(
            HttpMethod.Post,
            $"{Mailbox}/events",
            Json(body, GraphJson.Default.GraphEvent),
            GraphJson.Default.GraphEventAnswer,
            cancel
        );

    /// <summary>Changes an event.</summary>
    internal Task<GraphResult<GraphEventAnswer>> Change(string id, GraphEvent body, CancellationToken cancel) =>
        Ask(
            HttpMethod.Patch,
            $"{Mailbox}/events/{Uri.EscapeDataString(id)}",
            Json(body, GraphJson.Default.GraphEvent),
            GraphJson.Default.GraphEventAnswer,
            cancel
        );

    /// <summary>Cancels an event; everybody invited is told by the service.</summary>
    internal async Task<GraphTrouble?> Cancel(string id, string comment, CancellationToken cancel)
    {
        var answer = await Ask<GraphEventAnswer>(
            HttpMethod.Post,
            $"{Mailbox}/events/{Uri.EscapeDataString(id)}/cancel",
            Json(new GraphCancel(comment), GraphJson.Default.GraphCancel),
            null,
            cancel
        );
        return answer.Trouble;
    }

    /// <summary>The events of the mailbox in a time, to find one again by its transaction id.</summary>
    internal Task<GraphResult<GraphEvents>> Between(Instant from, Instant to, CancellationToken cancel) =>
        Ask(
            HttpMethod.Get,
            $"{Mailbox}/calendarView?startDateTime={Text(from)}&endDateTime={Text(to)}&$select=id,transactionId,onlineMeeting&$top=200",
            null,
            GraphJson.Default.GraphEvents,
            cancel
        );

    /// <summary>When people are busy, as the mailbox may see it.</summary>
    internal Task<GraphResult<GraphSchedules>> Schedules(GraphScheduleQuestion body, CancellationToken cancel) =>
        Ask(
            HttpMethod.Post,
            $"{Mailbox}/calendar/getSchedule",
            Json(body, GraphJson.Default.GraphScheduleQuestion),
            GraphJson.Default.GraphSchedules,
            cancel
        );

    /// <summary>The addresses of somebody in the directory.</summary>
    internal Task<GraphResult<GraphUser>> User(string account, CancellationToken cancel) =>
        Ask(
            HttpMethod.Get,
            $"{_base}/users/{Uri.EscapeDataString(account)}?$select=mail,userPrincipalName",
            null,
            GraphJson.Default.GraphUser,
            cancel
        );

    /// <summary>Whether the mailbox's calendar can be read.</summary>
    internal Task<GraphResult<GraphEventAnswer>> Calendar(CancellationToken cancel) =>
        Ask(HttpMethod.Get, $"{Mailbox}/calendar?$select=id", null, GraphJson.Default.GraphEventAnswer, cancel);

    private async Task<GraphResult<T>> Ask<T>(
        HttpMethod method,
        string address,
        byte[]? body,
        JsonTypeInfo<T>? type,
        CancellationToken cancel
    )
        where T : class
    {
        await _places.WaitAsync(cancel);
        try
        {
            var first = await AskOnce(method, address, body, type, false, cancel);
            return first.Trouble is GraphTrouble.Token
                ? await AskOnce(method, address, body, type, true, cancel)
                : first;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<GraphResult<T>> AskOnce<T>(
        HttpMethod method,
        string address,
        byte[]? body,
        JsonTypeInfo<T>? type,
        bool fresh,
        CancellationToken cancel
    )
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (token, trouble) = await tokens(fresh, patience.Token);
            if (token is null)
                return new(null, trouble ?? new GraphTrouble.Passing("no token"));
            using var request = Request(method, address, body, token);
            using var response = await http.SendAsync(request, patience.Token);
            return await Read(response, type, patience.Token);
        }
        catch (Exception problem)
            when (problem is HttpRequestException or IOException or JsonException
                || problem is OperationCanceledException && !cancel.IsCancellationRequested
            )
        {
            return new(null, new GraphTrouble.Passing(problem.GetType().Name));
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, byte[]? body, string token)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Prefer", "outlook.timezone=\"UTC\"");
        request.Headers.Add("client-request-id", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        return request;
    }

    private static async Task<GraphResult<T>> Read<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T>? type,
        CancellationToken cancel
    )
        where T : class
    {
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancel);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        if (response.IsSuccessStatusCode)
            return new(type is null ? null : JsonSerializer.Deserialize(bytes, type), null);
        var wait = response.Headers.RetryAfter;
        return new(null, GraphTrouble.Of((int)response.StatusCode, CodeOf(bytes), wait?.Delta));
    }

    private static string? CodeOf(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0
                ? null
                : JsonSerializer.Deserialize(bytes, GraphJson.Default.GraphErrorAnswer)?.Error?.Code;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Json<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);
}
