using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

public sealed class TeamsMessengerContract : MessengerContract
{
    protected override async Task<IMessengerWorld> Open() => new World(await TeamsOffice.Open(hasLimits: false));

    private sealed class World(TeamsOffice office) : IMessengerWorld
    {
        public IMessenger Messenger => office.Messenger;
        public Place Ada => office.AdasChat;
        public Place Nowhere { get; } = new("teams", "19:nowhere@thread.v2", null, PlaceKind.Group);

        public Task<IReadOnlyList<SeenLine>> Seen() =>
            Task.FromResult<IReadOnlyList<SeenLine>>([
                .. office.Connector["a:1ada"].Shown.Select(p => new SeenLine(p.Words, p.Buttons)),
            ]);

        public async ValueTask DisposeAsync()
        {
            Assert.Empty(office.Connector.Violations);
            await office.DisposeAsync();
        }
    }
}

public sealed class TeamsChannelContract : MessengerContract
{
    protected override async Task<IMessengerWorld> Open() => new World(await TeamsOffice.Open(hasLimits: false));

    private sealed class World(TeamsOffice office) : IMessengerWorld
    {
        public IMessenger Messenger => new SendsAnew(office.Messenger);
        public Place Ada => office.Triage;
        public Place Nowhere { get; } = new("teams", "19:nowhere@thread.tacv2", null, PlaceKind.Group);

        public Task<IReadOnlyList<SeenLine>> Seen() =>
            Task.FromResult<IReadOnlyList<SeenLine>>([
                .. office.Connector[TeamsOffice.Channel].Shown.Select(p => new SeenLine(p.Words, p.Buttons)),
            ]);

        public async ValueTask DisposeAsync()
        {
            Assert.Empty(office.Connector.Violations);
            await office.DisposeAsync();
        }
    }

    /// <summary>What the outbox does when the thread is gone: it sends outside of it.</summary>
    private sealed class SendsAnew(IMessenger inner) : IMessenger
    {
        public string Name => inner.Name;
        public Capabilities Capabilities => inner.Capabilities;

        public async Task<Delivery> Deliver(
            Outbound message,
            long deliveryId,
            IReadOnlyList<string> messageIds,
            CancellationToken cancel
        )
        {
            var delivery = await inner.Deliver(message, deliveryId, messageIds, cancel);
            return delivery is Delivery.MessageGone && message.Under is not null
                ? await inner.Deliver(message with { Under = null }, deliveryId, [], cancel)
                : delivery;
        }
    }
}
