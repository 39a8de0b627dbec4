using System.Globalization;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Reads how many helpers are meant: "zwei Leute", "3 Personen", "zu zweit".</summary>
internal static class PeopleReader
{
    private static readonly HashSet<string> Helpers =
    [
        "leute",
        "leuten",
        "personen",
        "person",
        "helfer",
        "helfern",
        "helferin",
        "helferinnen",
        "helfende",
        "mann",
        "maenner",
        "maennern",
        "frauen",
        "menschen",
        "freiwillige",
        "nachbarn",
        "haende",
        "people",
        "persons",
        "helpers",
        "volunteers",
        "men",
        "women",
        "neighbours",
        "hands",
    ];

    private static readonly Dictionary<string, int> Together = new()
    {
        ["zweit"] = 2,
        ["dritt"] = 3,
        ["viert"] = 4,
    };

    public static int? Read(List<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (
                tokens[at].Text == "zu"
                && at + 1 < tokens.Count
                && Together.TryGetValue(tokens[at + 1].Text, out var some)
            )
                return some;
            if (Number(tokens[at]) is { } number and > 0 and < 100 && IsHelperAhead(tokens, at + 1))
                return number;
        }
        return null;
    }

    // One word may stand between: "zwei starke Leute".
    private static bool IsHelperAhead(List<Token> tokens, int at) =>
        IsHelper(tokens, at) || IsAdjective(tokens, at) && IsHelper(tokens, at + 1);

    private static bool IsHelper(List<Token> tokens, int at) => at < tokens.Count && Helpers.Contains(tokens[at].Text);

    private static bool IsAdjective(List<Token> tokens, int at) =>
        at < tokens.Count && tokens[at] is { Kind: TokenKind.Word, Noun: false };

    private static int? Number(Token token) =>
        token.Kind switch
        {
            TokenKind.Number when token.Text.Length <= 2 => int.Parse(token.Text, CultureInfo.InvariantCulture),
            TokenKind.Word => CalendarWords.Number(token.Text),
            _ => null,
        };
}
