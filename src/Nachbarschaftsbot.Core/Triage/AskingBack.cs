using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>The way of words between moderation and person: question out, answer back.</summary>
internal static class AskingBack
{
    /// <summary>Longest message in characters.</summary>
    public const int Longest = 1000;

    /// <summary>The person's way to answer: one question.</summary>
    public static readonly FormSpec Answer = new("antwort", [new TextQuestion("words", 1, Longest)], Answered)
    {
        StillPossible = (call, draft) => Mine(call, draft.Subject ?? "") is not null || Ended(call),
    };

    /// <summary>The moderator's way to ask where forms are possible: one question.</summary>
    public static readonly FormSpec Question = new("rueckfrage", [new TextQuestion("words", 1, Longest)], Asked);

    /// <summary>Explains how to ask; alone with the bot opens the form.</summary>
    public static void Explain(Call call, Card card)
    {
        if (call.Where == Where.Private)
            Forms.Start(call, Question, subject: card.Id);
        else
            CardDecisions.Ask(
                call,
                card,
                "askp",
                Message.Of(Text.Of("triage.ask.how", CardDecisions.Name(call, card)))
            );
    }

    /// <summary>Words of a moderator, written as a reply to the card, to the explanation, or to an answer of the person.</summary>
    public static void Ask(Call call, Card card, string words)
    {
        if (CardDecisions.TooLong(call, words, Longest))
            return;
        if (card is { State: CardState.Closed, About: CardAbout.Request })
            call.Say("triage.ask.over");
        else
            Send(call, card, card.Person, card.About == CardAbout.Human ? "triage.replied" : "triage.asked", words);
    }

    /// <summary>Offers to write to the person whom a report is about, with words that are ready.</summary>
    public static void OfferWarning(Call call, Card card)
    {
        if (card.Other is null)
            call.NotThere();
        else if (CardHands.MayDecide(call, card))
            CardDecisions.Ask(
                call,
                card,
                "warn",
                Message
                    .Of("triage.warn", Text.Quote(Warning(call.Language)), "triage.warn.words")
                    .Row(Press.Button("t-warn-now", card.Id))
            );
    }

    /// <summary>Sends the ready warning.</summary>
    public static void WarnNow(Call call, Card card) =>
        Warn(call, card, Warning(call.Find(Person.Kind, card.Other ?? "")?.Language ?? Catalog.Fallback));

    /// <summary>Sends a warning in own words.</summary>
    public static void Warn(Call call, Card card, string words)
    {
        if (card.Other is not { } other)
            call.NotThere();
        else if (!CardDecisions.TooLong(call, words, Longest) && CardHands.MayDecide(call, card))
        {
            CardDecisions.TakeAway(call, card, "warn");
            Send(call, card, other, "triage.warned", words);
        }
    }

    /// <summary>The person pressed "answer".</summary>
    public static void Begin(Call call, Card card) => Forms.Start(call, Answer, subject: card.Id);

    /// <summary>The person replied to a message of the moderation; the ref's rest is card and number.</summary>
    public static void Replied(Call call, string rest, string words)
    {
        if (Mine(call, rest.Split(':')[0]) is not { } card)
            Ended(call);
        else if (!CardDecisions.TooLong(call, words, Longest))
            Hear(call, card, words);
    }

    private static void Answered(Call call, Draft draft)
    {
        if (Mine(call, draft.Subject ?? "") is { } card)
            Hear(call, card, draft["words"] ?? "");
    }

    private static void Asked(Call call, Draft draft)
    {
        if (call.Find(Card.Kind, draft.Subject ?? "") is { } card && Relations.Allow(call, card, Relation.Staff))
            Ask(call, card, draft["words"] ?? "");
        else
            call.NotThere();
    }

    private static void Hear(Call call, Card card, string words)
    {
        var me = call.Person!;
        CardTalk.Heard(call, card, me.FirstName, words, me.Id == card.Person ? null : me.Id);
        call.Say("triage.answer.sent");
    }

    private static void Send(Call call, Card card, string person, string heading, string words)
    {
        var name = CardText.Someone("name", call.Find(Person.Kind, person)?.FirstName, person);
        if (CardTalk.Say(call, card, person, heading, words) is not { } said)
        {
            CardHands.Tell(call, Text.Of("triage.ask.unreachable", name));
            return;
        }
        if (said.HandledBy is null || said.HandledBy == call.Person!.Id || said.State != CardState.New)
            said = CardHands.Touch(call, said);
        TriageDesk.Show(call, said);
        CardDecisions.TakeAway(call, card, "askp");
        call.Say(Text.Of("triage.ask.sent", name));
    }

    private static string Warning(string language) => Catalog.BuiltIn.Words("triage.warning", language);

    private static Card? Mine(Call call, string id) =>
        call.Find(Card.Kind, id) is { } card && Relations.Allow(call, card, Relation.Owner | Relation.Party)
            ? card
            : null;

    private static bool Ended(Call call)
    {
        call.Say("triage.answer.over", "call.what-now");
        return false;
    }
}
