using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>What sends to Matrix, on a real store, before the strict homeserver. Nothing is received.</summary>
internal sealed class MatrixOffice : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matrix-office-").FullName;
    private ServiceProvider services = null!;

    private MatrixOffice(FakeHomeserver homeserver) => Homeserver = homeserver;

    internal FakeHomeserver Homeserver { get; }
    internal IMessenger Messenger => services.GetRequiredService<IMessenger>();
    internal MatrixChoices Choices => services.GetRequiredService<MatrixChoices>();
    internal MatrixWord Word => services.GetRequiredService<MatrixWord>();
    internal MatrixThreads Threads => services.GetRequiredService<MatrixThreads>();
    internal IStore Store => services.GetRequiredService<IStore>();

    /// <summary>Ada alone with the bot.</summary>
    internal FakeMatrixSeat Ada { get; private set; } = null!;
    internal Place AdasChat { get; private set; } = null!;

    /// <summary>A room with several people.</summary>
    internal FakeMatrixSeat Mara { get; private set; } = null!;
    internal Place Triage { get; private set; } = null!;

    internal static async Task<MatrixOffice> Open()
    {
        var office = new MatrixOffice(await FakeHomeserver.Start());
        await office.Begin();
        var (ada, mara) = (office.Homeserver.User("Ada"), office.Homeserver.User("Mara"));
        office.Ada = await office.Enters("", ada, ada.Id);
        office.AdasChat = new("matrix", ada.Id, null, PlaceKind.Private);
        office.Mara = await office.Enters("Moderation", mara, null);
        office.Triage = new("matrix", office.Mara.Room.Id, null, PlaceKind.Group);
        return office;
    }

    /// <summary>The bot is in a room of somebody.</summary>
    internal async Task<FakeMatrixSeat> Enters(string name, FakeMatrixUser creator, string? account)
    {
        var room = Homeserver.Room(name, creator);
        lock (Homeserver.Gate)
            room.Member(FakeHomeserver.BotUser, FakeHomeserver.BotUser, "join");
        await Knows(room, account);
        return creator.In(room);
    }

    /// <summary>What the book says of a room.</summary>
    internal Task Knows(FakeRoom room, string? account, RoomState state = RoomState.Open) =>
        services
            .GetRequiredService<MatrixBook>()
            .Keep(
                room.Id,
                _ =>
                    new()
                    {
                        Id = room.Id,
                        RoomId = room.Id,
                        IsDirect = account is not null,
                        Account = account,
                        User = account,
                        State = state,
                        LastUsed = TimeProvider.System.GetCurrentInstant(),
                    }
            );

    /// <summary>Ends the program and starts it anew on the same data.</summary>
    internal async Task Restart()
    {
        await End();
        await Begin();
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        await Homeserver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Begin()
    {
        var settings = new Settings();
        settings.Matrix.Homeserver = Homeserver.BaseAddress.ToString();
        settings.Matrix.AccessToken = FakeHomeserver.Token;
        settings.Store.Folder = folder;
        var collection = new ServiceCollection();
        collection.AddLogging(l => l.ClearProviders());
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton(settings);
        collection.AddSingleton(Features.Register());
        collection.AddMatrix(settings);
        collection.AddStore(settings.Store);
        services = collection.BuildServiceProvider();
        services.GetRequiredService<MatrixIdentity>().Learn(FakeHomeserver.BotUser, "Nachbarschaftsbot (Bot)");
        await services.GetRequiredService<MatrixReactions>().StartAsync(CancellationToken.None);
    }

    private async Task End()
    {
        await services.GetRequiredService<MatrixReactions>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
