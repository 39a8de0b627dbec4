using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>The whole program with its own web chat. Started anew it is where it was.</summary>
internal sealed class WebHouse : House
{
    private WebHouse(TimeProvider clock)
        : base(clock) { }

    internal Uri? Address { get; private set; }

    internal static async Task<WebHouse> Open(TimeProvider clock)
    {
        var house = new WebHouse(clock);
        await house.Start();
        house.Address = new(house.App.Urls.Single());
        return house;
    }

    /// <summary>All visitors come from one address, and faster than anybody reads.</summary>
    protected override void Configure(Settings settings)
    {
        settings.Web.Listen = Address?.GetLeftPart(UriPartial.Authority) ?? settings.Web.Listen;
        settings.Web.PerVisitorPerMinute = 60_000;
        settings.Web.PerAddressPerMinute = 600_000;
    }

    protected override void AddMessenger(IServiceCollection services, Settings settings) =>
        services.AddWebChat(settings.Web);

    protected override void MapMessenger(WebApplication app) => app.MapWebChat();

    protected override ValueTask CloseMessenger() => ValueTask.CompletedTask;
}
