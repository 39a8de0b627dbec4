using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Who takes part: professionals join at once, residents are welcomed by somebody who takes part.</summary>
internal static class Members
{
    private const int Page = 12;

    /// <summary>Says for which agency somebody takes part, or that they speak for the residents.</summary>
    public static readonly FormSpec Agency = new(
        "stelle",
        [
            new ChoiceQuestion(
                "voice",
                (_, _) => [new("agency", "form.stelle.voice.yes"), new("resident", "form.stelle.voice.no")]
            ),
            new TextQuestion("name", 2, 60) { If = draft => draft["voice"] == "agency" },
        ],
        SetAgency
    )
    {
        StillPossible = (call, draft) => Mine(call, draft) is not null,
    };

    /// <summary>Somebody wants to take part.</summary>
    public static void Join(Call call, Dialogue dialogue)
    {
        var me = call.Person!;
        if (dialogue.Has(me.Id))
            Rounds.Word(call, "dialogue.join.already");
        else if (dialogue.Members.Count >= Dialogue.MostMembers)
            Rounds.Word(call, "dialogue.join.full");
        else if (Rounds.IsColleague(call, dialogue.Quartier))
            Welcome(call, call.Put(Dialogue.Kind, Add(call, dialogue, me, null)), me);
        else if (dialogue.Asking.Contains(me.Id))
            Rounds.Word(call, "dialogue.asked");
        else
            Ask(call, dialogue, me);
    }

    /// <summary>A resident is welcomed.</summary>
    public static void Accept(Call call, Dialogue dialogue)
    {
        if (Asking(call, dialogue) is not { } person)
            return;
        Welcome(call, call.Put(Dialogue.Kind, Add(call, dialogue, person, null)), person);
        call.Say(Text.Of("dialogue.accepted", ("name", person.FirstName)));
    }

    /// <summary>A resident is not taken in.</summary>
    public static void Refuse(Call call, Dialogue dialogue)
    {
        if (Asking(call, dialogue) is not { } person)
            return;
        call.Put(Dialogue.Kind, dialogue with { Asking = [.. dialogue.Asking.Where(a => a != person.Id)] });
        call.Delete(DialogueSeat.Kind, DialogueSeat.IdOf(dialogue.Id, person.Id));
        call.Tell(
            person,
            Message.Of(Text.Of("dialogue.refused.person", ("name", dialogue.Name))).Row(Press.Button("s-note")) with
            {
                Priority = Priority.Notice,
            }
        );
        call.Say("dialogue.refused");
    }

    /// <summary>Shows who takes part.</summary>
    public static void Show(Call call, Dialogue dialogue)
    {
        var from = int.TryParse(call.Argument, out var at) && at > 0 && at < dialogue.Members.Count ? at : 0;
        var message = Message.Of(Text.Title("dialogue.people", ("name", dialogue.Name)));
        foreach (var member in dialogue.Members.Skip(from).Take(Page))
        {
            var name = NameOf(call, member.Person);
            message = message.And(
                member.Agency is null
                    ? Text.Of("dialogue.person.resident", ("name", name))
                    : Text.Of("dialogue.person.agency", ("name", name), ("agency", member.Agency))
            );
            if (member.Person != call.Person!.Id && Rounds.IsColleague(call, dialogue.Quartier))
                message = message.Row(
                    Press.Labelled(Text.Of("dialogue.take-out", ("name", name)), "s-out", dialogue.Id, member.Person)
                );
        }
        if (from + Page < dialogue.Members.Count)
            message = message.Row(Press.Labelled("dialogue.people.more", "s-people", dialogue.Id, $"{from + Page}"));
        foreach (var asking in dialogue.Asking.Select(a => call.Find(Person.Kind, a)).OfType<Person>().Take(Page))
            message = WithAsking(message, dialogue, asking);
        call.Say(
            dialogue.Has(call.Person!.Id)
                ? message.Row(Press.Button("s-agency", dialogue.Id))
                : message.Row(Press.Button("s-join", dialogue.Id))
        );
    }

    /// <summary>Somebody leaves.</summary>
    public static void Leave(Call call, Dialogue dialogue)
    {
        Remove(call, dialogue, call.Person!.Id);
        call.Say(Text.Of("dialogue.left", ("name", dialogue.Name)));
    }

    /// <summary>A professional takes somebody out.</summary>
    public static void TakeOut(Call call, Dialogue dialogue)
    {
        if (!Rounds.IsColleague(call, dialogue.Quartier) || !dialogue.Has(call.Argument))
        {
            call.NotThere();
            return;
        }
        Remove(call, dialogue, call.Argument);
        call.Tell(
            call.Argument,
            Message.Of(Text.Of("dialogue.taken-out", ("name", dialogue.Name))) with
            {
                Priority = Priority.Notice,
            }
        );
        Show(call, call.Find(Dialogue.Kind, dialogue.Id)!);
    }

    /// <summary>The dialogue with a further member. The caller puts it.</summary>
    public static Dialogue Add(Call call, Dialogue dialogue, Person person, string? agency)
    {
        call.Put(
            DialogueSeat.Kind,
            new DialogueSeat
            {
                Id = DialogueSeat.IdOf(dialogue.Id, person.Id),
                Dialogue = dialogue.Id,
                Person = person.Id,
            }
        );
        return dialogue with
        {
            Members = [.. dialogue.Members, new DialogueMember(person.Id, agency)],
            Asking = [.. dialogue.Asking.Where(a => a != person.Id)],
        };
    }

    /// <summary>Takes somebody out everywhere: membership, weights, links.</summary>
    public static void Remove(Call call, Dialogue dialogue, string person)
    {
        call.Put(
            Dialogue.Kind,
            dialogue with
            {
                Members = [.. dialogue.Members.Where(m => m.Person != person)],
                Asking = [.. dialogue.Asking.Where(a => a != person)],
                Owner = dialogue.Owner == person ? null : dialogue.Owner,
            }
        );
        call.Delete(DialogueSeat.Kind, DialogueSeat.IdOf(dialogue.Id, person));
        if (Rounds.Next(call, dialogue) is { } meeting)
            call.Put(
                DialogueMeeting.Kind,
                meeting with
                {
                    Weights = [.. meeting.Weights.Where(w => w.Person != person)],
                    Writer = meeting.Writer == person ? null : meeting.Writer,
                    Host = meeting.Host == person ? null : meeting.Host,
                    Present = [.. meeting.Present.Where(p => p != person)],
                }
            );
        foreach (var link in call.QueryBelow(MinutesLink.Kind, "person", 500, person))
            if (call.Find(DialogueMeeting.Kind, link.Meeting)?.Dialogue == dialogue.Id)
                call.Delete(MinutesLink.Kind, link.Id);
    }

    /// <summary>The first name of a person, or "somebody" in the language of the call.</summary>
    public static string NameOf(Call call, string? person) =>
        (person is null ? null : call.Find(Person.Kind, person)?.FirstName)
        ?? Texts.Catalog.BuiltIn.Words("dialogue.somebody", call.Language);

    private static void Ask(Call call, Dialogue dialogue, Person me)
    {
        var carers = Rounds.Carers(call, dialogue, dialogue.Quartier);
        call.Put(Dialogue.Kind, dialogue with { Asking = [.. dialogue.Asking, me.Id] });
        if (call.Find(DialogueSeat.Kind, DialogueSeat.IdOf(dialogue.Id, me.Id)) is null)
            call.Put(
                DialogueSeat.Kind,
                new DialogueSeat
                {
                    Id = DialogueSeat.IdOf(dialogue.Id, me.Id),
                    Dialogue = dialogue.Id,
                    Person = me.Id,
                }
            );
        var wish = Message.Of(Text.Of("dialogue.wish", Arg.Of("person", me.FirstName, me.Id), ("name", dialogue.Name)));
        foreach (var carer in carers)
            call.Tell(carer, WithAnswers(wish, dialogue, me) with { Priority = Priority.Notice });
        Rounds.Word(call, "dialogue.asked");
    }

    private static Message WithAsking(Message message, Dialogue dialogue, Person person) =>
        WithAnswers(
            message.And(
                Text.Of("dialogue.wish", Arg.Of("person", person.FirstName, person.Id), ("name", dialogue.Name))
            ),
            dialogue,
            person
        );

    private static Message WithAnswers(Message message, Dialogue dialogue, Person person) =>
        message.Row(Press.Button("s-yes", dialogue.Id, person.Id), Press.Button("s-no", dialogue.Id, person.Id));

    private static void Welcome(Call call, Dialogue dialogue, Person person)
    {
        var lines = DialogueHome.Lines(call, dialogue);
        var message = Message
            .Of([Text.Of("dialogue.joined", ("name", dialogue.Name)), .. lines.Skip(1)])
            .Row(Press.Button("s-agency", dialogue.Id))
            .Row(Press.Button("s-note", dialogue.Id), Press.Button("s-open", dialogue.Id));
        if (person.Id == call.Person?.Id && call.Where == Where.Private)
            call.Say(message);
        else
            call.Tell(person, message with { Priority = Priority.Notice });
        if (call.Where != Where.Private)
            call.Toast(Text.Of("dialogue.joined", ("name", dialogue.Name)));
    }

    private static Person? Asking(Call call, Dialogue dialogue)
    {
        if (dialogue.Asking.Contains(call.Argument) && call.Find(Person.Kind, call.Argument) is { } person)
            return person;
        call.NotThere();
        return null;
    }

    private static void SetAgency(Call call, Draft draft)
    {
        var dialogue = Mine(call, draft)!;
        var agency = draft["voice"] == "agency" ? draft["name"] : null;
        dialogue = call.Put(
            Dialogue.Kind,
            dialogue with
            {
                Members =
                [
                    .. dialogue.Members.Select(m => m.Person == call.Person!.Id ? m with { Agency = agency } : m),
                ],
            }
        );
        DialogueHome.Open(call, dialogue);
    }

    private static Dialogue? Mine(Call call, Draft draft)
    {
        if (call.Find(Dialogue.Kind, draft.Subject ?? "") is { } dialogue && dialogue.Has(call.Person?.Id))
            return dialogue;
        call.NotThere();
        return null;
    }
}
