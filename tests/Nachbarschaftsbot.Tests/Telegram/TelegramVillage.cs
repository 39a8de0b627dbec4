using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>
/// A Quartier that lives in Telegram: Olga runs it, Mara moderates in a topic of a bound group, everybody else joins by the
/// link of the Quartier. The whole program runs behind it under Telegram's own limits.
/// </summary>
internal sealed class TelegramVillage : IAsyncDisposable
{
    private readonly RunningTime clock;
    private readonly HashSet<FakeUser> people = [];
    private long lastUser = 5_000_000_000;
    private string joinPayload = "";

    private TelegramVillage(TelegramHouse house, RunningTime clock)
    {
        (House, this.clock) = (house, clock);
        Olga = Stranger("Olga");
        Mara = Stranger("Mara");
        Group = Api.Group(-1_001_000_000_077, "Moderation", forum: true).Join(Olga, Mara);
        Desk = Mara.In(Group, Group.Topic("Anfragen"));
    }

    internal TelegramHouse House { get; }
    internal FakeBotApi Api => House.Api;
    internal FakeUser Olga { get; }
    internal FakeUser Mara { get; }
    internal FakeGroup Group { get; private set; }

    /// <summary>Where Mara reads the cards.</summary>
    internal FakeSeat Desk { get; private set; }

    /// <summary>Opens the Quartier.</summary>
    /// <param name="forum">Whether the moderation group is a forum with a topic, or a plain group.</param>
    internal static async Task<TelegramVillage> Open(bool forum = true)
    {
        var clock = new RunningTime();
        var house = await TelegramHouse.Open(webhook: false, clock: clock);
        house.Api.CallbackLifetime = TimeSpan.FromMinutes(5);
        var village = new TelegramVillage(house, clock);
        await village.Settle(forum);
        return village;
    }

    /// <summary>Somebody the bot does not know.</summary>
    internal FakeUser Stranger(string name, string? language = "de")
    {
        var user = Api.User(++lastUser, name, language);
        people.Add(user);
        return user;
    }

    /// <summary>Somebody who follows the link on the notice and agrees.</summary>
    internal async Task<FakeUser> Neighbour(string name)
    {
        var user = Stranger(name);
        user.Types($"/start {joinPayload}");
        await user.Awaits("automatisches Programm");
        user.Presses("Ja, einverstanden");
        await user.Awaits("Vorname");
        user.Presses($"Vorname: {name}");
        await user.Awaits($"Willkommen, {name}!");
        return user;
    }

    /// <summary>Somebody asks by buttons until the thanks for it.</summary>
    internal static async Task Asks(FakeUser user, string what = "Bitte 3 Getränkekisten in den 3. Stock tragen.")
    {
        user.Presses("Ich brauche Hilfe");
        await user.Awaits("Wobei brauchen Sie Hilfe?");
        user.Presses("Einkaufen");
        await user.Awaits("Was genau soll jemand tun?");
        user.Types(what);
        await user.Awaits("Wann brauchen Sie die Hilfe?");
        user.Types("Samstag um 10 Uhr");
        await user.Awaits("Wo ungefähr ist es?");
        user.Types("nahe der Kirche");
        await user.Awaits("Wie viele Personen");
        user.Presses("1");
        await user.Awaits("Wie eilig ist es?");
        user.Presses("Es eilt nicht");
        await user.Awaits("Genau das sehen die anderen");
        user.Presses("Anfrage absenden");
        await user.Awaits("Ihre Anfrage ist angekommen.");
    }

    /// <summary>Mara releases the card of somebody.</summary>
    internal async Task<FakeMessage> Releases(FakeUser of)
    {
        var card = await Desk.Awaits($"Anfrage von {of.Name}");
        Desk.PressesOn(card, "Freigeben");
        await Api.Until(() => card.Text.Contains("Freigegeben von Mara") ? card : null);
        await of.Awaits("ist freigegeben");
        return card;
    }

    /// <summary>Moves the clock once nothing is on its way: a request in flight would wait for hours all at once.</summary>
    internal async Task Advance(Duration by)
    {
        await Task.Delay(200);
        clock.Advance(by);
    }

    /// <summary>Ends the program, which stays away for some seconds.</summary>
    internal async Task Restart()
    {
        await Advance(Duration.FromSeconds(10));
        await House.Restart();
    }

    /// <summary>The group becomes a supergroup; from here on the desk is there.</summary>
    internal void Migrate()
    {
        Group = Group.Migrate(Olga);
        Desk = Mara.In(Group);
    }

    /// <summary>Every press answered, every update taken, no limit touched, nothing said that Telegram does not know.</summary>
    internal async Task AllIsWell()
    {
        await Api.Until(() => Api.PendingUpdates.Count == 0 ? Api : null, () => "Updates are left.");
        await Api.Until(() => Api.UnansweredCallbacks.Count == 0 ? Api : null, () => "Presses are unanswered.");
        Assert.Empty(Api.Violations);
        Assert.DoesNotContain(Api.Requests, r => r.Status is 429 or 401);
        Assert.Equal(HealthStatus.Healthy, House.Health.Status);
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
                .Select(p => $"===== {p.Name}\n" + string.Join("\n---\n", p.Sees().Select(Line)))
                .Append("===== Moderation\n" + string.Join("\n---\n", Group.Messages.Select(Line)))
        );

    private static string Line(FakeMessage m) => (m.Author is { } a ? $"> {a.Name}: " : "") + m;

    private async Task Settle(bool forum)
    {
        if (!forum)
        {
            Group = Api.Group(-77, "Moderation").Join(Olga, Mara);
            Desk = Mara.In(Group);
        }
        Olga.Types($"/start op_{House.OperatorCode}");
        await Join(Olga);
        await Olga.Awaits("neue Rolle: Betrieb");
        Olga.Types("/quartier");
        joinPayload = Regex.Match((await Olga.Awaits("Code zum Beitreten:")).Text, "Beitreten: (\\w+)").Groups[1].Value;
        Olga.Types("/rolle");
        await Olga.Awaits("Möchten Sie eine Rolle vergeben?");
        Olga.Presses("Rolle vergeben: Moderation");
        var code = Regex.Match((await Olga.Awaits("role_")).Text, "role_\\w+").Value;
        Mara.Types($"/start {code}");
        await Join(Mara);
        await Mara.Awaits("neue Rolle: Moderation");
        await BindGroup(forum);
    }

    private async Task BindGroup(bool forum)
    {
        Group.AddBot(Olga);
        await Olga.In(Group).Awaits("Wofür ist diese Gruppe da?");
        var seat = forum ? Olga.In(Group, Group.TopicsClosed.Keys.Single()) : Olga.In(Group);
        if (forum)
        {
            seat.Types("/kanal@" + Api.BotUsername);
            await seat.Awaits("Wofür ist diese Gruppe da?");
        }
        seat.Presses("Für die Moderation");
        await seat.Awaits("Ab jetzt kommen neue Karten hierher");
    }

    private static async Task Join(FakeUser user)
    {
        await user.Awaits("automatisches Programm");
        user.Presses("Ja, einverstanden");
        await user.Awaits("Vorname");
        user.Presses($"Vorname: {user.Name}");
    }
}
