namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Things that people count: a number before one of them is no time.</summary>
internal static class CountedWords
{
    private static readonly HashSet<string> Words =
    [
        "leute",
        "leuten",
        "personen",
        "person",
        "people",
        "persons",
        "helfer",
        "helfern",
        "helfende",
        "helferinnen",
        "helpers",
        "mann",
        "maenner",
        "frauen",
        "kinder",
        "kindern",
        "kids",
        "children",
        "euro",
        "eur",
        "prozent",
        "percent",
        "km",
        "kilometer",
        "meter",
        "m",
        "kg",
        "kilo",
        "liter",
        "kisten",
        "kartons",
        "boxes",
        "mal",
        "times",
        "grad",
        "zimmer",
        "stueck",
        "jahren",
        "jahre",
        "years",
        "stock",
        "etage",
        "std",
        "freiwillige",
        "volunteers",
        "neighbours",
        "nachbarn",
    ];

    public static bool Has(string word) => Words.Contains(word);
}
