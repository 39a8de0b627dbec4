using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Timers;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>The whole program as it is started, on real SQLite, with one messenger.</summary>
internal abstract class House(TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Where the program keeps its data.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("house-").FullName;

    /// <summary>Makes whoever sends it with /betreiber the operator.</summary>
    internal string OperatorCode { get; private set; } = "";

    internal virtual IStore Store => App.Services.GetRequiredService<IStore>();

    protected WebApplication App { get; private set; } = null!;

    /// <summary>Ends the program and starts it anew on the same data.</summary>
    internal async Task Restart()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await CloseMessenger();
        Directory.Delete(Folder, recursive: true);
    }

    protected async Task Start()
    {
        var settings = MakeSettings();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Web.Listen);
        builder.Services.AddSingleton(settings);
        AddMessenger(builder.Services, settings);
        builder.Services.AddTurns(settings);
        builder.Services.AddStore(settings.Store);
        builder.Services.AddOutbox();
        builder.Services.AddTimers();
        builder.Services.AddOperations();
        builder.Services.AddSingleton(clock);
        App = builder.Build();
        MapMessenger(App);
        OperatorCode = await App.Services.GetRequiredService<FirstStart>().Run() ?? OperatorCode;
        await App.StartAsync();
    }

    /// <summary>Says where the messenger is.</summary>
    protected abstract void Configure(Settings settings);

    protected abstract void AddMessenger(IServiceCollection services, Settings settings);

    protected abstract void MapMessenger(WebApplication app);

    /// <summary>Ends what stands in for the messenger.</summary>
    protected abstract ValueTask CloseMessenger();

    private Settings MakeSettings()
    {
        var settings = new Settings();
        settings.Bot.OperatorName = "Nachbarschaftshilfe Lindenviertel";
        settings.Bot.OperatorContact = "Telefon 0000 123456";
        settings.Quartier.Name = "Lindenviertel";
        if (clock == TimeProvider.System)
            settings.Quartier.Zone = Daytime.Zone;
        settings.Store.Folder = Folder;
        settings.Web.Listen = "http://127.0.0.1:0";
        Configure(settings);
        return settings;
    }
}
