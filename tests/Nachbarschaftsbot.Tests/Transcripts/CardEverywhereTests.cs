using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A card has one state wherever it stands: in Telegram, in the web chat and in Matrix at once.</summary>
public sealed class CardEverywhereTests
{
    [Theory]
    [InlineData("telegram")]
    [InlineData("web")]
    [InlineData("matrix")]
    public async Task What_is_decided_in_one_room_stands_in_all(string where)
    {
        await using var hood = await Hood.Start();
        var rooms = new Dictionary<string, Corner>();
        foreach (var messenger in (string[])["telegram", "web", "matrix"])
            rooms[messenger] = await hood.Bind(
                hood.At(new Place(messenger, "-900", null, PlaceKind.Group)),
                ChannelPurpose.Moderation
            );
        var ada = await hood.Neighbour("Ada");
        var mia = await hood.Neighbour("Mia", messenger: where, roles: Role.Moderator);
        var ole = await hood.Neighbour("Ole", messenger: "teams", roles: Role.Moderator);
        var request = await TriageWorld.WaitsFor(hood, ada, "Einkauf");
        foreach (var room in rooms.Values)
            Assert.Contains("Noch nicht bearbeitet.", room.Last);

        await mia.Taps("Übernehmen", rooms[where]);
        foreach (var room in rooms.Values)
            Assert.Contains("Mia", Assert.Single(Cards(room)));

        await ole.Merges(mia);
        await mia.Taps("Freigeben", rooms[where]);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        foreach (var room in rooms.Values)
            Assert.DoesNotContain("[Freigeben]", Assert.Single(Cards(room)));
    }

    private static IEnumerable<string> Cards(Corner room) =>
        room.Messages.Where(m => m.Ref?.StartsWith("card:", StringComparison.Ordinal) == true).Select(Corner.TextOf);
}
