using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Operations;

/// <summary>Puts operations into the house and says hello on the console.</summary>
internal static class OperationsModule
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    /// <summary>Registers clock, figures and first start.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Metrics>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService<MemoryKeeper>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTime);
        return services;
    }

    /// <summary>Opens the store, makes what is missing, and tells the console where to look once the program takes messages.</summary>
    public static async Task FirstStart(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        if (!settings.IsDemo && await Probierstube.IsIn(app.Services.GetRequiredService<IStore>()))
            throw new SettingsException([
                new(
                    "Store:Folder",
                    "In diesem Ordner liegt noch die Vorführung mit erfundenen Menschen. Löschen Sie ihn. Oder nehmen Sie einen neuen Ordner.",
                    "\"daten\""
                ),
            ]);
        var code = await app.Services.GetRequiredService<FirstStart>().Run();
        app.Lifetime.ApplicationStarted.Register(() => Hello(Console.Out, settings, code));
    }

    private static void Hello(TextWriter console, Settings settings, string? code)
    {
        var address = HealthCommand.Own(settings.Web.Listen);
        console.WriteLine();
        console.WriteLine("Der Nachbarschaftsbot ist bereit.");
        if (settings.IsDemo)
            console.WriteLine($"  Zum Ausprobieren:  {address}/probierstube");
        if (settings.Web.Chat)
            console.WriteLine($"  Web-Chat:          {address}/");
        console.WriteLine($"  Zustand:           {address}/health/ready");
        if (code is not null && !settings.IsDemo)
        {
            console.WriteLine();
            console.WriteLine($"  Noch leitet niemand den Bot. Schreiben Sie ihm im Chat:  /betreiber {code}");
            console.WriteLine("  Der Code gilt einmal und nur bis zum nächsten Start.");
        }
        console.WriteLine();
    }
}
