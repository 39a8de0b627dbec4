using System.Text;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>What goes out to Matrix: once, in its place, within what homeservers take.</summary>
public sealed class MatrixMessengerTests : IAsyncLifetime
{
    private MatrixOffice office = null!;
    private long lastDelivery;

    public async ValueTask InitializeAsync() => office = await MatrixOffice.Open();

    public async ValueTask DisposeAsync()
    {
        office.Homeserver.AllIsWell();
        await office.DisposeAsync();
    }

    [Fact]
    public async Task A_delivery_tried_again_after_a_crash_is_the_same_event()
    {
        office.Homeserver.DropNext("/send/", afterActing: true);
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, "Guten Tag", "Ja"), at: 7));
        await office.Restart();
        var again = Assert.IsType<Delivery.Sent>(await Deliver(Say(office.AdasChat, "Guten Tag", "Ja"), at: 7));
        var shown = Assert.Single(office.Ada.Sees());
        Assert.Equal([shown.Id], again.Ids);
        Assert.Equal(1, office.Homeserver.Repeated);
        Assert.IsType<Delivery.Sent>(await Deliver(Say(office.AdasChat, "Guten Tag", "Ja"), at: 8));
        Assert.Equal(2, office.Ada.Sees().Count);
    }

    [Fact]
    public async Task Everything_said_is_a_notice_that_says_whom_it_calls()
    {
        await Sent(
            Say(office.Triage, "<script>alert(1)</script> @room & \"<b>", "A <i>", "B") with
            {
                Lines = [Text.Plain("<script>alert(1)</script> @room & \"<b>"), Text.Quote("1 < 2\n> 3")],
            }
        );
        var content = office.Mara.Last.Event.Content;
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
        await Sent(Say(office.AdasChat, "Wohin?", labels));
        var shown = await Keys(office.Ada, 10);
        Assert.Equal(["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"], shown.Keys);
        Assert.Equal(Enumerable.Range(1, 12), shown.Choices.Select(c => c.Number));
    }

    [Fact]
    public async Task Keys_follow_the_choices_of_an_edit()
    {
        var message = Say(office.Triage, "Karte", "Freigeben", "Übernehmen", "Ablehnen") with { Ref = "card:1" };
        var ids = await Sent(message);
        await Keys(office.Mara, 3);
        await Sent(Say(office.Triage, "Erledigt", "Nachfragen") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Equal(["1️⃣"], (await Keys(office.Mara, 1)).Keys);
        await Sent(message with { Act = Act.Edit }, ids);
        Assert.Equal(["1️⃣", "2️⃣", "3️⃣"], (await Keys(office.Mara, 3)).Keys.Order());
        await Sent(Say(office.Triage, "Weg") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Empty((await Keys(office.Mara, 0)).Keys);
        Assert.Single(office.Mara.Sees());
    }

    [Fact]
    public async Task An_edit_names_the_first_event_however_often_it_is_edited()
    {
        var ids = await Sent(Say(office.Triage, "Eins") with { Ref = "card:1" });
        for (var i = 2; i < 5; i++)
            Assert.Equal(
                ids,
                await Sent(Say(office.Triage, $"Stand {i}") with { Ref = "card:1", Act = Act.Edit }, ids)
            );
        Assert.Equal("Stand 4", Assert.Single(office.Mara.Sees()).Words);
    }

    [Fact]
    public async Task What_somebody_took_back_is_sent_anew()
    {
        var ids = await Sent(Say(office.Triage, "Karte") with { Ref = "card:1" });
        office.Mara.TakesBack(ids[0]);
        var edit = Say(office.Triage, "Karte, neuer Stand") with { Ref = "card:1", Act = Act.Edit };
        Assert.IsType<Delivery.MessageGone>(await Deliver(edit, ids));
        Assert.IsType<Delivery.MessageGone>(await Deliver(edit, ["$nie"]));
    }

    [Fact]
    public async Task An_answer_stands_under_the_question_and_in_its_thread()
    {
        var question = office.Mara.Types("!nachbar hilfe");
        await Sent(Say(office.Triage, "Gern") with { UnderMessage = question.Id });
        Assert.Equal(question.Id, office.Mara.Last.ReplyTo);
        Assert.Null(office.Mara.Last.Thread);

        var ids = await Sent(Say(office.Triage, "Karte") with { Ref = "card:1" });
        var below = office.Mara.WritesBelow(office.Mara.Last, "!nachbar hilfe");
        office.Threads.Note(below.Id, ids[0]);
        var answer = await Sent(Say(office.Triage, "Im Faden") with { UnderMessage = below.Id, Ref = "answer:1" });
        Assert.Equal((ids[0], below.Id), (office.Mara.Last.Thread, office.Mara.Last.ReplyTo));

        await office.Restart();
        await Sent(Say(office.Triage, "Noch etwas") with { Under = "answer:1" }, answer);
        Assert.Equal((ids[0], answer[0]), (office.Mara.Last.Thread, office.Mara.Last.ReplyTo));
    }

    [Fact]
    public async Task A_long_text_stays_within_an_event_also_when_it_is_edited()
    {
        var words = string.Concat(Enumerable.Repeat("<&> „€“ 👨‍👩‍👧‍👦 ", 3000));
        var message = Say(office.Triage, words, "Ja") with { Ref = "card:1" };
        var ids = await Sent(message);
        Assert.True(ids.Count > 1);
        Assert.Equal(ids, await Sent(message with { Act = Act.Edit }, ids));
        Assert.DoesNotContain(office.Homeserver.Calls, c => c.Status == 413);
        var shorter = await Sent(Say(office.Triage, "Kurz", "Ja") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Equal(ids[0], Assert.Single(shorter));
        var shown = Assert.Single(office.Mara.Sees());
        Assert.Equal(("Kurz", 1), (shown.Words, shown.Choices.Count));
        Assert.Equal(ids.Count, (await Sent(message with { Act = Act.Edit }, shorter)).Count);
    }

    [Fact]
    public async Task What_breaks_off_in_the_middle_goes_on_there()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz mit Umlauten: äöü. ", 800));
        office.Homeserver.Limit = (0.001, 2);
        var delivery = await Deliver(Say(office.Triage, words, "Ja"), at: 3);
        var later = Assert.IsType<Delivery.Later>(delivery);
        Assert.True(later.WholeMessenger && later.After > Duration.FromSeconds(100));
        Assert.Equal(2, office.Mara.Sees().Count);
        office.Homeserver.Limit = default;
        var ids = Assert.IsType<Delivery.Sent>(await Deliver(Say(office.Triage, words, "Ja"), at: 3)).Ids;
        Assert.Equal(office.Mara.Sees().Select(m => m.Id), ids);
        Assert.Equal(0, office.Homeserver.Repeated);
    }

    [Fact]
    public async Task A_file_lies_on_the_homeserver_below_its_words()
    {
        var file = new OutboundFile("termin.ics", "text/calendar", Encoding.UTF8.GetBytes("BEGIN:VCALENDAR"));
        var ids = await Sent(Say(office.AdasChat, "Ihr Termin", "Absagen") with { File = file });
        var (words, attached) = (office.Ada.Sees()[0], office.Ada.Sees()[1]);
        Assert.Equal([words.Id, attached.Id], ids);
        Assert.Equal(("Ihr Termin", 1), (words.Words, words.Choices.Count));
        var content = attached.Event.Content;
        Assert.Equal(("m.file", "termin.ics"), ((string?)content["msgtype"], (string?)content["body"]));
        var kept = office.Homeserver.File((string)content["url"]!);
        Assert.Equal(
            ("termin.ics", "text/calendar", "BEGIN:VCALENDAR"),
            (kept.Name, kept.MediaType, Encoding.UTF8.GetString(kept.Bytes))
        );
        office.Homeserver.LargestUpload = 3;
        Assert.IsType<Delivery.Refused>(await Deliver(Say(office.AdasChat, "x") with { File = file }));
    }

    [Fact]
    public async Task Nothing_confidential_ever_leaves()
    {
        Assert.False(office.Messenger.Capabilities.Confidential);
        var delivery = await Deliver(Say(office.AdasChat, "Fall") with { Seal = "beratung-1" });
        Assert.IsType<Delivery.Refused>(delivery);
        Assert.Empty(office.Homeserver.Calls);
    }

    [Fact]
    public async Task Into_rooms_that_cannot_be_read_nothing_is_said()
    {
        var ben = office.Homeserver.User("Ben");
        ben.BlocksInvites = true;
        await office.Knows(office.Homeserver.Room("", ben, encrypted: true), ben.Id, RoomState.Deaf);
        var closed = office.Homeserver.Room("Geheim", ben, encrypted: true);
        await office.Knows(closed, null, RoomState.Deaf);
        var chat = new Place("matrix", ben.Id, null, PlaceKind.Private);
        Assert.IsType<Delivery.Unreachable>(await Deliver(Say(chat, "Guten Tag")));
        Assert.IsType<Delivery.Unreachable>(
            await Deliver(Say(new("matrix", closed.Id, null, PlaceKind.Group), "Guten Tag"))
        );
        ben.BlocksInvites = false;
        Assert.IsType<Delivery.Sent>(await Deliver(Say(chat, "Guten Tag")));
        var opened = Assert.Single(office.Homeserver.RoomsMadeByBot);
        Assert.Contains(FakeShown.In(opened), m => m.Body == "Guten Tag");
        Assert.Empty(office.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task Missing_power_is_named_and_missing_membership_is_out_of_reach()
    {
        office.Mara.Room.PowerToWrite = 50;
        var refused = Assert.IsType<Delivery.Refused>(await Deliver(Say(office.Triage, "x")));
        Assert.Contains("needs power 50, the bot has 0", refused.Reason, StringComparison.Ordinal);
        office.Homeserver.User("Mara").Kicks(office.Mara.Room, FakeHomeserver.BotUser);
        Assert.Equal(new Delivery.Unreachable(Gone: false), await Deliver(Say(office.Triage, "x")));
    }

    [Theory]
    [InlineData(401, "M_UNKNOWN_TOKEN", typeof(Delivery.Stop))]
    [InlineData(404, "M_NOT_FOUND", typeof(Delivery.Unreachable))]
    [InlineData(400, "M_BAD_JSON", typeof(Delivery.Refused))]
    [InlineData(413, "M_TOO_LARGE", typeof(Delivery.Refused))]
    [InlineData(500, "M_UNKNOWN", typeof(Delivery.Transient))]
    [InlineData(502, "", typeof(Delivery.Transient))]
    [InlineData(504, "", typeof(Delivery.Transient))]
    public async Task What_goes_wrong_is_sorted(int status, string errcode, Type outcome)
    {
        office.Homeserver.FailNext("/send/", status, errcode);
        Assert.IsType(outcome, await Deliver(Say(office.AdasChat, "x")));
    }

    [Fact]
    public async Task A_homeserver_that_is_away_is_asked_again()
    {
        await office.Homeserver.GoAway();
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, "x"), at: 5));
        await office.Homeserver.ComeBack();
        Assert.IsType<Delivery.Sent>(await Deliver(Say(office.AdasChat, "x"), at: 5));
        Assert.Single(office.Ada.Sees());
    }

    [Fact]
    public async Task The_wait_of_the_header_counts()
    {
        office.Homeserver.FailNext("/send/", 429, "M_LIMIT_EXCEEDED", header: ("Retry-After", "33"));
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(office.AdasChat, "x")));
        Assert.Equal(Duration.FromSeconds(33), later.After);
    }

    [Fact]
    public async Task A_reaction_can_be_put_and_taken_back()
    {
        var said = office.Mara.Types("Guten Morgen");
        var react = Say(office.Triage, "") with
        {
            Act = Act.React,
            UnderMessage = said.Id,
            React = new("👍"),
            Ref = "react:1",
        };
        var ids = await Sent(react);
        Assert.Equal("👍", (string?)office.Mara.Room.Find(ids[0])!.Content["m.relates_to"]!["key"]);
        Assert.Empty(await Sent(react));
        await Sent(react with { React = new("👍", Gone: true), UnderMessage = null }, ids);
        Assert.NotNull(office.Mara.Room.Find(ids[0])!.RedactedBy);
    }

    [Fact]
    public async Task A_question_becomes_a_poll_whose_answers_press_until_it_is_over()
    {
        var card = Say(office.Triage, "Terminsuche", "1: Ja", "1: Nein") with
        {
            Ref = "poll:1",
            Polls = [Asks("1", "Samstag um 10 Uhr"), Asks("2", "Montag um 9 Uhr")],
        };
        var ids = await Sent(card);
        var begun = await Events("org.matrix.msc3381.poll.start", 2);
        Assert.Equal("Samstag um 10 Uhr\n1. Ja\n2. Nein", (string?)begun[0].Content["org.matrix.msc1767.text"]);
        Assert.Equal("1:p-yes:1:", await office.Choices.Pressed(office.Triage, begun[0].Id, "1"));
        Assert.Equal("1:p-no:2:", await office.Choices.Pressed(office.Triage, begun[1].Id, "2"));
        Assert.Null(await office.Choices.Pressed(office.Triage, begun[0].Id, "3"));
        Assert.Null(await office.Choices.Pressed(office.Triage, begun[0].Id, "1️⃣"));
        Assert.Null(await office.Choices.Pressed(office.AdasChat, begun[0].Id, "1"));

        await Sent(card with { Act = Act.Edit, Polls = [Asks("2", "Montag um 9 Uhr")] }, ids);
        var over = await Events("org.matrix.msc3381.poll.end", 1);
        Assert.Equal(begun[0].Id, over[0].RelatesTo);
        Assert.Null(await office.Choices.Pressed(office.Triage, begun[0].Id, "1"));
        Assert.Equal("1:p-yes:2:", await office.Choices.Pressed(office.Triage, begun[1].Id, "1"));

        await Sent(card with { Act = Act.Delete }, ids);
        await office.Homeserver.Until(() => begun[1].RedactedBy, () => "The poll stands there still.");
        Assert.Equal(2, office.Mara.Room.Events.Count(e => e.Type == "org.matrix.msc3381.poll.start"));
    }

    private static PollView Asks(string id, string when) =>
        new(id, Text.Plain(when), [new(Text.Plain("Ja"), $"1:p-yes:{id}:"), new(Text.Plain("Nein"), $"1:p-no:{id}:")]);

    private Task<List<FakeEvent>> Events(string type, int count) =>
        office.Homeserver.Until(
            () =>
                office.Mara.Room.Events.Where(e => e.Type == type).ToList() is var found && found.Count == count
                    ? found
                    : null,
            () => $"There are not {count} events {type}."
        );

    private async Task<FakeShown> Keys(FakeMatrixSeat seat, int count) =>
        await office.Homeserver.Until(
            () => FakeShown.In(seat.Room).Last(m => m.IsFromBot) is var last && last.Keys.Count == count ? last : null,
            () => $"There are other keys than {count}: {FakeShown.In(seat.Room)[^1]}"
        );

    private async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null, long? at = null) =>
        office.Messenger.Deliver(message, at ?? 100 + ++lastDelivery, ids ?? [], CancellationToken.None);

    private static Outbound Say(Place to, string words, params string[] labels) =>
        new()
        {
            To = to,
            Lines = [Text.Plain(words)],
            Buttons =
                labels.Length == 0
                    ? []
                    :
                    [
                        [.. labels.Select(l => new Button(Text.Plain(l), $"1:x:{l.Length}:"))],
                    ],
        };
}
