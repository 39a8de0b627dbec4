using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>
/// Operators end that somebody lives in their Quartier, and allow it again. They find a person by the first name they know: residents are
/// not there to be browsed.
/// </summary>
internal static class ResidenceDialogue
{
    private const string Name = "name";
    private const int Shown = 8;
    private const int Most = 1000;

    /// <summary>Asks for the first name.</summary>
    public static FormSpec Form { get; } =
        new("qperson", [new TextQuestion(Name, 1, 40)], Show) { StillPossible = QuartierDialogue.IsMine };

    /// <summary>Somebody wants to find a person.</summary>
    public static void Ask(Call call, string quartier) => Forms.Start(call, Form, subject: quartier);

    /// <summary>Asks whether it shall really end, and says what happens.</summary>
    public static void AskToEnd(Call call, string person)
    {
        if (Resident(call, person) is not var (found, quartier))
            return;
        call.Say(
            Message
                .Of(
                    Text.Of("residence.sure", NameOf(found), ("quartier", quartier.Name)),
                    "residence.sure.open",
                    Text.Of("residence.sure.back", NameOf(found))
                )
                .Row(Press.Button("q-ended", found.Id, quartier.Id))
                .Row(Press.Labelled("role.take.no", "q-role", quartier.Id))
        );
    }

    /// <summary>Ends it.</summary>
    public static void End(Call call, Registry registry, string person)
    {
        if (Resident(call, person) is var (found, quartier))
            Done(call, "residence.ended", found, quartier, Residence.End(call, registry, found, quartier));
    }

    /// <summary>Allows it again.</summary>
    public static void Admit(Call call, string person)
    {
        if (QuartierDialogue.Mine(call, call.Argument) is not { } quartier)
            return;
        if (call.Find(Person.Kind, person) is { } found && !found.MayJoin(quartier.Id))
            Done(call, "residence.admitted", found, quartier, Residence.Admit(call, found, quartier));
        else
            call.NotThere();
    }

    private static void Show(Call call, Draft draft)
    {
        var quartier = call.Find(Quartier.Kind, draft.Subject!)!;
        var name = Plain.Fold(draft[Name]!);
        var here = Newest(call.QueryBelow(Person.Kind, "named", Most, quartier.Id, name));
        var ended = Newest(
            call.QueryBelow(Person.Kind, "ended", Most, name)
                .Where(p => !p.MayJoin(quartier.Id) && p.Consent is not null)
        );
        var message = Message.Of(Text.Title("residence.title", ("quartier", quartier.Name), ("name", draft[Name]!)));
        if (here.Count + ended.Count == 0)
            message = message.And("residence.nobody", "residence.nobody.next");
        message = Listed(message, here, p => End(p, quartier), "residence.here");
        message = Listed(message, ended, p => Again(p, quartier), "residence.gone");
        call.Say(
            message
                .Row(Press.Labelled("residence.search-again", "q-find", quartier.Id))
                .Row(Press.Labelled("residence.roles", "q-role", quartier.Id))
        );

        Button End(Person p, Quartier q) => Press.Labelled(Labelled("residence.end", p), "q-end", p.Id, q.Id);
        Button Again(Person p, Quartier q) => Press.Labelled(Labelled("residence.admit", p), "q-admit", p.Id, q.Id);
        Text Labelled(string key, Person p) => Text.Of(key, NameOf(p), Arg.OfWhen("when", Since(quartier, p)));
    }

    private static Message Listed(Message message, List<Person> persons, Func<Person, Button> button, Text line)
    {
        if (persons.Count == 0)
            return message;
        message = message.And(line);
        if (persons.Count > Shown)
            message = message.And(Text.Of("residence.newest", ("count", Shown)));
        foreach (var person in persons.Take(Shown))
            message = message.Row(button(person));
        return message;
    }

    private static List<Person> Newest(IEnumerable<Person> persons) =>
        [.. persons.OrderByDescending(p => p.Consent?.At).ThenBy(p => p.Id, StringComparer.Ordinal)];

    /// <summary>The day of the consent on the clocks of the Quartier.</summary>
    private static string Since(Quartier quartier, Person person) =>
        new When.Day((person.Consent?.At ?? Instant.MinValue).InZone(Call.ZoneOf(quartier)).Date).Encode();

    /// <summary>A resident whose belonging can be ended by the person of the call; otherwise says why not.</summary>
    private static (Person Found, Quartier Quartier)? Resident(Call call, string person)
    {
        if (QuartierDialogue.Mine(call, call.Argument) is not { } quartier)
            return null;
        if (call.Find(Person.Kind, person) is not { } found || found.Quartier != quartier.Id)
            call.NotThere();
        else if (found.Id == call.Person!.Id)
            call.Say("residence.own", "call.what-now");
        else if (found.Roles.Any(r => r.Quartier == quartier.Id || r.Quartier == RoleIn.Everywhere))
            call.Say(
                Message
                    .Of(Text.Of("residence.has-role", NameOf(found)))
                    .Row(Press.Labelled("residence.roles", "q-role", quartier.Id))
            );
        else
            return (found, quartier);
        return null;
    }

    private static void Done(Call call, string key, Person person, Quartier quartier, bool isTold) =>
        call.Say(
            Message
                .Of(
                    Text.Of(key, NameOf(person), ("quartier", quartier.Name)),
                    isTold ? "residence.told" : "residence.not-told"
                )
                .Row(Press.Labelled("residence.search-again", "q-find", quartier.Id))
        );

    private static Arg NameOf(Person person) => Arg.Of("name", person.FirstName, person.Id);
}
