using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Tests in which Ada has a chat with the bot before they begin.</summary>
public abstract class AdaChats(bool isAppservice, TimeProvider? clock = null) : IAsyncLifetime
{
    private protected MatrixDoor Door { get; private set; } = null!;
    private protected FakeMatrixUser Ada { get; private set; } = null!;
    private protected FakeMatrixSeat Direct { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Door = await MatrixDoor.Open(isAppservice, clock);
        Ada = Door.Homeserver.User("Ada");
        Direct = await Ada.OpensDirectChat();
        await Door.Hears("/start");
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Door.DisposeAsync();
        if (clock is IAsyncDisposable running)
            await running.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
