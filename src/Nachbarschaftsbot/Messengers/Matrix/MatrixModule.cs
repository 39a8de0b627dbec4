using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Messengers.Matrix.Transport;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Turns;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>Puts Matrix into the house: services and the addresses that the homeserver calls.</summary>
internal static class MatrixModule
{
    /// <summary>The name that stands in <c>Place.Messenger</c>.</summary>
    internal const string MessengerName = "matrix";

    private const string Appservices = "/_matrix/app/v1";

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
        AddRooms(services);
        AddReceiving(services);
        if (connection.Appservice is { } service)
            AddAppservice(services, service);
        else
            AddSync(services);
        services.AddHostedService<MatrixService>();
        services.AddHostedService<MatrixKeeper>();
        return services;
    }

    private static void AddRooms(IServiceCollection services)
    {
        services.AddSingleton<MatrixNotices>();
        services.AddSingleton<DirectList>();
        services.AddSingleton<MatrixDirects>();
        services.AddSingleton<MatrixInvites>();
        services.AddSingleton<DeafRooms>();
        services.AddSingleton<MatrixPower>();
        services.AddSingleton<RoomGreeting>();
        services.AddSingleton<RoomSuccession>();
        services.AddSingleton<MatrixMoves>();
        services.AddSingleton<RoomPeople>();
    }

    private static void AddReceiving(IServiceCollection services)
    {
        services.AddSingleton<MatrixTranslator>();
        services.AddSingleton<MatrixPictures>();
        services.AddSingleton<MatrixSupplements>();
        services.AddSingleton<MatrixReceiver>();
        services.AddSingleton<MatrixPatience>();
        services.AddSingleton<MatrixFeed>();
        services.AddSingleton(s => new MatrixPorts(
            inbound => s.GetRequiredService<Turn>().Take(inbound),
            (place, message) => s.GetRequiredService<OutboxRunner>().ReferenceOf(place, message)
        )
        {
            Reached = () => s.GetRequiredService<OutboxRunner>().Reached(MessengerName),
            Warn = inbound => s.GetRequiredService<Turn>().Warn(inbound),
            CommandOf = words => s.GetRequiredService<Registry>().ByWords(words)?.Name,
            IsCommand = name => s.GetRequiredService<Registry>().Command(name) is not null,
            IsLinked = s.GetRequiredService<LinkedPlaces>().IsLinked,
            KeepsOut = s.GetRequiredService<LinkedPlaces>().KeepsOut,
            Word = (about, message, words, language) =>
                s.GetRequiredService<MatrixWord>().Say(about, message, words, language, CancellationToken.None),
            Lift = (room, reaction) => s.GetRequiredService<MatrixReactions>().Lift(room, reaction),
            Typed = (place, replyTo, text) => Typed(s.GetRequiredService<MatrixChoices>(), place, replyTo, text),
            Pressed = (place, target, key) => s.GetRequiredService<MatrixChoices>().Pressed(place, target, key),
        });
    }

    private static async ValueTask<TypedNumber?> Typed(
        MatrixChoices choices,
        Place place,
        string? replyTo,
        string text
    ) =>
        await choices.Read(place, replyTo, text) switch
        {
            ChoiceReading.Press(var token, _) => new(token),
            ChoiceReading.NotThere(var language) => new(null, language),
            _ => (TypedNumber?)null,
        };

    private static void AddSync(IServiceCollection services)
    {
        services.AddSingleton<SyncPlace>();
        services.AddSingleton<SyncRooms>();
        services.AddSingleton<IMatrixTransport, SyncTransport>();
    }

    private static void AddAppservice(IServiceCollection services, MatrixAppservice service)
    {
        services.AddSingleton(service);
        services.AddSingleton<Kind>(InboxEntry.Kind);
        services.AddSingleton<AppserviceInbox>();
        services.AddSingleton<AppserviceEndpoint>();
        services.AddSingleton<IMatrixTransport, AppserviceTransport>();
    }

    /// <summary>Opens the addresses of the application service, the old ones without the long path too: homeservers try them.</summary>
    internal static void MapMatrix(this WebApplication app)
    {
        if (app.Services.GetService<AppserviceEndpoint>() is not { } endpoint)
            return;
        var path = app.Services.GetRequiredService<MatrixAppservice>().Path;
        foreach (var below in (string[])[path + Appservices, path])
        {
            app.Map($"{below}/transactions/{{txnId}}", endpoint.Transaction).AnswersServers();
            app.Map($"{below}/users/{{userId}}", endpoint.User);
            app.Map($"{below}/rooms/{{roomAlias}}", endpoint.Alias);
        }
        app.Map($"{path}{Appservices}/ping", endpoint.Ping);
        app.Map($"{path}/_matrix/{{**rest}}", endpoint.Unknown);
    }
}
