using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Ten thousand messages, none lost, none doubled, each room in its order; over both transports, through a restart in the middle.</summary>
public sealed class MatrixLoadTests
{
    private const int Rooms = 25;
    private const int Each = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_messages_arrive_once_each_and_in_order(bool isAppservice)
    {
        await using var door = await MatrixDoor.Open(isAppservice);
        var seats = new List<FakeMatrixSeat>();
        for (var i = 0; i < Rooms; i++)
            seats.Add(await door.Homeserver.User($"Person{i}").OpensDirectChat());
        foreach (var seat in seats)
            await door.IsIn(seat.Room);
        for (var i = 0; i < Each; i++)
        {
            foreach (var seat in seats)
                seat.Types(i.ToString(CultureInfo.InvariantCulture));
            if (i == Each / 2)
                await door.Restart();
        }
        door.Homeserver.RepeatEverythingOnce();
        var patience = TimeSpan.FromMinutes(4);
        using var limit = new CancellationTokenSource(patience);
        while (Numbers(door).Count() < Rooms * Each && !limit.IsCancellationRequested)
            await Task.Delay(50);
        await door.Settle(seats[0]);
        var byPlace = Numbers(door).GroupBy(n => n.Place.Key).ToList();
        Assert.Equal(Rooms, byPlace.Count);
        Assert.All(
            byPlace,
            place =>
                Assert.Equal(
                    Enumerable.Range(0, Each).Select(n => n.ToString(CultureInfo.InvariantCulture)),
                    place.Select(n => ((Content.Words)n.Content).Text)
                )
        );
    }

    private static IEnumerable<Inbound> Numbers(MatrixDoor door) =>
        door.Taken.Where(t => t.Content is Content.Words { Text: var text } && char.IsAsciiDigit(text[0]));
}
