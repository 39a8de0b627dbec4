using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>What the desk stores about persons: their cards and talks, and, of moderators, what they had a hand in.</summary>
internal sealed class TriageData : IPersonData
{
    /// <summary>The timer that goes on taking a moderator's name off cards, where there are many.</summary>
    public const string Timer = "card-unhand";

    /// <summary>Stands before the person's id: timers about the person itself end with the deletion.</summary>
    private const string Mark = "of-";

    private const int AtOnce = 100;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. call.QueryBelow(Card.Kind, "person", 1000, person.Id)
                .Select(c => Datum("triage.data.card", c, person.Id)),
            .. call.QueryBelow(CardHand.Kind, "person", 1000, person.Id)
                .Select(h => call.Find(Card.Kind, h.Card))
                .OfType<Card>()
                .Select(c => Datum("triage.data.hand", c, person.Id)),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var card in call.QueryBelow(Card.Kind, "person", 1000, person.Id))
            Remove(call, card, "triage.card.erased");
        foreach (var card in call.QueryBelow(Card.Kind, "other", 1000, person.Id))
            TriageDesk.Show(call, card with { Other = null, Talk = [.. card.Talk.Where(l => l.By != person.Id)] });
        Unhand(call, person.Id);
        CardViews.AccountsChanged(call, person);
    }

    /// <summary>Declares what follows when two persons become one.</summary>
    public static void Follow(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<Card>(Card.Kind, "person", "other")
            {
                Tidy = c => c.Other == c.Person ? c with { Other = null } : c,
            }
        );
        registry.PersonRules.Add(
            new PersonRule<CardHand>(CardHand.Kind, "person")
            {
                With = (renaming, hand) => renaming.Put(Card.Kind, renaming.Call.Find(Card.Kind, hand.Card)),
            }
        );
    }

    /// <summary>Goes on where <see cref="Erase"/> had too much to do at once.</summary>
    public static void GoOn(Call call, Content.Due due) => Unhand(call, due.Subject[Mark.Length..]);

    /// <summary>Deletes a card, and its content where it stands.</summary>
    public static void Remove(Call call, Card card, Text word)
    {
        foreach (var channel in Channels.Of(call, card.Quartier, ChannelPurpose.Moderation))
        {
            for (var i = 1; i <= card.Said; i++)
                if (card.Shown.Contains(channel.Id))
                    call.Post(channel, new Message { Act = Act.Delete, Ref = $"talk:{card.Id}:{i}" });
            if (card.Shown.Contains(channel.Id))
                TriageDesk.Post(
                    call,
                    channel,
                    Message.Of(word) with
                    {
                        Ref = CardText.Ref(card.Id),
                        Act = Act.Edit,
                        Priority = Priority.Reminder,
                    }
                );
        }
        foreach (var hand in call.QueryBelow(CardHand.Kind, "card", 100, card.Id))
            call.Delete(CardHand.Kind, hand.Id);
        call.Unremind(CardReminders.Timer, card.Id);
        call.Unremind(CardReminders.EndTimer, card.Id);
        call.Delete(Card.Kind, card.Id);
    }

    private static void Unhand(Call call, string person)
    {
        var hands = call.QueryBelow(CardHand.Kind, "person", AtOnce, person);
        foreach (var hand in hands)
        {
            call.Delete(CardHand.Kind, hand.Id);
            if (call.Find(Card.Kind, hand.Card) is { } card)
                TriageDesk.Show(call, Nameless(card, person));
        }
        if (hands.Count == AtOnce)
            call.Remind(Timer, Mark + person, call.Now);
        else
            call.Decision.Scrub = true;
    }

    private static Card Nameless(Card card, string person) =>
        card with
        {
            HandledBy = card.HandledBy == person ? null : card.HandledBy,
            HandledByName = card.HandledBy == person ? null : card.HandledByName,
            Talk = [.. card.Talk.Select(l => l.By == person ? l with { Name = "", By = null } : l)],
        };

    private static PersonDatum Datum(string key, Card card, string person)
    {
        var own = card.Talk.Where(l => l.By == person || (l.FromPerson && l.By is null && card.Person == person));
        return new(
            key,
            new Dictionary<string, string>
            {
                ["about"] = card.About.ToString(),
                ["state"] = card.StateName,
                ["created"] = InstantPattern.General.Format(card.Created),
                ["words"] = string.Join("\n", own.Select(l => l.Words)),
            }
        );
    }
}
