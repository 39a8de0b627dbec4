using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>Who is told to be strict: browsers, and nobody else.</summary>
public sealed class WebHeadersTests
{
    [Fact]
    public async Task A_messengers_server_gets_no_headers_for_browsers_and_every_browser_does()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/server", () => "ok").AnswersServers();
        app.MapGet("/server", () => "ok");
        app.UseWebHeaders();
        app.MapPost("/later", () => "ok").AnswersServers();
        app.MapFallback(() => Results.NotFound());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        foreach (var path in (string[])["/server", "/later"])
        {
            using var server = await http.PostAsync(path, null);
            Assert.True(server.IsSuccessStatusCode);
            Assert.False(server.Headers.Contains("Content-Security-Policy"));
        }
        foreach (var path in (string[])["/server", "/nothing"])
        {
            using var browser = await http.GetAsync(path);
            Assert.Equal("nosniff", browser.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("default-src 'none'", browser.Headers.GetValues("Content-Security-Policy").Single());
        }
    }
}
