using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class FakeWebhookTests
{
    [Fact]
    public async Task Updates_come_in_order_with_the_secret_and_again_until_they_are_taken()
    {
        await using var api = await FakeBotApi.Start(ManualTime.Wednesday());
        var answers = new Queue<int>([500, 503, 200, 200]);
        var seen = new List<string>();
        await using var bot = await Receive(context =>
        {
            Assert.Equal("geheim", context.Request.Headers["X-Telegram-Bot-Api-Secret-Token"]);
            var update = System.Text.Json.JsonSerializer.Deserialize(
                new StreamReader(context.Request.Body).ReadToEndAsync().Result,
                TelegramJson.Default.Update
            );
            seen.Add(update!.Message!.Text!);
            context.Response.StatusCode = answers.Dequeue();
        });
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        await client.SetWebhook(new(Address(bot), "geheim", null, ["message"]), default);
        var ada = api.User(1001, "Ada");
        ada.Types("eins");
        ada.Types("zwei");
        await api.Until(() => api.WebhookAttempts.Count >= 2 ? this : null);
        await Task.Delay(100);
        Assert.Equal([500, 503], api.WebhookAttempts.Select(a => a.Status));
        ((ManualTime)api.Clock).Advance(Duration.FromSeconds(1));
        await api.Until(() => api.PendingUpdates.Count == 0 ? this : null);
        Assert.Equal(["eins", "eins", "eins", "zwei"], seen);
        var info = await client.GetWebhookInfo(default);
        Assert.Equal((0, true), (info.Value!.PendingUpdateCount, info.Value.LastErrorMessage!.Contains("503")));
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/tg";

    private static async Task<WebApplication> Receive(Action<HttpContext> handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            handle(context);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
