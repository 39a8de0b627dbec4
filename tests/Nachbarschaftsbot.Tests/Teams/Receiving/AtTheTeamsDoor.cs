namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Tests that knock at the real endpoint for Teams.</summary>
public abstract class AtTheTeamsDoor : IAsyncLifetime
{
    private protected TeamsDoor Door { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Door = await TeamsDoor.Open();

    public async ValueTask DisposeAsync()
    {
        await Door.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
