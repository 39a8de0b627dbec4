using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>
/// The desk of the moderation, as the other features see it: puts cards on it, brings news to them, takes them off. A card stands in
/// every moderation channel of its Quartier and is edited there.
/// </summary>
public static class TriageDesk
{
    /// <summary>Puts a card on the desk. One that is still open about the same subject is shown anew instead.</summary>
    /// <param name="call">The call.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="subject">Id of the request or report; of the person for <see cref="CardAbout.Human"/>.</param>
    /// <param name="person">The person it came from.</param>
    /// <param name="quartier">The Quartier.</param>
    /// <param name="other">Id of the person whom a report is about.</param>
    /// <param name="urgent">Goes on top; a request of the highest urgency does so by itself.</param>
    public static Card Open(
        Call call,
        CardAbout about,
        string subject,
        Person person,
        Quartier quartier,
        string? other = null,
        bool urgent = false
    )
    {
        var before = About(call, subject);
        if (before is { State: CardState.New })
            return Show(call, before with { Urgent = before.Urgent || urgent });
        if (before is { State: CardState.Released })
            Show(call, before with { State = CardState.Closed, Touched = call.Now });
        return Show(
            call,
            new Card
            {
                Id = call.Ids.Short(),
                Quartier = quartier.Id,
                About = about,
                Subject = subject,
                Person = person.Id,
                Other = other,
                Urgent = urgent || IsUrgent(call, about, subject),
                Created = call.Now,
                Touched = call.Now,
            }
        );
    }

    /// <summary>Shows a card anew, wherever it stands, after something it shows has changed.</summary>
    public static void Refresh(Call call, Card card) => Show(call, card);

    /// <summary>Shows the card about a request or report anew, if there is one.</summary>
    public static void RefreshAbout(Call call, string subject)
    {
        if (About(call, subject) is { } card)
            Show(call, card);
    }

    /// <summary>What it was about has ended: the card closes. One that was declined or referred stays so.</summary>
    public static void CloseAbout(Call call, string subject)
    {
        if (About(call, subject) is not { } card)
            return;
        Show(call, card.State is CardState.New or CardState.Released ? card with { State = CardState.Closed } : card);
    }

    /// <summary>Words of the person, under the card and on it. The caller answers the person.</summary>
    public static void PersonSays(Call call, Card card, string words) =>
        CardTalk.Heard(call, card, call.Find(Person.Kind, card.Person)?.FirstName ?? "", words);

    /// <summary>The newest card about a request, report or person, or null. About a new request there is none but of this call.</summary>
    public static Card? About(Call call, string subject) =>
        (call.IsNew(HelpRequest.Kind, subject) ? [] : call.QueryBelow(Card.Kind, "subject", 50, subject))
            .Concat(call.Decision.Documents.Values.OfType<Card>().Where(c => c.Subject == subject))
            .MaxBy(c => (c.State == CardState.New, c.Created));

    /// <summary>Writes the card and brings it up to date in every moderation channel; where it does not stand yet, it is sent while it is open.</summary>
    internal static Card Show(Call call, Card card)
    {
        var shown = new List<string>();
        foreach (var channel in Channels.Of(call, card.Quartier, ChannelPurpose.Moderation))
        {
            var stands = card.Shown.Contains(channel.Id);
            if (!stands && card.State != CardState.New)
                continue;
            shown.Add(channel.Id);
            Post(call, channel, CardViews.Base(call, card, channel) with { Act = stands ? Act.Edit : Act.Send });
        }
        CardReminders.Set(call, card);
        return call.Put(Card.Kind, card with { Shown = shown });
    }

    /// <summary>Whether the card is on its way for the first time, in this very call.</summary>
    internal static bool IsFresh(Call call, Card card) =>
        call.Decision.Messages.Any(m => m.Act == Act.Send && m.Ref == CardText.Ref(card.Id));

    /// <summary>Posts a showing; an earlier one of the same call gives way to it.</summary>
    internal static void Post(Call call, Channel channel, Message message)
    {
        var messages = call.Decision.Messages;
        var earlier = messages.FindIndex(m => m.Ref == message.Ref && m.To.Key == channel.Id);
        if (earlier >= 0)
        {
            message = message with { Act = messages[earlier].Act };
            messages.RemoveAt(earlier);
        }
        call.Post(channel, message);
    }

    private static bool IsUrgent(Call call, CardAbout about, string subject) =>
        about == CardAbout.Request && call.Find(HelpRequest.Kind, subject)?.Urgency == Urgency.Urgent;
}
