using System.Net;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>Logs, figures and health tell nothing about anybody, however much is asked of them.</summary>
public sealed class SilenceTests
{
    private static readonly string[] Marks =
    [
        "Zwetschgenkuchen",
        "Quittenweg",
        "Erika",
        "Muster",
        "0170 5550199",
        "Mirabelle",
    ];

    [Fact]
    public async Task Nothing_personal_and_no_secret_stands_in_logs_figures_and_health()
    {
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        foreach (
            var level in (string[])["Default", "Microsoft", "System", "Microsoft.AspNetCore", "Microsoft.Extensions"]
        )
        {
            house.Settings[$"Logging__LogLevel__{level}"] = "Trace";
            house.Settings[$"Logging__Console__LogLevel__{level}"] = "Trace";
        }
        await Neighbours.Seed(house.Data, 1, 2);
        var running = await house.Start();
        long id = 1;
        foreach (var (chat, words) in Conversation())
            Assert.Equal(HttpStatusCode.OK, await house.Post(id++, chat, words));
        Assert.Equal(HttpStatusCode.Unauthorized, await Forge(house));
        for (var i = 0; !string.Join('\n', api.Sent).Contains("Zwetschgenkuchen"); i++)
        {
            Assert.True(i < 600, "The last answer never came.");
            await Task.Delay(50);
        }
        await Task.Delay(1000);

        var shown = string.Join(
            '\n',
            running.Output,
            (await house.Get("/metrics")).Body,
            (await house.Get("/health/ready")).Body,
            (await house.Command("doctor")).Output
        );
        Assert.Contains("dbug", shown);
        Assert.Contains("nachbarschaftsbot_turns_total", shown);
        Assert.All(Marks, mark => Assert.DoesNotContain(mark, shown, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            (string[])[house.Settings["Telegram__Token"], Ours.Secret, $"{Load.Chat(0, 0)}", $"{Load.Chat(0, 7)}"],
            secret => Assert.DoesNotContain(secret, shown)
        );
    }

    /// <summary>A request of somebody known, questions of somebody new, a phone number, words of danger.</summary>
    private static IEnumerable<(long Chat, string Words)> Conversation()
    {
        var (known, other) = (Load.Chat(0, 0), Load.Chat(0, 7));
        foreach (var step in Ours.Script.Steps)
            yield return (known, step.Replace("{tag}", "mit Zwetschgenkuchen im Quittenweg"));
        foreach (
            var words in (string[])
                ["/meine_sachen", "/meine_daten", "/einstellungen", "/mensch", "Mirabelle 0170 5550199"]
        )
            yield return (known, words);
        foreach (var words in (string[])["/start Quittenweg", "Mirabelle", "Ich will nicht mehr leben, Quittenweg"])
            yield return (other, words);
    }

    private static async Task<HttpStatusCode> Forge(Household house)
    {
        using var content = new StringContent("""{"update_id":1,"message":{"text":"Zwetschgenkuchen"}}""");
        using var response = await house.Http.PostAsync($"{house.Address}/telegram?Quittenweg=1", content);
        return response.StatusCode;
    }
}
