using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Opens the moderation pages at start and deletes what is too old, once an hour.</summary>
internal sealed class WebKeeper(WebLog log, ModerationRooms rooms, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await rooms.OpenAll();
                await log.Sweep();
                await Task.Delay(Hour, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(Hour, time, stoppingToken);
            }
        }
    }
}
