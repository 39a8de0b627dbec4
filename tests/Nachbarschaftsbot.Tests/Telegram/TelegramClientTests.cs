using System.Net;
using System.Net.Sockets;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using Xunit;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class TelegramClientTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
    private readonly ManualTime clock = ManualTime.Wednesday();
    private FakeBotApi api = null!;
    private TelegramClient client = null!;
    private FakeUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
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
    public async Task It_knows_itself()
    {
        var me = await client.GetMe(None);
        Assert.Equal(
            (api.BotId, api.BotUsername, false),
            (me.Value!.Id, me.Value.Username, me.Value.CanReadAllGroupMessages)
        );
    }

    [Fact]
    public async Task It_sends_edits_and_deletes()
    {
        var sent = await client.SendMessage(Text("Grüß Gott 👋 <b>\"&", Row("Ja", "v1:y")), None);
        Assert.Equal("Grüß Gott 👋 <b>\"& [Ja]", ada.Last.ToString());
        var id = sent.Value!.MessageId;
        Assert.Equal(id, ada.Last.Id);
        var edit = new EditMessageText
        {
            ChatId = 1001,
            MessageId = id,
            Text = "Neu",
        };
        Assert.IsType<Outcome.Ok>(await client.EditMessageText(edit, None));
        Assert.Equal("Neu", ada.Last.ToString());
        Assert.IsType<Outcome.NotModified>(await client.EditMessageText(edit, None));
        Assert.IsType<Outcome.Ok>(await client.EditMessageReplyMarkup(new(1001, id, Row("Ab", "x")), None));
        Assert.Equal("Neu [Ab]", ada.Last.ToString());
        Assert.IsType<Outcome.Ok>(await client.DeleteMessage(new(1001, id), None));
        Assert.IsType<Outcome.MessageGone>(await client.DeleteMessage(new(1001, id), None));
        Assert.IsType<Outcome.MessageGone>(await client.EditMessageText(edit, None));
    }

    [Fact]
    public async Task It_sends_files()
    {
        var file = new SendDocument
        {
            ChatId = 1001,
            FileName = "meine-daten.json",
            MediaType = "application/json",
            Content = "{}"u8.ToArray(),
            Caption = "Ihre Daten",
            ReplyMarkup = Row("Gut", "ok"),
            ReplyParameters = new(1, true),
        };
        Assert.True((await client.SendDocument(file, None)).IsOk);
        Assert.Equal("Ihre Daten [Gut] (meine-daten.json)", ada.Last.ToString());
        Assert.Equal("{}"u8.ToArray(), ada.Last.File);
    }

    [Fact]
    public async Task It_reads_updates_and_answers_buttons()
    {
        await client.SendMessage(Text("?", Row("Ja", "v1:y")), None);
        ada.Presses("Ja");
        var updates = await client.GetUpdates(new(null, 10, 0, ["message", "callback_query"]), None);
        Assert.Equal("/start", updates.Value![0].Message!.Text);
        var pressed = updates.Value[1].CallbackQuery!;
        Assert.Equal(
            ("v1:y", 1001, "Ada", "de"),
            (pressed.Data, pressed.From.Id, pressed.From.FirstName, pressed.From.LanguageCode)
        );
        Assert.IsType<Outcome.Ok>(await client.AnswerCallbackQuery(new(pressed.Id, "Gut!"), None));
        Assert.IsType<Outcome.QueryTooOld>(await client.AnswerCallbackQuery(new(pressed.Id), None));
        Assert.Equal(["Gut!"], api.Toasts);
        var rest = await client.GetUpdates(new(updates.Value[1].UpdateId + 1, null, 0, null), None);
        Assert.Empty(rest.Value!);
    }

    [Fact]
    public async Task It_sets_what_is_shown_of_the_bot()
    {
        Assert.IsType<Outcome.Ok>(
            await client.SetMyCommands(new([new("hilfe", "Hilfe")], new("all_private_chats"), "en"), None)
        );
        Assert.Equal("Hilfe", api.Commands("all_private_chats", "en")["hilfe"]);
        Assert.IsType<Outcome.Ok>(await client.DeleteMyCommands(new(new("all_private_chats"), "en"), None));
        Assert.Empty(api.Commands("all_private_chats", "en"));
        Assert.IsType<Outcome.Ok>(await client.SetMyName(new("Nachbarschaft"), None));
        Assert.IsType<Outcome.Ok>(await client.SetMyDescription(new("Lang", "en"), None));
        Assert.IsType<Outcome.Ok>(await client.SetMyShortDescription(new("Kurz"), None));
        Assert.Equal(("Nachbarschaft", "Lang"), (api.SelfText("name"), api.SelfText("description", "en")));
        Assert.IsType<Outcome.Ok>(await client.SendChatAction(new(1001, "typing"), None));
    }

    [Fact]
    public async Task It_looks_after_webhooks_and_groups()
    {
        Assert.IsType<Outcome.Ok>(await client.SetWebhook(new("https://bot.example/tg", "s-1", 40, ["message"]), None));
        Assert.Equal("https://bot.example/tg", (await client.GetWebhookInfo(None)).Value!.Url);
        Assert.IsType<Outcome.Conflict>((await client.GetUpdates(new(null, null, 0, null), None)).Outcome);
        Assert.IsType<Outcome.Ok>(await client.DeleteWebhook(None));
        var group = api.Group(-1_001_000_000_001, "Moderation").Join(ada).Promote(ada);
        group.AddBot(ada);
        Assert.Equal("supergroup", (await client.GetChat(group.Id, None)).Value!.Type);
        Assert.Equal("administrator", (await client.GetChatMember(new(group.Id, 1001), None)).Value!.Status);
        Assert.IsType<Outcome.Ok>(await client.LeaveChat(group.Id, None));
        Assert.IsType<Outcome.Kicked>((await client.SendMessage(Text("x") with { ChatId = group.Id }, None)).Outcome);
    }

    [Fact]
    public async Task Failures_of_the_far_side_are_sorted()
    {
        api.FailNext("sendMessage", 429, "Too Many Requests: retry after 17", retryAfter: 17);
        Assert.Equal(new Outcome.Flood(TimeSpan.FromSeconds(17)), (await Send()).Outcome);
        api.FailNext("sendMessage", 502, "<html>Bad Gateway</html>");
        Assert.IsType<Outcome.Transient>((await Send()).Outcome);
        api.FailNext("sendMessage", 500, """{"message":"not of the API's form"}""");
        Assert.IsType<Outcome.Transient>((await Send()).Outcome);
        api.FailNext("sendMessage", 504, "");
        Assert.IsType<Outcome.Ambiguous>((await Send()).Outcome);
        api.FailNext("sendMessage", 200, "not json");
        Assert.IsType<Outcome.Ambiguous>((await Send()).Outcome);
        Assert.DoesNotContain(ada.Sees(), m => m.IsFromBot);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_connection_cut_after_writing_is_ambiguous_and_never_repeated_by_itself(bool acted, int arrived)
    {
        await client.GetMe(None);
        api.DropNext("sendMessage", afterActing: acted);
        Assert.IsType<Outcome.Ambiguous>((await Send()).Outcome);
        Assert.Equal(arrived, ada.Sees().Count(m => m.IsFromBot));
        Assert.Single(api.Requests, r => r.Method == "sendMessage");
    }

    [Fact]
    public async Task Nobody_listening_is_transient()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = new Uri($"http://{port.LocalEndpoint}");
        port.Stop();
        var lost = new TelegramClient(http, address, FakeBotApi.Token, TimeProvider.System);
        Assert.IsType<Outcome.Transient>((await lost.SendMessage(Text("x"), None)).Outcome);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_ambiguous()
    {
        var patience = ManualTime.Wednesday();
        var patient = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, patience);
        api.DelayNext("sendMessage", TimeSpan.FromHours(1));
        var sending = patient.SendMessage(Text("x"), None);
        await api.Until(() => api.Requests.FirstOrDefault(r => r.Method == "sendMessage"));
        patience.Advance(Duration.FromSeconds(31));
        Assert.IsType<Outcome.Ambiguous>((await sending).Outcome);
    }

    [Fact]
    public async Task A_long_poll_outlasts_its_own_timeout_by_the_grace()
    {
        await client.GetUpdates(new(900_000_002, null, 0, null), None);
        var patience = ManualTime.Wednesday();
        var patient = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, patience);
        var polling = patient.GetUpdates(new(900_000_002, null, 50, null), None);
        await api.Until(() => api.Requests.FirstOrDefault(r => (int?)r.Parameters["timeout"] == 50));
        patience.Advance(Duration.FromSeconds(60));
        Assert.False(polling.IsCompleted);
        ada.Types("da?");
        Assert.Equal("da?", Assert.Single((await polling).Value!).Message!.Text);
    }

    [Fact]
    public async Task A_stop_of_ours_is_no_outcome_but_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var polling = client.GetUpdates(new(900_000_002, null, 50, null), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        var wrong = new TelegramClient(http, api.BaseAddress, "1:wrong", TimeProvider.System);
        Assert.IsType<Outcome.Unauthorized>((await wrong.GetMe(None)).Outcome);
        var malformed = new TelegramClient(http, api.BaseAddress, "nonsense", TimeProvider.System);
        Assert.IsType<Outcome.Unauthorized>((await malformed.GetMe(None)).Outcome);
    }

    [Fact]
    public async Task A_base_address_may_have_a_path()
    {
        var elsewhere = new TelegramClient(
            http,
            new Uri(api.BaseAddress, "/api/"),
            FakeBotApi.Token,
            TimeProvider.System
        );
        Assert.IsType<Outcome.Unauthorized>((await elsewhere.GetMe(None)).Outcome);
    }

    private Task<TelegramResult<SentMessage>> Send() => client.SendMessage(Text("Hallo"), None);

    private static SendMessage Text(string text, InlineKeyboardMarkup? keyboard = null) =>
        new()
        {
            ChatId = 1001,
            Text = text,
            LinkPreviewOptions = LinkPreviewOptions.Off,
            ReplyMarkup = keyboard,
        };

    private static InlineKeyboardMarkup Row(string label, string data) =>
        new([
            [new(label, data)],
        ]);
}
