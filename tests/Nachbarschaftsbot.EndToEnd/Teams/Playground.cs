using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>
/// Microsoft 365 Agents Playground as a process of its own, the real program behind it, and somebody at a real Chromium in front.
/// <c>tests/install-peers</c> installs it.
/// </summary>
internal sealed class Playground : IAsyncDisposable
{
    private const string Package = "node_modules/@microsoft/m365agentsplayground";

    private readonly DirectoryInfo folder;
    private readonly Dictionary<string, string> settings;
    private BotProgram bot;
    private readonly Process process;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Playground(
        DirectoryInfo folder,
        Dictionary<string, string> settings,
        BotProgram bot,
        Process process,
        IPlaywright playwright,
        IBrowser browser,
        IPage page
    ) =>
        (this.folder, this.settings, this.bot, this.process, this.playwright, this.browser, Page) = (
            folder,
            settings,
            bot,
            process,
            playwright,
            browser,
            page
        );

    internal IPage Page { get; }

    /// <summary>Where the program's own pages are.</summary>
    internal Uri Address => bot.Address;

    /// <summary>What the program says on its console.</summary>
    internal string Output => bot.Output;

    /// <summary>Makes whoever writes it the operator.</summary>
    internal string OperatorWords => Regex.Match(bot.Output, "/betreiber [A-Z0-9]+").Value;

    /// <summary>Starts all of it, or skips the test and says how to get what is missing.</summary>
    /// <param name="more">Settings beside those of Teams.</param>
    internal static async Task<Playground> Open(params (string Name, string Value)[] more)
    {
        Room.HasChromium();
        var cli = Path.Combine(Peers.Folder, Package, "cli.js");
        Assert.SkipUnless(
            File.Exists(cli) && Peers.HasNode,
            "The Playground is missing. To run this test: apt-get install nodejs npm, then tests/install-peers"
        );
        var folder = Directory.CreateTempSubdirectory("nachbarschaftsbot-teams-");
        var data = folder.CreateSubdirectory("data");
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (name, value) in more)
            settings[name] = value;
        var bot = await BotProgram.Start(data.FullName, settings);
        var port = FreePort();
        var process = Start(folder, cli, port, bot.Address);
        var playwright = await Playwright.CreateAsync();
        var browser = await Room.Browser(playwright);
        var page = await browser.NewPageAsync(
            new()
            {
                Locale = "de-DE",
                ViewportSize = new() { Width = 1280, Height = 1000 },
            }
        );
        page.SetDefaultTimeout(60_000);
        await Reach(page, $"http://localhost:{port}/");
        return new(folder, settings, bot, process, playwright, browser, page);
    }

    /// <summary>Ends the program as a power cut would, and starts it again where it was.</summary>
    /// <param name="meanwhile">What people do while it is dark.</param>
    /// <param name="changed">Settings that are others from then on.</param>
    internal async Task PowerCut(Func<Task>? meanwhile = null, params (string Name, string Value)[] changed)
    {
        var address = bot.Address;
        await bot.DisposeAsync();
        if (meanwhile is not null)
            await meanwhile();
        foreach (var (name, value) in changed)
            settings[name] = value;
        bot = await BotProgram.Start(Path.Combine(folder.FullName, "data"), settings, address);
    }

    /// <summary>Opens a chat or channel.</summary>
    internal async Task Goes(string chat)
    {
        await Page.GetByText(chat, new() { Exact = true }).First.ClickAsync();
        await Page.WaitForTimeoutAsync(500);
    }

    /// <summary>Writes into the open chat.</summary>
    internal async Task Writes(string words)
    {
        await Page.Locator("[contenteditable=true][role=textbox]").Last.ClickAsync();
        await Page.Keyboard.TypeAsync(words);
        await Page.WaitForTimeoutAsync(200);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes into the open channel and calls the bot by its name: without it, the Playground passes nothing on.</summary>
    internal async Task Calls(string words)
    {
        await Page.Locator("[contenteditable=true][role=textbox]").Last.ClickAsync();
        await Page.Keyboard.TypeAsync("@");
        // The list of names comes last on the page; somebody else is only there.
        await Page.GetByText("Lynne Robbins").Last.WaitForAsync();
        await Page.GetByText("Test Bot", new() { Exact = true }).Last.ClickAsync();
        await Page.Keyboard.TypeAsync($" {words}");
        await Page.WaitForTimeoutAsync(200);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses the newest button with these words.</summary>
    internal Task Presses(string label) => Button(label).Last.ClickAsync();

    /// <summary>Waits for words in the open chat.</summary>
    internal async Task Sees(string words)
    {
        try
        {
            await Page.GetByText(words).Last.WaitForAsync();
        }
        catch (TimeoutException)
        {
            var text = await Page.Locator("body").InnerTextAsync();
            throw new TimeoutException($"Nobody sees \"{words}\" but:\n{text[^Math.Min(text.Length, 3000)..]}");
        }
    }

    /// <summary>All buttons of a label.</summary>
    internal ILocator Button(string label) => Page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    /// <summary>Fills the newest field of a label.</summary>
    internal Task Fills(string label, string value) => Field(label).FillAsync(value);

    /// <summary>Chooses in the newest list of a label.</summary>
    internal async Task Chooses(string label, string option)
    {
        await Field(label).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = option }).Last.ClickAsync();
    }

    /// <summary>The newest field of a label, found by what a screen reader says of it.</summary>
    internal ILocator Field(string label) =>
        Page.GetByLabel(new Regex($"^{Regex.Escape(label)}")).And(Page.Locator(":not(button)")).Last;

    /// <summary>Keeps a picture of the open chat where the environment names a folder for them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="height">How much of the chat there shall be to see.</param>
    internal async Task Picture(string name, int height = 830)
    {
        if (Environment.GetEnvironmentVariable("BOT_PICTURES") is not { Length: > 0 } pictures)
            return;
        await Page.SetViewportSizeAsync(1280, height + 170);
        await Page.WaitForTimeoutAsync(800);
        await Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(pictures, $"{name}.png"),
                Clip = new()
                {
                    X = 68,
                    Y = 48,
                    Width = 882,
                    Height = height,
                },
            }
        );
    }

    /// <summary>The person at the screen joins, leads the bot and says what the channel is for.</summary>
    internal async Task Settle(
        string purpose = "Für die Moderation",
        string done = "Ab jetzt kommen neue Karten hierher"
    )
    {
        await Joins();
        await Writes(OperatorWords);
        await Sees("Sie haben jetzt eine neue Rolle: Betrieb");
        await Goes("General");
        await Presses(purpose);
        await Sees(done);
    }

    /// <summary>The person at the screen joins.</summary>
    internal async Task Joins()
    {
        // The Playground speaks English of itself.
        await Writes("/start");
        await Presses("Auf Deutsch, bitte");
        await Sees("Ja, einverstanden");
        await Presses("Ja, einverstanden");
        await Sees("Ihr Vorname");
        await Presses("Anmelden");
        await Sees("Willkommen, Alex!");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await bot.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings { get; } =
        new()
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Teams__Anonymous"] = "true",
            ["Bot__OperatorName"] = "Nachbarschaftshilfe Lindenviertel",
            ["Bot__OperatorContact"] = "Telefon 0000 123456",
            ["Quartier__Name"] = "Lindenviertel",
            ["Quartier__Zone"] = Daytime.Zone,
        };

    private static Process Start(DirectoryInfo folder, string cli, int port, Uri bot)
    {
        // It opens a browser of its own and gives up without one.
        var stub = Path.Combine(folder.FullName, "xdg-open");
        File.WriteAllText(stub, "#!/bin/sh\nexit 0\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var info = new ProcessStartInfo(
            "node",
            [cli, "start", "-p", $"{port}", "-e", new Uri(bot, "/api/messages").ToString(), "--dt"]
        )
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task Reach(IPage page, string address)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await page.GotoAsync(address);
                return;
            }
            catch (PlaywrightException) when (tries < 60)
            {
                await Task.Delay(500);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
