using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>A browser without a window: keeps cookies, posts, listens.</summary>
internal sealed class WebVisitor : IDisposable
{
    private readonly Uri _address;
    private readonly CookieContainer _cookies = new();

    public WebVisitor(Uri address)
    {
        _address = address;
        Http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public HttpClient Http { get; }

    public string? Cookie => _cookies.GetCookies(_address)[WebSession.CookieName]?.Value;

    public Account Account => WebSession.AccountOf(Cookie) ?? throw new InvalidOperationException("no session yet");

    public Place Place => WebSession.PlaceOf(Account);

    public async Task<WebVisitor> Arrive()
    {
        (await Http.PostAsync("/chat/sitzung", null)).EnsureSuccessStatusCode();
        return this;
    }

    public Task<HttpResponseMessage> Says(
        string text,
        string? id = null,
        string chat = "privat",
        string? line = null
    ) =>
        Posts(
            new WebPost
            {
                Id = id ?? NewId(),
                Chat = chat,
                Text = text,
                Line = line,
            }
        );

    public Task<HttpResponseMessage> Posts(WebPost post) =>
        Http.PostAsync("/chat/nachrichten", JsonContent.Create(post, WebPostJson.Default.WebPost));

    public Task<HttpResponseMessage> PostsRaw(string json, string type = "application/json") =>
        Http.PostAsync(
            "/chat/nachrichten",
            new StringContent(json) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }
        );

    /// <summary>Opens the stream and reads events until the condition holds.</summary>
    public async Task<List<WebEvent>> Listens(
        Func<List<WebEvent>, bool> until,
        long after = 0,
        string chat = "privat",
        List<WebEvent>? into = null,
        CancellationToken cancel = default
    )
    {
        var events = into ?? [];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(TimeSpan.FromSeconds(20));
        await using var all = Events(chat, after, end.Token).GetAsyncEnumerator(end.Token);
        while (!until(events) && await all.MoveNextAsync())
            if (all.Current is ("line", var data))
                events.Add(JsonSerializer.Deserialize(data, WebPostJson.Default.WebEvent)!);
        return events;
    }

    /// <summary>What comes on the stream, by name, until it ends.</summary>
    public async IAsyncEnumerable<(string Name, string Data)> Events(
        string chat,
        long after,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var response = await Http.GetAsync(
            $"/chat/ereignisse?chat={Uri.EscapeDataString($"{chat}@{after}")}",
            HttpCompletionOption.ResponseHeadersRead,
            cancel
        );
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var name = "";
        while (await reader.ReadLineAsync(cancel) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                yield return (name, line[6..]);
    }

    public static string NewId() => Guid.NewGuid().ToString("N");

    public void Dispose() => Http.Dispose();
}
