using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Vermittlungen;

public sealed class ContactWordsTests
{
    [Theory]
    [InlineData("0170 1234567")]
    [InlineData("Ruf an: +49 (30) 123-4567!")]
    [InlineData("ada@example.org")]
    [InlineData("schreib mir auf www.example.org")]
    [InlineData("t.me/ada")]
    [InlineData("ich bin @adalove")]
    public void A_contact_is_found(string text) => Assert.True(ContactWords.In(text));

    [Theory]
    [InlineData("Am Samstag um 10 Uhr")]
    [InlineData("Am 28.11.2026 passt es")]
    [InlineData("10:00 bis 12:00")]
    [InlineData("2 Kisten Wasser und 3 kg Kartoffeln")]
    [InlineData("Ich wohne im 3. Stock, Haus 12")]
    public void What_is_none_is_left_alone(string text) => Assert.False(ContactWords.In(text));
}
