namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>Several peers that end together.</summary>
internal sealed class Together(params IAsyncDisposable[] all) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var one in all)
            await one.DisposeAsync();
    }
}
