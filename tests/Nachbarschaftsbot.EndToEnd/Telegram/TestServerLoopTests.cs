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
            await ada.Types("/start");
            await ada.Awaits("automatisches Programm");
            await ada.Presses("Ja, einverstanden");
            await ada.Awaits("Vorname");
            await ada.Presses("Vorname: Ada");
            await ada.Awaits("Willkommen, Ada!");
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

    public void Dispose() => Directory.Delete(folder, recursive: true);

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
            }
        );
}
