namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// What a button carries: a version, a verb, the id of the thing it is about, an argument. At most 64 bytes of ASCII (Telegram's
/// limit for callback data). Nothing in it is trusted: rights and state are checked when it is pressed.
/// </summary>
/// <param name="Verb">Name of the button in the registry.</param>
/// <param name="Subject">Id of a document, or empty.</param>
/// <param name="Argument">An option, or empty.</param>
public sealed record Token(string Verb, string Subject = "", string Argument = "")
{
    /// <summary>Longest token in bytes.</summary>
    public const int MaxLength = 64;

    /// <summary>The text of the token.</summary>
    /// <exception cref="InvalidOperationException">It is too long or not plain ASCII: a bug of the feature that made it.</exception>
    public override string ToString() => Of(Verb, Subject, Argument);

    /// <summary>The text of a token of these parts.</summary>
    /// <exception cref="InvalidOperationException">It is too long or not plain ASCII: a bug of the feature that made it.</exception>
    public static string Of(string verb, string subject, string argument)
    {
        var text = $"1:{verb}:{subject}:{argument}";
        if (text.Length > MaxLength || !System.Text.Ascii.IsValid(text))
            throw new InvalidOperationException($"The token of '{verb}' is over {MaxLength} bytes or not ASCII.");
        return text;
    }

    /// <summary>Reads a token; null for anything that is none of ours.</summary>
    public static Token? Parse(string text)
    {
        var parts = text.Length <= MaxLength ? text.Split(':', 4) : [];
        return parts is ["1", { Length: > 0 } verb, var subject, var argument]
            ? new Token(verb, subject, argument)
            : null;
    }
}
