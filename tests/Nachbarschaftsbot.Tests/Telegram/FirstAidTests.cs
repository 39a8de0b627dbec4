using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>Nothing can be stored; somebody is in danger.</summary>
public sealed class FirstAidTests
{
    private const string Rescue = "112 – Rettung und Feuerwehr";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_nothing_can_be_stored_words_of_danger_bring_the_numbers_once_and_stay_refused(bool webhook)
    {
        await using var clock = new RunningTime();
        await using var house = await TelegramHouse.Open(webhook, clock: clock);
        var (ada, ben) = (house.Api.User(1001, "Ada"), house.Api.User(1002, "Ben"));
        ada.Types("/start");
        await ada.Awaits("Ich bin ein automatisches Programm");
        await house.Store.TakesNothing();
        ada.Types("Hilfe, mein Mann atmet nicht mehr");
        await ada.Awaits(Rescue);
        ben.Types("Es brennt bei mir in der Küche");
        await ben.Awaits(Rescue);
        Assert.Equal(2, house.Api.PendingUpdates.Count);
        clock.Advance(Duration.FromSeconds(30));
        await Task.Delay(300);
        Assert.Single(ada.Sees(), Numbers);
        Assert.Single(ben.Sees(), Numbers);

        await house.Store.TakesAgain();
        for (var i = 0; house.Api.PendingUpdates.Count > 0; i++)
        {
            Assert.True(i < 500, "It did not go on by itself.");
            clock.Advance(Duration.FromSeconds(2));
            await Task.Delay(20);
        }
        await house.Api.Until(() => ada.Sees().Count(Numbers) == 2 ? ada : null);
        await ben.Awaits("Ich bin ein automatisches Programm");
        Assert.Empty(house.Api.Violations);
    }

    [Fact]
    public async Task After_a_minute_the_numbers_come_again()
    {
        await using var clock = new RunningTime();
        await using var house = await TelegramHouse.Open(webhook: false, clock: clock);
        var ada = house.Api.User(1001, "Ada");
        await house.Store.TakesNothing();
        ada.Types("Hilfe, mein Mann atmet nicht mehr");
        await ada.Awaits(Rescue);
        clock.Advance(Duration.FromSeconds(61));
        await house.Api.Until(() => ada.Sees().Count(Numbers) == 2 ? ada : null);
    }

    private static bool Numbers(FakeMessage message) =>
        message.IsFromBot && message.Text.Contains(Rescue, StringComparison.Ordinal);
}
