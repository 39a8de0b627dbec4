using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Puts Matrix into the house: services and the addresses that the homeserver calls.</summary>
internal static class MatrixModule
{
    /// <summary>The name that stands in <c>Place.Messenger</c>.</summary>
    internal const string MessengerName = "matrix";

    /// <summary>Registers everything when the settings name a homeserver. The settings are checked elsewhere, before.</summary>
    internal static IServiceCollection AddMatrix(this IServiceCollection services, Settings settings)
    {
        if (MatrixConnection.Of(settings) is not { } connection)
            return services;
        services.AddSingleton(connection);
        services.AddSingleton<Kind>(MatrixRoom.Kind);
        services.AddSingleton<Kind>(MatrixState.Kind);
        services.AddSingleton(s => new MatrixClient(
            new MatrixWire(
                MatrixWire.CreateHttp(),
                connection.Homeserver,
                connection.Token,
                s.GetRequiredService<TimeProvider>()
            )
        ));
        services.AddSingleton<MatrixIdentity>();
        services.AddSingleton<MatrixCounters>();
        services.AddSingleton<MatrixHealth>();
        services.AddHealthChecks().AddCheck<MatrixHealth>("matrix");
        services.AddSingleton<MatrixBook>();
        services.AddSingleton<IPlaceTrace>(s => s.GetRequiredService<MatrixBook>());
        services.AddSingleton<MatrixNames>();
        services.AddSingleton<MatrixThreads>();
        services.AddSingleton<IRoomCipher, NoCipher>();
        services.AddMatrixSending();
        return services;
    }

    /// <summary>Opens the addresses of the application service.</summary>
    internal static void MapMatrix(this WebApplication app) => _ = app.Services.GetService<MatrixConnection>();
}
