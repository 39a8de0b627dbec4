using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>How a typed or chosen answer was taken: a closed set.</summary>
public abstract record Reading
{
    private Reading() { }

    /// <summary>Accepted, in the form in which it is kept.</summary>
    public sealed record Accepted(string Value) : Reading;

    /// <summary>Refused: why, and what to do now.</summary>
    public sealed record Refused(Text Why) : Reading;

    /// <summary>A part was understood; it is kept for the answer to what is still missing.</summary>
    public sealed record More(Text Ask, string Said) : Reading;

    /// <summary>Several readings are possible: the person chooses.</summary>
    public sealed record Choose(IReadOnlyList<FieldOption> Options) : Reading;
}

/// <summary>
/// A question of a form. Its texts go by key: <c>form.&lt;form&gt;.&lt;id&gt;</c> asks, <c>form.&lt;form&gt;.&lt;id&gt;.label</c> is the short label (preview,
/// HTML form), <c>form.&lt;form&gt;.&lt;id&gt;.hint</c> (may be missing) gives an example.
/// </summary>
/// <param name="Id">Lower-case letters, unique in the form.</param>
public abstract record Question(string Id)
{
    /// <summary>Whether it is asked at all, given what was answered so far.</summary>
    public Func<Draft, bool>? If { get; init; }

    /// <summary>Whether it may be skipped.</summary>
    public bool Optional { get; init; }

    /// <summary>Which native form element shows it.</summary>
    public abstract FieldKind Kind { get; }

    /// <summary>Longest answer in UTF-16 code units.</summary>
    public virtual int MaxLength => 200;

    /// <summary>Whether an answer that is shown again for changing stands there in words, not as it is kept.</summary>
    public virtual bool IsKeptInCode => false;

    /// <summary>What can be chosen.</summary>
    public virtual IReadOnlyList<FieldOption> Options(Call call, Draft draft) => [];

    /// <summary>Takes an answer that was typed.</summary>
    public abstract Reading Read(string typed, Call call, Draft draft);

    /// <summary>How an accepted value is shown.</summary>
    public virtual Text Show(string value, Call call, Draft draft) => Text.Plain(value);
}

/// <summary>Free text. What stands for a phone number or an address can be refused by <paramref name="Check"/>.</summary>
public sealed record TextQuestion(string Id, int Min = 1, int Max = 300, Func<string, Text?>? Check = null)
    : Question(Id)
{
    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => Max;

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var text = typed.Trim();
        var letters = text.Count(char.IsLetterOrDigit);
        if (text.Length > Max)
            return new Reading.Refused(Text.Of("form.too-long", ("max", Max), ("length", text.Length)));
        if (letters == 0)
            return new Reading.Refused("form.no-words");
        if (letters < Min)
            return new Reading.Refused("form.too-short");
        return Check?.Invoke(text) is { } why ? new Reading.Refused(why) : new Reading.Accepted(text);
    }
}

/// <summary>One of several options. A typed number, the label or its beginning count as choosing.</summary>
public sealed record ChoiceQuestion(string Id, Func<Call, Draft, IReadOnlyList<FieldOption>> Choices) : Question(Id)
{
    private const int ShortestBeginning = 3;

    /// <summary>Reads words that are no label, for example synonyms.</summary>
    public Func<string, string?>? Synonym { get; init; }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Choice;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) => Choices(call, draft);

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var options = Options(call, draft);
        var value = Match(typed, options, call.Language) ?? Synonym?.Invoke(typed);
        return value is not null && options.Any(o => o.Value == value)
            ? new Reading.Accepted(value)
            : new Reading.Refused("form.choose");
    }

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) =>
        Options(call, draft).FirstOrDefault(o => o.Value == value)?.Label ?? Text.Plain(value);

    internal static string? Match(string typed, IReadOnlyList<FieldOption> options, string language)
    {
        if (int.TryParse(typed.Trim().TrimEnd('.', ')'), out var number))
            if (number >= 1 && number <= options.Count)
                return options[number - 1].Value;
        var words = Plain.Fold(typed);
        if (words.Length == 0)
            return null;
        return Labelled(typed, words, options, language);
    }

    /// <summary>The option with this label; else the only one whose label begins so, when enough of it was typed.</summary>
    private static string? Labelled(string typed, string words, IReadOnlyList<FieldOption> options, string language)
    {
        string? beginning = null;
        var isOnly = words.Length >= ShortestBeginning;
        foreach (var option in options)
        {
            var (isLabel, begins) = Plain.Compare(Texts.Catalog.BuiltIn.Words(option.Label, language), words);
            if (isLabel || option.Value == typed)
                return option.Value;
            if (!begins)
                continue;
            isOnly &= beginning is null;
            beginning = option.Value;
        }
        return isOnly ? beginning : null;
    }
}

/// <summary>Several of the options; the value is their values joined by comma.</summary>
public sealed record SeveralQuestion(string Id, Func<Call, Draft, IReadOnlyList<FieldOption>> Choices) : Question(Id)
{
    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Several;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) => Choices(call, draft);

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var options = Options(call, draft);
        var values = typed
            .Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => ChoiceQuestion.Match(part, options, call.Language))
            .ToList();
        return values.Count == 0 || values.Contains(null)
            ? new Reading.Refused("form.choose-several")
            : new Reading.Accepted(string.Join(',', values.Distinct()));
    }

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft)
    {
        var options = Options(call, draft);
        var labels = value
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => options.FirstOrDefault(o => o.Value == v)?.Label ?? Text.Plain(v))
            .Select(l => Texts.Catalog.BuiltIn.Words(l, call.Language));
        return Text.Plain(string.Join(", ", labels));
    }
}

/// <summary>A whole number.</summary>
public sealed record NumberQuestion(string Id, int Min, int Max) : Question(Id)
{
    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Number;

    /// <inheritdoc/>
    public override int MaxLength => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        [
            .. Enumerable
                .Range(Min, Math.Min(4, Max - Min + 1))
                .Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Select(n => new FieldOption(n, Text.Plain(n))),
        ];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft) =>
        NumberWords.Read(typed) is { } number && number >= Min && number <= Max
            ? new Reading.Accepted(number.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : new Reading.Refused(Text.Of("form.number", ("min", Min), ("max", Max)));
}

/// <summary>Yes or no as a choice of two sentences, because a button must be understandable alone.</summary>
public static class YesNo
{
    /// <summary>The values of the two answers.</summary>
    public const string Yes = "ja",
        No = "nein";

    /// <summary>A choice of <c>ja</c> and <c>nein</c> with the labels <c>form.&lt;form&gt;.&lt;id&gt;.yes</c> and <c>.no</c>.</summary>
    public static ChoiceQuestion Question(string form, string id) =>
        new(id, (_, _) => [new(Yes, $"form.{form}.{id}.yes"), new(No, $"form.{form}.{id}.no")])
        {
            Synonym = typed =>
                Plain.Fold(typed) switch
                {
                    "ja" or "yes" or "jo" or "ok" or "gern" or "gerne" => Yes,
                    "nein" or "no" or "nee" or "lieber nicht" => No,
                    _ => null,
                },
        };
}

/// <summary>Reads small numbers, in digits or words.</summary>
public static class NumberWords
{
    private static readonly string[] German =
    [
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fuenf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwoelf",
    ];

    private static readonly string[] English =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    /// <summary>The number, or null.</summary>
    public static int? Read(string typed)
    {
        foreach (var word in Plain.Fold(typed).Split(' '))
        {
            if (int.TryParse(word, out var number))
                return number;
            if (word is "ein" or "eine" or "einen" or "einer")
                return 1;
            var at = Math.Max(Array.IndexOf(German, word), Array.IndexOf(English, word));
            if (at >= 0)
                return at;
        }
        return null;
    }
}
