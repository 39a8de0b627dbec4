using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>Our bot as a process of its own, with the webhook of Telegram, on a database in a scratch folder.</summary>
internal static class Ours
{
    /// <summary>The secret of the webhook.</summary>
    public const string Secret = "bench-secret-bench-secret";

    /// <summary>A whole request through the form, in typed words; each step has one reply.</summary>
    public static readonly Script Script = new(
        [
            "/anfrage",
            "Einkaufen",
            "Zwei Taschen vom Markt, bitte bis zur Haustuer {tag}",
            "morgen 16 Uhr",
            "Am Marktplatz",
            "1",
            "Es eilt nicht",
            "absenden",
        ],
        "/telegram",
        Secret
    );

    /// <summary>The program, as built beside this one.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Nachbarschaftsbot.dll");

    /// <summary>Settings: Telegram by webhook, pacing on with limits that the load does not reach.</summary>
    public static Dictionary<string, string> Environment(int port, string api, string folder) =>
        new()
        {
            ["Bot__OperatorName"] = "Nachbarschaftshilfe Probe e. V.",
            ["Bot__OperatorContact"] = "Telefon 0000 123456",
            ["Telegram__Token"] = "1:TEST",
            ["Telegram__BaseAddress"] = api,
            ["Telegram__WebhookAddress"] = $"https://127.0.0.1:{port}/telegram",
            ["Telegram__WebhookSecret"] = Secret,
            ["Telegram__PerChatPerSecond"] = "1000",
            ["Telegram__ChatBurst"] = "1000",
            ["Telegram__PerGroupPerMinute"] = "0",
            ["Telegram__OverallPerSecond"] = "100000",
            ["Web__Listen"] = $"http://127.0.0.1:{port}",
            ["Web__PerAddressPerMinute"] = "60000",
            ["Store__Folder"] = folder,
            ["DOTNET_gcServer"] = "0",
        };

    /// <summary>Starts it.</summary>
    public static Task<BotProcess> Start(int port, string api, string folder) =>
        BotProcess.Start("dotnet", [Program], Environment(port, api, folder), "bereit", folder);
}
