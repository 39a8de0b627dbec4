using System.Text;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// Keeps open pages up to date with server-sent events. One stream carries all chats of a page, because browsers allow only a
/// few connections to one host. Each event's id says how far every chat is, so a page that comes back misses and doubles nothing.
/// </summary>
internal sealed class WebStream(WebLog log, WebVisits visits, TimeProvider time, IHostApplicationLifetime life)
{
    private const int MaxChats = 6;
    private readonly OpenStreams _open = new();
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Answers <c>GET /chat/ereignisse?chat=privat@0&amp;chat=…</c>.</summary>
    public async Task Run(HttpContext http, string language)
    {
        var wanted = Wanted(http.Request);
        var chats = new List<OpenChat>();
        try
        {
            foreach (var (name, after) in wanted)
                if (await visits.Of(http, name) is { } visit)
                    chats.Add(new(visit, log.Enter(visit.Place.Key), after));
            if (chats.Count == 0 || chats.Count != wanted.Count)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            using var place = _open.Enter(
                chats[0].Visit.Account.Id,
                WebGuard.AddressOf(http.Connection.RemoteIpAddress)
            );
            if (place is null)
                TooMany(http);
            else
                await Run(http, chats, PageTexts.For(language), place.Ended);
        }
        finally
        {
            foreach (var chat in chats)
                chat.Lease.Dispose();
        }
    }

    /// <summary>Ends what is open for a session.</summary>
    public void End(Account account) => _open.End(account.Id);

    private static void TooMany(HttpContext http)
    {
        WebCounters.Refused("streams");
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = "30";
    }

    private async Task Run(HttpContext http, List<OpenChat> chats, PageTexts texts, CancellationToken ended)
    {
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            life.ApplicationStopping,
            ended
        );
        WebCounters.Stream(1);
        try
        {
            await http.Response.WriteAsync("retry: 2000\n\n", end.Token);
            while (await Show(http, chats, texts, end.Token))
                await Wait(http, chats, end.Token);
        }
        catch (OperationCanceledException) { }
        catch (IOException) { }
        finally
        {
            WebCounters.Stream(-1);
        }
    }

    private async Task<bool> Show(HttpContext http, List<OpenChat> chats, PageTexts texts, CancellationToken cancel)
    {
        foreach (var chat in chats)
        {
            chat.Changed = chat.Lease.Room.Changed;
            if (await visits.Renew(chat.Visit) is not { } visit)
                return false;
            chat.Visit = visit;
            var text = new StringBuilder();
            await chat.Read(text, texts, () => string.Join(',', chats.Select(c => $"{c.Visit.Chat}@{c.After}")));
            if (text.Length > 0)
                await http.Response.WriteAsync(text.ToString(), cancel);
        }
        await http.Response.Body.FlushAsync(cancel);
        return true;
    }

    private async Task Wait(HttpContext http, List<OpenChat> chats, CancellationToken cancel)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beat = Task.Delay(Heartbeat, time, waited.Token);
        var first = await Task.WhenAny([beat, .. chats.Select(c => c.Changed)]);
        await waited.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        if (first == beat)
            await http.Response.WriteAsync(": \n\n", cancel);
    }

    private static List<(string Chat, long After)> Wanted(HttpRequest request)
    {
        var from = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? last.Split(',')
            : [.. request.Query["chat"].OfType<string>()];
        var wanted = new List<(string, long)>();
        foreach (var one in from.Take(MaxChats))
            if (one.Split('@') is [{ Length: > 0 and <= 80 } name, var after] && long.TryParse(after, out var number))
                wanted.Add((name, Math.Max(0, number)));
        return wanted;
    }

    private sealed class OpenChat(WebVisit visit, RoomLease lease, long after)
    {
        private (int Epoch, bool MayModerate) _known = (-1, false);

        public WebVisit Visit { get; set; } = visit;

        public RoomLease Lease { get; } = lease;

        public long After { get; private set; } = after;

        public Task Changed { get; set; } = Task.CompletedTask;

        public async Task Read(StringBuilder text, PageTexts texts, Func<string> id)
        {
            var now = (Lease.Room.Epoch, Visit.MayModerate);
            var all = now == _known ? null : await Lease.Room.After(0);
            if (all is not null)
            {
                var oldest = all.Count == 0 ? long.MaxValue >> 11 : all.Min(l => l.Order);
                var open = new WebOpen(Visit.Chat, oldest, Visit.MayModerate);
                Append(text, "open-chat", null, JsonSerializer.Serialize(open, WebPostJson.Default.WebOpen));
                _known = now;
            }
            var isNew = After == 0;
            foreach (var line in await Lease.Room.After(After))
            {
                After = line.Seq;
                if (!line.Gone || !isNew)
                    Append(text, "line", id(), Event(line, texts));
            }
        }

        private string Event(WebLine line, PageTexts texts) =>
            JsonSerializer.Serialize(
                new WebEvent(
                    Visit.Chat,
                    LineHtml.DomId(line, Visit),
                    line.Seq,
                    line.Order,
                    line.Gone,
                    line.From == Visit.Account.Id,
                    line.Step,
                    line.Answers is null ? null : LineHtml.DomId(line.Answers, Visit),
                    line.Gone ? "" : LineHtml.Of(line, Visit, texts).ToString()
                ),
                WebPostJson.Default.WebEvent
            );

        private static void Append(StringBuilder text, string name, string? id, string data)
        {
            if (id is not null)
                text.Append("id: ").Append(id).Append('\n');
            text.Append("event: ").Append(name).Append("\ndata: ").Append(data).Append("\n\n");
        }
    }
}
