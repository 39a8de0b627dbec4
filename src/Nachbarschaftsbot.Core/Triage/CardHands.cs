using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Who takes care of a card: taking over, giving back, and that nobody decides what somebody else has in hand.</summary>
internal static class CardHands
{
    /// <summary>After this long without a sign of the moderator who took it over, others may decide.</summary>
    public static readonly Duration SilentAfter = Duration.FromHours(4);

    /// <summary>Takes a card over. A second tap by somebody else changes nothing and says who has it.</summary>
    public static void Take(Call call, Card card)
    {
        if (card.HandledBy == call.Person!.Id)
            Tell(call, "triage.take.yours");
        else if (MayDecide(call, card))
        {
            TriageDesk.Show(call, Touch(call, card));
            call.Toast("triage.take.done");
        }
    }

    /// <summary>Gives a card back to everybody.</summary>
    public static void GiveBack(Call call, Card card)
    {
        if (!MayDecide(call, card))
            return;
        card = Touch(call, card);
        TriageDesk.Show(call, card with { HandledBy = null, HandledByName = null, HandledSince = null });
        call.Toast("triage.back.done");
    }

    /// <summary>Marks a card as urgent, or no longer; that is no decision, everybody may.</summary>
    public static void Urgent(Call call, Card card, bool urgent)
    {
        Noted(call, card);
        TriageDesk.Show(call, card with { Urgent = urgent, Touched = call.Now, Reminded = 0 });
        call.Toast(urgent ? "triage.urgent.done" : "triage.calm.done");
    }

    /// <summary>Whether this moderator may decide; where somebody else has the card in hand, says who and since when.</summary>
    public static bool MayDecide(Call call, Card card)
    {
        if (card.HandledBy is null || card.HandledBy == call.Person!.Id || call.Now - card.Touched >= SilentAfter)
            return true;
        Tell(
            call,
            Text.Of(
                "triage.taken",
                CardText.Handler(card),
                CardText.At(call, "when", card.HandledSince ?? card.Touched)
            )
        );
        return false;
    }

    /// <summary>The card in the hands of who does something with it now.</summary>
    public static Card Touch(Call call, Card card)
    {
        Noted(call, card);
        var me = call.Person!;
        return card with
        {
            Touched = call.Now,
            Prompt = null,
            Reminded = 0,
            HandledBy = me.Id,
            HandledByName = me.FirstName,
            HandledSince = card.HandledBy == me.Id ? card.HandledSince : call.Now,
        };
    }

    /// <summary>A short word to a moderator: in passing for a button, under the message for words.</summary>
    public static void Tell(Call call, Text text)
    {
        if (call.Inbound.Content is Content.Press)
            call.Toast(text);
        else
            call.Say(text);
    }

    /// <summary>Notes that the moderator had a hand in it, and takes the reminder away.</summary>
    private static void Noted(Call call, Card card)
    {
        var id = $"{card.Id}-{call.Person!.Id}";
        if (call.Find(CardHand.Kind, id) is null)
            call.Put(
                CardHand.Kind,
                new CardHand
                {
                    Id = id,
                    Card = card.Id,
                    Person = call.Person.Id,
                }
            );
        if (card.Reminded == 0)
            return;
        foreach (var channel in Channels.Of(call, card.Quartier, ChannelPurpose.Moderation))
            call.Post(channel, new Message { Act = Act.Delete, Ref = CardReminders.Ref(card.Id) });
    }
}
