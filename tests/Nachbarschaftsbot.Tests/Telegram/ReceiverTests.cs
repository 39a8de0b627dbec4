using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using Nachbarschaftsbot.Turns;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class ReceiverTests : IAsyncLifetime
{
    private readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
    private readonly ManualTime clock = ManualTime.Wednesday();
    private readonly List<Inbound> taken = [];
    private Func<TurnResult> result = () => new TurnResult(TurnOutcome.Done);
    private FakeBotApi api = null!;
    private TelegramClient client = null!;
    private Receiver receiver = null!;
    private FakeUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        receiver = new Receiver(
            new Translator(new BotIdentity(api.BotId) { Username = api.BotUsername }),
            new Renderer(Catalog.BuiltIn),
            client,
            new ReceiverPorts(Take, (_, message) => new(message == "2" ? "card:abc" : null)),
            new TelegramCounters()
        );
        ada = api.User(1001, "Ada");
        ada.Types("/start");
        await client.SendMessage(
            new SendMessage
            {
                ChatId = 1001,
                Text = "?",
                ReplyMarkup = new([
                    [new("Ja", "1:x::")],
                ]),
            },
            default
        );
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(api.Violations);
        await api.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task A_press_is_answered_with_the_word_of_the_turn()
    {
        result = () => new TurnResult(TurnOutcome.Done, "call.stale", "en");
        ada.Presses("Ja");
        await TakeAll();
        await Answered();
        Assert.Equal([Catalog.BuiltIn.Raw("call.stale", "en")], api.Toasts);
        Assert.IsType<Content.Press>(taken[^1].Content);
    }

    [Fact]
    public async Task A_press_is_answered_when_it_was_known_already()
    {
        result = () => new TurnResult(TurnOutcome.Known);
        ada.Presses("Ja");
        await TakeAll();
        await Answered();
        Assert.Empty(api.Toasts);
    }

    [Fact]
    public async Task A_press_is_answered_when_the_turn_could_not_be_stored()
    {
        ada.Presses("Ja");
        var press = (await Updates())[^1];
        result = () => throw new StoreUnavailableException("full");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => receiver.Take(press));
        await Answered();
    }

    [Fact]
    public async Task A_press_without_a_place_is_answered_and_nothing_else()
    {
        ada.Presses("Ja");
        var id = api.UnansweredCallbacks[0];
        var inline =
            $$"""{"update_id":1,"callback_query":{"id":"{{id}}","from":{"id":1001,"is_bot":false,"first_name":"Ada"},"chat_instance":"1","data":"x"} }""";
        await receiver.Take(JsonSerializer.Deserialize(inline, TelegramJson.Default.Update)!);
        await Answered();
        Assert.Empty(taken);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_picture_of_a_linked_group_is_fetched_unless_its_sender_keeps_out(bool keepsOut, int fetched)
    {
        var group = api.Group(-1_001_000_000_077, "Nachbarn").Join(ada);
        group.AddBot(ada);
        api.ReadsAllGroupMessages = true;
        using var files = new NoFiles();
        using var toFiles = new HttpMessageInvoker(files);
        var linked = new Receiver(
            new Translator(new BotIdentity(api.BotId) { Username = api.BotUsername }) { IsLinked = _ => true },
            new Renderer(Catalog.BuiltIn),
            new TelegramClient(toFiles, api.BaseAddress, FakeBotApi.Token, TimeProvider.System),
            new ReceiverPorts(Take, (_, _) => new((string?)null)) { KeepsOut = _ => new(keepsOut) },
            new TelegramCounters()
        );
        var photo = new JsonObject { ["file_id"] = "beet", ["file_size"] = 5000 };
        ada.In(group).SendsAny("photo", new JsonArray(photo));
        await linked.Take((await Updates())[^1]);
        Assert.NotNull(Assert.IsType<Content.Posted>(taken[^1].Content).Media);
        Assert.Equal(fetched, files.Asked);
    }

    [Fact]
    public async Task An_answer_that_did_not_get_through_is_tried_once_more()
    {
        api.FailNext("answerCallbackQuery", 502, "<html>");
        ada.Presses("Ja");
        await TakeAll();
        await Answered();
    }

    [Fact]
    public async Task A_press_that_is_too_old_is_let_be()
    {
        ada.Presses("Ja");
        clock.Advance(NodaTime.Duration.FromMinutes(5));
        await TakeAll();
        await api.Until(() => api.Requests.FirstOrDefault(r => r.Method == "answerCallbackQuery"));
        Assert.Single(taken, t => t.Content is Content.Press);
    }

    [Fact]
    public async Task A_reply_to_a_message_of_ours_carries_our_own_name_for_it()
    {
        var ours = ada.Last;
        Assert.Equal(2, ours.Id);
        ada.Private.RepliesTo(ours, "Am Samstag");
        await client.SendMessage(new SendMessage { ChatId = 1001, Text = "unbekannt" }, default);
        ada.Private.RepliesTo(ada.Last, "Und das?");
        await TakeAll();
        Assert.Equal([null, "card:abc", ada.Last.Id.ToString()], taken.Select(t => t.ReplyTo));
    }

    [Fact]
    public async Task What_is_not_for_us_takes_no_turn()
    {
        var message = ada.Types("eins");
        ada.Private.Edits(message, "zwei");
        api.Deliver("poll_answer", new JsonObject { ["poll_id"] = "1" });
        await TakeAll();
        Assert.Equal(["/start", "eins"], taken.Select(t => ((Content.Words)t.Content).Text));
    }

    private Task Answered() => api.Until(() => api.UnansweredCallbacks.Count == 0 ? this : null);

    private async Task TakeAll()
    {
        foreach (var update in await Updates())
            await receiver.Take(update);
    }

    private async Task<List<Update>> Updates() => (await client.GetUpdates(new(null, 100, 0, null), default)).Value!;

    private async Task<TurnResult> Take(Inbound inbound)
    {
        await Task.Yield();
        taken.Add(inbound);
        return result();
    }

    /// <summary>Has no file, and counts who asks for one.</summary>
    private sealed class NoFiles : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Asked++;
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound));
        }
    }
}
