using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>The doctor finds what is wrong and says what to do, without telling a secret.</summary>
public sealed class DoctorTests
{
    private const string Token = "1:TEST";

    [Fact]
    public async Task All_is_well()
    {
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        api.Webhook =
            $$"""{"url":"{{house.Settings["Telegram__WebhookAddress"]}}","has_custom_certificate":false,"pending_update_count":3}""";
        var running = await house.Start();
        var doctor = await house.Command("doctor");
        Assert.True(doctor.Code == 0, doctor.Output);
        Assert.Contains("@probe_bot", doctor.Output);
        Assert.Contains("3 Nachrichten warten", doctor.Output);
        Assert.Contains("Sie geht richtig", doctor.Output);
        Assert.Contains("vollständig", doctor.Output);
        Assert.Matches(@"SQLite: Version \d+\.\d+\.\d+", doctor.Output);
        Assert.DoesNotContain("FEHLER", doctor.Output);
        Assert.DoesNotContain(Token, doctor.Output);
        Assert.DoesNotContain(Benchmarks.Ours.Secret, doctor.Output);
        Assert.Equal(0, (await running.Terminate()).Code);
    }

    [Fact]
    public async Task The_demonstration_is_told_what_is_missing_for_real_work()
    {
        await using var house = new Household();
        var doctor = await house.Command("doctor");
        Assert.Equal(0, doctor.Code);
        Assert.Contains("Vorführung", doctor.Output);
        Assert.Contains("Es gibt noch keine", doctor.Output);
    }

    [Fact]
    public async Task A_revoked_token_is_found()
    {
        using var api = new StandInApi { KnowsToken = false };
        await using var house = new Household().WithTelegram(api.Address);
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Telegram-Token", doctor.Output);
        Assert.Contains("@BotFather", doctor.Output);
        Assert.DoesNotContain(Token, doctor.Output);
    }

    [Fact]
    public async Task A_webhook_with_an_error_is_found_and_its_message_holds_no_secret()
    {
        using var api = new StandInApi
        {
            Webhook =
                $$"""{"url":"https://bot.example.org/telegram","has_custom_certificate":false,"pending_update_count":12,"last_error_date":1790000000,"last_error_message":"SSL error {certificate verify failed} 123456789:AAExampleExampleExampleExampleExample"}""",
        };
        await using var house = new Household().WithTelegram(api.Address);
        var doctor = await house.Command("doctor");
        Assert.Contains("certificate verify failed", doctor.Output);
        Assert.Contains("Zertifikat", doctor.Output);
        Assert.DoesNotContain("AAExample", doctor.Output);
    }

    [Fact]
    public async Task An_open_privacy_mode_is_found()
    {
        using var api = new StandInApi { ReadsAll = true };
        await using var house = new Household().WithTelegram(api.Address);
        Assert.Contains("/setprivacy", (await house.Command("doctor")).Output);
    }

    [Fact]
    public async Task A_wrong_clock_is_found()
    {
        using var api = new StandInApi { ClockOff = TimeSpan.FromMinutes(7) };
        await using var house = new Household().WithTelegram(api.Address);
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Matches("Uhr: Sie geht 4[12][0-9] Sekunden falsch", doctor.Output);
    }

    [Fact]
    public async Task Telegram_out_of_reach_is_found()
    {
        await using var house = new Household().WithTelegram($"http://127.0.0.1:{Household.FreePort()}");
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Telegram: Es kommt keine brauchbare Antwort", doctor.Output);
    }

    [Fact]
    public async Task Telegram_that_takes_the_call_and_stays_silent_does_not_keep_the_doctor_from_the_rest()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var house = new Household().WithTelegram($"http://{silent.LocalEndpoint}");
        house.Settings["Matrix__Homeserver"] = $"http://127.0.0.1:{Household.FreePort()}";
        house.Settings["Matrix__AccessToken"] = "syt_probe_probe_probe_probe";
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Telegram: Es kommt keine brauchbare Antwort", doctor.Output);
        Assert.Contains("FEHLER   Matrix-Konto", doctor.Output);
        Assert.Contains("ansehen  Uhr: Kein Vergleich möglich", doctor.Output);
        Assert.Contains("Bitte zuerst die Fehler beheben.", doctor.Output);
        Assert.DoesNotContain("   at ", doctor.Output);
    }

    [Fact]
    public async Task A_wrong_setting_does_not_keep_the_doctor_from_the_rest()
    {
        await using var house = new Household();
        house.Settings["Quartier__Zone"] = "Mars";
        house.Settings["Telegram__Token"] = "geheim-und-falsch";
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Quartier:Zone", doctor.Output);
        Assert.Contains("FEHLER   Telegram:Token", doctor.Output);
        Assert.Contains("Speicherplatz", doctor.Output);
        Assert.DoesNotContain("geheim-und-falsch", doctor.Output);
    }

    [Fact]
    public async Task A_broken_database_is_found_and_does_not_start()
    {
        await using var house = new Household();
        var running = await house.Start();
        await running.Terminate();
        await using (var file = File.OpenWrite(house.Database))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[40_000]);
        }
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("FEHLER   Datenbank", doctor.Output);
        Assert.Contains("restore", doctor.Output);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_found_and_does_not_start()
    {
        await using var house = new Household();
        Directory.CreateDirectory(Path.GetDirectoryName(house.Database)!);
        await File.WriteAllTextAsync(house.Database, string.Concat(Enumerable.Repeat("Kein Bild. ", 1000)));
        Assert.Contains("FEHLER   Datenbank", (await house.Command("doctor")).Output);
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.DoesNotContain("   at ", ended.Output);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_found_and_does_not_start()
    {
        await using var house = new Household();
        var running = await house.Start();
        await running.Terminate();
        using (var connection = Connection.ForWriting(house.Database))
            connection.Execute("PRAGMA user_version=999");
        var doctor = await house.Command("doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("neuere Version", doctor.Output);
        var ended = await house.Command();
        Assert.Equal(1, ended.Code);
        Assert.Contains("neuer als das Programm", ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
        var backup = await house.Command("backup", "sicherung.db");
        Assert.Equal(1, backup.Code);
        Assert.False(File.Exists(Path.Combine(house.Folder, "sicherung.db")));
    }
}
