using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Nachbarschaftsbot.Messengers.WebChat;

namespace Nachbarschaftsbot.Tests.WebChat.Page;

/// <summary>
/// A chat of an open page, as our scripts keep it: what was there when it was opened, what came since, and what somebody does there,
/// sent one after the other until the server has it.
/// </summary>
internal sealed class WebPage : IAsyncDisposable
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(50);

    private readonly WebVisitor visitor;
    private readonly string path;
    private readonly string chat;
    private readonly CancellationTokenSource closed = new();
    private readonly Channel<WebPost> unsent = Channel.CreateUnbounded<WebPost>();
    private readonly Lock gate = new();
    private List<WebShown> lines = [];
    private Task running = Task.CompletedTask;

    private WebPage(WebVisitor visitor, string path, string chat) =>
        (this.visitor, this.path, this.chat) = (visitor, path, chat);

    /// <summary>How far the page is.</summary>
    public long After { get; private set; }

    /// <summary>What the server did not take, in its words.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>What stands there now.</summary>
    public IReadOnlyList<WebShown> Lines
    {
        get
        {
            lock (gate)
                return lines;
        }
    }

    /// <summary>Opens a page with one chat.</summary>
    public static async Task<WebPage> Open(WebVisitor visitor, string path = "/", string chat = WebVisits.Private)
    {
        var page = new WebPage(visitor, path, chat);
        (var lines, page.After) = await page.Load();
        page.lines = [.. lines];
        await visitor.Arrive();
        page.running = Task.WhenAll(page.Listen(), page.Send());
        return page;
    }

    /// <summary>Sends words, a press or a form, after what was sent before.</summary>
    public void Posts(WebPost post) =>
        Assert.True(unsent.Writer.TryWrite(post with { Id = WebVisitor.NewId(), Chat = chat, Language = "de" }));

    /// <summary>Waits until this page shows what one shows that is opened now.</summary>
    /// <returns>What both show.</returns>
    public async Task<IReadOnlyList<WebShown>> Settled()
    {
        var (live, opened) = (Lines, Lines);
        await Patience.Until(
            async () =>
            {
                (opened, _) = await Load();
                live = Lines;
                return live.Select(l => $"{l.Id} {l}").SequenceEqual(opened.Select(l => $"{l.Id} {l}"));
            },
            "the open page shows what a new one shows"
        );
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        unsent.Writer.Complete();
        await running;
        closed.Dispose();
        visitor.Dispose();
    }

    private async Task<(IReadOnlyList<WebShown> Lines, long After)> Load() =>
        WebHtml.Page(await visitor.Http.GetStringAsync(path), chat);

    private async Task Listen()
    {
        while (!closed.IsCancellationRequested)
        {
            try
            {
                await foreach (var (name, data) in visitor.Events(chat, After, closed.Token))
                    Take(name, data);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException) { }
            await Task.Delay(BeforeNextTry);
        }
    }

    private async Task Send()
    {
        await foreach (var post in unsent.Reader.ReadAllAsync())
            while (!closed.IsCancellationRequested && !await Try(post))
                await Task.Delay(BeforeNextTry);
    }

    private async Task<bool> Try(WebPost post)
    {
        try
        {
            using var answer = await visitor.Posts(post);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500)
                return false;
            if (!answer.IsSuccessStatusCode)
                Refused.Add($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Take(string name, string data)
    {
        lock (gate)
            if (name == "open-chat")
            {
                var open = JsonSerializer.Deserialize(data, WebPostJson.Default.WebOpen)!;
                lines = [.. lines.Where(l => l.Order >= open.Oldest)];
            }
            else if (JsonSerializer.Deserialize(data, WebPostJson.Default.WebEvent) is { } line && line.Seq > After)
            {
                Put(line);
                After = line.Seq;
            }
    }

    private void Put(WebEvent it)
    {
        var others = lines.Where(l => l.Id != it.Id).Select(l => EndedBy(l, it) ? l with { IsOver = true } : l);
        lines = it.Gone
            ? [.. lines.Where(l => l.Id != it.Id)]
            : [.. others.Append(WebShown.Of(WebHtml.Read(it.Html)) with { Seq = it.Seq }).OrderBy(l => l.Order)];
    }

    private static bool EndedBy(WebShown line, WebEvent it) =>
        it.Step is not null ? line.IsStep : line.Id == it.Answers;
}
