using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>
/// Who sees the buttons of a card, where a messenger can show a message to each in their own way: those who may press them. The others
/// of the channel see the card without.
/// </summary>
internal static class CardViews
{
    /// <summary>The timer that brings the cards of a Quartier up to date after its moderation has changed.</summary>
    public const string Timer = "card-views";

    private const int AtOnce = 50;
    private const int MostQuartiere = 1000;

    /// <summary>The card as it goes into a channel, for all.</summary>
    public static Message Base(Call call, Card card, Channel channel)
    {
        var message = CardText.Of(call, card);
        return call.HasViews(channel.Place) && message.Buttons.Count > 0
            ? message with
            {
                Actors = Actors(call, card.Quartier, channel.Place.Messenger),
            }
            : message;
    }

    /// <summary>The card as the person of a call sees it; null for who may not press.</summary>
    public static Message? Mine(Call call, string id) =>
        call.Channel is { Purpose: ChannelPurpose.Moderation, Inactive: false } channel
        && call.Find(Card.Kind, id) is { } card
        && card.Quartier == channel.Quartier
        && Relations.Allow(call, card, Relation.Staff)
            ? Base(call, card, channel)
            : null;

    /// <summary>Somebody may moderate now, or may no longer.</summary>
    public static void RoleChanged(Call call, Person person, RoleIn role)
    {
        if (role.Role is not (Role.Moderator or Role.Operator))
            return;
        foreach (var quartier in Quartiere(call, role))
            if (InViews(call, quartier).Any())
                call.Remind(Timer, quartier, call.Now);
    }

    /// <summary>Somebody has other accounts than before, or is about to be deleted.</summary>
    public static void AccountsChanged(Call call, Person person)
    {
        foreach (var role in person.Roles)
            RoleChanged(call, person, role);
    }

    /// <summary>Shows the open cards anew where it depends on the person what they show; goes on later where there are many.</summary>
    public static void Refresh(Call call, Content.Due due)
    {
        var quartier = IndexValue.First(due.Subject);
        var (from, below) = (IndexValue.Below(due.Subject), IndexValue.After(quartier));
        var cards = call.Query(Card.Kind, "queue", from, below, AtOnce);
        foreach (var channel in InViews(call, quartier))
        foreach (var card in cards.Where(c => c.Shown.Contains(channel.Id)))
            call.Post(channel, Base(call, card, channel) with { Act = Act.Edit });
        if (cards.Count == AtOnce)
            call.Remind(Timer, cards[^1].InQueue!, call.Now);
    }

    private static IEnumerable<Channel> InViews(Call call, string quartier) =>
        Channels.Of(call, quartier, ChannelPurpose.Moderation).Where(c => call.HasViews(c.Place));

    private static IReadOnlyList<string> Actors(Call call, string quartier, string messenger) =>
        [
            .. Roles
                .Staff(call, quartier)
                .Where(p => (Call.StandingOf(p, quartier) & Who.Staff) != 0)
                .SelectMany(p => p.Reaches)
                .Select(r => r.Account)
                .Where(a => a.Messenger == messenger)
                .Select(a => a.Id),
        ];

    private static IEnumerable<string> Quartiere(Call call, RoleIn role) =>
        role.Quartier == RoleIn.Everywhere
            ? call.Query(Quartier.Kind, "name", "", "\uffff", MostQuartiere).Select(q => q.Id)
            : [role.Quartier];
}
