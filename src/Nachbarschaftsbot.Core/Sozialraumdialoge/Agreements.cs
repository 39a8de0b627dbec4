using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Who does what with whom by when: noted in the meeting, by a form or by a reply.</summary>
internal static class Agreements
{
    /// <summary>Stands before the meeting in the ref of the question for an agreement.</summary>
    public const string Prefix = "sa";

    private const int Longest = 300;
    private const int Most = 300;
    private const int MostNames = 10;
    private static readonly LocalTime Evening = new(18, 0);

    /// <summary>The form, alone with the bot.</summary>
    public static readonly FormSpec Form = new(
        "abmachung",
        [
            new TextQuestion("what", 5, Longest, PrivateWords.InWhat),
            new ChoiceQuestion("who", (call, draft) => Names(call, draft.Subject)),
            new TextQuestion("with", 2, 100, PrivateWords.InWhat) { Optional = true },
            new WhenQuestion("due") { Optional = true },
        ],
        Complete
    )
    {
        StillPossible = (call, draft) => Meeting(call, draft.Subject) is not null,
    };

    /// <summary>Asks for an agreement: by form alone with the bot, by reply in a channel.</summary>
    public static void Ask(Call call, DialogueMeeting meeting)
    {
        if (call.Where == Where.Private)
            Forms.Start(call, Form, subject: meeting.Id);
        else
            Rounds.Alone(call, Message.Of("agreement.how") with { Ref = $"{Prefix}:{meeting.Id}" });
    }

    /// <summary>A reply with an agreement in one sentence. Who and when are read from it where they can be.</summary>
    public static void Replied(Call call, string id, string words)
    {
        if (Meeting(call, id) is not { } meeting || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue)
            return;
        if (words.Length > Longest)
            call.Say(Text.Of("form.too-long", ("max", Longest), ("length", words.Length)));
        else if (PrivateWords.InWhat(words) is { } why)
            call.Say(why);
        else
            Add(call, meeting, words.Trim(), OwnerIn(call, dialogue, words), "", DayIn(call, words));
    }

    /// <summary>The open agreements of a dialogue, the earliest first.</summary>
    public static IReadOnlyList<Agreement> Open(Call call, string dialogue) => In(call, dialogue, AgreementState.Open);

    /// <summary>What comes first at the next meeting: open ones and those that ended since the last, this meeting's own apart.</summary>
    public static IReadOnlyList<Agreement> ToReview(Call call, Dialogue dialogue) =>
        [
            .. call.QueryBelow(Agreement.Kind, "dialogue", Most, dialogue.Id)
                .Where(a => a.Meeting != dialogue.Next)
                .Where(a => a.State == AgreementState.Open || a.Ended >= (dialogue.LastHeld ?? Instant.MinValue))
                .OrderBy(a => a.Created)
                .ThenBy(a => a.Id, StringComparer.Ordinal),
        ];

    /// <summary>The agreements of a meeting, in the order in which they were made.</summary>
    public static IReadOnlyList<Agreement> OfMeeting(Call call, string meeting) =>
        [.. call.QueryBelow(Agreement.Kind, "meeting", Most, meeting).OrderBy(a => a.Created)];

    /// <summary>Lists the agreements of a dialogue.</summary>
    public static void Show(Call call, Dialogue dialogue)
    {
        var open = Open(call, dialogue.Id);
        var message = Message.Of(
            Text.Title("agreement.title", ("name", dialogue.Name)),
            open.Count == 0 ? "agreement.none" : "agreement.list"
        );
        for (var i = 0; i < Math.Min(open.Count, 12); i++)
            message = message
                .And(AgreementText.Line(call, open[i], i + 1, call.Language))
                .Row(Press.Labelled(Text.Of("agreement.ask", ("number", i + 1)), "s-agr", open[i].Id));
        var ended = Enum.GetValues<AgreementState>()
            .Skip(1)
            .SelectMany(s => In(call, dialogue.Id, s))
            .OrderByDescending(a => a.Ended)
            .Take(5)
            .ToList();
        if (ended.Count > 0)
            message = message.And("agreement.ended");
        for (var i = 0; i < ended.Count; i++)
            message = message.And(AgreementText.Line(call, ended[i], i + 1, call.Language));
        call.Say(message.Row(Press.Button("s-open", dialogue.Id)));
    }

    /// <summary>Shows one agreement.</summary>
    public static void ShowOne(Call call, Agreement agreement) =>
        call.Say(AgreementText.Card(call, agreement, call.Language));

    /// <summary>Asks who takes care, or sets it.</summary>
    public static void Who(Call call, Agreement agreement)
    {
        if (call.Argument.Length == 0)
        {
            var message = Message.Of("agreement.ask-who", Text.Quote(agreement.What));
            foreach (var name in Names(call, agreement.Meeting).Chunk(2))
                message = message.Row([.. name.Select(n => Press.Labelled(n.Label, "s-who", agreement.Id, n.Value))]);
            call.Say(message);
        }
        else if (call.Argument == "-" || call.Find(Dialogue.Kind, agreement.Dialogue)?.Has(call.Argument) == true)
            Change(call, agreement with { Owner = call.Argument == "-" ? null : call.Argument });
        else
            call.NotThere();
    }

    /// <summary>Asks by when, or sets it: so many weeks from now.</summary>
    public static void When(Call call, Agreement agreement)
    {
        if (call.Argument is ['1' or '2' or '4' or '8'])
            Change(call, agreement with { Due = In(call, agreement.Quartier, call.Argument[0] - '0') });
        else
        {
            var message = Message.Of("agreement.ask-when", Text.Quote(agreement.What));
            foreach (var weeks in (string[])["1", "2", "4", "8"])
                message = message.Row(
                    Press.Labelled(Text.Of("agreement.weeks", ("weeks", weeks)), "s-when", agreement.Id, weeks)
                );
            call.Say(message);
        }
    }

    /// <summary>Strikes an agreement that was none.</summary>
    public static void Strike(Call call, Agreement agreement)
    {
        call.Delete(Agreement.Kind, agreement.Id);
        call.Unremind(AgreementFollowUp.Timer, agreement.Id);
        Rounds.Word(call, "agreement.struck");
    }

    /// <summary>Writes a changed agreement and shows it.</summary>
    public static void Change(Call call, Agreement agreement)
    {
        agreement = call.Put(Agreement.Kind, agreement with { Asked = 0 });
        AgreementFollowUp.Set(call, agreement);
        TellOwner(call, agreement);
        call.Say(AgreementText.Card(call, agreement, call.Language));
    }

    /// <summary>The evening of the day so many weeks from now.</summary>
    public static Instant In(Call call, string quartier, int weeks) =>
        Rounds.Moment(call, Rounds.Local(call, call.Now, quartier).Date.PlusWeeks(weeks) + Evening, quartier);

    private static IReadOnlyList<Agreement> In(Call call, string dialogue, AgreementState state) =>
        [
            .. call.QueryBelow(Agreement.Kind, "dialogue", Most, dialogue, state.ToString())
                .Where(a => a.State == state)
                .OrderBy(a => a.Due ?? Instant.MaxValue)
                .ThenBy(a => a.Created),
        ];

    private static void Complete(Call call, Draft draft)
    {
        var meeting = Meeting(call, draft.Subject)!;
        Add(
            call,
            meeting,
            draft["what"]!,
            draft["who"] is { Length: > 1 } who ? who : null,
            draft["with"] ?? "",
            Understanding.When.Decode(draft["due"])?.Starts?.Date
        );
    }

    private static void Add(Call call, DialogueMeeting meeting, string what, string? owner, string with, LocalDate? day)
    {
        var agreement = call.Put(
            Agreement.Kind,
            new Agreement
            {
                Id = call.Ids.Short(),
                Quartier = meeting.Quartier,
                Dialogue = meeting.Dialogue,
                Meeting = meeting.Id,
                Item = meeting.Item,
                What = what,
                Owner = owner,
                With = with,
                Due = day is { } date ? Rounds.Moment(call, date + Evening, meeting.Quartier) : null,
                Created = call.Now,
            }
        );
        AgreementFollowUp.Set(call, agreement);
        TellOwner(call, agreement);
        var card = AgreementText.Card(call, agreement, call.Language);
        call.Say(card with { Lines = ["agreement.added", .. card.Lines] });
        if (call.Where == Where.Private && meeting is { State: MeetingState.Running, Room: not null })
            Guiding.Post(
                call,
                meeting,
                language =>
                    Message.Of(["agreement.new", .. AgreementText.Lines(call, agreement, language)]) with
                    {
                        Priority = Priority.Notice,
                    }
            );
    }

    /// <summary>Who was made responsible by somebody else hears of it.</summary>
    private static void TellOwner(Call call, Agreement agreement)
    {
        if (agreement.Owner is null || agreement.Owner == call.Person?.Id)
            return;
        if (call.Find(Person.Kind, agreement.Owner) is { } owner)
            call.Tell(
                owner,
                Message
                    .Of(["agreement.yours", .. AgreementText.Lines(call, agreement, owner.Language)])
                    .Row(Press.Button("s-agr", agreement.Id)) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    private static IReadOnlyList<FieldOption> Names(Call call, string? meeting)
    {
        var dialogue = call.Find(DialogueMeeting.Kind, meeting ?? "") is { } found
            ? call.Find(Dialogue.Kind, found.Dialogue)
            : null;
        var people = dialogue is null ? [] : Rounds.People(call, dialogue).Take(MostNames).ToList();
        return
        [
            .. people.Select(p => new FieldOption(p.Id, Text.Plain(p.FirstName))),
            new FieldOption("-", "agreement.nobody"),
        ];
    }

    /// <summary>The one member whose first name stands in the words; "ich" is who wrote them.</summary>
    private static string? OwnerIn(Call call, Dialogue dialogue, string words)
    {
        var said = Plain.Fold(words).Split(' ').ToHashSet();
        var named = Rounds.People(call, dialogue).Where(p => said.Contains(Plain.Fold(p.FirstName))).ToList();
        return named is [var only] ? only.Id
            : named.Count == 0 && (said.Contains("ich") || said.Contains("i")) && dialogue.Has(call.Person?.Id)
                ? call.Person!.Id
            : null;
    }

    private static LocalDate? DayIn(Call call, string words) =>
        WhenReader.Read(words, call.LocalNow, call.Zone) is WhenReading.Understood(var when)
            ? (when is Understanding.When.Span span ? span.To.PlusMinutes(-1) : when.Starts)?.Date
            : null;

    private static DialogueMeeting? Meeting(Call call, string? id)
    {
        if (
            call.Find(DialogueMeeting.Kind, id ?? "") is { State: MeetingState.Running or MeetingState.Held } meeting
            && call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue
            && Rounds.TakesPart(call, dialogue)
        )
            return meeting;
        call.Say("round.only-members");
        return null;
    }
}
