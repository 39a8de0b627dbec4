using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

public sealed class MatrixMessengerContract : MessengerContract
{
    protected override async Task<IMessengerWorld> Open() => new World(await MatrixOffice.Open());

    private sealed class World(MatrixOffice office) : IMessengerWorld
    {
        public IMessenger Messenger => office.Messenger;
        public Place Ada => office.AdasChat;
        public Place Nowhere { get; } = new("matrix", "!nowhere", null, PlaceKind.Group);

        public Task<IReadOnlyList<SeenLine>> Seen() =>
            Task.FromResult<IReadOnlyList<SeenLine>>([
                .. office
                    .Ada.Sees()
                    .Where(m => m.IsFromBot)
                    .Select(m => new SeenLine(m.Words, [.. m.Choices.Select(c => c.Label)])),
            ]);

        public async ValueTask DisposeAsync()
        {
            office.Homeserver.AllIsWell();
            await office.DisposeAsync();
        }
    }
}
