using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Web;

/// <summary>What an invented neighbour asks or offers, as it is filled into the form.</summary>
internal sealed record Wish(
    string Name,
    bool IsOffer,
    string Category,
    string What,
    string When,
    string Area,
    bool IsReleased = true
);

/// <summary>The invented people and offices of the Lindenviertel.</summary>
internal static class ProbierstubePeople
{
    /// <summary>Who wants what.</summary>
    public static IReadOnlyList<Wish> Wishes { get; } =
    [
        new("Karim", false, "technik", "Ich möchte mein neues Telefon einrichten.", "flexibel", "am Lindenplatz"),
        new("Yusuf", true, "reparatur", "Ich repariere Fahrräder und Lampen.", "jeden Samstag", "im ganzen Quartier"),
        new("Olga", true, "leihen", "Ich verleihe eine Leiter und eine Bohrmaschine.", "flexibel", "nahe der Schule"),
        new(
            "Frieda",
            false,
            "begleitung",
            "Ich suche eine Begleitung zum Augenarzt.",
            "nächsten Donnerstag um 9 Uhr",
            "nahe der Kirche",
            IsReleased: false
        ),
    ];

    /// <summary>Whom the moderation can refer to.</summary>
    public static IEnumerable<Contact> Contacts(string quartier) =>
        [
            Contact(
                quartier,
                1,
                "Stadtteilbüro Lindenviertel",
                "Fragen zu Wohnen und Anträgen",
                "dienstags 10 bis 12 Uhr"
            ),
            Contact(quartier, 2, "Pflegestützpunkt", "Beratung rund um Pflege", "Sprechzeit im Rathaus"),
            Contact(quartier, 3, "Reparatur-Café", "Gemeinsam reparieren", "jeden 1. Samstag im Pfarrsaal"),
        ];

    private static Contact Contact(string quartier, int number, string name, string purpose, string reach) =>
        new()
        {
            Id = $"try-{number}",
            Quartier = quartier,
            Name = name,
            Purpose = purpose,
            Reach = reach,
        };
}
