using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>How the value of an <see cref="Arg"/> becomes words.</summary>
public enum ArgKind
{
    /// <summary>Shown as it is; the words of people and numbers.</summary>
    Verbatim,

    /// <summary>A text key, translated.</summary>
    Key,

    /// <summary>An encoded <c>Understanding.When</c>, written out in the reader's language.</summary>
    When,
}

/// <summary>A named value in a text.</summary>
public sealed record Arg(string Name, string Value, ArgKind Kind = ArgKind.Verbatim)
{
    /// <summary>
    /// Id of the person whose words or name the value is and who takes it along: what waits with it is not sent once that person is
    /// deleted. Null for what stays. Not stored: who puts the value into a message knows whose it is.
    /// </summary>
    [JsonIgnore]
    public string? By { get; init; }

    /// <summary>Words or the name of a person, who takes them along.</summary>
    public static Arg Of(string name, string value, string? by) => new(name, value) { By = by };

    /// <summary>Words of people: shown, never interpreted.</summary>
    public static implicit operator Arg((string Name, string Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A number.</summary>
    public static implicit operator Arg((string Name, int Value) pair) =>
        new(pair.Name, pair.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Another text, by its key.</summary>
    public static Arg OfKey(string name, string key) => new(name, key, ArgKind.Key);

    /// <summary>A date or time, encoded by <c>When.Encode</c>.</summary>
    public static Arg OfWhen(string name, string encoded) => new(name, encoded, ArgKind.When);
}

/// <summary>How a line is set; never the only carrier of a meaning.</summary>
public enum TextStyle
{
    /// <summary>A plain line.</summary>
    Normal,

    /// <summary>A short heading.</summary>
    Title,

    /// <summary>Words of a person, set apart.</summary>
    Quote,
}

/// <summary>One line or paragraph to be said: a text key with its values. It becomes words only when it is rendered.</summary>
public sealed record Text(string Key, IReadOnlyList<Arg> Args, TextStyle Style = TextStyle.Normal)
{
    /// <summary>A text by key.</summary>
    public static Text Of(string key, params Arg[] args) => new(key, args);

    /// <summary>A heading by key.</summary>
    public static Text Title(string key, params Arg[] args) => new(key, args, TextStyle.Title);

    /// <summary>Words of a person, as they are.</summary>
    public static Text Quote(string words) => new("", [("", words)], TextStyle.Quote);

    /// <summary>Words as they are, not set apart (a person's name on a button, a contact).</summary>
    public static Text Plain(string words) => new("", [("", words)]);

    /// <summary>The same words as those of a person, who takes them along. A text of ours is nobody's.</summary>
    public Text By(string? person) =>
        Key.Length > 0 ? this : this with { Args = [.. Args.Select(a => a with { By = person })] };

    /// <summary>A text without values.</summary>
    public static implicit operator Text(string key) => new(key, []);
}
