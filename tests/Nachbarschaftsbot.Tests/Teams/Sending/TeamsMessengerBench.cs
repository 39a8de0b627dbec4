using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>A messenger of Teams with a fake of the connector on its far side.</summary>
public abstract class TeamsMessengerBench : IAsyncLifetime
{
    private protected TeamsOffice office = null!;
    private protected long lastDelivery;

    public async ValueTask InitializeAsync() => office = await TeamsOffice.Open(hasLimits: false);

    public ValueTask DisposeAsync() => office.DisposeAsync();

    private protected async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private protected Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null, long? at = null) =>
        office.Messenger.Deliver(message, at ?? ++lastDelivery, ids ?? [], CancellationToken.None);

    private protected static Outbound Say(Place to, string words, params string[] labels) =>
        new()
        {
            To = to,
            Lines = [Text.Plain(words)],
            Buttons =
                labels.Length == 0
                    ? []
                    :
                    [
                        [.. labels.Select(l => new Button(Text.Plain(l), $"1:x:{l}:"))],
                    ],
        };
}
