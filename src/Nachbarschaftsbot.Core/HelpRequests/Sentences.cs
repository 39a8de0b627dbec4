using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Plain sentences: open the form with what was understood, or show the list.</summary>
internal static class Sentences
{
    /// <summary>Asks which way the help goes, where the sentence does not tell; keeps what was understood.</summary>
    public static readonly FormSpec Which = new(
        "richtung",
        [
            new ChoiceQuestion(
                "richtung",
                (_, _) => [new("anfrage", "form.richtung.anfrage"), new("angebot", "form.richtung.angebot")]
            ),
        ],
        (call, draft) => Go(call, draft)
    );

    /// <summary>The argument of buttons that begin anew, whatever was begun before.</summary>
    public const string Anew = "1";

    /// <summary>Takes a sentence of a member.</summary>
    /// <returns>False when it is about nothing here.</returns>
    public static bool Take(Call call, Sentence sentence)
    {
        switch (sentence.Intent)
        {
            case Intent.Ask:
                Open(call, Direction.Gesuch, sentence);
                return true;
            case Intent.Offer:
                Open(call, Direction.Angebot, sentence);
                return true;
            case Intent.Browse:
                Browsing.Words(call, sentence);
                return true;
            case Intent.None when sentence.Category is not null:
                Forms.Start(call, Which, RequestForm.Answers(sentence));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Opens the form, with what stands behind the command understood.</summary>
    public static void Command(Call call, Direction direction)
    {
        if (call.Argument.Any(char.IsLetter))
            Open(call, direction, SentenceReader.Read(call.Argument, call.LocalNow));
        else
            Begin(call, direction);
    }

    /// <summary>Opens the form; the argument of the button that begins anew passes over a draft.</summary>
    public static void Begin(Call call, Direction direction)
    {
        var verb = direction == Direction.Gesuch ? "r-ask" : "r-offer";
        if (call.Argument == Anew || !Drafts.Waits(call, direction, Press.Labelled("request.anew", verb, "", Anew)))
            Forms.Start(call, RequestForm.Of(direction));
    }

    /// <summary>Looks for what stands behind the command, or for everything.</summary>
    public static void Browse(Call call) => Browsing.Words(call, SentenceReader.Read(call.Argument, call.LocalNow));

    private static void Open(Call call, Direction direction, Sentence sentence) =>
        Forms.Start(call, RequestForm.Of(direction), RequestForm.Answers(sentence));

    private static void Go(Call call, Draft draft)
    {
        var answers = new Dictionary<string, string>(draft.Answers);
        answers.Remove("richtung", out var way);
        Forms.Start(call, RequestForm.Of(way == "angebot" ? Direction.Angebot : Direction.Gesuch), answers);
    }
}
