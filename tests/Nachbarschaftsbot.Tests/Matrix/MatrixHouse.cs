using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>The whole program before the strict homeserver.</summary>
internal sealed class MatrixHouse : House
{
    private MatrixHouse(FakeHomeserver homeserver)
        : base(homeserver.Clock) => Homeserver = homeserver;

    internal FakeHomeserver Homeserver { get; }
    internal MatrixHealth Health => App.Services.GetRequiredService<MatrixHealth>();

    internal static async Task<MatrixHouse> Open(TimeProvider? clock = null)
    {
        var house = new MatrixHouse(await FakeHomeserver.Start(clock));
        await house.Start();
        return house;
    }

    protected override void Configure(Settings settings)
    {
        settings.Matrix.Homeserver = Homeserver.BaseAddress.ToString();
        settings.Matrix.AccessToken = FakeHomeserver.Token;
        settings.Matrix.PerRoomPerSecond = 1000;
        settings.Matrix.RoomBurst = 1000;
        settings.Matrix.OverallPerSecond = 0;
    }

    protected override void AddMessenger(IServiceCollection services, Settings settings) =>
        services.AddMatrix(settings);

    protected override void MapMessenger(WebApplication app) => app.MapMatrix();

    protected override ValueTask CloseMessenger() => Homeserver.DisposeAsync();
}
