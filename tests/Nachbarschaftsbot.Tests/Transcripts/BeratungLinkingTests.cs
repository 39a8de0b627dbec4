using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two accounts that take part in open consultations become those of one person.</summary>
public sealed class BeratungLinkingTests
{
    private const string OtherQuestion = "Wie kommt ein Mann im Rollstuhl besser in den Laden?";

    [Fact]
    public async Task Both_consultations_go_on_from_either_account()
    {
        await using var world = await BeratungWorld.Start();
        var mine = await world.Asked();
        var desk = await Desk(world);
        var other = await Asks(world, desk);
        await world.Vera.Merges(desk);
        Assert.Null(await world.Hood.Find(Person.Kind, desk.PersonId));
        foreach (var (id, owner) in new[] { (mine.Id, world.Vera), (other.Id, world.Vera) })
        {
            var beratung = (await world.Hood.Find(Beratung.Kind, id))!;
            Assert.Equal(owner.PersonId, beratung.Owner);
            Assert.Equal(BeratungRole.Bringer, Assert.Single(beratung.Seats, s => s.Person == owner.PersonId).Role);
            Assert.Equal(3, beratung.Seats.Count);
            Assert.Equal(owner.PersonId, beratung.Consent.By);
        }
        Assert.Equal(2, (await world.Hood.Query(BeratungSeat.Kind, "person", world.Vera.PersonId)).Count);
        Assert.Empty(await world.Hood.Query(BeratungSeat.Kind, "person", desk.PersonId));

        foreach (var at in new[] { world.Vera, desk })
        {
            Actor.Forget(world.Vera, desk);
            await at.Says("/beratung");
            at.Sees(BeratungWorld.Question);
            at.Sees(OtherQuestion);
        }
    }

    [Fact]
    public async Task Who_led_with_one_account_leads_with_the_other_and_speaks_as_before()
    {
        await using var world = await BeratungWorld.Start();
        var mine = await world.Asked();
        var desk = await Desk(world);
        var other = await Asks(world, world.Ines, "Bea");
        await desk.TapsToken($"1:k-mod:{other.Id}:");
        await desk.TapsToken($"1:k-begin:{other.Id}:");
        await desk.TapsToken($"1:k-next:{other.Id}:0");
        await desk.TapsToken($"1:k-next:{other.Id}:1");
        await Speaks(desk, other, "Wer kennt den Laden?");
        await world.Vera.Merges(desk);

        var now = (await world.Hood.Find(Beratung.Kind, other.Id))!;
        Assert.True(now.Leads(world.Vera.PersonId));
        Assert.Equal(world.Vera.PersonId, Assert.Single(now.Said).Person);
        await Speaks(world.Vera, other, "Gibt es dort eine Rampe?");
        await world.Vera.TapsToken($"1:k-next:{other.Id}:2");
        now = (await world.Hood.Find(Beratung.Kind, other.Id))!;
        Assert.Equal(["Bea", "Bea"], now.Said.Select(s => s.Name));
        Assert.Equal(3, now.At);
        Assert.Single(Cards(world.Vera, desk), m => m.Ref == $"beratung:{other.Id}");
        Assert.Equal(world.Vera.PersonId, (await world.Hood.Find(Beratung.Kind, mine.Id))!.Owner);
    }

    [Fact]
    public async Task In_one_and_the_same_one_of_them_leaves_first_and_nothing_is_told_of_it()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        Actor.Forget(world.Ines, world.Kofi);
        await world.Ines.Says($"/verbinden {await world.Kofi.GetsCode()}");
        world.Ines.SeesLast("Beide Zugänge nehmen gerade an derselben Sache teil.");
        world.Ines.DoesNotSee("Beratung");
        world.Ines.DoesNotSee(BeratungWorld.Question);
        Assert.NotNull(await world.Hood.Find(Person.Kind, world.Ines.PersonId));

        await world.Vera.TapsToken($"1:k-gone:{beratung.Id}:");
        await world.Kofi.Merges(world.Ines);
        Assert.Null(await world.Hood.Find(Person.Kind, world.Ines.PersonId));
    }

    [Fact]
    public async Task A_seat_that_comes_up_between_code_and_yes_is_found()
    {
        await using var world = await BeratungWorld.Start();
        var desk = await Desk(world);
        var beratung = await world.Asked();
        await desk.Says($"/verbinden {await world.Ines.GetsCode()}");
        await desk.Taps("Ja, verbinden");
        await world.Vera.TapsToken($"1:k-add:{beratung.Id}:{desk.PersonId}");
        await world.Ines.Taps("Ja, das bin auch ich");
        world.Ines.SeesLast("Beide Zugänge nehmen gerade an derselben Sache teil.");
        Assert.Equal(4, (await world.Beratung()).Seats.Count);
    }

    [Fact]
    public async Task Who_is_brought_in_while_the_other_seat_is_on_its_way_sits_there_once()
    {
        await using var world = await BeratungWorld.Start();
        var desk = await Desk(world);
        var beratung = await world.Asked();
        await world.Ines.TapsToken($"1:k-mod:{beratung.Id}:");
        for (var i = 0; i < 2 * Merging.Page; i++)
            await world.Hood.Asks(world.Ines, $"many{i:D4}", state: RequestState.Done);
        await desk.Merges(world.Ines);
        Assert.NotNull((await world.Beratung()).SeatOf(world.Ines.PersonId));
        await world.Vera.TapsToken($"1:k-add:{beratung.Id}:{desk.PersonId}");
        await world.Hood.Advance(Duration.FromMinutes(1));
        var now = await world.Beratung();
        Assert.Equal(BeratungRole.Moderation, Assert.Single(now.Seats, s => s.Person == desk.PersonId).Role);
        Assert.Equal(3, now.Seats.Count);
        Assert.Single(await world.Hood.Query(BeratungSeat.Kind, "person", desk.PersonId));
        Assert.True(now.Leads(desk.PersonId));
    }

    [Fact]
    public async Task Deleting_ends_what_either_account_brought_and_leaves_the_rest_to_the_others()
    {
        await using var world = await BeratungWorld.Start();
        var mine = await world.Asked();
        var desk = await Desk(world);
        var brought = await Asks(world, desk);
        var visited = await Asks(world, world.Ines, "Bea");
        await world.Vera.Merges(desk);
        await world.Vera.DeletesAll();
        Assert.Null(await world.Hood.Find(Beratung.Kind, mine.Id));
        Assert.Null(await world.Hood.Find(Beratung.Kind, brought.Id));
        var rest = (await world.Hood.Find(Beratung.Kind, visited.Id))!;
        Assert.Equal([world.Ines.PersonId, world.Kofi.PersonId], rest.Seats.Select(s => s.Person));
        Assert.Empty(Cards(world.Vera, desk));
        await world.Hood.Sent();
        await world.Hood.Store.Scrub();
        Assert.False(world.Hood.HasInFiles(desk.PersonId));
        Assert.False(world.Hood.HasInFiles(world.Vera.PersonId));
    }

    /// <summary>Vera's second account, which is still a person of its own.</summary>
    private static Task<Actor> Desk(BeratungWorld world) =>
        world.Hood.Neighbour("Bea", messenger: "matrix", roles: Role.Professional);

    private static IEnumerable<Core.Messages.Outbound> Cards(params Actor[] actors) =>
        actors
            .SelectMany(a => a.Chat.Messages)
            .Where(m => m.Ref?.StartsWith("beratung", StringComparison.Ordinal) == true);

    private static async Task Speaks(Actor who, Beratung beratung, string words)
    {
        await who.TapsToken($"1:k-say:{beratung.Id}:");
        await who.Says(words);
    }

    /// <summary>Another consultation: with Kofi, and with Ines or who is named.</summary>
    private static async Task<Beratung> Asks(BeratungWorld world, Actor owner, string colleague = "Ines")
    {
        await owner.Says("/beratung");
        await owner.Taps("Neue Beratung");
        await owner.Taps("Ja, sie ist einverstanden");
        await owner.Says(OtherQuestion);
        await owner.Says("Ein Mann im Rollstuhl kommt allein nicht über die Stufe am Laden.");
        await owner.Taps(colleague);
        await owner.Taps("Kofi");
        await owner.Taps("Fertig");
        await owner.Taps("45 Minuten am Stück");
        await owner.Taps("1 Monat");
        await owner.Taps("Beratung anlegen");
        var seats = await world.Hood.Query(BeratungSeat.Kind, "person", owner.PersonId);
        var all = await Task.WhenAll(seats.Select(s => world.Hood.Find(Beratung.Kind, s.Beratung)));
        return all.OfType<Beratung>().Single(b => b.Owner == owner.PersonId);
    }
}
