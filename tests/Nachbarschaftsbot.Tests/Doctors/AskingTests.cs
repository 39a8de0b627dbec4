using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Store;

namespace Nachbarschaftsbot.Tests.Doctors;

/// <summary>The doctor's questions to others: silence is a finding, nobody leads the token astray, the clock is always looked at.</summary>
public sealed class AskingTests
{
    private static readonly Diagnosis Well = new(Finding.Well, "Probe", "gut");

    [Fact]
    public async Task Whoever_never_answers_is_a_finding()
    {
        var found = await Asking.One(
            "Probe",
            "Probe:Address",
            TimeSpan.FromMilliseconds(50),
            async limit =>
            {
                await Task.Delay(Timeout.Infinite, limit);
                return Well;
            },
            default
        );
        Assert.Equal(Finding.Ill, found.Finding);
        Assert.Contains("Probe:Address", found.Todo);
    }

    [Fact]
    public async Task Whoever_breaks_off_is_a_finding()
    {
        var found = await Asking.One(
            "Probe",
            "Probe:Address",
            Asking.Patience,
            _ => throw new HttpRequestException("gone"),
            default
        );
        Assert.Equal(Finding.Ill, found.Finding);
    }

    [Fact]
    public async Task Who_ends_the_doctor_ends_it()
    {
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Asking.One(
                "Probe",
                "Probe:Address",
                Asking.Patience,
                async limit =>
                {
                    await Task.Delay(Timeout.Infinite, limit);
                    return Well;
                },
                end.Token
            )
        );
    }

    [Fact]
    public async Task The_token_follows_no_redirect()
    {
        var asked = 0;
        await using var elsewhere = await Peer(_ => asked++);
        var there = elsewhere.Urls.First();
        await using var telegram = await Peer(http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = there + http.Request.Path;
        });
        var settings = new TelegramSettings { Token = "1:TEST", BaseAddress = telegram.Urls.First() };
        var found = new List<Diagnosis>();
        await foreach (var diagnosis in TelegramDoctor.All(settings, default))
            found.Add(diagnosis);
        Assert.Equal(Finding.Ill, Assert.Single(found).Finding);
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData(0, "Well")]
    [InlineData(-30, "Well")]
    [InlineData(-300, "Ill")]
    [InlineData(300, "Ill")]
    public async Task The_clock_is_compared_with_whoever_is_connected(int secondsOff, string finding)
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await using var homeserver = await Peer(http =>
            http.Response.Headers.Date = now.AddSeconds(secondsOff).ToString("R")
        );
        var settings = new Settings { Matrix = { Homeserver = homeserver.Urls.First() } };
        var found = await ClockDoctor.Of(settings, new ManualTime(now), default);
        Assert.Equal("Uhr", found.What);
        Assert.Equal(finding, found.Finding.ToString());
    }

    [Fact]
    public async Task With_nobody_to_ask_the_clock_has_a_line_that_says_how_to_check_it()
    {
        using var folder = new TestFolder();
        var settings = new Settings { Store = { Folder = folder.Root } };
        var found = await ClockDoctor.Of(settings, TimeProvider.System, default);
        Assert.Equal(Finding.Look, found.Finding);
        Assert.Contains("Mit einer anderen Uhr vergleichen", found.Todo);
    }

    [Fact]
    public async Task A_clock_that_fell_behind_what_was_written_is_found()
    {
        using var folder = new TestFolder();
        var settings = new Settings { Store = { Folder = folder.Root } };
        await File.WriteAllTextAsync(settings.Store.Database, "x");
        var longAgo = new ManualTime(new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var found = await ClockDoctor.Of(settings, longAgo, default);
        Assert.Equal(Finding.Ill, found.Finding);
        Assert.Contains("Sie geht nach", found.Says);
    }

    [Theory]
    [InlineData(0, "Ill")]
    [InlineData(99, "Ill")]
    [InlineData(100, "Look")]
    [InlineData(999, "Look")]
    [InlineData(1000, "Well")]
    public void Little_space_is_found_before_it_is_gone(long free, string finding)
    {
        var found = Doctor.OfSpace("data", free);
        Assert.Equal(finding, found.Finding.ToString());
        Assert.Contains($"{free} MiB", found.Says);
        Assert.Equal(found.Finding != Finding.Well, found.Todo.Length > 0);
    }

    private static async Task<WebApplication> Peer(Action<HttpContext> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(http =>
        {
            answer(http);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
