using System.Text.Json;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Rules;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Doctors;

/// <summary>What the operator sets reaches the people, and what cannot work is named at the start.</summary>
public sealed class OperatorSettingsTests
{
    [Fact]
    public void What_the_operator_sets_reaches_the_people()
    {
        var settings = Sound();
        settings.Bot.PoisonCentre = "030 19240";
        settings.Bot.AnswerHours = 48;
        settings.Bot.OfficeHours = "Montag bis Freitag, 9 bis 16 Uhr";
        Assert.Empty(Problems(settings));
        var about = TurnModule.AboutOf(settings);
        Assert.Equal("030 19240", about.PoisonCentre);
        Assert.Equal(48, about.AnswerHours);
        Assert.Equal("Montag bis Freitag, 9 bis 16 Uhr", about.OfficeHours);
    }

    [Fact]
    public void The_sample_file_names_every_setting_about_the_operator()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources.Root, "appsettings.sample.json")));
        var names = sample.RootElement.GetProperty("Bot").EnumerateObject().Select(p => p.Name).Order();
        Assert.Equal(typeof(BotSettings).GetProperties().Select(p => p.Name).Order(), names);
    }

    [Theory]
    [InlineData("19240 oder 112")]
    [InlineData("12")]
    [InlineData("Giftnotruf")]
    [InlineData("0000 0000 0000 0000 0000 0000 0000")]
    public void What_is_no_telephone_number_is_no_poison_centre(string number)
    {
        var settings = Sound();
        settings.Bot.PoisonCentre = number;
        var problem = Assert.Single(Problems(settings));
        Assert.Equal("Bot:PoisonCentre", problem.Setting);
        Assert.Contains("030 19240", problem.Example);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(168, 0)]
    [InlineData(169, 1)]
    public void The_hours_until_an_answer_have_their_measure(int hours, int problems)
    {
        var settings = Sound();
        settings.Bot.AnswerHours = hours;
        Assert.Equal(problems, Problems(settings).Count(p => p.Setting == "Bot:AnswerHours"));
    }

    [Fact]
    public void The_hours_are_no_novel()
    {
        var settings = Sound();
        settings.Bot.OfficeHours = new string('x', 201);
        Assert.Equal("Bot:OfficeHours", Assert.Single(Problems(settings)).Setting);
    }

    [Theory]
    [InlineData("https://bot.example.org/telegram", true)]
    [InlineData("https://bot.example.org:80/telegram", true)]
    [InlineData("https://bot.example.org:88/telegram", true)]
    [InlineData("https://bot.example.org:8443/telegram", true)]
    [InlineData("https://bot.example.org:8080/telegram", false)]
    [InlineData("https://bot.example.org:5443/telegram", false)]
    public void Telegram_calls_four_ports_only(string address, bool isFine)
    {
        var settings = Sound();
        settings.Telegram.WebhookAddress = address;
        if (isFine)
            Assert.Empty(Problems(settings));
        else
        {
            var problem = Assert.Single(Problems(settings));
            Assert.Equal("Telegram:WebhookAddress", problem.Setting);
            Assert.Contains("8443", problem.Reason);
            Assert.Contains("https://", problem.Example);
        }
        settings.Telegram.BaseAddress = "http://127.0.0.1:8081";
        Assert.Empty(Problems(settings));
    }

    private static Settings Sound() =>
        new() { Bot = { OperatorName = "Nachbarschaftshilfe", OperatorContact = "Telefon 0000 123456" } };

    private static IReadOnlyList<SettingProblem> Problems(Settings settings) =>
        SettingsCheck.Problems(settings, isDevelopment: false, ManualTime.Wednesday());
}
