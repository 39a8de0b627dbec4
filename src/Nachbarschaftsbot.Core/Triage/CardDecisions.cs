using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>What ends a card: releasing, declining, referring, closing.</summary>
internal static class CardDecisions
{
    /// <summary>Longest reason in characters.</summary>
    public const int LongestReason = 600;

    /// <summary>Releases a request to the neighbours; where they see it already, notes that it was looked at.</summary>
    public static void Release(Call call, Card card)
    {
        if (!CardHands.MayDecide(call, card))
            return;
        if (call.Argument != CardButtons.Stamp(call, card))
        {
            TriageDesk.Show(call, card);
            call.Toast("triage.changed");
            return;
        }
        TriageDesk.Show(call, CardHands.Touch(call, card) with { State = CardState.Released });
        if (call.Find(HelpRequest.Kind, card.Subject) is { State: RequestState.Waiting } request)
            Others.Release(call, request);
        call.Toast("triage.released");
    }

    /// <summary>Asks for the reason: ready ones as buttons, own words as a reply.</summary>
    public static void AskWhy(Call call, Card card)
    {
        if (!CardHands.MayDecide(call, card))
            return;
        var prompt = Message.Of(Text.Of("triage.decline", Name(call, card)), "triage.decline.words");
        foreach (var pair in DeclineReasons.All.Chunk(2))
            prompt = prompt.Row([
                .. pair.Select(r => Press.Button($"{DeclineReasons.Prefix}{r}.button", "t-why", card.Id, r)),
            ]);
        Ask(call, card, "decline", prompt);
    }

    /// <summary>Declines with one of the ready reasons.</summary>
    public static void DeclineWith(Call call, Card card)
    {
        if (DeclineReasons.All.Contains(call.Argument))
            Decline(call, card, DeclineReasons.Prefix + call.Argument);
        else
            call.NotThere();
    }

    /// <summary>Declines with own words, written as a reply to the question for the reason.</summary>
    public static void DeclineInWords(Call call, Card card, string words)
    {
        if (TooLong(call, words, LongestReason))
            return;
        if (card.State is not (CardState.New or CardState.Released))
            call.Say($"stale.card.{card.StateName.ToLowerInvariant()}");
        else
            Decline(call, card, words);
    }

    /// <summary>Shows the contacts of the Quartier to choose from.</summary>
    public static void AskWhom(Call call, Card card)
    {
        if (!CardHands.MayDecide(call, card))
            return;
        var contacts = Contact.Of(call, card.Quartier);
        var prompt = contacts.Count == 0 ? Message.Of("triage.refer.none") : Message.Of("triage.refer");
        foreach (var contact in contacts)
        {
            prompt = prompt.And(
                Text.Of("triage.refer.contact", ("contact", contact.Name), ("purpose", contact.Purpose))
            );
            prompt = prompt.Row(Press.Button(Text.Plain(contact.Name), "t-refer-to", card.Id, contact.Id));
        }
        Ask(call, card, "refer", prompt);
    }

    /// <summary>Refers the person to the chosen contact.</summary>
    public static void ReferTo(Call call, Card card)
    {
        if (call.Find(Contact.Kind, call.Argument) is not { } contact || contact.Quartier != card.Quartier)
            call.NotThere();
        else if (CardHands.MayDecide(call, card))
        {
            TriageDesk.Show(
                call,
                CardHands.Touch(call, card) with
                {
                    State = CardState.Referred,
                    Outcome = contact.Name,
                }
            );
            TakeAway(call, card, "refer");
            Refer(call, card, contact);
            call.Toast("triage.referred");
        }
    }

    /// <summary>Closes a report or a talk and says so to the person it came from.</summary>
    public static void Close(Call call, Card card)
    {
        if (!CardHands.MayDecide(call, card))
            return;
        TriageDesk.Show(call, CardHands.Touch(call, card) with { State = CardState.Closed });
        call.Tell(
            card.Person,
            Message.Of(card.About == CardAbout.Report ? "triage.closed.report" : "triage.closed.human") with
            {
                Priority = Priority.Notice,
            }
        );
        call.Toast("triage.closed");
    }

    /// <summary>Takes a question for reason or contact away again.</summary>
    public static void Keep(Call call, Card card)
    {
        if (call.Argument is not ("decline" or "refer" or "warn" or "askp"))
            return;
        if (card.Prompt == call.Argument)
            call.Put(Card.Kind, card with { Prompt = null });
        TakeAway(call, card, call.Argument);
    }

    /// <summary>Puts a question under the card; it is answered by a button or a reply.</summary>
    public static void Ask(Call call, Card card, string what, Message prompt)
    {
        if (call.FlatThreads)
            call.Put(Card.Kind, card with { Prompt = what });
        call.Say(
            prompt.Row(Press.Button("t-keep", card.Id, what)) with
            {
                Ref = $"{what}:{card.Id}",
                Under = CardText.Ref(card.Id),
            }
        );
    }

    /// <summary>Words in the card's thread: they answer the question that stands there, or go to the person.</summary>
    public static void Hear(Call call, Card card, string words)
    {
        switch (call.FlatThreads ? card.Prompt : null)
        {
            case "decline":
                DeclineInWords(call, card, words);
                break;
            case "warn":
                AskingBack.Warn(call, card, words);
                break;
            default:
                AskingBack.Ask(call, card, words);
                break;
        }
    }

    /// <summary>Takes a question under the card away.</summary>
    public static void TakeAway(Call call, Card card, string what) =>
        call.Say(new Message { Act = Act.Delete, Ref = $"{what}:{card.Id}" });

    /// <summary>Refuses words that are too long, kindly.</summary>
    public static bool TooLong(Call call, string words, int most)
    {
        if (words.Length > most)
            call.Say(Text.Of("form.too-long", ("max", most), ("length", words.Length)));
        return words.Length > most;
    }

    /// <summary>The first name of the person the card came from.</summary>
    public static Arg Name(Call call, Card card) =>
        CardText.Someone("name", call.Find(Person.Kind, card.Person)?.FirstName, card.Person);

    private static void Decline(Call call, Card card, string outcome)
    {
        if (!CardHands.MayDecide(call, card))
            return;
        TriageDesk.Show(call, CardHands.Touch(call, card) with { State = CardState.Declined, Outcome = outcome });
        TakeAway(call, card, "decline");
        if (call.Find(HelpRequest.Kind, card.Subject) is { } request)
            Others.Decline(call, request, outcome);
        CardHands.Tell(call, "triage.declined");
    }

    private static void Refer(Call call, Card card, Contact contact)
    {
        if (call.Find(HelpRequest.Kind, card.Subject) is { } request)
            Others.Refer(call, request, contact);
        else
            call.Tell(
                card.Person,
                Message.Of(
                    Text.Of("triage.refer.person", ("contact", contact.Name), ("purpose", contact.Purpose)),
                    Text.Of("triage.refer.reach", ("reach", contact.Reach))
                ) with
                {
                    Priority = Priority.Notice,
                }
            );
    }
}
