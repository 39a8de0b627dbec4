using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Opens the moderation pages at start, tells the public address, and deletes what is too old, once an hour.</summary>
internal sealed class WebKeeper(WebLog log, ModerationRooms rooms, WebLinks links, TimeProvider time)
    : BackgroundService
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
                await links.Announce();
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
