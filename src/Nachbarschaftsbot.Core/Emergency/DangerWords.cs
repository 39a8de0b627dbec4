namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>
/// The phrases that point to danger, one file a language. Their form is that of
/// <see cref="Nachbarschaftsbot.Core.Understanding.Phrase"/>; "$" is the end of the text.
/// </summary>
internal static partial class DangerWords
{
    /// <summary>A book for each kind of danger.</summary>
    public static readonly IReadOnlyList<(DangerKind Kind, PhraseBook Book)> Books =
    [
        (
            DangerKind.Life,
            new PhraseBook(German.Life, English.Life, Turkish.Life, Russian.Life, Ukrainian.Life, Arabic.Life)
        ),
        (
            DangerKind.Fire,
            new PhraseBook(German.Fire, English.Fire, Turkish.Fire, Russian.Fire, Ukrainian.Fire, Arabic.Fire)
        ),
        (
            DangerKind.Poisoning,
            new PhraseBook(
                German.Poisoning,
                English.Poisoning,
                Turkish.Poisoning,
                Russian.Poisoning,
                Ukrainian.Poisoning,
                Arabic.Poisoning
            )
        ),
        (
            DangerKind.SelfHarm,
            new PhraseBook(
                German.SelfHarm,
                English.SelfHarm,
                Turkish.SelfHarm,
                Russian.SelfHarm,
                Ukrainian.SelfHarm,
                Arabic.SelfHarm
            )
        ),
        (
            DangerKind.Threat,
            new PhraseBook(
                German.Threat,
                English.Threat,
                Turkish.Threat,
                Russian.Threat,
                Ukrainian.Threat,
                Arabic.Threat
            )
        ),
        (
            DangerKind.ViolenceWomen,
            new PhraseBook(
                German.ViolenceWomen,
                English.ViolenceWomen,
                Turkish.ViolenceWomen,
                Russian.ViolenceWomen,
                Ukrainian.ViolenceWomen,
                Arabic.ViolenceWomen
            )
        ),
        (
            DangerKind.ViolenceMen,
            new PhraseBook(
                German.ViolenceMen,
                English.ViolenceMen,
                Turkish.ViolenceMen,
                Russian.ViolenceMen,
                Ukrainian.ViolenceMen,
                Arabic.ViolenceMen
            )
        ),
        (
            DangerKind.ChildInNeed,
            new PhraseBook(
                German.ChildInNeed,
                English.ChildInNeed,
                Turkish.ChildInNeed,
                Russian.ChildInNeed,
                Ukrainian.ChildInNeed,
                Arabic.ChildInNeed
            )
        ),
        (
            DangerKind.ChildAbuse,
            new PhraseBook(
                German.ChildAbuse,
                English.ChildAbuse,
                Turkish.ChildAbuse,
                Russian.ChildAbuse,
                Ukrainian.ChildAbuse,
                Arabic.ChildAbuse
            )
        ),
        (
            DangerKind.Medical,
            new PhraseBook(
                German.Medical,
                English.Medical,
                Turkish.Medical,
                Russian.Medical,
                Ukrainian.Medical,
                Arabic.Medical
            )
        ),
    ];

    /// <summary>Everyday turns of phrase with words of danger in them; taken out before looking.</summary>
    public static readonly PhraseBook Harmless = new(
        German.Harmless,
        English.Harmless,
        Turkish.Harmless,
        Russian.Harmless,
        Ukrainian.Harmless,
        Arabic.Harmless
    );

    /// <summary>
    /// The words of danger of each language in Latin letters, to answer in the language they are in. Where two languages share a
    /// word, the first one counts.
    /// </summary>
    public static readonly IReadOnlyList<(string Language, PhraseBook Book)> InLatinLetters =
    [
        ("de", new PhraseBook(German.All)),
        ("tr", new PhraseBook(Turkish.All)),
        ("en", new PhraseBook(English.All)),
    ];
}
