using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Tests in which Ada has a chat with the bot before they begin.</summary>
public abstract class AdaChats(bool isAppservice, TimeProvider? clock = null) : AdaAtTheDoor(isAppservice, clock)
{
    private protected FakeMatrixSeat Direct { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Direct = await Ada.OpensDirectChat();
        await Door.Hears("/start");
    }
}
