using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>What people say in the phases: words, ideas, the choice, next steps. Everything goes through the guard.</summary>
internal static class BeratungSaying
{
    private const int Longest = 600;
    private const int MostSaid = 300;
    private const int MostSteps = 30;

    /// <summary>Words in a phase.</summary>
    public static readonly FormSpec Words = new("beratungwort", [new GuardedQuestion("words", 2, Longest)], TakeWords)
    {
        Confidential = true,
        StillPossible = StillOpen,
    };

    /// <summary>An idea, along the seven steps.</summary>
    public static readonly FormSpec Idea = new(
        "beratungidee",
        [
            new ChoiceQuestion(
                "step",
                (_, _) => [.. Enumerable.Range(1, 7).Select(n => new FieldOption($"{n}", $"beratung.step.{n}.short"))]
            ),
            new GuardedQuestion("words", 2, Longest),
        ],
        TakeWords
    )
    {
        Confidential = true,
        StillPossible = StillOpen,
    };

    /// <summary>A next step.</summary>
    public static readonly FormSpec Step = new(
        "beratungschritt",
        [new GuardedQuestion("what", 3, 200), new ChoiceQuestion("who", Persons), new WhenQuestion("when")],
        TakeStep
    )
    {
        Confidential = true,
        StillPossible = StillOpen,
    };

    /// <summary>Whether somebody may say something now.</summary>
    public static bool MaySay(Beratung beratung, Seat seat) =>
        beratung.State == BeratungState.Running
        && beratung.Phase switch
        {
            BeratungPhase.Tell => seat.Role is BeratungRole.Bringer or BeratungRole.Concerned,
            BeratungPhase.Choose => false,
            _ => true,
        };

    /// <summary>The person concerned chooses; where that person does not take part, the one who speaks for them.</summary>
    public static bool MayChoose(Beratung beratung, Seat seat) =>
        beratung is { State: BeratungState.Running, Phase: BeratungPhase.Choose }
        && (
            beratung.Seats.Any(s => s.Role == BeratungRole.Concerned)
                ? seat.Role == BeratungRole.Concerned
                : seat.Role == BeratungRole.Bringer
        );

    /// <summary>Opens the form of the present phase; from the group in which it is held, alone with the bot.</summary>
    public static void Open(Call call, Beratung beratung)
    {
        if (!MaySay(beratung, beratung.SeatOf(call.Person!.Id)!))
            call.Say("beratung.not-now");
        else if (call.Where != Where.Private)
            GoingOnAlone.With(call, BeratungCard.Say(beratung));
        else
            Forms.Start(
                call,
                beratung.Phase switch
                {
                    BeratungPhase.Ideas => Idea,
                    BeratungPhase.NextSteps => Step,
                    _ => Words,
                },
                subject: beratung.Id
            );
    }

    /// <summary>Words that answer the card.</summary>
    public static void Reply(Call call, string id, string words)
    {
        if (
            call.Where != Where.Private && !IsHeldHere(call, id)
            || call.Find(Beratung.Kind, id) is not { } beratung
            || beratung.SeatOf(call.Person?.Id) is not { } seat
        )
            call.NotThere();
        else if (!MaySay(beratung, seat) || beratung.Phase == BeratungPhase.NextSteps)
            call.Say(Message.Of("beratung.use-card") with { Seal = beratung.Seal });
        else if (words.Length > Longest)
            call.Say(Text.Of("form.too-long", ("max", Longest), ("length", words.Length)));
        else if (GuardedQuestion.Why("beratung.guard.card", words) is { } why)
            BeratungNews.ShowGuard(call, beratung, why);
        else
        {
            BeratungNews.TakeGuardBack(call, beratung, call.Inbound.Place);
            Add(call, beratung, seat, words, 0);
        }
    }

    private static bool IsHeldHere(Call call, string id) =>
        call.Find(Beratung.Kind, id) is { } beratung && BeratungGroup.IsHere(call, beratung);

    /// <summary>Takes an idea into the choice, or out of it.</summary>
    public static void Choose(Call call, Beratung beratung)
    {
        if (!MayChoose(beratung, beratung.SeatOf(call.Person!.Id)!))
            call.Say("beratung.not-now");
        else if (int.TryParse(call.Argument, out var idea) && idea >= 0 && idea < beratung.Ideas.Count)
            BeratungNews.Refresh(
                call,
                beratung with
                {
                    Chosen = beratung.Chosen.Contains(idea)
                        ? [.. beratung.Chosen.Where(i => i != idea)]
                        : [.. beratung.Chosen, idea],
                }
            );
    }

    private static IReadOnlyList<FieldOption> Persons(Call call, Draft draft) =>
        call.Find(Beratung.Kind, draft.Subject ?? "") is { } beratung
            ?
            [
                .. beratung.Seats.Select(s => new FieldOption(s.Person, Text.Plain(s.Name))),
                new("andere", "form.beratungschritt.who.other"),
            ]
            : [];

    private static bool StillOpen(Call call, Draft draft)
    {
        if (
            call.Find(Beratung.Kind, draft.Subject ?? "") is { } beratung
            && beratung.SeatOf(call.Person?.Id) is { } seat
            && MaySay(beratung, seat)
        )
            return true;
        call.Say("beratung.not-now");
        return false;
    }

    private static void TakeWords(Call call, Draft draft)
    {
        var beratung = call.Find(Beratung.Kind, draft.Subject!)!;
        Add(
            call,
            beratung,
            beratung.SeatOf(call.Person!.Id)!,
            draft["words"]!,
            beratung.Phase == BeratungPhase.Ideas && int.TryParse(draft["step"], out var step) ? step : 0
        );
    }

    private static void Add(Call call, Beratung beratung, Seat seat, string words, int step)
    {
        if (beratung.Said.Count >= MostSaid)
        {
            call.Say("beratung.full");
            return;
        }
        var said = new Contribution(beratung.Phase, seat.Person, seat.Name, words, step);
        BeratungNews.Refresh(call, beratung with { Said = [.. beratung.Said, said] });
        if (call.Where == Where.Private)
            call.Say("beratung.added");
    }

    private static void TakeStep(Call call, Draft draft)
    {
        var beratung = call.Find(Beratung.Kind, draft.Subject!)!;
        if (beratung.Phase != BeratungPhase.NextSteps)
        {
            call.Say("beratung.not-now");
            return;
        }
        if (beratung.Steps.Count >= MostSteps)
        {
            call.Say("beratung.full");
            return;
        }
        var who = beratung.SeatOf(draft["who"]);
        var name = who?.Name ?? Texts.Catalog.BuiltIn.Words("form.beratungschritt.who.other", call.Language);
        var step = new NextStep(draft["what"]!, name, draft["when"]!, who?.Person);
        BeratungNews.Refresh(call, beratung with { Steps = [.. beratung.Steps, step] });
        call.Say("beratung.added");
    }
}
