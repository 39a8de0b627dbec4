using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Tests in which Ada has an account at the homeserver and the bot listens.</summary>
/// <param name="isAppservice">Whether it listens as an application service or over the long poll.</param>
/// <param name="clock">The time there; disposed with the test.</param>
public abstract class AdaAtTheDoor(bool isAppservice, TimeProvider? clock) : IAsyncLifetime
{
    private protected MatrixDoor Door { get; private set; } = null!;
    private protected FakeMatrixUser Ada { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Door = await MatrixDoor.Open(isAppservice, clock);
        Ada = Door.Homeserver.User("Ada");
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Door.DisposeAsync();
        if (clock is IAsyncDisposable running)
            await running.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
