using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>One activity's way from the wire into the turns.</summary>
internal sealed class TeamsReceiver(
    TeamsBook book,
    TeamsMoves moves,
    TeamsInvokes invokes,
    TeamsPorts ports,
    TeamsCounters counters,
    TimeProvider time
)
{
    /// <summary>Returns when the activity has taken effect for good, or needs none; with an answer where it is an invoke.</summary>
    /// <param name="activity">What came in.</param>
    /// <param name="isChecked">Whether a token spoke for it.</param>
    /// <exception cref="StoreUnavailableException">It could not be stored: Teams must not be told that it was taken.</exception>
    internal async Task<InvokeAnswer?> Take(Activity activity, bool isChecked)
    {
        switch (activity.Type)
        {
            case "message" when IsOverheard(activity):
                counters.Activity("overheard");
                return null;
            case "message":
                await KeepOrWarn(activity, isChecked);
                await TakeMessage(activity);
                return null;
            case "invoke":
                counters.Activity(InvokeKind(activity.Name));
                await Keep(activity, isChecked);
                return await invokes.Take(activity);
            case "installationUpdate" or "conversationUpdate":
                counters.Activity(activity.Type);
                await moves.Take(activity, () => Keep(activity, isChecked));
                return null;
            case "messageUpdate" or "messageDelete" or "messageReaction" when LinkedPlaceOf(activity) is { } place:
                counters.Activity(activity.Type);
                foreach (var change in TeamsTalk.Changes(activity, place))
                    await ports.Take(await TeamsInvokes.WithReference(change, ports));
                return null;
            default:
                // Edits and deletions too: a command must not run again, and what was taken stands until its owner changes it here.
                counters.Activity(Known.Contains(activity.Type) ? activity.Type : "unknown");
                return null;
        }
    }

    private static readonly HashSet<string> Known =
    [
        "messageUpdate",
        "messageDelete",
        "messageReaction",
        "event",
        "typing",
    ];

    private async Task TakeMessage(Activity activity)
    {
        var (inbound, kind) = TeamsTranslator.OfMessage(activity);
        counters.Activity(kind);
        if (inbound is not null)
            await ports.Take(await Carried(activity, Named(await TeamsInvokes.WithReference(inbound, ports))));
        else if (kind == TeamsTranslator.Empty && TeamsPlaces.TypeOf(activity) != TeamsPlaces.Personal)
            await TakeMessage(activity with { Text = "/hilfe", Entities = null, Attachments = null });
    }

    /// <summary>
    /// In a group Teams passes on only what calls the bot by its name. Words that name a command are therefore meant as one, unless they
    /// answer a message of ours.
    /// </summary>
    private Inbound Named(Inbound inbound) =>
        inbound is { Place.Kind: PlaceKind.Group, Content: Content.Words(var words) }
        && !words.StartsWith('/')
        && inbound.ReplyTo?.Contains(':') != true
        && ports.CommandOf(words) is { } command
            ? inbound with
            {
                Content = new Content.Words($"/{command}"),
            }
            : inbound;

    /// <summary>
    /// Talk among people that Teams passes on because a team allowed it for its linked channel, in a place that is not linked (any more): it
    /// is none of the bot's, and nothing of it is looked at.
    /// </summary>
    private bool IsOverheard(Activity activity) =>
        activity.Value is null
        && TeamsPlaces.TypeOf(activity) == TeamsPlaces.Channel
        && !TeamsTalk.CallsBot(activity)
        && LinkedPlaceOf(activity) is null;

    private Place? LinkedPlaceOf(Activity activity) =>
        TeamsPlaces.PlaceOf(activity) is { Kind: PlaceKind.Group } place && ports.IsLinked(place.Key) ? place : null;

    /// <summary>In a linked place what is no command is carried.</summary>
    private async Task<Inbound> Carried(Activity activity, Inbound inbound) =>
        inbound.Content is (Content.Words or Content.Attachment) and not Content.Words(['/', ..])
        && LinkedPlaceOf(activity) is { } place
            ? TeamsTalk.Posted(activity, inbound, await Picture(activity, inbound, place))
            : inbound;

    private async Task<OutboundFile?> Picture(Activity activity, Inbound inbound, Place place) =>
        inbound is { Content: Content.Attachment, Sender: { } sender } && !await ports.KeepsOut(sender.Account)
            ? await ports.Picture(activity, await book.Find(place.Chat))
            : null;

    private static string InvokeKind(string? name) =>
        name is "adaptiveCard/action" or "task/fetch" or "task/submit"
        || name?.StartsWith("composeExtension/", StringComparison.Ordinal) == true && name.Length < 40
            ? name
            : "invoke-unknown";

    /// <summary>Where nothing can be stored, words of danger still bring the numbers.</summary>
    private async Task KeepOrWarn(Activity activity, bool isChecked)
    {
        try
        {
            await Keep(activity, isChecked);
        }
        catch (StoreUnavailableException)
        {
            if (TeamsTranslator.OfMessage(activity).Inbound is { } inbound)
                await ports.Warn(inbound);
            throw;
        }
    }

    /// <summary>Keeps what writing into this conversation will need.</summary>
    private Task<TeamsConversation?> Keep(Activity activity, bool isChecked) =>
        TeamsPlaces.PlaceOf(activity) is { } place && activity.ServiceUrl is { Length: > 0 } service
            ? book.Keep(place.Chat, known => Renewed(activity, place, service, isChecked, known))
            : Task.FromResult<TeamsConversation?>(null);

    private TeamsConversation Renewed(
        Activity activity,
        Place place,
        string service,
        bool isChecked,
        TeamsConversation? known
    )
    {
        var isPersonal = place.Kind == PlaceKind.Private;
        return new()
        {
            Id = place.Chat,
            WireId = TeamsPlaces.WireId(activity)!,
            ServiceUrl = service,
            IsChecked = isChecked,
            Tenant = TeamsPlaces.TenantsOf(activity).FirstOrDefault() ?? known?.Tenant,
            Bot = activity.Recipient?.Id ?? known?.Bot ?? "",
            BotName = activity.Recipient?.Name ?? known?.BotName,
            Type = TeamsPlaces.TypeOf(activity),
            Team = activity.ChannelData?.Team?.Id ?? known?.Team,
            Account = isPersonal ? place.Chat : null,
            UserId = isPersonal ? activity.From?.Id ?? known?.UserId : null,
            Round = known?.Round ?? 0,
            LastSeen = Today,
        };
    }

    private Instant Today => time.GetCurrentInstant().InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
}
