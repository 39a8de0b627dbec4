using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>Encrypted rooms as moderators see them: how many there are, and that one is gone when nobody is left in it. And whose data go, from whom the bot goes.</summary>
public sealed class MatrixDeafLoopTests
{
    [Fact]
    public async Task Moderators_see_in_how_many_rooms_the_bot_cannot_read()
    {
        await using var village = await MatrixVillage.Open();
        var ben = village.Stranger("Ben");
        ben.JoinsWhenInvited = true;
        var closed = await ben.OpensDirectChat(encrypted: true);
        await closed.Awaits("In verschlüsselten Räumen kann ich nicht mitlesen.");
        village.Desk.Types("!nachbar warteschlange");
        var overview = await village.Desk.Awaits("in denen ich nicht mitlesen kann: 1.");
        Assert.Contains("Gerade wartet nichts.", overview.Body, StringComparison.Ordinal);

        ben.Leaves(closed.Room);
        await village.Homeserver.Until(
            () => closed.Room.Members.ContainsKey(FakeHomeserver.BotUser) ? null : closed.Room,
            () => "The bot stays alone in an encrypted room."
        );
        var isGone = false;
        for (var tries = 0; !isGone && tries < 20; tries++)
        {
            village.Desk.Types("!nachbar warteschlange");
            var now = await village.Desk.Awaits("Gerade wartet nichts.");
            isGone = !now.Body.Contains("nicht mitlesen", StringComparison.Ordinal);
        }
        Assert.True(isGone, "The room is still counted.");
        Assert.Single(village.Homeserver.PlainInEncrypted);
    }

    [Fact]
    public async Task The_bot_leaves_the_room_of_somebody_who_deletes_everything()
    {
        await using var village = await MatrixVillage.Open();
        var ada = await village.Neighbour("Ada");
        var room = ada.Direct.Room;
        ada.Types("!loeschen");
        await ada.Awaits("Möchten Sie alle Ihre Daten löschen?");
        ada.Chooses("Ja, alles löschen");
        await ada.Awaits("Sind Sie sicher?");
        ada.Chooses("Ja, endgültig löschen");
        await ada.Awaits("gelöscht");
        await village.Advance(MatrixBook.UntilLeaving);
        await village.Homeserver.Until(
            () => room.Members.ContainsKey(FakeHomeserver.BotUser) ? null : room,
            () => "The bot stays in the room of somebody who is gone."
        );
        await village.Homeserver.Until(
            () => village.Homeserver.BotData("m.direct")?[ada.Id] is null ? room : null,
            () => "The room still counts as theirs."
        );
    }
}
