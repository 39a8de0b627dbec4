using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using Xunit;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class TelegramMessengerTests : IAsyncLifetime
{
    private const long Moderation = -1_001_234_567_890;
    private readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
    private readonly ManualTime clock = ManualTime.Wednesday();
    private FakeBotApi api = null!;
    private TelegramMessenger messenger = null!;
    private FakeUser ada = null!;
    private long lastDelivery;

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock, FakeLimits.None);
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        messenger = new TelegramMessenger(client, new Renderer(Catalog.BuiltIn), new Pace(1, 3, 20, 30), new());
        ada = api.User(1001, "Ada");
        ada.Types("/start");
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(api.Violations);
        await api.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task It_sends_edits_and_deletes_by_the_messengers_ids()
    {
        var sent = await Sent(Say("Guten Tag", Button("Ja")));
        Assert.Equal("Guten Tag [Ja]", ada.Last.ToString());
        Assert.Equal([ada.Last.Id.ToString()], sent);
        Assert.Equal(sent, await Sent(Say("Neu") with { Act = Act.Edit }, sent));
        Assert.Equal("Neu", ada.Last.ToString());
        Assert.Equal(sent, await Sent(Say("Neu") with { Act = Act.Edit }, sent));
        Assert.Equal(1, ada.Last.Edits);
        Assert.Empty(await Sent(Say("") with { Act = Act.Delete }, sent));
        Assert.Empty(await Sent(Say("") with { Act = Act.Delete }, sent));
        Assert.DoesNotContain(ada.Sees(), m => m.IsFromBot);
        Assert.IsType<Delivery.MessageGone>(await Deliver(Say("Neu") with { Act = Act.Edit }, sent));
    }

    [Fact]
    public async Task An_edit_of_what_was_never_sent_sends_it()
    {
        await Sent(Say("Karte") with { Act = Act.Edit, Ref = "card:1" });
        Assert.Equal("Karte", ada.Last.Text);
    }

    [Fact]
    public async Task Links_are_shown_without_preview_and_nothing_is_parsed()
    {
        await Sent(Say("<b>1 < 2</b> & https://example.org _x_"));
        Assert.Equal("<b>1 < 2</b> & https://example.org _x_", ada.Last.Text);
        var request = api.Requests.Last(r => r.Method == "sendMessage").Parameters;
        Assert.True((bool)request["link_preview_options"]!["is_disabled"]!);
        Assert.Null(request["parse_mode"]);
    }

    [Fact]
    public async Task A_long_text_has_its_buttons_under_the_last_part()
    {
        var ids = await Sent(Say(Long(3), Button("Ja")));
        Assert.Equal(3, ids.Count);
        Assert.Equal([0, 0, 1], ada.Sees().Where(m => m.IsFromBot).Select(m => m.Buttons.Count));
        var shorter = await Sent(Say(Long(2), Button("Nein")) with { Act = Act.Edit }, ids);
        Assert.Equal(ids.Take(2), shorter);
        Assert.Equal(
            ["", "Nein"],
            ada.Sees().Where(m => m.IsFromBot).Select(m => m.Buttons.FirstOrDefault()?.Label ?? "")
        );
        var longer = await Sent(Say(Long(4), Button("Gut")) with { Act = Act.Edit }, shorter);
        Assert.Equal(4, longer.Count);
        Assert.Equal(
            ["", "", "", "Gut"],
            ada.Sees().Where(m => m.IsFromBot).Select(m => m.Buttons.FirstOrDefault()?.Label ?? "")
        );
    }

    [Fact]
    public async Task A_long_text_that_broke_off_goes_on_where_it_stopped()
    {
        var message = Say(Long(3));
        api.FailNext("sendMessage", 200, """{"ok":true,"result":{"message_id":900}}""");
        api.FailNext("sendMessage", 429, "Too Many Requests: retry after 9", retryAfter: 9);
        Assert.Equal(new Delivery.Later(Duration.FromSeconds(9)), await messenger.Deliver(message, 5, [], default));
        var sent = (Delivery.Sent)await messenger.Deliver(message, 5, [], default);
        Assert.Equal(("900", 3), (sent.Ids[0], sent.Ids.Count));
        Assert.Equal(2, ada.Sees().Count(m => m.IsFromBot));
    }

    [Fact]
    public async Task Groups_are_answered_in_their_topic_under_the_question()
    {
        var group = api.Group(Moderation, "Moderation", forum: true).Join(ada);
        group.AddBot(ada);
        var topic = group.Topic("Anfragen");
        var seat = ada.In(group, topic);
        var question = seat.Types("/warteschlange");
        var place = new Place("telegram", Moderation.ToString(), topic.ToString(), PlaceKind.Group);
        await Sent(Say("Antwort") with { To = place, UnderMessage = question.Id.ToString() });
        Assert.Equal(("Antwort", question.Id), (seat.Last.Text, seat.Last.ReplyTo));
        var card = seat.Last.Id.ToString();
        await Sent(Say("Dazu") with { To = place, Under = "card:1" }, [card]);
        Assert.Equal(card, seat.Last.ReplyTo.ToString());
        await Sent(Say("Frage ist weg") with { To = place, UnderMessage = "99999" });
        Assert.Null(seat.Last.ReplyTo);
        group.Close(topic);
        Assert.IsType<Delivery.ThreadGone>(await Deliver(Say("x") with { To = place }));
        await Sent(Say("Allgemein") with { To = place with { Thread = null } });
        Assert.Equal("Allgemein", ada.In(group).Last.Text);
    }

    [Fact]
    public async Task Files_carry_short_words_themselves_and_long_ones_before()
    {
        var file = new OutboundFile("meine-daten.json", "application/json", "{}"u8.ToArray());
        var ids = await Sent(Say("Ihre Daten", Button("Gut")) with { File = file });
        Assert.Equal("Ihre Daten [Gut] (meine-daten.json)", ada.Last.ToString());
        Assert.Single(ids);
        ids = await Sent(Say(new string('x', 2000)) with { File = file });
        Assert.Equal(2, ids.Count);
        Assert.Equal(" (meine-daten.json)", ada.Last.ToString());
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_told_from_who_never_can()
    {
        ada.Blocks();
        Assert.Equal(new Delivery.Unreachable(false), await Deliver(Say("x")));
        ada.Unblocks();
        ada.Deactivates();
        Assert.Equal(new Delivery.Unreachable(true), await Deliver(Say("x")));
        Assert.Equal(
            new Delivery.Unreachable(false),
            await Deliver(Say("x") with { To = new("telegram", "4711", null, PlaceKind.Private) })
        );
        var group = api.Group(-500, "Klein").Join(ada);
        group.AddBot(ada);
        var next = group.Migrate(ada);
        var moved = await Deliver(Say("x") with { To = new("telegram", "-500", null, PlaceKind.Group) });
        Assert.Equal(new Delivery.Moved(next.Id.ToString()), moved);
    }

    [Fact]
    public async Task Broken_formatting_is_sent_plainly_once()
    {
        api.FailNext("sendMessage", 400, "Bad Request: ENTITIES_TOO_LONG", null);
        await Sent(new Outbound { To = Say("").To, Lines = [new Text("", [("", "Titel")], TextStyle.Title)] });
        Assert.Equal(("Titel", ""), (ada.Last.Text, ada.Last.Formatting));
    }

    [Fact]
    public async Task Not_knowing_matters_for_a_new_message_and_not_for_an_edit_or_a_deletion()
    {
        var ids = await Sent(Say("Alt"));
        api.DropNext("editMessageText", afterActing: true);
        Assert.IsType<Delivery.Transient>(await Deliver(Say("Neu") with { Act = Act.Edit }, ids));
        Assert.Equal(ids, await Sent(Say("Neu") with { Act = Act.Edit }, ids));
        api.DropNext("deleteMessage", afterActing: true);
        Assert.IsType<Delivery.Transient>(await Deliver(Say("") with { Act = Act.Delete }, ids));
        Assert.Empty(await Sent(Say("") with { Act = Act.Delete }, ids));
        api.DropNext("sendMessage", afterActing: true);
        Assert.IsType<Delivery.Ambiguous>(await Deliver(Say("Neu")));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_without_a_request()
    {
        Assert.IsType<Delivery.Refused>(await Deliver(Say("")));
        Assert.IsType<Delivery.Refused>(
            await Deliver(Say("x") with { To = new("telegram", "abc", null, PlaceKind.Private) })
        );
        Assert.DoesNotContain(api.Requests, r => r.Method == "sendMessage");
    }

    public static TheoryData<object, Type> Outcomes() =>
        new()
        {
            { new Outcome.Ok(), typeof(Delivery.Sent) },
            { new Outcome.NotModified(), typeof(Delivery.Sent) },
            { new Outcome.QueryTooOld(), typeof(Delivery.Sent) },
            { new Outcome.Blocked(), typeof(Delivery.Unreachable) },
            { new Outcome.Kicked(), typeof(Delivery.Unreachable) },
            { new Outcome.ChatNotFound(), typeof(Delivery.Unreachable) },
            { new Outcome.Deactivated(), typeof(Delivery.Unreachable) },
            { new Outcome.MessageGone(), typeof(Delivery.MessageGone) },
            { new Outcome.TopicGone(), typeof(Delivery.ThreadGone) },
            { new Outcome.Migrated(1), typeof(Delivery.Moved) },
            { new Outcome.Flood(TimeSpan.FromSeconds(3)), typeof(Delivery.Later) },
            { new Outcome.Unauthorized(), typeof(Delivery.Stop) },
            { new Outcome.Conflict(), typeof(Delivery.Transient) },
            { new Outcome.Transient("x"), typeof(Delivery.Transient) },
            { new Outcome.Ambiguous("x"), typeof(Delivery.Ambiguous) },
            { new Outcome.BadEntities(), typeof(Delivery.Refused) },
            { new Outcome.Refused(400, "x"), typeof(Delivery.Refused) },
        };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Every_outcome_means_something_to_the_outbox(object outcome, Type delivery) =>
        Assert.IsType(delivery, TelegramMessenger.DeliveryOf((Outcome)outcome));

    [Fact]
    public void No_outcome_is_forgotten() =>
        Assert.Equal(
            typeof(Outcome)
                .GetNestedTypes(System.Reflection.BindingFlags.NonPublic)
                .Where(t => t.IsSubclassOf(typeof(Outcome)))
                .ToHashSet(),
            Outcomes().Select(row => row.Data.Item1.GetType()).ToHashSet()
        );

    private async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null) =>
        messenger.Deliver(message, ++lastDelivery + 1000, ids ?? [], default);

    private static Outbound Say(string words, params Button[] buttons) =>
        new()
        {
            To = new Place("telegram", "1001", null, PlaceKind.Private),
            Lines = [Text.Plain(words)],
            Buttons = buttons.Length == 0 ? [] : [buttons],
        };

    private static Button Button(string label) => new(Text.Plain(label), "1:x::");

    private static string Long(int parts) =>
        string.Join(
            "\n\n",
            Enumerable.Range(0, parts).Select(i => $"{i} " + string.Concat(Enumerable.Repeat("Wort ", 780)))
        );
}
