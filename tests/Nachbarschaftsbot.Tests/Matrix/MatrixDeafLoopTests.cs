using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>Encrypted rooms as moderators see them: how many there are, and that one is gone when nobody is left in it.</summary>
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
}
