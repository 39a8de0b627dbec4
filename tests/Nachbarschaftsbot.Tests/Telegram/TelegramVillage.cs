using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>
/// A Quartier that lives in Telegram: Olga runs it, Mara moderates in a topic of a bound group, everybody else joins by the
/// link of the Quartier. The whole program runs behind it under Telegram's own limits.
/// </summary>
internal sealed class TelegramVillage : Village
{
    private readonly HashSet<FakeUser> people = [];
    private long lastUser = 5_000_000_000;
    private FakeSeat desk;

    private TelegramVillage(TelegramHouse house, RunningTime clock)
        : base(clock)
    {
        House = house;
        Olga = Stranger("Olga");
        Mara = Stranger("Mara");
        Group = Api.Group(-1_001_000_000_077, "Moderation", forum: true).Join(Olga, Mara);
        desk = Mara.In(Group, Group.Topic("Anfragen"));
    }

    internal TelegramHouse House { get; }
    internal FakeBotApi Api => House.Api;
    internal FakeUser Olga { get; }
    internal FakeUser Mara { get; }
    internal FakeGroup Group { get; private set; }

    /// <summary>Where Mara reads the cards.</summary>
    internal override FakeSeat Desk => desk;

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
        await Enter(user.Private);
        return user;
    }

    internal override async Task<ISeat> Joins(string name) => (await Neighbour(name)).Private;

    /// <summary>Mara releases the card of somebody.</summary>
    internal async Task<FakeMessage> Releases(FakeUser of)
    {
        var card = await Desk.Awaits($"Anfrage von {of.Name}");
        Desk.PressesOn(card, "Freigeben");
        await Api.Until(() => card.Text.Contains("Freigegeben von Mara") ? card : null);
        await of.Awaits("ist freigegeben");
        return card;
    }

    /// <summary>Ends the program, which stays away for some seconds.</summary>
    internal override async Task Restart()
    {
        await Advance(Duration.FromSeconds(10));
        await House.Restart();
    }

    /// <summary>The group becomes a supergroup; from here on the desk is there.</summary>
    internal void Migrate()
    {
        Group = Group.Migrate(Olga);
        desk = Mara.In(Group);
    }

    /// <summary>Every press answered, every update taken, no limit touched, nothing said that Telegram does not know.</summary>
    internal override async Task AllIsWell()
    {
        await Api.Until(() => Api.PendingUpdates.Count == 0 ? Api : null, () => "Updates are left.");
        await Api.Until(() => Api.UnansweredCallbacks.Count == 0 ? Api : null, () => "Presses are unanswered.");
        Assert.Empty(Api.Violations);
        Assert.DoesNotContain(Api.Requests, r => r.Status is 429 or 401);
        Assert.Equal(HealthStatus.Healthy, House.Health.Status);
    }

    private protected override string Messenger => Translator.MessengerName;

    private protected override IStore Store => House.Store;

    protected override ValueTask CloseHouse() => House.DisposeAsync();

    protected override IEnumerable<string> Transcripts() =>
        people
            .Select(p => $"===== {p.Name}\n" + string.Join("\n---\n", p.Sees().Select(Line)))
            .Append("===== Moderation\n" + string.Join("\n---\n", Group.Messages.Select(Line)));

    private static string Line(FakeMessage m) => (m.Author is { } a ? $"> {a.Name}: " : "") + m;

    private async Task Settle(bool forum)
    {
        if (!forum)
        {
            Group = Api.Group(-77, "Moderation").Join(Olga, Mara);
            desk = Mara.In(Group);
        }
        await TakeOver(Olga.Private, House.OperatorCode);
        var code = Regex.Match(await MakeModeratorCode(Olga.Private), "role_\\w+").Value;
        Mara.Types($"/start {code}");
        await Agree(Mara.Private);
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
}
