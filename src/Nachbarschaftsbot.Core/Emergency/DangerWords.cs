namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>
/// The phrases that point to danger, one file a language. Their form is that of
/// <see cref="Nachbarschaftsbot.Core.Understanding.Phrase"/>; "$" is the end of the text.
/// </summary>
internal static partial class DangerWords
{
    /// <summary>The phrases of each kind: German, English, Turkish, Russian, Ukrainian, Arabic.</summary>
    public static readonly IReadOnlyList<(DangerKind Kind, string[] Phrases)> ByKind =
    [
        (DangerKind.Life, [German.Life, English.Life, Turkish.Life, Russian.Life, Ukrainian.Life, Arabic.Life]),
        (DangerKind.Fire, [German.Fire, English.Fire, Turkish.Fire, Russian.Fire, Ukrainian.Fire, Arabic.Fire]),
        (
            DangerKind.Poisoning,
            [
                German.Poisoning,
                English.Poisoning,
                Turkish.Poisoning,
                Russian.Poisoning,
                Ukrainian.Poisoning,
                Arabic.Poisoning,
            ]
        ),
        (
            DangerKind.SelfHarm,
            [German.SelfHarm, English.SelfHarm, Turkish.SelfHarm, Russian.SelfHarm, Ukrainian.SelfHarm, Arabic.SelfHarm]
        ),
        (
            DangerKind.Threat,
            [German.Threat, English.Threat, Turkish.Threat, Russian.Threat, Ukrainian.Threat, Arabic.Threat]
        ),
        (
            DangerKind.ViolenceWomen,
            [
                German.ViolenceWomen,
                English.ViolenceWomen,
                Turkish.ViolenceWomen,
                Russian.ViolenceWomen,
                Ukrainian.ViolenceWomen,
                Arabic.ViolenceWomen,
            ]
        ),
        (
            DangerKind.ViolenceMen,
            [
                German.ViolenceMen,
                English.ViolenceMen,
                Turkish.ViolenceMen,
                Russian.ViolenceMen,
                Ukrainian.ViolenceMen,
                Arabic.ViolenceMen,
            ]
        ),
        (
            DangerKind.ChildInNeed,
            [
                German.ChildInNeed,
                English.ChildInNeed,
                Turkish.ChildInNeed,
                Russian.ChildInNeed,
                Ukrainian.ChildInNeed,
                Arabic.ChildInNeed,
            ]
        ),
        (
            DangerKind.ChildAbuse,
            [
                German.ChildAbuse,
                English.ChildAbuse,
                Turkish.ChildAbuse,
                Russian.ChildAbuse,
                Ukrainian.ChildAbuse,
                Arabic.ChildAbuse,
            ]
        ),
        (
            DangerKind.Medical,
            [German.Medical, English.Medical, Turkish.Medical, Russian.Medical, Ukrainian.Medical, Arabic.Medical]
        ),
    ];

    /// <summary>All words of danger, by the kind they point to.</summary>
    public static readonly PhraseBook<DangerKind> Kinds = new(ByKind);

    /// <summary>Everyday turns of phrase with words of danger in them, by language; taken out before looking.</summary>
    public static readonly PhraseBook<string> Harmless = new([
        ("de", [German.Harmless]),
        ("en", [English.Harmless]),
        ("tr", [Turkish.Harmless]),
        ("ru", [Russian.Harmless]),
        ("uk", [Ukrainian.Harmless]),
        ("ar", [Arabic.Harmless]),
    ]);

    /// <summary>The words of danger in Latin letters by language, to answer in the language they are in.</summary>
    public static readonly PhraseBook<string> Languages = new([("de", Of(0)), ("en", Of(1)), ("tr", Of(2))]);

    /// <summary>Where two languages in Latin letters share a word, the first one counts.</summary>
    public static readonly IReadOnlyList<string> InLatinLetters = ["de", "tr", "en"];

    /// <summary>All phrases of one language, by its place in the rows above.</summary>
    private static string[] Of(int language) => [.. ByKind.Select(k => k.Phrases[language])];
}
