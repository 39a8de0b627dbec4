using System.Text.RegularExpressions;
using Xunit;

namespace Nachbarschaftsbot.EndToEnd.Telegram;

/// <summary>People live through the bot in Telegram: the real program, a server nobody here wrote, a restart in between.</summary>
public sealed class TestServerLoopTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nachbarschaftsbot-").FullName;

    [Fact]
    public async Task Somebody_joins_and_is_known_after_a_restart()
    {
        Assert.SkipWhen(TelegramTestApi.Missing() is not null, TelegramTestApi.Missing() ?? "");
        await using var server = await TelegramTestApi.Start();
        using var ada = server.Person(5_000_000_001, "Ada");
        await using (var bot = await Start(server))
        {
            await ada.Joins("Ada");
            Assert.DoesNotContain("Ada", bot.Output);
            Assert.DoesNotContain(TelegramTestApi.Token, bot.Output);
            await bot.Kill();
        }
        await using (await Start(server))
        {
            await ada.Types("/hilfe");
            await ada.Awaits("/datenschutz");
            await ada.Types("/start");
            await ada.Awaits("Was möchten Sie");
        }
    }

    [Fact]
    public async Task Ada_asks_Mara_releases_Ben_helps_and_she_thanks_with_the_program_killed_in_between()
    {
        Assert.SkipWhen(TelegramTestApi.Missing() is not null, TelegramTestApi.Missing() ?? "");
        await using var server = await TelegramTestApi.Start();
        using var mara = server.Person(5_000_000_001, "Mara");
        using var desk = server.InGroup(5_000_000_001, "Mara", -77);
        using var ada = server.Person(5_000_000_002, "Ada");
        using var ben = server.Person(5_000_000_003, "Ben");
        await using (var bot = await Start(server))
        {
            foreach (var (person, name) in new[] { (ada, "Ada"), (ben, "Ben") })
                await person.Joins(name);
            await Bind(mara, desk, bot);
            await ada.Asks();
            await desk.Awaits("Anfrage von Ada");
            await bot.Kill();
        }
        await using (var bot = await Start(server))
        {
            await desk.Presses("Freigeben");
            await ada.Awaits("ist freigegeben");
            await ben.Awaits("Jemand in Ihrem Quartier braucht Hilfe.");
            await Help(ada, ben);
            await bot.Kill();
        }
        await using (await Start(server))
            await Thank(ada, ben);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task Bind(TestPerson mara, TestPerson desk, BotProgram bot)
    {
        await mara.Joins("Mara");
        await mara.Types(Regex.Match(bot.Output, "/betreiber \\w+").Value);
        await mara.Awaits("neue Rolle: Betrieb");
        await desk.Types("/kanal");
        await desk.Awaits("Wofür ist diese Gruppe da?");
        await desk.Presses("Für die Moderation");
        await desk.Awaits("Ab jetzt kommen neue Karten hierher");
    }

    private static async Task Help(TestPerson ada, TestPerson ben)
    {
        await ben.Presses("Ich helfe");
        await ben.Awaits("Möchten Sie etwas dazu schreiben?");
        await ben.Types("Ich habe ein Auto.");
        await ben.Awaits("Ich habe Ada von Ihnen erzählt.");
        await ada.Awaits("Ich habe ein Auto.");
        await ada.Presses("Ben auswählen");
        await ada.Awaits("Sie haben Ben ausgewählt.");
        await ben.Awaits("Ada hat Sie ausgewählt.");
    }

    private static async Task Thank(TestPerson ada, TestPerson ben)
    {
        await ada.Presses("Es hat geklappt");
        await ada.Awaits("Mit Ben ist es erledigt.");
        await ben.Awaits("Ada sagt: Es ist erledigt.");
        await ada.Presses("Danke sagen");
        await ben.Awaits("Ada sagt Danke!");
    }

    private Task<BotProgram> Start(TelegramTestApi server) =>
        BotProgram.Start(
            folder,
            new Dictionary<string, string>
            {
                ["Telegram__Token"] = TelegramTestApi.Token,
                ["Telegram__BaseAddress"] = server.BaseAddress.ToString(),
                ["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel",
                ["Bot__OperatorContact"] = "Telefon 0000 123456",
                ["Quartier__Name"] = "Lindenviertel",
                ["Quartier__Zone"] = Daytime.Zone,
            }
        );
}
