using Nachbarschaftsbot.Core.KollegialeBeratungen;

namespace Nachbarschaftsbot.Tests.KollegialeBeratungen;

/// <summary>The guard points at what tells who somebody is, and leaves everyday German alone.</summary>
public sealed class GuardTests
{
    [Theory]
    // Names behind a title.
    [InlineData("Frau Yılmaz kommt nicht mehr zurecht.", GuardKind.Name, "Frau Yılmaz")]
    [InlineData("Ich habe mit Herrn Brinkschulte gesprochen.", GuardKind.Name, "Herrn Brinkschulte")]
    [InlineData("Familie Schneider lebt seit drei Jahren hier.", GuardKind.Name, "Familie Schneider")]
    [InlineData("Dr. Weber hat sie überwiesen.", GuardKind.Name, "Dr. Weber")]
    [InlineData("Die Tochter von Frau Meyer-Landrut hilft.", GuardKind.Name, "Frau Meyer-Landrut")]
    [InlineData("Oma Krawuttke passt auf die Kinder auf.", GuardKind.Name, "Oma Krawuttke")]
    [InlineData("Familie Al-Hamad sucht eine Wohnung.", GuardKind.Name, "Al-Hamad")]
    // Names that are introduced.
    [InlineData("Der Sohn heißt Tjark und ist neun.", GuardKind.Name, "Tjark")]
    [InlineData("Ein Junge namens Quentin.", GuardKind.Name, "Quentin")]
    [InlineData("Name: Brettschneider, drei Kinder.", GuardKind.Name, "Brettschneider")]
    // First and family names alone, also in the genitive and in small letters.
    [InlineData("Amira möchte wieder arbeiten.", GuardKind.Name, "Amira")]
    [InlineData("Petras Mutter ist krank.", GuardKind.Name, "Petras")]
    [InlineData("gestern hat mehmet angerufen", GuardKind.Name, "mehmet")]
    [InlineData("Sabine Hoffmann braucht Hilfe.", GuardKind.Name, "Sabine Hoffmann")]
    [InlineData("Die Müllers streiten oft.", GuardKind.Name, "Müllers")]
    [InlineData("Olena Kovalenko ist neu im Viertel.", GuardKind.Name, "Olena Kovalenko")]
    [InlineData("Jürgen trinkt wieder.", GuardKind.Name, "Jürgen")]
    // Addresses.
    [InlineData("Sie wohnt in der Lindenstraße 12.", GuardKind.Address, "Lindenstraße 12")]
    [InlineData("Die Wohnung ist Mühlweg 5b, dritter Stock.", GuardKind.Address, "Mühlweg 5b")]
    [InlineData("Adresse: Berliner Str. 101", GuardKind.Address, "Berliner Str. 101")]
    [InlineData("Sie ist nach 18055 Rostock gezogen.", GuardKind.Address, "18055 Rostock")]
    [InlineData("Hausnummer 7, ganz oben.", GuardKind.Address, "Hausnummer 7")]
    // Telephone numbers.
    [InlineData("Erreichbar unter 0171 2345678.", GuardKind.Phone, "0171 2345678")]
    [InlineData("Tel. +49 (0)381 123456", GuardKind.Phone, "+49 (0)381 123456")]
    [InlineData("Ruf an: 0381/49 87 65", GuardKind.Phone, "0381/49 87 65")]
    // Mail addresses, links, account names.
    [InlineData("Mail an amira.k@example.org bitte.", GuardKind.Mail, "amira.k@example.org")]
    [InlineData("Mail: mutter (at) example.org", GuardKind.Mail, "mutter (at) example.org")]
    [InlineData("Sie ist auf https://example.org/profil zu sehen.", GuardKind.Mail, "https://example.org/profil")]
    [InlineData("Bei Telegram @lindenmutter", GuardKind.Mail, "@lindenmutter")]
    // Dates of birth.
    [InlineData("Die Frau, geb. 03.05.1987, lebt allein.", GuardKind.BirthDate, "geb. 03.05.1987")]
    [InlineData("Das Kind ist geboren am 3. Mai 2021.", GuardKind.BirthDate, "geboren am 3. Mai 2021")]
    [InlineData("Geburtsdatum: 1.2.90", GuardKind.BirthDate, "Geburtsdatum: 1.2.90")]
    [InlineData("12.11.1954, verwitwet", GuardKind.BirthDate, "12.11.1954")]
    // Numbers of accounts, insurances, files.
    [InlineData("Konto DE89 3704 0044 0532 0130 00", GuardKind.Number, "DE89 3704 0044 0532 0130 00")]
    [InlineData("Rentennummer 65 170839 J 003", GuardKind.Number, "65 170839 J 003")]
    [InlineData("Krankenkasse A123456780", GuardKind.Number, "A123456780")]
    [InlineData("Aktenzeichen 12/345-B", GuardKind.Number, "Aktenzeichen 12/345-B")]
    public void It_points_at(string text, GuardKind kind, string words)
    {
        var found = Guard.Read(text);
        Assert.True(
            found.Any(f => f.Kind == kind && f.Words.Contains(words, StringComparison.Ordinal)),
            $"Found: {string.Join("; ", found)}"
        );
    }

    [Theory]
    [InlineData("Eine Mutter mit drei Kindern sucht Entlastung am Nachmittag.")]
    [InlineData("Die Frau ist Mitte 40 und lebt allein.")]
    [InlineData("Eine Frau Mitte 40 pflegt ihren Vater.")]
    [InlineData("Frau M. möchte wieder arbeiten.")]
    [InlineData("Der Mann hat Angst vor dem Amt.")]
    [InlineData("Der Sohn (9) geht nicht mehr in die Schule.")]
    [InlineData("Am 3.12. um 10:30 Uhr ist ein Gespräch.")]
    [InlineData("Von 8:00 bis 12:30 Uhr ist niemand da.")]
    [InlineData("Seit 2019 lebt die Familie in Deutschland.")]
    [InlineData("Die Familie hat 1.200 Euro im Monat.")]
    [InlineData("Der Weg zur Schule dauert 20 Minuten.")]
    [InlineData("Auf dem Spielplatz 2 Stunden ohne Aufsicht.")]
    [InlineData("Der Bus Linie 5 hält vor dem Haus.")]
    [InlineData("Was hilft ihr? Wer im Quartier kann etwas beitragen?")]
    [InlineData("Wir haben das Jugendamt, die Schule und den Kinderarzt gefragt.")]
    [InlineData("Wie heißt das Angebot im Stadtteilzentrum?")]
    [InlineData("Die Nachbarin kocht montags für alle.")]
    [InlineData("Im August ist die Betreuung geschlossen, im April war sie offen.")]
    [InlineData("Die Herren vom Sozialamt waren freundlich.")]
    [InlineData("Ernst gemeint: Im Mai blüht die Heide, und der Wolf ist weit weg.")]
    [InlineData("Die Frau Kaffee kochen zu sehen, hat gut getan.")]
    [InlineData("Der Hund ist vor 3 Jahren gestorben.")]
    [InlineData("Er arbeitet seit dem 1. Januar 2026 in einer Werkstatt.")]
    [InlineData("")]
    public void It_leaves_alone(string text) => Assert.Empty(Guard.Read(text));

    [Fact]
    public void Everything_in_one_text_is_found_in_its_order_and_at_most_six()
    {
        var found = Guard.Read(
            "Amira, geb. 03.05.1987, Lindenstraße 12, 18055 Rostock, 0171 2345678, a@b.de, Peter, Hans"
        );
        Assert.Equal(
            [
                GuardKind.Name,
                GuardKind.BirthDate,
                GuardKind.Address,
                GuardKind.Address,
                GuardKind.Phone,
                GuardKind.Mail,
            ],
            found.Select(f => f.Kind)
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a.b-c@ 1 2 3 ( Lindenstr ", 200)]
    [InlineData("1", 4000)]
    [InlineData("A", 4000)]
    [InlineData("a.", 2000)]
    [InlineData("(at) ", 800)]
    public async Task In_long_and_odd_texts_what_stands_at_the_end_is_still_found(string odd, int times)
    {
        var text = string.Concat(Enumerable.Repeat(odd, times)) + " ruf an: 0170 5550199 ";
        var found = await Task.Run(() => Guard.Read(text));
        Assert.Contains(found, f => f.Words.Contains("0170 5550199", StringComparison.Ordinal));
    }
}
