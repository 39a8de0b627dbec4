using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>What goes out to Matrix: once, in its place, within what homeservers take.</summary>
public sealed class MatrixMessengerTests : MatrixSendingTests
{
    [Fact]
    public async Task A_delivery_tried_again_after_a_crash_is_the_same_event()
    {
        Office.Homeserver.DropNext("/send/", afterActing: true);
        Assert.IsType<Delivery.Transient>(await Deliver(Say(Office.AdasChat, "Guten Tag", "Ja"), at: 7));
        await Office.Restart();
        var again = Assert.IsType<Delivery.Sent>(await Deliver(Say(Office.AdasChat, "Guten Tag", "Ja"), at: 7));
        var shown = Assert.Single(Office.Ada.Sees());
        Assert.Equal([shown.Id], again.Ids);
        Assert.Equal(1, Office.Homeserver.Repeated);
        Assert.IsType<Delivery.Sent>(await Deliver(Say(Office.AdasChat, "Guten Tag", "Ja"), at: 8));
        Assert.Equal(2, Office.Ada.Sees().Count);
    }

    [Fact]
    public async Task Everything_said_is_a_notice_that_says_whom_it_calls()
    {
        await Sent(
            Say(Office.Triage, "<script>alert(1)</script> @room & \"<b>", "A <i>", "B") with
            {
                Lines = [Text.Plain("<script>alert(1)</script> @room & \"<b>"), Text.Quote("1 < 2\n> 3")],
            }
        );
        var content = Office.Mara.Last.Event.Content;
        Assert.Equal("m.notice", (string?)content["msgtype"]);
        Assert.Equal("{}", content["m.mentions"]!.ToJsonString());
        Assert.Equal(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; @room &amp; &quot;&lt;b&gt;</p>"
                + "<blockquote>1 &lt; 2<br>&gt; 3</blockquote><ol><li>A &lt;i&gt;</li><li>B</li></ol>"
                + "<p><em>Bitte tippen Sie unten auf eine Zahl. Oder antworten Sie auf diese Nachricht mit der Zahl.</em></p>",
            (string?)content["formatted_body"]
        );
    }

    [Fact]
    public async Task Choices_get_keys_up_to_ten_and_numbers_beyond()
    {
        var labels = Enumerable.Range(1, 12).Select(n => $"Weg {n} ").ToArray();
        await Sent(Say(Office.AdasChat, "Wohin?", labels));
        var shown = await Keys(Office.Ada, 10);
        Assert.Equal(["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"], shown.Keys);
        Assert.Equal(Enumerable.Range(1, 12), shown.Choices.Select(c => c.Number));
    }

    [Fact]
    public async Task Keys_follow_the_choices_of_an_edit()
    {
        var message = Say(Office.Triage, "Karte", "Freigeben", "Übernehmen", "Ablehnen") with { Ref = "card:1" };
        var ids = await Sent(message);
        await Keys(Office.Mara, 3);
        await Sent(Say(Office.Triage, "Erledigt", "Nachfragen") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Equal(["1️⃣"], (await Keys(Office.Mara, 1)).Keys);
        await Sent(message with { Act = Act.Edit }, ids);
        Assert.Equal(["1️⃣", "2️⃣", "3️⃣"], (await Keys(Office.Mara, 3)).Keys.Order());
        await Sent(Say(Office.Triage, "Weg") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Empty((await Keys(Office.Mara, 0)).Keys);
        Assert.Single(Office.Mara.Sees());
    }

    [Fact]
    public async Task An_edit_names_the_first_event_however_often_it_is_edited()
    {
        var ids = await Sent(Say(Office.Triage, "Eins") with { Ref = "card:1" });
        for (var i = 2; i < 5; i++)
            Assert.Equal(
                ids,
                await Sent(Say(Office.Triage, $"Stand {i}") with { Ref = "card:1", Act = Act.Edit }, ids)
            );
        Assert.Equal("Stand 4", Assert.Single(Office.Mara.Sees()).Words);
    }

    [Fact]
    public async Task What_somebody_took_back_is_sent_anew()
    {
        var ids = await Sent(Say(Office.Triage, "Karte") with { Ref = "card:1" });
        Office.Mara.TakesBack(ids[0]);
        var edit = Say(Office.Triage, "Karte, neuer Stand") with { Ref = "card:1", Act = Act.Edit };
        Assert.IsType<Delivery.MessageGone>(await Deliver(edit, ids));
        Assert.IsType<Delivery.MessageGone>(await Deliver(edit, ["$nie"]));
    }

    [Fact]
    public async Task An_answer_stands_under_the_question_and_in_its_thread()
    {
        var question = Office.Mara.Types("!nachbar hilfe");
        await Sent(Say(Office.Triage, "Gern") with { UnderMessage = question.Id });
        Assert.Equal(question.Id, Office.Mara.Last.ReplyTo);
        Assert.Null(Office.Mara.Last.Thread);

        var ids = await Sent(Say(Office.Triage, "Karte") with { Ref = "card:1" });
        var below = Office.Mara.WritesBelow(Office.Mara.Last, "!nachbar hilfe");
        Office.Threads.Note(below.Id, ids[0]);
        var answer = await Sent(Say(Office.Triage, "Im Faden") with { UnderMessage = below.Id, Ref = "answer:1" });
        Assert.Equal((ids[0], below.Id), (Office.Mara.Last.Thread, Office.Mara.Last.ReplyTo));

        await Office.Restart();
        await Sent(Say(Office.Triage, "Noch etwas") with { Under = "answer:1" }, answer);
        Assert.Equal((ids[0], answer[0]), (Office.Mara.Last.Thread, Office.Mara.Last.ReplyTo));
    }

    [Fact]
    public async Task A_long_text_stays_within_an_event_also_when_it_is_edited()
    {
        var words = string.Concat(Enumerable.Repeat("<&> „€“ 👨‍👩‍👧‍👦 ", 3000));
        var message = Say(Office.Triage, words, "Ja") with { Ref = "card:1" };
        var ids = await Sent(message);
        Assert.True(ids.Count > 1);
        Assert.Equal(ids, await Sent(message with { Act = Act.Edit }, ids));
        Assert.DoesNotContain(Office.Homeserver.Calls, c => c.Status == 413);
        var shorter = await Sent(Say(Office.Triage, "Kurz", "Ja") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Equal(ids[0], Assert.Single(shorter));
        var shown = Assert.Single(Office.Mara.Sees());
        Assert.Equal(("Kurz", 1), (shown.Words, shown.Choices.Count));
        Assert.Equal(ids.Count, (await Sent(message with { Act = Act.Edit }, shorter)).Count);
    }

    [Fact]
    public async Task A_file_lies_on_the_homeserver_below_its_words()
    {
        var file = new OutboundFile("termin.ics", "text/calendar", Encoding.UTF8.GetBytes("BEGIN:VCALENDAR"));
        var ids = await Sent(Say(Office.AdasChat, "Ihr Termin", "Absagen") with { File = file });
        var (words, attached) = (Office.Ada.Sees()[0], Office.Ada.Sees()[1]);
        Assert.Equal([words.Id, attached.Id], ids);
        Assert.Equal(("Ihr Termin", 1), (words.Words, words.Choices.Count));
        var content = attached.Event.Content;
        Assert.Equal(("m.file", "termin.ics"), ((string?)content["msgtype"], (string?)content["body"]));
        var kept = Office.Homeserver.File((string)content["url"]!);
        Assert.Equal(
            ("termin.ics", "text/calendar", "BEGIN:VCALENDAR"),
            (kept.Name, kept.MediaType, Encoding.UTF8.GetString(kept.Bytes))
        );
        Office.Homeserver.LargestUpload = 3;
        Assert.IsType<Delivery.Refused>(await Deliver(Say(Office.AdasChat, "x") with { File = file }));
    }

    [Fact]
    public async Task Nothing_confidential_ever_leaves()
    {
        Assert.False(Office.Messenger.Capabilities.Confidential);
        var delivery = await Deliver(Say(Office.AdasChat, "Fall") with { Seal = "beratung-1" });
        Assert.IsType<Delivery.Refused>(delivery);
        Assert.Empty(Office.Homeserver.Calls);
    }

    [Fact]
    public async Task Into_rooms_that_cannot_be_read_nothing_is_said()
    {
        var ben = Office.Homeserver.User("Ben");
        ben.BlocksInvites = true;
        await Office.Knows(Office.Homeserver.Room("", ben, encrypted: true), ben.Id, RoomState.Deaf);
        var closed = Office.Homeserver.Room("Geheim", ben, encrypted: true);
        await Office.Knows(closed, null, RoomState.Deaf);
        var chat = new Place("matrix", ben.Id, null, PlaceKind.Private);
        Assert.IsType<Delivery.Unreachable>(await Deliver(Say(chat, "Guten Tag")));
        Assert.IsType<Delivery.Unreachable>(
            await Deliver(Say(new("matrix", closed.Id, null, PlaceKind.Group), "Guten Tag"))
        );
        ben.BlocksInvites = false;
        Assert.IsType<Delivery.Sent>(await Deliver(Say(chat, "Guten Tag")));
        var opened = Assert.Single(Office.Homeserver.RoomsMadeByBot);
        Assert.Contains(FakeShown.In(opened), m => m.Body == "Guten Tag");
        Assert.Empty(Office.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task A_reaction_can_be_put_and_taken_back()
    {
        var said = Office.Mara.Types("Guten Morgen");
        var react = Say(Office.Triage, "") with
        {
            Act = Act.React,
            UnderMessage = said.Id,
            React = new("👍"),
            Ref = "react:1",
        };
        var ids = await Sent(react);
        Assert.Equal("👍", (string?)Office.Mara.Room.Find(ids[0])!.Content["m.relates_to"]!["key"]);
        Assert.Empty(await Sent(react));
        await Sent(react with { React = new("👍", Gone: true), UnderMessage = null }, ids);
        Assert.NotNull(Office.Mara.Room.Find(ids[0])!.RedactedBy);
    }

    [Fact]
    public async Task A_question_becomes_a_poll_whose_answers_press_until_it_is_over()
    {
        var card = Say(Office.Triage, "Terminsuche", "1: Ja", "1: Nein") with
        {
            Ref = "poll:1",
            Polls = [Asks("1", "Samstag um 10 Uhr"), Asks("2", "Montag um 9 Uhr")],
        };
        var ids = await Sent(card);
        var begun = await Events("org.matrix.msc3381.poll.start", 2);
        Assert.Equal("Samstag um 10 Uhr\n1. Ja\n2. Nein", (string?)begun[0].Content["org.matrix.msc1767.text"]);
        Assert.Equal("1:p-yes:1:", await Office.Choices.Pressed(Office.Triage, begun[0].Id, "1"));
        Assert.Equal("1:p-no:2:", await Office.Choices.Pressed(Office.Triage, begun[1].Id, "2"));
        Assert.Null(await Office.Choices.Pressed(Office.Triage, begun[0].Id, "3"));
        Assert.Null(await Office.Choices.Pressed(Office.Triage, begun[0].Id, "1️⃣"));
        Assert.Null(await Office.Choices.Pressed(Office.AdasChat, begun[0].Id, "1"));

        await Sent(card with { Act = Act.Edit, Polls = [Asks("2", "Montag um 9 Uhr")] }, ids);
        var over = await Events("org.matrix.msc3381.poll.end", 1);
        Assert.Equal(begun[0].Id, over[0].RelatesTo);
        Assert.Null(await Office.Choices.Pressed(Office.Triage, begun[0].Id, "1"));
        Assert.Equal("1:p-yes:2:", await Office.Choices.Pressed(Office.Triage, begun[1].Id, "1"));

        await Sent(card with { Act = Act.Delete }, ids);
        await Office.Homeserver.Until(() => begun[1].RedactedBy, () => "The poll stands there still.");
        Assert.Equal(2, Office.Mara.Room.Events.Count(e => e.Type == "org.matrix.msc3381.poll.start"));
    }

    private static PollView Asks(string id, string when) =>
        new(id, Text.Plain(when), [new(Text.Plain("Ja"), $"1:p-yes:{id}:"), new(Text.Plain("Nein"), $"1:p-no:{id}:")]);

    private Task<List<FakeEvent>> Events(string type, int count) =>
        Office.Homeserver.Until(
            () =>
                Office.Mara.Room.Events.Where(e => e.Type == type).ToList() is var found && found.Count == count
                    ? found
                    : null,
            () => $"There are not {count} events {type}."
        );

    private async Task<FakeShown> Keys(FakeMatrixSeat seat, int count) =>
        await Office.Homeserver.Until(
            () => FakeShown.In(seat.Room).Last(m => m.IsFromBot) is var last && last.Keys.Count == count ? last : null,
            () => $"There are other keys than {count}: {FakeShown.In(seat.Room)[^1]}"
        );
}
