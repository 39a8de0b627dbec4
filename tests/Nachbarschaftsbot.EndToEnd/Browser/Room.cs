using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>The real program, in demonstration mode where no settings are given, and a real Chromium in front of it.</summary>
internal sealed class Room : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private BotProgram _bot;

    private Room(
        DirectoryInfo folder,
        IReadOnlyDictionary<string, string> settings,
        BotProgram bot,
        IPlaywright playwright,
        IBrowser browser
    ) => (_folder, _settings, _bot, _playwright, _browser) = (folder, settings, bot, playwright, browser);

    public Uri Address => _bot.Address;

    /// <summary>What the program said on the console since its last start.</summary>
    public string Output => _bot.Output;

    /// <summary>Starts both, or skips the test and says how to get what is missing.</summary>
    public static async Task<Room> Open(IReadOnlyDictionary<string, string>? settings = null)
    {
        HasChromium();
        var folder = Directory.CreateTempSubdirectory("nachbarschaftsbot-browser-");
        var bot = await BotProgram.Start(folder.FullName, settings ?? new Dictionary<string, string>());
        var playwright = await Playwright.CreateAsync();
        return new(folder, settings ?? new Dictionary<string, string>(), bot, playwright, await Browser(playwright));
    }

    /// <summary>Skips the test where there is no browser.</summary>
    public static void HasChromium() =>
        Assert.SkipUnless(File.Exists(Chromium), "There is no Chromium. To run this test: apt-get install chromium");

    /// <summary>A browser of its own, for a program that others started.</summary>
    public static Task<IBrowser> Browser(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });

    /// <summary>A page as a visitor has it.</summary>
    public async Task<IPage> Page(
        string path,
        int width = 1440,
        int height = 1000,
        ColorScheme scheme = ColorScheme.Light,
        IBrowserContext? context = null
    )
    {
        context ??= await Context(width, height, scheme);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(new Uri(Address, path).ToString());
        await Ready(page);
        return page;
    }

    public async Task<IBrowserContext> Context(int width, int height, ColorScheme scheme) =>
        await _browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = scheme,
                Locale = "de-DE",
            }
        );

    /// <summary>Keeps a picture where the environment names a folder for them (<c>BOT_PICTURES</c>).</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("BOT_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>Waits until the scripts of a page have taken over.</summary>
    public static Task Ready(IPage page) =>
        page.WaitForSelectorAsync("html.js", new() { State = WaitForSelectorState.Attached });

    /// <summary>Ends the program as a power cut would, and starts it again.</summary>
    public async Task PowerCut()
    {
        await Dark();
        await Light();
    }

    /// <summary>The first half of a power cut.</summary>
    public Task Dark() => _bot.Kill();

    /// <summary>The second half: the program starts again where it was.</summary>
    public async Task Light()
    {
        var address = _bot.Address;
        await _bot.DisposeAsync();
        _bot = await BotProgram.Start(_folder.FullName, _settings, address);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _bot.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Somebody at one chat of a page.</summary>
internal sealed class Hand(IPage page, string chat)
{
    public IPage Page { get; } = page;

    public ILocator Chat { get; } = page.Locator($"[data-chat^='{chat}']");

    /// <summary>Writes and sends.</summary>
    public async Task Writes(string words)
    {
        await Chat.Locator(".composer textarea").FillAsync(words);
        await Chat.Locator(".composer button[type=submit]").ClickAsync();
    }

    /// <summary>Presses the newest button with these words.</summary>
    public Task Presses(string label) => Buttons(label).Last.ClickAsync();

    /// <summary>The buttons in the lines with these words.</summary>
    public ILocator Buttons(string label) =>
        Chat.Locator(".log")
            .GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^(\\d+\\. )?{Regex.Escape(label)}$") });

    /// <summary>Presses a button beside the field for messages.</summary>
    public Task Quick(string label) =>
        Chat.Locator(".quick").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();

    /// <summary>Opens the field of the newest card, writes there and sends.</summary>
    public async Task RepliesToCard(string words)
    {
        var reply = Chat.Locator(".reply").Last;
        await reply.Locator("summary").ClickAsync();
        await reply.GetByRole(AriaRole.Textbox).FillAsync(words);
        await reply.GetByRole(AriaRole.Button).ClickAsync();
    }

    /// <summary>Chooses an option of the newest form.</summary>
    public Task Checks(string option) =>
        Chat.Locator(".line:not(.over) .sheet").Last.GetByLabel(option, new() { Exact = true }).CheckAsync();

    /// <summary>Presses the newest button that does this, whatever stands on it.</summary>
    public Task Does(string verb) => Chat.Locator($".log button[data-token^='1:{verb}:']:visible").Last.ClickAsync();

    /// <summary>Sends the newest form.</summary>
    public Task Submits() => Chat.Locator(".line:not(.over) .sheet button[type=submit]").Last.ClickAsync();

    /// <summary>Agrees to the newest preview.</summary>
    public Task Confirms() => Chat.Locator(".line:not(.over) button[data-token$=':~submit']").Last.ClickAsync();

    /// <summary>Fills a field of the newest form.</summary>
    public Task Fills(string label, string value) =>
        Chat.Locator(".line:not(.over) .sheet").Last.GetByLabel(label).First.FillAsync(value);

    /// <summary>Waits for words.</summary>
    public Task Sees(string words) => Chat.Locator(".log").GetByText(words).Last.WaitForAsync();

    /// <summary>All lines, as read.</summary>
    public async Task<IReadOnlyList<string>> Lines() => await Chat.Locator(".line .words").AllInnerTextsAsync();
}
