using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>A choice under a message.</summary>
/// <param name="Number">What to type, and which key to react with.</param>
/// <param name="Label">What stands beside it.</param>
/// <param name="Token">What it presses.</param>
internal sealed record NumberedChoice(int Number, string Label, string Token);

/// <summary>An address under a message.</summary>
internal sealed record NamedLink(string Label, string Address);

/// <summary>The buttons of a message as Matrix shows them.</summary>
/// <param name="Choices">What has a number.</param>
/// <param name="Links">What opens an address.</param>
/// <param name="Words">What is said instead of pressed: the ways out of a form work by word at every step.</param>
internal sealed record Numbering(
    IReadOnlyList<NumberedChoice> Choices,
    IReadOnlyList<NamedLink> Links,
    IReadOnlyList<string> Words
)
{
    /// <summary>Whether typed numbers belong to this message, if only because it asks for words.</summary>
    internal bool TakesNumbers => Choices.Count > 0 || Words.Count > 0;

    /// <summary>
    /// Numbers the buttons from 1. A button that says a number already keeps it, so that a typed number never means two things; beside
    /// such buttons the others of a form go by word, because any number can be the answer there.
    /// </summary>
    internal static Numbering Of(Outbound message, Catalog catalog)
    {
        var buttons = message.Buttons.SelectMany(row => row).ToList();
        var labels = buttons.ConvertAll(b => catalog.Words(b.Label, message.Language));
        var taken = new HashSet<int>();
        for (var i = 0; i < buttons.Count; i++)
            if (!buttons[i].IsLink && NumberOf(labels[i]) is { } own)
                taken.Add(own);
        return Number(buttons, labels, taken, message.Language, catalog);
    }

    private static Numbering Number(
        List<Button> buttons,
        List<string> labels,
        HashSet<int> taken,
        string language,
        Catalog catalog
    )
    {
        var (choices, links, words) = (new List<NumberedChoice>(), new List<NamedLink>(), new List<string>());
        var said = new HashSet<int>();
        var next = taken.Count > 0 ? taken.Max() : 0;
        for (var i = 0; i < buttons.Count; i++)
        {
            var (label, token) = (labels[i], buttons[i].Token);
            if (buttons[i].IsLink)
                links.Add(new(label, token));
            else if (NumberOf(label) is { } own && said.Add(own))
                choices.Add(new(own, label, token));
            else if (WordOf(token, taken.Count > 0, language, catalog) is { } word)
                words.Add(word);
            else
                choices.Add(new(++next, label, token));
        }
        return new(choices, links, words);
    }

    private static int? NumberOf(string label) =>
        label.Length is 1 or 2
        && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && (label.Length == 1 || label[0] != '0')
            ? number
            : null;

    /// <summary>The word that does the same as a button of a form, or null.</summary>
    private static string? WordOf(string token, bool amongNumbers, string language, Catalog catalog)
    {
        if (Token.Parse(token) is not { Verb: Forms.Verb, Argument: { Length: > 1 } way })
            return null;
        var isUsual = way is Forms.Back or Forms.Cancel or Forms.Help or Forms.Human;
        if (!isUsual && !(amongNumbers && way is Forms.Skip or Forms.Done))
            return null;
        return catalog.Raw($"way.{way[1..]}.words", language).Split(',')[0].Trim();
    }
}
