using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Tests.WebChat.Page;

/// <summary>Somebody who goes down a form, field by field.</summary>
internal sealed class WebFilling(WebSheet sheet, string line)
{
    private static readonly IReadOnlyDictionary<string, string> Words = Catalog.BuiltIn.Of("de");

    private readonly Dictionary<string, string> answers = sheet
        .Inputs.Where(i => i.Value is not null)
        .ToDictionary(i => i.Name, i => i.Value!);

    private int at;

    internal string Stamp => sheet.Stamp;

    /// <summary>The line that holds the form.</summary>
    internal string Line => line;

    /// <summary>Whether anything was filled in or passed over.</summary>
    internal bool IsBegun => at > 0;

    /// <summary>What is sent: every field has an answer, if only an empty one.</summary>
    internal IReadOnlyDictionary<string, string> Answers => answers;

    /// <summary>The words of a field further down that asks this, be it with fewer words than elsewhere; or null.</summary>
    internal string? Asks(string part) => sheet.Inputs.Skip(at).FirstOrDefault(i => DoesAsk(i, part))?.Label;

    /// <summary>Types into the next empty field that takes words.</summary>
    internal void Types(string text) =>
        Put(i => i.IsTyped && answers[i.Name].Length == 0, _ => text, $"a field for \"{text}\"");

    /// <summary>Chooses in the next field that has this.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Chooses(string label)
    {
        if (!sheet.Inputs.Skip(at).Any(i => i.Options.ContainsKey(label)))
            return false;
        Put(i => i.Options.ContainsKey(label), i => i.Options[label], label);
        return true;
    }

    /// <summary>Leaves the next empty field as it is.</summary>
    internal void Passes() => Put(i => answers.GetValueOrDefault(i.Name, "").Length == 0, _ => "", "an empty field");

    public override string ToString() => sheet.ToString();

    private static bool DoesAsk(WebInput input, string part) =>
        input.Label.Contains(part, StringComparison.Ordinal)
        || Words.Any(question =>
            question.Key.EndsWith($".{input.Name}", StringComparison.Ordinal)
            && question.Value.Contains(part, StringComparison.Ordinal)
            && Words.TryGetValue($"{question.Key}.label", out var label)
            && input.Label.StartsWith(label, StringComparison.Ordinal)
        );

    private void Put(Func<WebInput, bool> fits, Func<WebInput, string> answer, string what)
    {
        var index = sheet.Inputs.Index().Skip(at).Where(i => fits(i.Item)).Select(i => i.Index + 1).FirstOrDefault();
        Assert.True(index > 0, $"There is no more {what} in: {sheet}");
        at = index;
        var input = sheet.Inputs[at - 1];
        answers[input.Name] = answer(input);
    }
}
