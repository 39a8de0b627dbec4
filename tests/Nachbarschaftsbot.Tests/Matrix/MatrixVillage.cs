using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Telegram;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>
/// A Quartier that lives in Matrix: Olga runs it, Mara and Max moderate in a room, everybody else joins by the code of the Quartier. The
/// whole program runs behind it.
/// </summary>
internal sealed class MatrixVillage : Village
{
    private readonly List<FakeMatrixUser> people = [];
    private FakeMatrixSeat desk = null!;

    private MatrixVillage(MatrixHouse house, RunningTime clock)
        : base(clock)
    {
        House = house;
        (Olga, Mara, Max) = (Stranger("Olga"), Stranger("Mara"), Stranger("Max"));
    }

    internal MatrixHouse House { get; }
    internal FakeHomeserver Homeserver => House.Homeserver;
    internal FakeMatrixUser Olga { get; }
    internal FakeMatrixUser Mara { get; }
    internal FakeMatrixUser Max { get; }

    /// <summary>Where Mara and Max read the cards.</summary>
    internal override FakeMatrixSeat Desk => desk;
    internal FakeMatrixSeat MaxAtDesk { get; private set; } = null!;

    internal static async Task<MatrixVillage> Open()
    {
        var clock = new RunningTime();
        var village = new MatrixVillage(await MatrixHouse.Open(clock), clock);
        await village.Settle();
        return village;
    }

    /// <summary>Somebody the bot does not know.</summary>
    internal FakeMatrixUser Stranger(string name)
    {
        var user = Homeserver.User(name);
        people.Add(user);
        return user;
    }

    /// <summary>Somebody who has the code from the notice and agrees.</summary>
    internal async Task<FakeMatrixUser> Neighbour(string name)
    {
        var user = Stranger(name);
        await Enter(await user.OpensDirectChat());
        return user;
    }

    internal override async Task<ISeat> Joins(string name) => (await Neighbour(name)).Direct;

    /// <summary>Mara releases the card of somebody.</summary>
    internal async Task<FakeShown> Releases(FakeMatrixUser of)
    {
        var card = await Desk.Awaits($"Anfrage von {of.Name}");
        await Desk.Taps("Freigeben");
        await Desk.Awaits("Freigegeben von Mara");
        await of.Awaits("ist freigegeben");
        return Now(card);
    }

    /// <summary>What a message says now.</summary>
    internal FakeShown Now(FakeShown message) => Desk.Sees().First(m => m.Id == message.Id);

    internal override Task Restart() => House.Restart();

    /// <summary>Nothing said that clients would show wrongly, no limit touched, nothing twice.</summary>
    internal override Task AllIsWell()
    {
        Homeserver.AllIsWell();
        Assert.DoesNotContain(Homeserver.Calls, c => c.Status is 401 or 400 or 403);
        Assert.Equal(HealthStatus.Healthy, House.Health.Status);
        Assert.Equal(1, Homeserver.NamesSet);
        Assert.EndsWith("(Bot)", Homeserver.BotName, StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private protected override string Messenger => MatrixModule.MessengerName;

    private protected override IStore Store => House.Store;

    protected override ValueTask CloseHouse() => House.DisposeAsync();

    protected override IEnumerable<string> Transcripts() =>
        people
            .Where(p => p.HasChat)
            .Select(p => $"===== {p.Name}\n" + string.Join("\n---\n", p.Direct.Sees()))
            .Append("===== Moderation\n" + string.Join("\n---\n", Desk.Sees()));

    private async Task Settle()
    {
        await TakeOver(await Olga.OpensDirectChat(), House.OperatorCode);
        foreach (var moderator in (FakeMatrixUser[])[Mara, Max])
        {
            var code = (await MakeModeratorCode(Olga.Direct)).Split('\n')[1];
            await moderator.OpensDirectChat();
            moderator.Types($"!rolle {code}");
            await Agree(moderator.Direct);
            await moderator.Awaits("neue Rolle: Moderation");
        }
        await BindRoom();
    }

    private async Task BindRoom()
    {
        var room = await Olga.OpensRoom("Moderation", Mara, Max);
        var seat = Olga.In(room);
        await seat.Awaits("Wofür ist diese Gruppe da?");
        seat.Chooses("Für die Moderation");
        await seat.Awaits("Ab jetzt kommen neue Karten hierher");
        (desk, MaxAtDesk) = (Mara.In(room), Max.In(room));
    }
}
