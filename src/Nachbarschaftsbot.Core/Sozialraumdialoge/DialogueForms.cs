using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Making and changing a dialogue.</summary>
internal static class DialogueForms
{
    /// <summary>Weeks between meetings that can be chosen; 0: once.</summary>
    public static readonly int[] Rhythms = [4, 6, 8, 13, 26, 0];

    private static readonly int[] Lengths = [60, 90, 120];

    /// <summary>Makes a dialogue, or changes the one it is about.</summary>
    public static readonly FormSpec Form = new(
        "sozialraum",
        [
            new TextQuestion("name", 3, 60),
            new TextQuestion("purpose", 10, 300, PrivateWords.InWhat) { Optional = true },
            new ChoiceQuestion("rhythm", (_, _) => [.. Rhythms.Select(Rhythm)]),
            new ChoiceQuestion("length", (_, _) => [.. Lengths.Select(Length)]),
            new TextQuestion("agency", 2, 60) { Optional = true, If = draft => draft["known"] is null },
        ],
        Complete
    )
    {
        Preview = (_, draft) => Lines(draft),
        StillPossible = (call, draft) => draft.Subject is null ? MayMake(call) : Mine(call, draft) is not null,
    };

    /// <summary>Only the purpose.</summary>
    public static readonly FormSpec Purpose = new(
        "sozialraumzweck",
        [new TextQuestion("purpose", 10, 300, PrivateWords.InWhat)],
        (call, draft) => SetPurpose(call, Mine(call, draft)!, draft["purpose"]!)
    )
    {
        StillPossible = (call, draft) => Mine(call, draft) is not null,
    };

    /// <summary>The text key of a rhythm.</summary>
    public static string RhythmKey(int weeks) => $"dialogue.weeks.{weeks}";

    /// <summary>Begins a new dialogue.</summary>
    public static void New(Call call)
    {
        if (call.Where != Where.Private)
            GoingOnAlone.With(call, Press.Button("s-new"));
        else if (MayMake(call))
            Forms.Start(call, Form);
    }

    /// <summary>Changes a dialogue: what stands is shown, single answers can be changed.</summary>
    public static void Edit(Call call, Dialogue dialogue) =>
        Forms.Start(
            call,
            Form,
            new Dictionary<string, string>
            {
                ["name"] = dialogue.Name,
                ["purpose"] = dialogue.Purpose ?? "",
                ["rhythm"] = $"w{dialogue.Weeks}",
                ["length"] = $"m{dialogue.Minutes}",
                ["known"] = "x",
            },
            dialogue.Id
        );

    /// <summary>Pauses, wakes or ends a dialogue.</summary>
    public static void More(Call call, Dialogue dialogue)
    {
        var message = Message
            .Of([.. DialogueHome.Lines(call, dialogue), "dialogue.more"])
            .Row(Press.Button("s-edit", dialogue.Id));
        message =
            dialogue.State == DialogueState.Resting
                ? message.Row(Press.Button("s-wake", dialogue.Id))
                : message.Row(Press.Button("s-rest", dialogue.Id));
        if (dialogue.Has(call.Person!.Id))
            message = message.Row(Press.Button("s-leave", dialogue.Id));
        call.Say(message.Row(Press.Button("s-end", dialogue.Id)));
    }

    /// <summary>Lets it rest: no dates, no reminders.</summary>
    public static void Rest(Call call, Dialogue dialogue)
    {
        Series.Stop(call, dialogue);
        call.Put(Dialogue.Kind, dialogue with { State = DialogueState.Resting });
        call.Say("dialogue.rested");
    }

    /// <summary>Goes on.</summary>
    public static void Wake(Call call, Dialogue dialogue)
    {
        dialogue = call.Put(Dialogue.Kind, dialogue with { State = DialogueState.Active });
        Series.Watch(call, dialogue);
        DialogueHome.Open(call, dialogue);
    }

    /// <summary>Ends it, after asking once.</summary>
    public static void End(Call call, Dialogue dialogue)
    {
        if (call.Argument != "yes")
        {
            call.Say(
                Message.Of("dialogue.end.sure").Row(Press.Labelled("dialogue.end.yes", "s-end", dialogue.Id, "yes"))
            );
            return;
        }
        if (Rounds.Next(call, dialogue) is { } meeting)
            Dates.CallOff(call, dialogue, meeting);
        dialogue = call.Find(Dialogue.Kind, dialogue.Id)!;
        Series.Stop(call, dialogue);
        call.Put(Dialogue.Kind, dialogue with { State = DialogueState.Ended, Next = null, Ended = call.Now });
        Forgetting.Watch(call, dialogue.Quartier);
        Rounds.TellAll(
            call,
            dialogue,
            Message.Of(Text.Of("dialogue.ended.all", ("name", dialogue.Name))) with
            {
                Priority = Priority.Notice,
            }
        );
        call.Say("dialogue.ended");
    }

    private static IReadOnlyList<Text> Lines(Draft draft)
    {
        var lines = new List<Text>
        {
            Text.Title("dialogue.name", ("name", draft["name"] ?? "")),
            draft["purpose"] is { Length: > 0 } purpose
                ? Text.Of("dialogue.purpose", ("purpose", purpose))
                : "dialogue.no-purpose",
            Text.Of(
                "dialogue.rhythm",
                Arg.OfKey("rhythm", RhythmKey(Number(draft["rhythm"]))),
                ("minutes", Number(draft["length"]))
            ),
        };
        if (draft["agency"] is { Length: > 0 } agency)
            lines.Add(Text.Of("dialogue.for", ("agency", agency)));
        return lines;
    }

    private static void Complete(Call call, Draft draft)
    {
        var me = call.Person!;
        var old = Mine(call, draft);
        var dialogue = (
            old
            ?? new Dialogue
            {
                Id = call.Ids.Short(),
                Quartier = call.Quartier!.Id,
                Name = "",
                Owner = me.Id,
                Created = call.Now,
            }
        ) with
        {
            Name = draft["name"]!,
            Purpose = draft["purpose"] is { Length: > 0 } purpose ? purpose : old?.Purpose,
            Weeks = Number(draft["rhythm"]),
            Minutes = Number(draft["length"]),
        };
        if (old is null)
            dialogue = Members.Add(call, dialogue, me, draft["agency"] is { Length: > 0 } agency ? agency : null);
        call.Put(Dialogue.Kind, dialogue);
        Series.Watch(call, dialogue);
        ThemeSweeping.Watch(call, dialogue.Quartier);
        Forgetting.Watch(call, dialogue.Quartier);
        call.Say(Text.Of(old is null ? "dialogue.made" : "dialogue.changed", ("name", dialogue.Name)));
        DialogueHome.Open(call, dialogue);
    }

    private static void SetPurpose(Call call, Dialogue dialogue, string purpose) =>
        DialogueHome.Open(call, call.Put(Dialogue.Kind, dialogue with { Purpose = purpose }));

    private static bool MayMake(Call call)
    {
        var may = call.Quartier is { } quartier && Rounds.IsColleague(call, quartier.Id);
        if (!may)
            call.NotThere();
        return may;
    }

    private static Dialogue? Mine(Call call, Draft draft)
    {
        if (draft.Subject is null)
            return null;
        if (
            call.Find(Dialogue.Kind, draft.Subject) is { State: not DialogueState.Ended } dialogue
            && Rounds.TakesPart(call, dialogue)
        )
            return dialogue;
        call.NotThere();
        return null;
    }

    /// <summary>The values have a letter in front: a lone number would be read as the place in the list.</summary>
    private static FieldOption Rhythm(int weeks) => new($"w{weeks}", RhythmKey(weeks));

    private static FieldOption Length(int minutes) =>
        new($"m{minutes}", Text.Of("dialogue.length", ("minutes", minutes)));

    private static int Number(string? value) =>
        int.Parse(value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
