using System.Globalization;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// The bot is put into a chat, channel or team, or taken out; a channel or team goes or comes back. Teams tells the same in several
/// activities: a round number makes them one.
/// </summary>
internal sealed class TeamsMoves(TeamsBook book, TeamsPorts ports)
{
    /// <summary>Takes an installationUpdate or a conversationUpdate.</summary>
    /// <param name="activity">What came in.</param>
    /// <param name="keep">Keeps its conversation.</param>
    internal async Task Take(Activity activity, Func<Task<TeamsConversation?>> keep)
    {
        switch (ChangeOf(activity))
        {
            case Change.Added:
                if (await keep() is { } joined)
                    await Join(activity, joined);
                break;
            case Change.Removed:
                await Leave(activity);
                break;
            case Change.ChannelGone when activity.ChannelData?.Channel?.Id is { } channel:
                await LeaveOne(await book.Find(channel), null);
                break;
            case Change.ChannelBack when activity.ChannelData?.Channel?.Id is { } channel:
                await Return(await book.Find(channel));
                break;
            case Change.TeamGone:
                await Leave(activity);
                break;
            case Change.TeamBack when activity.ChannelData?.Team?.Id is { } team:
                foreach (var conversation in await book.OfTeam(team))
                    await Return(conversation);
                break;
        }
    }

    private enum Change
    {
        Other,
        Added,
        Removed,
        ChannelGone,
        ChannelBack,
        TeamGone,
        TeamBack,
    }

    private static Change ChangeOf(Activity activity) =>
        activity switch
        {
            { Type: "installationUpdate", Action: "add" } => Change.Added,
            { Type: "installationUpdate", Action: "remove" } => Change.Removed,
            { Type: "installationUpdate" } => Change.Other,
            { MembersAdded: { } added } when added.Any(m => TeamsPlaces.IsBot(activity, m)) => Change.Added,
            { MembersRemoved: { } removed } when removed.Any(m => TeamsPlaces.IsBot(activity, m)) => Change.Removed,
            { ChannelData.EventType: "channelDeleted" } => Change.ChannelGone,
            { ChannelData.EventType: "channelRestored" } => Change.ChannelBack,
            { ChannelData.EventType: "teamDeleted" or "teamHardDeleted" or "teamArchived" } => Change.TeamGone,
            { ChannelData.EventType: "teamRestored" or "teamUnarchived" } => Change.TeamBack,
            _ => Change.Other,
        };

    /// <summary>A personal chat begins with a greeting, as if the person had asked for it; a group asks what it is for.</summary>
    private Task Join(Activity activity, TeamsConversation conversation) =>
        ports.Take(
            new(
                IdOf(conversation, "in"),
                PlaceOf(conversation),
                TeamsPlaces.SenderOf(activity),
                conversation.Type == TeamsPlaces.Personal
                    ? new Content.Words("/start")
                    : new Content.Membership(MembershipChange.BotAdded)
            )
        );

    private async Task Leave(Activity activity)
    {
        var gone = activity.ChannelData?.Team?.Id is { } team
            ? [.. await book.OfTeam(team)]
            : new List<TeamsConversation>();
        if (TeamsPlaces.PlaceOf(activity) is { } place && gone.All(g => g.Id != place.Chat))
            if (await book.Find(place.Chat) is { } own)
                gone.Add(own);
        foreach (var conversation in gone)
            await LeaveOne(conversation, TeamsPlaces.SenderOf(activity));
    }

    private async Task LeaveOne(TeamsConversation? conversation, Sender? sender)
    {
        if (conversation is null)
            return;
        await ports.Take(
            new(
                IdOf(conversation, "out"),
                PlaceOf(conversation),
                sender,
                new Content.Membership(
                    conversation.Type == TeamsPlaces.Personal ? MembershipChange.Blocked : MembershipChange.BotRemoved
                )
            )
        );
        // Only now: told again before this was stored, the same round is the same id.
        await book.Keep(
            conversation.Id,
            known => known?.Round == conversation.Round ? known with { Round = known.Round + 1 } : known
        );
    }

    private Task Return(TeamsConversation? conversation) =>
        conversation is null
            ? Task.CompletedTask
            : ports.Take(
                new(
                    IdOf(conversation, "in"),
                    PlaceOf(conversation),
                    null,
                    new Content.Membership(MembershipChange.BotAdded)
                )
            );

    private static Place PlaceOf(TeamsConversation conversation) =>
        new(
            TeamsModule.MessengerName,
            conversation.Id,
            null,
            conversation.Type == TeamsPlaces.Personal ? PlaceKind.Private : PlaceKind.Group
        );

    private static string IdOf(TeamsConversation conversation, string what) =>
        InboundIds.Of(
            TeamsModule.MessengerName,
            string.Create(CultureInfo.InvariantCulture, $"{conversation.Id}:{what}{conversation.Round}")
        );
}
