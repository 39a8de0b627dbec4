using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>People in Telegram and the whole program behind it, under Telegram's own limits.</summary>
public sealed class TelegramModuleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_joins_and_is_known_after_a_restart(bool webhook)
    {
        await using var house = await TelegramHouse.Open(webhook);
        var ada = house.Api.User(5_000_000_001, "Ada");
        await Join(ada);
        await house.Restart();
        ada.Types("/start");
        await ada.Awaits("Was möchten Sie");
        await house.Api.Until(() => house.Api.SelfText("short_description", "en"));
        Assert.NotEmpty(house.Api.Commands("all_private_chats"));
        await AllIsWell(house);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_is_bound_a_card_comes_and_the_answer_finds_its_way_back(bool webhook)
    {
        await using var house = await TelegramHouse.Open(webhook);
        var (olga, ada) = (house.Api.User(11, "Olga"), house.Api.User(12, "Ada"));
        var group = house.Api.Group(-1_001_000_000_077, "Moderation", forum: true).Join(olga);
        await Join(olga);
        olga.Types("/betreiber " + house.OperatorCode);
        await olga.Awaits("neue Rolle: Betrieb");

        group.AddBot(olga);
        var general = olga.In(group);
        await general.Awaits("Wofür ist diese Gruppe da?");
        var desk = olga.In(group, group.Topic("Anfragen"));
        desk.Types("/kanal@" + house.Api.BotUsername);
        await desk.Awaits("Wofür ist diese Gruppe da?");
        desk.Presses("Für die Moderation");
        await desk.Awaits("Ab jetzt kommen neue Karten hierher");

        await Join(ada);
        ada.Types("/mensch");
        await ada.Awaits("Worum geht es?");
        ada.Types("Ich finde die Anmeldung für den Chor nicht.");
        await ada.Awaits("Bitte prüfen Sie");
        ada.Presses("An die Moderation senden");
        await ada.Awaits("Gesendet.");
        var card = await desk.Awaits("Anmeldung für den Chor");
        desk.RepliesTo(card, "Donnerstag um 18 Uhr im Gemeindehaus.");
        await ada.Awaits("Donnerstag um 18 Uhr im Gemeindehaus.");
        Assert.DoesNotContain(general.Sees(), m => m.Text.Contains("Chor"));
        await AllIsWell(house);
    }

    [Fact]
    public void Without_a_token_nothing_is_there()
    {
        var services = new ServiceCollection().AddTelegram(new TelegramSettings());
        Assert.DoesNotContain(services, s => s.ServiceType == typeof(IMessenger));
    }

    [Fact]
    public async Task A_refused_token_is_an_alarm_and_no_crash()
    {
        await using var house = await TelegramHouse.Open(webhook: false, FakeLimits.None, "1:falsch");
        await Patience.Until(() => house.Health.Status == HealthStatus.Unhealthy);
        Assert.Equal(TelegramHealth.BadToken, house.Health.Message);
    }

    private static async Task Join(FakeUser user)
    {
        user.Types("/start");
        await user.Awaits("automatisches Programm");
        user.Presses("Ja, einverstanden");
        await user.Awaits("Vorname");
        user.Presses($"Vorname: {user.Name}");
        await user.Awaits($"Willkommen, {user.Name}!");
    }

    /// <summary>Every press answered, every update taken, no limit touched, nothing said that Telegram does not know.</summary>
    private static async Task AllIsWell(TelegramHouse house)
    {
        await house.Api.Until(() => house.Api.PendingUpdates.Count == 0 ? house : null);
        await house.Api.Until(() => house.Api.UnansweredCallbacks.Count == 0 ? house : null);
        Assert.Empty(house.Api.Violations);
        Assert.DoesNotContain(house.Api.Requests, r => r.Status is 429 or 401);
        Assert.Equal(HealthStatus.Healthy, house.Health.Status);
    }
}
