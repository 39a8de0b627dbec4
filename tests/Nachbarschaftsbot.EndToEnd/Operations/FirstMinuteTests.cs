using System.Net;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>A newcomer starts the program; an operator makes mistakes with it.</summary>
public sealed class FirstMinuteTests
{
    [Fact]
    public async Task Without_settings_it_is_a_demonstration_and_says_where_to_look()
    {
        await using var house = new Household();
        var running = await house.Start();
        Assert.Contains($"{house.Address}/probierstube", running.Output);
        Assert.Contains($"{house.Address}/", running.Output);
        Assert.DoesNotContain("/betreiber", running.Output);
        Assert.True(File.Exists(house.Database));
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/probierstube")).Status);
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/health/live")).Status);
        var (ready, parts) = await house.Get("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready);
        Assert.Contains("store", parts);
        Assert.Contains("process_resident_memory_bytes", (await house.Get("/metrics")).Body);
        var health = await house.Command("health");
        Assert.Equal(0, health.Code);
    }

    [Fact]
    public async Task With_an_operator_the_demonstration_is_gone_and_a_code_makes_the_first_operator()
    {
        await using var house = new Household();
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.";
        house.Settings["Bot__OperatorContact"] = "Telefon 0000 123456";
        var running = await house.Start();
        await running.Says("/betreiber ");
        Assert.DoesNotContain("probierstube", running.Output);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Get("/probierstube")).Status);
    }

    [Fact]
    public async Task Invented_people_never_get_into_the_real_thing()
    {
        await using var house = new Household();
        var demonstration = await house.Start();
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/probierstube")).Status);
        await demonstration.Terminate();
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.";
        house.Settings["Bot__OperatorContact"] = "Telefon 0000 123456";
        house.Settings["Quartier__Name"] = "Nordstadt";
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.Contains("erfundenen Menschen", ended.Output);
        Assert.Contains("Einstellung Store:Folder: ", ended.Output);
        house.Settings["Web__Chat"] = "false";
        Assert.Contains("erfundenen Menschen", (await house.Command()).Output);

        house.Settings["Web__Chat"] = "true";
        house.Settings["Store__Folder"] = Path.Combine(house.Folder, "daten");
        await (await house.Start()).Says("/betreiber ");
    }

    [Fact]
    public async Task The_metrics_are_for_this_machine_only()
    {
        await using var house = new Household();
        await house.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{house.Address}/metrics");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var response = await house.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_help_names_every_command()
    {
        await using var house = new Household();
        var help = await house.Command("--help");
        Assert.Equal(0, help.Code);
        Assert.All(
            (string[])["doctor", "health", "backup <datei>", "restore <datei>", "--version", "appsettings.sample.json"],
            word => Assert.Contains(word, help.Output)
        );
    }

    [Theory]
    [InlineData("docter")]
    [InlineData("backup")]
    [InlineData("--probierstube")]
    public async Task A_command_that_does_not_exist_does_not_start_the_bot(string argument)
    {
        await using var house = new Household();
        var ended = await house.Command(argument);
        Assert.Equal(2, ended.Code);
        Assert.Contains("--help", ended.Output);
        Assert.False(Directory.Exists(Path.Combine(house.Folder, "data")));
    }

    [Fact]
    public async Task Each_wrong_setting_is_named_with_reason_and_example()
    {
        await using var house = new Household();
        var wrong = new Dictionary<string, string>
        {
            ["Bot__OperatorName"] = "A",
            ["Bot__OperatorContact"] = "x",
            ["Quartier__Name"] = "Q",
            ["Quartier__Zone"] = "Europe/Lindenviertel",
            ["Telegram__Token"] = "geheim-und-falsch",
            ["Telegram__BaseAddress"] = "telegram",
            ["Telegram__WebhookAddress"] = "http://bot.example.org/telegram",
            ["Telegram__WebhookSecret"] = "zu kurz",
            ["Telegram__PerChatPerSecond"] = "0",
            ["Telegram__ChatBurst"] = "0",
            ["Telegram__PerGroupPerMinute"] = "-1",
            ["Telegram__OverallPerSecond"] = "-1",
            ["Web__Listen"] = "https://127.0.0.1:5080",
            ["Web__Proxy"] = "nebenan",
            ["Web__PublicAddress"] = "nirgendwo",
            ["Web__PerVisitorPerMinute"] = "1",
            ["Web__PerAddressPerMinute"] = "1",
            ["Store__Folder"] = " ",
            ["Store__Foldr"] = "data",
        };
        foreach (var (name, value) in wrong)
            house.Settings[name] = value;
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.All(wrong.Keys, name => Assert.Contains($"Einstellung {name.Replace("__", ":")}: ", ended.Output));
        Assert.Equal(wrong.Count - 1, ended.Output.Split("Beispiel: ").Length - 1);
        Assert.Contains("Hier gibt es: Folder", ended.Output);
        Assert.DoesNotContain("geheim-und-falsch", ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
    }

    [Theory]
    [InlineData("Web__Chat", "vielleicht", "Web:Chat")]
    [InlineData("Telegram__ChatBurst", "viele", "Telegram:ChatBurst")]
    public async Task A_word_where_a_number_belongs_is_named(string name, string value, string setting)
    {
        await using var house = new Household();
        house.Settings[name] = value;
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.Contains(setting, ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
    }

    [Theory]
    [InlineData("""{ "Bot": """)]
    [InlineData("""[1, 2]""")]
    public async Task A_settings_file_that_is_no_json_is_named(string content)
    {
        await using var house = new Household();
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "appsettings.json"), content);
        foreach (
            var command in (string[][])
                [
                    [],
                    ["doctor"],
                ]
        )
        {
            var ended = await house.Command(command);
            Assert.Equal(1, ended.Code);
            Assert.Contains("appsettings.json", ended.Output);
            Assert.Contains("kein gültiges JSON", ended.Output);
            Assert.DoesNotContain("   at ", ended.Output);
        }
    }

    [Fact]
    public async Task The_demonstration_does_not_open_itself_to_the_network()
    {
        await using var house = new Household();
        house.Settings["Web__Listen"] = $"http://0.0.0.0:{house.Port}";
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.Contains("Web:Listen", ended.Output);
        Assert.Contains("Bot:OperatorName", ended.Output);
    }

    [Fact]
    public async Task A_second_program_on_the_same_database_is_refused()
    {
        await using var house = new Household();
        await house.Start();
        var second = await house.Command($"--Web:Listen=http://127.0.0.1:{Household.FreePort()}");
        Assert.Equal(1, second.Code);
        Assert.Contains("benutzt diese Datenbank schon", second.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var house = new Household();
        await house.Start();
        var second = await house.Command("--Store:Folder=andere");
        Assert.Equal(1, second.Code);
        Assert.Contains("Web:Listen", second.Output);
        Assert.DoesNotContain("   at ", second.Output);
    }

    [Fact]
    public async Task An_address_that_the_machine_does_not_have_is_named()
    {
        await using var house = new Household();
        house.Settings["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.";
        house.Settings["Bot__OperatorContact"] = "Telefon 0000 123456";
        house.Settings["Web__Listen"] = "http://192.0.2.1:5080";
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.Contains("Web:Listen", ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
    }
}
