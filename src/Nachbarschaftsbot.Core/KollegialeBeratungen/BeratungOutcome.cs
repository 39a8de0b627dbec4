using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>The only thing that leaves a consultation: the outcome, once every participant released it.</summary>
internal static class BeratungOutcome
{
    /// <summary>The form. A part of the outcome may become a theme of the Quartier.</summary>
    public static readonly FormSpec Form = new(
        "beratungergebnis",
        [new GuardedQuestion("words", 10, 600), new GuardedQuestion("theme", 5, 200) { Optional = true }],
        Complete
    )
    {
        Confidential = true,
        StillPossible = StillOpen,
        Preview = (_, draft) =>
            draft["theme"] is { Length: > 0 } theme
                ? [Text.Quote(draft["words"] ?? ""), "beratung.theme", Text.Quote(theme)]
                : [Text.Quote(draft["words"] ?? "")],
    };

    /// <summary>Who writes it: minutes, moderation, the one who brought it.</summary>
    public static bool MayWrite(Beratung beratung, Seat seat) =>
        seat.Role is BeratungRole.Minutes or BeratungRole.Moderation || seat.Person == beratung.Owner;

    /// <summary>Opens the form.</summary>
    public static void Write(Call call, Beratung beratung)
    {
        if (!MayWrite(beratung, beratung.SeatOf(call.Person!.Id)!) || beratung.IsOut)
            call.Say("beratung.not-now");
        else
            Forms.Start(call, Form, subject: beratung.Id);
    }

    /// <summary>One of them releases it. With the last release it leaves the consultation.</summary>
    public static void Release(Call call, Beratung beratung)
    {
        if (beratung.Outcome is null || beratung.IsOut || beratung.Released.Contains(call.Person!.Id))
        {
            call.Say("beratung.not-now");
            return;
        }
        beratung = beratung with { Released = [.. beratung.Released, call.Person.Id] };
        if (LetOut(call, beratung))
            return;
        BeratungNews.Refresh(call, beratung);
        call.Say("beratung.released");
    }

    /// <summary>Lets the outcome out where everybody who takes part has released it. The words go to no open messenger.</summary>
    public static bool LetOut(Call call, Beratung beratung)
    {
        if (
            beratung is not { State: BeratungState.Done, IsOut: false, Outcome: { } outcome }
            || !beratung.Seats.All(s => beratung.Released.Contains(s.Person))
        )
            return false;
        beratung = BeratungNews.Refresh(call, beratung with { IsOut = true });
        foreach (var seat in beratung.Seats)
            BeratungNews.TellOutcome(call, beratung, seat, outcome);
        BeratungThemes.Take(call, beratung);
        return true;
    }

    private static bool StillOpen(Call call, Draft draft)
    {
        if (
            call.Find(Beratung.Kind, draft.Subject ?? "") is { State: BeratungState.Done, IsOut: false } beratung
            && beratung.SeatOf(call.Person?.Id) is { } seat
            && MayWrite(beratung, seat)
        )
            return true;
        call.Say("beratung.not-now");
        return false;
    }

    /// <summary>New words need everybody's release anew; who wrote them released them.</summary>
    private static void Complete(Call call, Draft draft)
    {
        var beratung = call.Find(Beratung.Kind, draft.Subject!)!;
        BeratungNews.Anew(
            call,
            beratung with
            {
                Outcome = draft["words"],
                Theme = draft["theme"] is { Length: > 0 } theme ? theme : null,
                Released = [call.Person!.Id],
            },
            "beratung.outcome.written"
        );
    }
}
