using Nachbarschaftsbot.Core.HelpRequests;

namespace Nachbarschaftsbot.Tests.HelpRequests;

public sealed class PrivateWordsTests
{
    [Theory]
    [InlineData("0171 2345678")]
    [InlineData("Tel. 030/123456")]
    [InlineData("+49 171 234 56 78")]
    [InlineData("Mail an ada@example.org")]
    [InlineData("ada (at) example.org")]
    [InlineData("Gruppe: https://t.me/linden")]
    [InlineData("Telegram @adalove")]
    [InlineData("Ich wohne Lindenstr. 12 im 3. Stock")]
    [InlineData("Lindenstraße 12b")]
    [InlineData("Mühlweg 5, Hinterhaus")]
    [InlineData("Goethe Straße 7")]
    [InlineData("Karl-Marx-Allee 101")]
    [InlineData("12 Mill Road")]
    [InlineData("Hausnummer 4")]
    public void A_contact_or_address_is_found(string what) => Assert.NotNull(PrivateWords.InWhat(what));

    [Theory]
    [InlineData("0170 1234567")]
    [InlineData("Ruf an: +49 (30) 123-4567!")]
    [InlineData("ada@example.org")]
    [InlineData("schreib mir auf www.example.org")]
    [InlineData("t.me/ada")]
    [InlineData("ich bin @adalove")]
    public void A_contact_is_found(string text) => Assert.True(PrivateWords.HasContact(text));

    [Theory]
    [InlineData("Am Samstag um 10 Uhr")]
    [InlineData("Am 28.11.2026 passt es")]
    [InlineData("10:00 bis 12:00")]
    [InlineData("2 Kisten Wasser und 3 kg Kartoffeln")]
    [InlineData("Ich wohne im 3. Stock, Haus 12")]
    [InlineData("Lindenstr. 12")]
    public void What_is_no_contact_is_left_alone(string text) => Assert.False(PrivateWords.HasContact(text));

    [Theory]
    [InlineData("Am 3.12.2026 von 10:00 bis 12:00 Uhr")]
    [InlineData("3 Kisten in den 4. Stock tragen")]
    [InlineData("2 Stunden auf den Spielplatz")]
    [InlineData("Spielplatz 2 Stunden")]
    [InlineData("Ich bin 3 Wochen weg, 2 Katzen füttern")]
    [InlineData("Im Dezember 2026, 2 bis 3 Mal")]
    [InlineData("Mit der Buslinie 12 zum Arzt")]
    [InlineData("Bei der Lindenstraße um 10 Uhr")]
    [InlineData("20 Euro für die Getränke")]
    public void Other_numbers_stay(string what) => Assert.Null(PrivateWords.InWhat(what));

    [Theory]
    [InlineData("Lindenstraße 12")]
    [InlineData("Am Markt 3")]
    [InlineData("Unter den Linden 5 a")]
    public void A_house_number_is_refused_as_area(string area) => Assert.NotNull(PrivateWords.InArea(area));

    [Theory]
    [InlineData("nahe der Kirche")]
    [InlineData("Haltestelle Markt, Linie 5")]
    [InlineData("Ecke Lindenstraße und Parkweg")]
    public void A_coarse_area_stays(string area) => Assert.Null(PrivateWords.InArea(area));
}
