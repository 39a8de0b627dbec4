using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>The whole program as it is started, on real SQLite, before the strict homeserver.</summary>
internal sealed class MatrixHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matrix-house-").FullName;
    private WebApplication app = null!;

    private MatrixHouse(FakeHomeserver homeserver) => Homeserver = homeserver;

    internal FakeHomeserver Homeserver { get; }
    internal IStore Store => app.Services.GetRequiredService<IStore>();
    internal MatrixHealth Health => app.Services.GetRequiredService<MatrixHealth>();

    /// <summary>Makes whoever sends it with /betreiber the operator.</summary>
    internal string OperatorCode { get; private set; } = "";

    internal static async Task<MatrixHouse> Open(TimeProvider? clock = null)
    {
        var house = new MatrixHouse(await FakeHomeserver.Start(clock));
        await house.Start();
        return house;
    }

    /// <summary>Ends the program and starts it anew on the same data.</summary>
    internal async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Homeserver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start()
    {
        var settings = MakeSettings();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Web.Listen);
        builder.Services.AddSingleton(settings);
        builder.Services.AddMatrix(settings);
        builder.Services.AddTurns(settings);
        builder.Services.AddStore(settings.Store);
        builder.Services.AddOutbox();
        builder.Services.AddTimers();
        builder.Services.AddOperations();
        builder.Services.AddSingleton(Homeserver.Clock);
        app = builder.Build();
        app.MapMatrix();
        OperatorCode = await app.Services.GetRequiredService<FirstStart>().Run() ?? OperatorCode;
        await app.StartAsync();
    }

    private Settings MakeSettings()
    {
        var settings = new Settings();
        settings.Bot.OperatorName = "Nachbarschaftshilfe Lindenviertel";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Quartier.Name = "Lindenviertel";
        if (Homeserver.Clock == TimeProvider.System)
            settings.Quartier.Zone = Daytime.Zone;
        settings.Store.Folder = folder;
        settings.Web.Listen = "http://127.0.0.1:0";
        settings.Matrix.Homeserver = Homeserver.BaseAddress.ToString();
        settings.Matrix.AccessToken = FakeHomeserver.Token;
        settings.Matrix.PerRoomPerSecond = 1000;
        settings.Matrix.RoomBurst = 1000;
        settings.Matrix.OverallPerSecond = 0;
        return settings;
    }
}
