using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Thanks, with or without words, and how it was.</summary>
internal static class Thanking
{
    /// <summary>The form with words of thanks.</summary>
    public static readonly FormSpec WordsForm = new("dank", [new TextQuestion("worte", 1, 300)], PassWords)
    {
        StillPossible = (call, draft) => Parts.Find(call, draft.Subject, VermittlungState.Done) is not null,
    };

    /// <summary>The form with words on how it was.</summary>
    public static readonly FormSpec FeedbackForm = new(
        "rueckblick",
        [new TextQuestion("worte", 1, 300) { Optional = true }],
        KeepWords
    )
    {
        StillPossible = (call, draft) => Parts.Find(call, draft.Subject, VermittlungState.Done) is not null,
    };

    /// <summary>Thanks with one tap.</summary>
    public static void Thank(Call call, Vermittlung vermittlung)
    {
        if (Parts.Find(call, vermittlung.Id, VermittlungState.Done) is null)
            return;
        var me = call.Person!.Id;
        if (vermittlung.Thanked.Contains(me))
        {
            call.Say(Message.Of("vermittlung.thanked-already").Row(Press.Button("v-words", vermittlung.Id)));
            return;
        }
        call.Put(Vermittlung.Kind, vermittlung with { Thanked = [.. vermittlung.Thanked, me] });
        Sides.TellOther(
            call,
            vermittlung,
            Message.Of(Text.Of("vermittlung.thanks", Sides.Me(call)), VermittlungText.About(call, vermittlung))
        );
        call.Say(
            Message
                .Of(Text.Of("vermittlung.thanked", Sides.Other(call, vermittlung)))
                .Row(Press.Button("v-words", vermittlung.Id))
        );
    }

    /// <summary>Somebody wants to add words to the thanks.</summary>
    public static void Words(Call call, Vermittlung vermittlung) =>
        Forms.Start(call, WordsForm, subject: vermittlung.Id);

    /// <summary>It was good.</summary>
    public static void Good(Call call, Vermittlung vermittlung) => Rate(call, vermittlung, true);

    /// <summary>It was not good.</summary>
    public static void Bad(Call call, Vermittlung vermittlung) => Rate(call, vermittlung, false);

    private static void Rate(Call call, Vermittlung vermittlung, bool good)
    {
        Keep(call, vermittlung, new(call.Person!.Id, good, ""));
        Forms.Start(call, FeedbackForm, subject: vermittlung.Id);
    }

    private static void KeepWords(Call call, Draft draft)
    {
        var vermittlung = call.Find(Vermittlung.Kind, draft.Subject!)!;
        var mine = vermittlung.Feedback.FirstOrDefault(f => f.By == call.Person!.Id);
        var good = mine?.Good ?? true;
        Keep(call, vermittlung, new(call.Person!.Id, good, draft["worte"] ?? ""));
        call.Say(
            good
                ? Message.Of("vermittlung.feedback.good")
                : Message
                    .Of("vermittlung.feedback.bad", "vermittlung.feedback.bad.next")
                    .Row(Press.Button("v-human"), Press.Button("n-report", vermittlung.Id))
        );
    }

    private static void Keep(Call call, Vermittlung vermittlung, Feedback feedback) =>
        call.Put(
            Vermittlung.Kind,
            vermittlung with
            {
                Feedback = [.. vermittlung.Feedback.Where(f => f.By != feedback.By), feedback],
            }
        );

    private static void PassWords(Call call, Draft draft)
    {
        var vermittlung = call.Find(Vermittlung.Kind, draft.Subject!)!;
        Sides.TellOther(
            call,
            vermittlung,
            Message.Of(
                Text.Of("vermittlung.thanks.words", Sides.Me(call)),
                Text.Quote(draft["worte"]!).By(call.Person!.Id)
            )
        );
        call.Say(Text.Of("vermittlung.thanked.words", Sides.Other(call, vermittlung)));
    }
}
