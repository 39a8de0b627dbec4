using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>An office that sends, and that nothing wrong may leave.</summary>
public abstract class MatrixSendingTests : IAsyncLifetime
{
    private protected MatrixOffice Office { get; private set; } = null!;
    private long lastDelivery;

    public async ValueTask InitializeAsync() => Office = await MatrixOffice.Open();

    public async ValueTask DisposeAsync()
    {
        Office.Homeserver.AllIsWell();
        await Office.DisposeAsync();
    }

    private protected async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private protected Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null, long? at = null) =>
        Office.Messenger.Deliver(message, at ?? 100 + ++lastDelivery, ids ?? [], CancellationToken.None);

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
                        [.. labels.Select(l => new Button(Text.Plain(l), $"1:x:{l.Length}:"))],
                    ],
        };
}
