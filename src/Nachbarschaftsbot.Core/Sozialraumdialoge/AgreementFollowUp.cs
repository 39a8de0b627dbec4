using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Follows agreements up with their owners: a word shortly before, one on the day, then weekly, at most a few times.</summary>
internal static class AgreementFollowUp
{
    /// <summary>The timer.</summary>
    public const string Timer = "agreement-due";

    /// <summary>Stands before the agreement in the ref of the question for what was learnt.</summary>
    public const string Prefix = "sl";

    private const int Longest = 300;
    private const int MostTimes = 4;
    private static readonly Duration Before = Duration.FromDays(3);
    private static readonly Duration Again = Duration.FromDays(7);

    /// <summary>What was learnt, in one line; may be skipped.</summary>
    public static readonly FormSpec Form = new(
        "ausgang",
        [new TextQuestion("learnt", 3, Longest, PrivateWords.InWhat) { Optional = true }],
        Complete
    )
    {
        StillPossible = (call, draft) => Mine(call, draft.Subject) is not null,
    };

    /// <summary>Sets the timer that fits.</summary>
    public static void Set(Call call, Agreement agreement)
    {
        if (agreement is { State: AgreementState.Open, Due: { } due } && agreement.Asked < MostTimes)
            call.Remind(Timer, agreement.Id, Instant.Max(call.Now, Next(call, agreement, due)));
        else
            call.Unremind(Timer, agreement.Id);
    }

    /// <summary>Asks the owner how it stands; those who take care of the dialogue where it has none.</summary>
    public static void Due(Call call, Content.Due due)
    {
        if (
            call.Find(Agreement.Kind, due.Subject) is not { State: AgreementState.Open, Due: { } date } agreement
            || agreement.Asked >= MostTimes
        )
            return;
        var dialogue = call.Find(Dialogue.Kind, agreement.Dialogue);
        var asked = call.Find(Person.Kind, agreement.Owner ?? "") is { } owner
            ? [owner]
            : Rounds.Carers(call, dialogue, agreement.Quartier);
        foreach (var person in asked)
            call.Tell(person, Question(call, agreement, person.Language));
        // A date that was set late skips the word before it.
        var isBefore = agreement.Asked == 0 && call.Now < date;
        agreement = call.Put(
            Agreement.Kind,
            agreement with
            {
                Asked = isBefore ? 1 : Math.Max(2, agreement.Asked + 1),
            }
        );
        Set(call, agreement);
    }

    /// <summary>The owner, or whoever takes part, says what became of it.</summary>
    public static void Got(Call call, Agreement agreement)
    {
        AgreementState? state = call.Argument switch
        {
            "r" => AgreementState.Reached,
            "d" => AgreementState.Different,
            "f" => AgreementState.Failed,
            _ => null,
        };
        if (state is null)
        {
            call.NotThere();
            return;
        }
        agreement = call.Put(Agreement.Kind, agreement with { State = state.Value, Ended = call.Now });
        Set(call, agreement);
        if (Running(call, agreement) is { } meeting)
            Guiding.ShowCard(call, meeting, Act.Edit);
        AskWhatWasLearnt(call, agreement);
    }

    /// <summary>Not yet: two more weeks.</summary>
    public static void Later(Call call, Agreement agreement)
    {
        agreement = call.Put(
            Agreement.Kind,
            agreement with
            {
                Due = Agreements.In(call, agreement.Quartier, 2),
                Asked = 0,
            }
        );
        Set(call, agreement);
        call.Say(Text.Of("agreement.later", Rounds.Day(call, "when", agreement.Due!.Value, agreement.Quartier)));
    }

    /// <summary>Asks what was learnt: by form alone with the bot, by reply in a channel.</summary>
    public static void AskWhatWasLearnt(Call call, Agreement agreement)
    {
        if (call.Where == Where.Private)
        {
            call.Say(Text.Of("agreement.noted", AgreementText.State(agreement)));
            Forms.Start(call, Form, subject: agreement.Id);
        }
        else
            Rounds.Alone(
                call,
                Message.Of(
                    Text.Of("agreement.noted", AgreementText.State(agreement)),
                    Text.Quote(agreement.What),
                    "agreement.learn.how"
                ) with
                {
                    Ref = $"{Prefix}:{agreement.Id}",
                }
            );
    }

    /// <summary>A reply with what was learnt.</summary>
    public static void Replied(Call call, string id, string words)
    {
        if (Mine(call, id) is not { } agreement)
            return;
        if (words.Length > Longest)
            call.Say(Text.Of("form.too-long", ("max", Longest), ("length", words.Length)));
        else if (PrivateWords.InWhat(words) is { } why)
            call.Say(why);
        else
            Learn(call, agreement, words.Trim());
    }

    private static void Complete(Call call, Draft draft) =>
        Learn(call, Mine(call, draft.Subject)!, draft["learnt"] ?? "");

    private static void Learn(Call call, Agreement agreement, string words)
    {
        call.Put(Agreement.Kind, agreement with { Learnt = words });
        call.Say(words.Length == 0 ? "agreement.thanks" : "agreement.thanks.learnt");
    }

    private static Message Question(Call call, Agreement agreement, string language) =>
        AgreementText
            .WithOutcomes(
                Message.Of(["agreement.how-is-it", .. AgreementText.Lines(call, agreement, language)]),
                agreement
            )
            .Row(Press.Button("s-later", agreement.Id)) with
        {
            Priority = Priority.Reminder,
            Promised = true,
        };

    private static Instant Next(Call call, Agreement agreement, Instant due) =>
        agreement.Asked switch
        {
            0 when due - Before > call.Now => due - Before,
            0 or 1 => due,
            _ => call.Now + Again,
        };

    private static DialogueMeeting? Running(Call call, Agreement agreement) =>
        call.Find(Dialogue.Kind, agreement.Dialogue) is { } dialogue
        && Rounds.Next(call, dialogue) is { State: MeetingState.Running, Current.Theme: AgendaItem.Review } meeting
            ? meeting
            : null;

    private static Agreement? Mine(Call call, string? id)
    {
        if (
            call.Find(Agreement.Kind, id ?? "") is { } agreement
            && call.Find(Dialogue.Kind, agreement.Dialogue) is { } dialogue
            && (Rounds.TakesPart(call, dialogue) || agreement.Owner == call.Person?.Id)
        )
            return agreement;
        call.NotThere();
        return null;
    }
}
