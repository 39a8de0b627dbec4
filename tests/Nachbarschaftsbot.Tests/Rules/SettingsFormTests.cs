using Microsoft.Extensions.Configuration;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Tests.Rules;

/// <summary>Settings as they stand in files: each is read, and one of the wrong form is named.</summary>
public sealed class SettingsFormTests
{
    [Theory]
    [InlineData("Telegram:ChatBurst", "viele")]
    [InlineData("Telegram:PerChatPerSecond", "it's 'odd' at 'all'")]
    [InlineData("Matrix:RoomBurst", "99999999999")]
    public void What_has_the_wrong_form_is_named_without_its_value(string setting, string value)
    {
        var problem = Assert.Throws<SettingsException>(() => Read((setting, value)));
        Assert.Equal(setting, Assert.Single(problem.Problems).Setting);
        Assert.DoesNotContain(value, problem.Message);
    }

    [Fact]
    public void Numbers_words_and_nested_ones_are_read()
    {
        var settings = Read(
            ("Telegram:PerChatPerSecond", "2.5"),
            ("telegram:chatburst", "7"),
            ("Matrix:Appservice:Id", "bot"),
            ("Quartier:Name", "Am Bach")
        );
        Assert.Equal((2.5, 7), (settings.Telegram.PerChatPerSecond, settings.Telegram.ChatBurst));
        Assert.Equal(("bot", "Am Bach"), (settings.Matrix.Appservice.Id, settings.Quartier.Name));
    }

    private static Settings Read(params (string Name, string Value)[] all) =>
        SettingsSource.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(all.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
                .Build()
        );
}
