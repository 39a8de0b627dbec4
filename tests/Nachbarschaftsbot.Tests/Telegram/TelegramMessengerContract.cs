using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Telegram.Fake;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class TelegramMessengerContract : MessengerContract
{
    protected override async Task<IMessengerWorld> Open()
    {
        var api = await FakeBotApi.Start(ManualTime.Wednesday(), FakeLimits.None);
        var ada = api.User(1001, "Ada");
        ada.Types("/start");
        return new World(api, ada);
    }

    private sealed class World : IMessengerWorld
    {
        private readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
        private readonly FakeBotApi api;
        private readonly FakeUser ada;

        internal World(FakeBotApi api, FakeUser ada)
        {
            (this.api, this.ada) = (api, ada);
            var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
            Messenger = new TelegramMessenger(client, new Renderer(Catalog.BuiltIn), new Pace(1, 3, 20, 30), new());
        }

        public IMessenger Messenger { get; }
        public Place Ada { get; } = new("telegram", "1001", null, PlaceKind.Private);
        public Place Nowhere { get; } = new("telegram", "4711", null, PlaceKind.Private);

        public Task<IReadOnlyList<SeenLine>> Seen() =>
            Task.FromResult<IReadOnlyList<SeenLine>>([
                .. ada.Sees()
                    .Where(m => m.IsFromBot)
                    .Select(m => new SeenLine(m.Text, [.. m.Buttons.Select(b => b.Label)])),
            ]);

        public async ValueTask DisposeAsync()
        {
            Assert.Empty(api.Violations);
            await api.DisposeAsync();
            http.Dispose();
        }
    }
}
