using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Turns;
using Xunit;

namespace Nachbarschaftsbot.EndToEnd.Telegram;

/// <summary>The adapter's wire against a server that reads and writes updates in its own way.</summary>
public sealed class TestServerWireTests
{
    [Fact]
    public async Task Words_commands_and_presses_come_in_and_messages_edits_and_answers_go_out()
    {
        Assert.SkipWhen(TelegramTestApi.Missing() is not null, TelegramTestApi.Missing() ?? "");
        await using var server = await TelegramTestApi.Start();
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, server.BaseAddress, TelegramTestApi.Token, TimeProvider.System);
        var me = await client.GetMe(default);
        Assert.Equal("TestNameBot", me.Value!.Username);
        Assert.IsType<TelegramOutcome.Ok>(await client.DeleteWebhook(default));

        var echo = new Echo(client, me.Value);
        using var ada = server.Person(5_000_000_001, "Ada");
        await ada.Types("/start LINDE234");
        await echo.Round();
        Assert.Equal("Ada: /start LINDE234", await ada.Awaits("/start"));
        await ada.Presses("Nochmal");
        await echo.Round();
        Assert.Equal("Ada drückt 1:again::", await ada.Awaits("drückt"));
        await ada.Types("Grüße 👋 <b>");
        await echo.Round();
        Assert.Equal("Ada: Grüße 👋 <b>", await ada.Awaits("Grüße"));
        Assert.IsType<TelegramOutcome.Transient>(await client.SetMyName(new("x"), default));
    }

    /// <summary>Says again what it hears.</summary>
    private sealed class Echo
    {
        private readonly TelegramClient client;
        private readonly TelegramMessenger messenger;
        private readonly Receiver receiver;
        private long last;

        internal Echo(TelegramClient client, BotUser me)
        {
            this.client = client;
            var renderer = new Renderer(Catalog.BuiltIn);
            var counters = new TelegramCounters();
            messenger = new TelegramMessenger(client, renderer, new Pace(1, 3, 20, 30), counters);
            var ports = new ReceiverPorts(Take, (_, _) => new((string?)null));
            receiver = new Receiver(
                new Translator(new BotIdentity(me.Id) { Username = me.Username }),
                renderer,
                client,
                ports,
                counters
            );
        }

        internal async Task Round()
        {
            var updates = await client.GetUpdates(new(last + 1, null, 0, Poller.AllowedUpdates), default);
            foreach (var update in Assert.Single([updates.Value!]))
            {
                await receiver.Take(update);
                last = update.UpdateId;
            }
        }

        private async Task<TurnResult> Take(Inbound inbound)
        {
            var words = inbound.Content switch
            {
                Content.Words(var text) => $"{inbound.Sender!.FirstName}: {text}",
                Content.Press(var token) => $"{inbound.Sender!.FirstName} drückt {token}",
                _ => "?",
            };
            var again = new Button(Text.Plain("Nochmal"), "1:again::");
            var sent = await messenger.Deliver(
                new Outbound
                {
                    To = inbound.Place,
                    Lines = [Text.Plain("…")],
                    Buttons =
                    [
                        [again],
                    ],
                },
                ++last,
                [],
                default
            );
            var ids = Assert.IsType<Delivery.Sent>(sent).Ids;
            var edit = new Outbound
            {
                To = inbound.Place,
                Act = Act.Edit,
                Lines = [Text.Plain(words)],
                Buttons =
                [
                    [again],
                ],
            };
            Assert.IsType<Delivery.Sent>(await messenger.Deliver(edit, ++last, ids, default));
            return new TurnResult(TurnOutcome.Done);
        }
    }
}
