using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>The talk between moderation and person: asked by replying to a card, answered under it.</summary>
internal static class CardTalk
{
    private const int Kept = 40;

    /// <summary>Words of a person: onto the card, and as a message under it, so that the moderation notices.</summary>
    public static Card Heard(Call call, Card card, string name, string words, string? by = null)
    {
        var reopened = card is { About: CardAbout.Human, State: CardState.Closed };
        card = With(card, new CardLine(true, name, words, by)) with
        {
            State = reopened ? CardState.New : card.State,
            Touched = reopened ? call.Now : card.Touched,
        };
        var fresh = TriageDesk.IsFresh(call, card);
        card = TriageDesk.Show(call, card);
        if (fresh)
            return card;
        var who = by ?? card.Person;
        var news = Message.Of(
            Text.Of("triage.heard", CardText.Someone("name", name, who)),
            Text.Quote(words).By(who)
        ) with
        {
            Ref = $"talk:{card.Id}:{card.Said}",
            Under = CardText.Ref(card.Id),
            Priority = Priority.Notice,
        };
        foreach (var channel in Channels.Of(call, card.Quartier, ChannelPurpose.Moderation))
            call.Post(channel, news.Row(Press.Button("t-reply", card.Id)));
        return card;
    }

    /// <summary>Words of a moderator on their way to the person of the card or, of a report, to the person it is about.</summary>
    /// <returns>The card with the words, or null where the person cannot be reached.</returns>
    public static Card? Say(Call call, Card card, string person, string heading, string words)
    {
        var me = call.Person!;
        card = With(card, new CardLine(false, me.FirstName, words, me.Id));
        var message = Message.Of(
            Text.Of(heading, Arg.Of("name", me.FirstName, me.Id)),
            Text.Quote(words).By(me.Id),
            "triage.asked.how"
        ) with
        {
            Ref = $"ask:{card.Id}:{card.Said}",
            Priority = Priority.Notice,
        };
        return call.Tell(person, message.Row(Press.Button("t-answer", card.Id))) ? card : null;
    }

    private static Card With(Card card, CardLine line) =>
        card with
        {
            Talk = [.. card.Talk.TakeLast(Kept - 1), line],
            Said = card.Said + 1,
        };
}
