using Nachbarschaftsbot.Calendar.Graph;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Calendar;

/// <summary>Writes down at start what the dialogues need to know of the settings: where feeds are, whether a calendar service is connected.</summary>
internal sealed class CalendarStart(IStore store, Settings settings, TimeProvider time) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var house = Of(settings);
        var known = await store.Find(CalendarHouse.Kind, CalendarHouse.Only);
        if (known?.Document == house)
            return;
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(CalendarHouse.Kind, house, known?.Version ?? 0));
        await store.Commit(changes);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What the settings say about calendars.</summary>
    internal static CalendarHouse Of(Settings settings)
    {
        var address = settings.Web.PublicAddress.Length > 0 ? settings.Web.PublicAddress : settings.Web.Listen;
        return new()
        {
            Feeds = address.TrimEnd('/') + FeedPage.Path,
            Service = settings.Graph.IsOn ? GraphMessenger.MessengerName : "",
            ServiceFor = settings.Graph.IsOn ? "teams" : "",
            Mailbox = settings.Graph.IsOn ? settings.Graph.Mailbox.Trim() : "",
        };
    }
}
