using Microsoft.Playwright;

namespace Nachbarschaftsbot.EndToEnd.Browser;

/// <summary>Every page for everybody: an accessibility scan finds nothing, and pages stay light.</summary>
[Trait("Peer", "Chromium")]
public sealed class AccessTests
{
    private const int MostBytes = 150 * 1024;

    private static readonly string[] Paths =
    [
        "/probierstube",
        "/",
        "/datenschutz",
        "/impressum",
        "/barrierefreiheit",
        "/chat-beendet",
        "/gibt-es-nicht",
        "/?sprache=en",
    ];

    [Fact]
    public async Task A_scan_finds_nothing_in_light_and_dark_small_and_right_to_left()
    {
        await using var room = await Room.Open();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        foreach (var width in (int[])[1440, 320])
        {
            var context = await room.Context(width, 900, scheme);
            foreach (var path in Paths)
            {
                var page = await context.NewPageAsync();
                await page.GotoAsync(new Uri(room.Address, path).ToString());
                await page.WaitForTimeoutAsync(600);
                await Axe.FindsNothing(page, $"{path} {width} {scheme}");
                await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
                await Axe.FindsNothing(page, $"{path} {width} {scheme} rtl");
                Assert.True(
                    await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"{path} at {width} scrolls sideways"
                );
                await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
                await Room.Picture(page, $"{path.Trim('/', '?').Replace('=', '-')}-{width}-{scheme}");
                await page.CloseAsync();
            }
        }
    }

    [Fact]
    public async Task A_form_with_errors_passes_the_scan_too()
    {
        await using var room = await Room.Open();
        var page = await room.Page("/probierstube", 400, 900, ColorScheme.Dark);
        var ada = new Hand(page, "ada");
        await ada.Writes("/anfrage");
        await Axe.FindsNothing(page, "form");
        await ada.Presses("Weiter zur Vorschau");
        await page.Locator(".summary").WaitForAsync();
        await page.WaitForTimeoutAsync(500);
        await Axe.FindsNothing(page, "form with errors");
        await Room.Picture(page, "form-dark");
    }

    [Fact]
    public async Task Pages_are_light_and_speak_before_any_script()
    {
        await using var room = await Room.Open();
        var context = await room.Context(800, 900, ColorScheme.Light);
        var page = await context.NewPageAsync();
        foreach (var path in (string[])["/", "/probierstube"])
        {
            long bytes = 0;
            page.RequestFinished += async (_, request) =>
            {
                var sizes = await request.SizesAsync();
                Interlocked.Add(ref bytes, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
            };
            await page.GotoAsync(new Uri(room.Address, path).ToString());
            await page.WaitForTimeoutAsync(1500);
            Assert.InRange(bytes, 1000, MostBytes);
        }
        using var http = new HttpClient();
        Assert.Contains("Ich bin ein automatisches Programm", await http.GetStringAsync(room.Address));
    }
}
