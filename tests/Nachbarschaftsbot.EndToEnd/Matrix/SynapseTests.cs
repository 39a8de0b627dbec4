namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>The peers themselves: without them the other tests of Matrix say nothing.</summary>
[Trait("Peer", "synapse")]
public sealed class SynapseTests
{
    [Fact]
    public async Task Two_people_talk_and_the_homeserver_keeps_what_they_said_over_a_restart()
    {
        await using var synapse = await Synapse.Start();
        await using var ada = await synapse.Person("Ada");
        await using var ben = await synapse.Person("Ben");
        var room = await ada.Opens(ben.Id);
        await ada.Says(room, "1. Guten Tag");
        var said = await ben.Sees(room, "Guten Tag");
        await ben.Chooses(room, "Guten Tag");
        await ada.Await(
            e => e.Type == "m.reaction" && (string?)e.Content["m.relates_to"]!["event_id"] == said.Id,
            "👍"
        );
        await synapse.Halt();
        await synapse.GoOn();
        await ben.Replies(room, said.Id, "Auch einen guten Tag");
        await ada.Sees(room, "Auch einen guten Tag");
    }
}
