using System.Net;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.WebChat;

public sealed class WebChatTests
{
    [Fact]
    public async Task A_message_and_its_answer_show_live_and_after_a_reload()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        Assert.Equal(HttpStatusCode.OK, (await ada.Says("/echo <b>hallo</b>")).StatusCode);
        var lines = await ada.Listens(l => l.Count == 2);
        Assert.True(lines[0].Mine);
        Assert.Contains("Echo &lt;b&gt;hallo&lt;/b&gt;", lines[1].Html);
        var page = await ada.Http.GetStringAsync("/");
        Assert.Contains("Echo &lt;b&gt;hallo&lt;/b&gt;", page);
        Assert.Single(Regex.Matches(page, lines[0].Id + "\""));
    }

    [Fact]
    public async Task While_nothing_can_be_stored_words_of_danger_bring_the_numbers_once_and_the_post_is_refused()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await ada.Says("/echo vorher");
        await ada.Listens(l => l.Count == 2);
        var store = (SqliteStore)host.Store;
        await store.TakesNothing();
        var id = WebVisitor.NewId();
        for (var tries = 0; tries < 3; tries++)
            Assert.Equal(
                HttpStatusCode.ServiceUnavailable,
                (await ada.Says("Hilfe, mein Mann atmet nicht mehr", id)).StatusCode
            );
        var shown = await ada.Listens(l => l.Any(e => e.Html.Contains("tel:112", StringComparison.Ordinal)));
        Assert.Equal(3, shown.Count);
        Assert.Contains("Rettung und Feuerwehr", await ada.Http.GetStringAsync("/"));

        await store.TakesAgain();
        Assert.Equal(HttpStatusCode.OK, (await ada.Says("Hilfe, mein Mann atmet nicht mehr", id)).StatusCode);
        await ada.Listens(l => l.Count == 5, shown[^1].Seq, into: shown);
        Assert.Equal(2, shown.Count(e => e.Html.Contains("tel:112", StringComparison.Ordinal)));
        await host.Restart();
        var kept = await ada.Listens(l => l.Count == 4);
        Assert.Single(kept, e => e.Html.Contains("tel:112", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_message_from_two_tabs_many_times_has_one_line_and_one_effect()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        var id = WebVisitor.NewId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ada.Says("/echo eins", id)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await host.Restart();
        Assert.Equal(HttpStatusCode.OK, (await ada.Says("/echo eins", id)).StatusCode);
        await ada.Says("/echo zwei");
        var lines = await ada.Listens(l => l.Any(e => e.Html.Contains("Echo zwei", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count);
    }

    [Fact]
    public async Task Disconnects_at_random_lose_and_double_nothing()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        var random = new Random(4711);
        const int Lines = 120;
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < Lines; n++)
            {
                host.Say(new Outbound { To = ada.Place, Lines = [Text.Plain($"Zeile {n}.")] });
                await Task.Delay(random.Next(4));
            }
        });
        var seen = new List<WebEvent>();
        while (seen.Count < Lines)
        {
            using var cut = new CancellationTokenSource(random.Next(5, 60));
            try
            {
                await ada.Listens(
                    l => l.Count >= Lines,
                    seen.Count == 0 ? 0 : seen[^1].Seq,
                    into: seen,
                    cancel: cut.Token
                );
            }
            catch (OperationCanceledException) { }
        }
        await writing;
        Assert.Equal(
            Enumerable.Range(0, Lines).Select(n => $"Zeile {n}."),
            seen.Select(e => Regex.Match(e.Html, @"Zeile \d+\.").Value)
        );
    }

    [Fact]
    public async Task Edits_replace_in_place_and_deletes_remove()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        host.Say(
            new Outbound
            {
                To = ada.Place,
                Lines = [Text.Plain("erst")],
                Ref = "x:1",
            }
        );
        host.Say(new Outbound { To = ada.Place, Lines = [Text.Plain("danach")] });
        var before = await ada.Listens(l => l.Count == 2);
        host.Say(
            new Outbound
            {
                To = ada.Place,
                Lines = [Text.Plain("neu")],
                Ref = "x:1",
                Act = Act.Edit,
            }
        );
        var edit = (await ada.Listens(l => l.Count == 1, before[^1].Seq)).Single();
        Assert.Equal(before[0].Id, edit.Id);
        Assert.Equal(before[0].Order, edit.Order);
        var page = await ada.Http.GetStringAsync("/");
        Assert.True(
            page.IndexOf(">neu<", StringComparison.Ordinal) < page.IndexOf(">danach<", StringComparison.Ordinal)
        );
        host.Say(
            new Outbound
            {
                To = ada.Place,
                Ref = "x:1",
                Act = Act.Delete,
            }
        );
        Assert.True((await ada.Listens(l => l.Count == 1, edit.Seq)).Single().Gone);
        Assert.DoesNotContain(">neu<", await ada.Http.GetStringAsync("/"));
    }

    [Fact]
    public async Task Deleting_a_person_takes_every_line_out_of_the_store_and_the_page()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await ada.Says("/echo mein Geheimnis");
        await ada.Listens(l => l.Count == 2);
        await ada.Says("/weg");
        var page = "";
        while (!page.Contains("Alles gelöscht", StringComparison.Ordinal))
            page = await ada.Http.GetStringAsync("/");
        Assert.DoesNotContain("Geheimnis", page);
        Assert.Empty(await host.Store.Query(WebLine.Kind, "age", "", "~", 10));
    }

    [Fact]
    public async Task Only_the_newest_lines_are_kept_and_old_ones_go()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        for (var n = 0; n <= WebLimits.LinesKept + WebLimits.LinesMore; n++)
            host.Say(new Outbound { To = ada.Place, Lines = [Text.Plain($"Zeile {n}.")] });
        await ada.Listens(l =>
            l.Any(e => e.Html.Contains($"Zeile {WebLimits.LinesKept + WebLimits.LinesMore}.", StringComparison.Ordinal))
        );
        Assert.InRange(
            (await host.Store.Query(WebLine.Kind, "age", "", "~", 1000)).Count,
            WebLimits.LinesKept,
            WebLimits.LinesKept + WebLimits.LinesMore
        );
        Assert.DoesNotContain(
            await host.Store.Query(WebLine.Kind, "age", "", "~", 1000),
            l => l.Document.Texts[0].Words == "Zeile 0."
        );
        var later = new ManualTime(DateTimeOffset.FromUnixTimeSeconds(4102444800));
        await new WebLog(host.Store, later).Sweep();
        Assert.Empty(await host.Store.Query(WebLine.Kind, "age", "", "~", 10));
    }

    [Fact]
    public async Task A_delivery_that_is_tried_again_shows_once()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        var messenger = new WebMessenger(new WebLog(host.Store, TimeProvider.System));
        var message = new Outbound { To = ada.Place, Lines = [Text.Plain("einmal")] };
        var first = await messenger.Deliver(message, 77, [], default);
        var again = await new WebMessenger(new WebLog(host.Store, TimeProvider.System)).Deliver(
            message,
            77,
            [],
            default
        );
        Assert.Equal(((Delivery.Sent)first).Ids, ((Delivery.Sent)again).Ids);
        Assert.Single(await host.Store.Query(WebLine.Kind, "age", "", "~", 10));
    }

    [Fact]
    public async Task A_file_is_for_its_own_visitor_only()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        using var eve = await host.Visitor().Arrive();
        host.Say(
            new Outbound
            {
                To = ada.Place,
                Lines = [Text.Plain("Ihre Daten")],
                File = new("daten.json", "application/json", "{}"u8.ToArray()),
            }
        );
        var line = (await ada.Listens(l => l.Count == 1)).Single();
        var link = WebUtility.HtmlDecode(Regex.Match(line.Html, "href=\"(/chat/datei[^\"]+)\"").Groups[1].Value);
        var file = await ada.Http.GetAsync(link);
        Assert.Equal("{}", await file.Content.ReadAsStringAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Http.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_moderator_presses_a_card_replies_to_it_and_sees_it_change_in_place()
    {
        await using var host = await WebHost.Start();
        using var mara = await host.Visitor().Arrive();
        await host.MakePerson(mara, "Mara", Role.Moderator);
        Assert.Equal(HttpStatusCode.OK, (await mara.Http.GetAsync("/moderation")).StatusCode);
        Assert.Contains("<p data-staff><a", await mara.Http.GetStringAsync("/"));
        using var eve = await host.Visitor().Arrive();
        await host.MakePerson(eve, "Eve");
        Assert.Contains("<p data-staff hidden><a", await eve.Http.GetStringAsync("/"));
        const string Chat = "moderation-linden";
        await mara.Says("/tasten", chat: Chat);
        var card = (await mara.Listens(l => l.Count == 2, chat: Chat))[^1];
        Assert.Contains("An die Person schreiben", card.Html);
        var line = Regex.Match(card.Html, "data-line=\"([^\"]+)\"").Groups[1].Value;
        await mara.Says("Bis wann?", chat: Chat, line: line);
        var reply = (await mara.Listens(l => l.Count == 1, card.Seq, Chat)).Single();
        Assert.Contains("Antwort auf 1: Bis wann?", reply.Html);
        var token = Regex.Match(card.Html, "data-token=\"([^\"]+)\"").Groups[1].Value;
        var press = await mara.Posts(
            new()
            {
                Id = WebVisitor.NewId(),
                Chat = Chat,
                Token = token,
                Line = line,
            }
        );
        Assert.Contains("Gedr", await press.Content.ReadAsStringAsync());
        var edit = (await mara.Listens(l => l.Count == 1, reply.Seq, Chat)).Single();
        Assert.Equal(card.Id, edit.Id);
        Assert.Contains("Gedrückt von Mara", edit.Html);
    }
}
