using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>Who belongs to a Quartier and who does not any more: ended and allowed again by those who run it.</summary>
internal static class Residence
{
    /// <summary>Ends that a person lives in a Quartier: what is open there ends as if they took it back, and no code leads back in.</summary>
    /// <returns>Whether the person can be told.</returns>
    public static bool End(Call call, Registry registry, Person person, Quartier quartier)
    {
        var now = person with { Quartier = null, NotIn = [.. (person.NotIn ?? []).Append(quartier.Id).Distinct()] };
        call.Put(Person.Kind, now);
        call.Decision.Counted.Add("role.taken");
        registry.OnResidenceEnded?.Invoke(call, now, quartier.Id);
        Text[] lines =
        [
            Text.Of("role.lost", Roles.Name(Role.Resident), Roles.Where(call, quartier.Id)),
            "residence.lost",
            .. GroupLeading.Moved(call, now),
            .. DropDrafts(call, now) ? ["residence.lost.drafts"] : (Text[])[],
            "residence.human",
            "residence.lost.data",
        ];
        return Tell(call, now, Message.Of(lines).Row(Press.Button("r-human")));
    }

    /// <summary>A person can join again.</summary>
    /// <returns>Whether the person can be told.</returns>
    public static bool Admit(Call call, Person person, Quartier quartier)
    {
        string[] left = [.. (person.NotIn ?? []).Where(id => id != quartier.Id)];
        var now = call.Put(Person.Kind, person with { NotIn = left.Length == 0 ? null : left });
        call.Decision.Counted.Add("role.given");
        return Tell(
            call,
            now,
            Message
                .Of(
                    Text.Of("residence.again", ("quartier", quartier.Name)),
                    Text.Of("residence.again.how", ("code", quartier.JoinCode))
                )
                .Row(
                    now.Quartier is null
                        ? Press.Labelled("residence.again.join", Menu.Go, "start")
                        : Press.Button("n-move", quartier.JoinCode)
                )
        );
    }

    /// <summary>Says so where the person of the call cannot become a part of a Quartier. What they came with is kept.</summary>
    public static bool Refuses(Call call, string? quartier)
    {
        if (
            quartier is null
            || call.Person?.MayJoin(quartier) != false
            || call.Find(Quartier.Kind, quartier) is not { } found
        )
            return false;
        call.Say(Message.Of(Refusal(found)).Row(Press.Button("r-human")));
        return true;
    }

    /// <summary>Why somebody cannot join, and how they reach a human.</summary>
    public static Text Refusal(Quartier quartier) => Text.Of("residence.refused", ("quartier", quartier.Name));

    /// <summary>Whether one of two persons lives where the other one may not: as one they would be back in.</summary>
    public static bool IsEvaded(Person a, Person b) =>
        a.Quartier is { } homeOfA && !b.MayJoin(homeOfA) || b.Quartier is { } homeOfB && !a.MayJoin(homeOfB);

    private static bool Tell(Call call, Person person, Message message) =>
        call.Tell(person, message with { Priority = Priority.Notice });

    /// <summary>What was begun and not sent needs a Quartier. The way to a human stays, and what is confidential is about something else.</summary>
    private static bool DropDrafts(Call call, Person person)
    {
        var isAny = false;
        foreach (var reach in person.Reaches)
        {
            if (call.Find(Conversation.Kind, reach.Place.Key) is not { } conversation)
                continue;
            var shelf = conversation.Shelf.Where(IsKept).ToList();
            var draft = conversation.Draft is { } open && IsKept(open) ? open : null;
            if (draft == conversation.Draft && shelf.Count == conversation.Shelf.Count)
                continue;
            isAny = true;
            call.Put(Conversation.Kind, conversation with { Draft = draft, Shelf = shelf });
        }
        return isAny;

        static bool IsKept(Draft draft) => draft.Confidential || draft.Form == Human.Form;
    }
}
