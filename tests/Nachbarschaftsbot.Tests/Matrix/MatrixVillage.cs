using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>
/// A Quartier that lives in Matrix: Olga runs it, Mara and Max moderate in a room, everybody else joins by the code of the Quartier. The
/// whole program runs behind it.
/// </summary>
internal sealed class MatrixVillage : IAsyncDisposable
{
    private readonly RunningTime clock;
    private readonly List<FakeMatrixUser> people = [];
    private string joinPayload = "";

    private MatrixVillage(MatrixHouse house, RunningTime clock)
    {
        (House, this.clock) = (house, clock);
        (Olga, Mara, Max) = (Stranger("Olga"), Stranger("Mara"), Stranger("Max"));
    }

    internal MatrixHouse House { get; }
    internal FakeHomeserver Homeserver => House.Homeserver;
    internal FakeMatrixUser Olga { get; }
    internal FakeMatrixUser Mara { get; }
    internal FakeMatrixUser Max { get; }

    /// <summary>Where Mara and Max read the cards.</summary>
    internal FakeMatrixSeat Desk { get; private set; } = null!;
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
        await user.OpensDirectChat();
        user.Types($"!start {joinPayload}");
        await Agree(user);
        await user.Awaits($"Willkommen, {name}!");
        return user;
    }

    /// <summary>Somebody asks until the thanks for it, by typed numbers.</summary>
    internal static async Task Asks(FakeMatrixUser user, string what = "Bitte 3 Getränkekisten in den 3. Stock tragen.")
    {
        user.Chooses("Ich brauche Hilfe");
        await user.Awaits("Wobei brauchen Sie Hilfe?");
        user.Chooses("Einkaufen");
        await user.Awaits("Was genau soll jemand tun?");
        user.Types(what);
        await user.Awaits("Wann brauchen Sie die Hilfe?");
        user.Types("Samstag um 10 Uhr");
        await user.Awaits("Wo ungefähr ist es?");
        user.Types("nahe der Kirche");
        await user.Awaits("Wie viele Personen");
        user.Chooses("1");
        await user.Awaits("Wie eilig ist es?");
        user.Chooses("Es eilt nicht");
        await user.Awaits("Genau das sehen die anderen");
        user.Chooses("Anfrage absenden");
        await user.Awaits("Ihre Anfrage ist angekommen.");
    }

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

    /// <summary>Moves the clock once nothing is on its way.</summary>
    internal async Task Advance(Duration by)
    {
        await Task.Delay(200);
        clock.Advance(by);
    }

    /// <summary>Ends the program and starts it anew.</summary>
    internal Task Restart() => House.Restart();

    /// <summary>Nothing said that clients would show wrongly, no limit touched, nothing twice.</summary>
    internal void AllIsWell()
    {
        Homeserver.AllIsWell();
        Assert.DoesNotContain(Homeserver.Calls, c => c.Status is 401 or 400 or 403);
        Assert.Equal(HealthStatus.Healthy, House.Health.Status);
        Assert.Equal(1, Homeserver.NamesSet);
        Assert.EndsWith("(Bot)", Homeserver.BotName, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("READ_ALOUD") is { Length: > 0 } path)
            await File.AppendAllTextAsync(path, Transcript());
        await House.DisposeAsync();
        await clock.DisposeAsync();
    }

    /// <summary>What everybody sees in the end, for reading aloud.</summary>
    private string Transcript() =>
        string.Join(
            "\n\n",
            people
                .Where(p => p.HasChat)
                .Select(p => $"===== {p.Name}\n" + string.Join("\n---\n", p.Direct.Sees()))
                .Append("===== Moderation\n" + string.Join("\n---\n", Desk.Sees()))
        );

    private async Task Settle()
    {
        await Olga.OpensDirectChat();
        Olga.Types($"!start op_{House.OperatorCode}");
        await Agree(Olga);
        await Olga.Awaits("neue Rolle: Betrieb");
        Olga.Types("!quartier");
        joinPayload = Regex.Match((await Olga.Awaits("Code zum Beitreten:")).Body, "Beitreten: (\\w+)").Groups[1].Value;
        foreach (var moderator in (FakeMatrixUser[])[Mara, Max])
        {
            Olga.Types("!rolle");
            await Olga.Awaits("Möchten Sie eine Rolle vergeben?");
            Olga.Chooses("Rolle vergeben: Moderation");
            var code = (await Olga.Awaits("Code für die Rolle Moderation")).Body.Split('\n')[1];
            await moderator.OpensDirectChat();
            moderator.Types($"!rolle {code}");
            await Agree(moderator);
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
        (Desk, MaxAtDesk) = (Mara.In(room), Max.In(room));
    }

    private static async Task Agree(FakeMatrixUser user)
    {
        await user.Awaits("automatisches Programm");
        user.Chooses("Ja, einverstanden");
        await user.Awaits("Vorname");
        user.Chooses($"Vorname: {user.Name}");
    }
}
