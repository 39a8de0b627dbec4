using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The leader of a group moves to another Quartier: somebody else takes over, or the group ends.</summary>
public sealed class GroupLeadingTests
{
    [Fact]
    public async Task Somebody_else_in_it_takes_over()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var group = await world.Group();
        await world.Ada.Moves();
        world.Ada.SeesLast("Diese Gruppen leiten Sie nicht mehr: Schach am Abend.");
        world.Lena.SeesLast("Die Gruppe Schach am Abend hat keine Leitung mehr.", world.Linden);
        world.Lena.Sees("Die Gruppe sucht jemanden für die Leitung.", world.Linden);
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", world.Ada.PersonId));
        Assert.Equal("call.not-there", (await world.Ada.TapsToken($"1:g-ended:{group.Id}:")).Toast?.Key);

        await world.Hood.Advance(Duration.FromMinutes(1));
        cem.SeesLast("Findet sich in 30 Tagen niemand, endet die Gruppe.");
        await cem.Taps("Leitung übernehmen");
        cem.SeesLast("Danke. Sie leiten jetzt die Gruppe Schach am Abend.");
        cem.SeesLast("Gruppe auflösen");
        world.Lena.SeesLast("Cem leitet jetzt die Gruppe Schach am Abend.", world.Linden);
        world.Lena.Sees("Leitung: Cem", world.Linden);
        await world.Hood.Advance(Duration.FromDays(31));
        Assert.Equal(cem.PersonId, (await world.Group()).Leader);

        var dora = await world.Joins("Dora");
        await dora.TapsToken($"1:g-lead:{group.Id}:");
        dora.SeesLast("Diese Gruppe hat schon eine Leitung.");
        await dora.WritesToGroup("Wer bringt ein Brett mit?");
        cem.SeesLast("Wer bringt ein Brett mit?");
    }

    [Fact]
    public async Task When_nobody_does_it_ends_and_everybody_in_it_hears_of_it_once()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var group = await world.Group();
        await world.Ada.Moves();
        world.Ada.Forgets();
        await world.Hood.Advance(Duration.FromDays(31));
        Assert.Single(cem.Chat.Texts, t => t.Contains("Für die Gruppe Schach am Abend fand sich keine Leitung."));
        world.Ada.DoesNotSee("Schach am Abend");
        Assert.Null(await world.Hood.Find(InterestGroup.Kind, group.Id));
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", cem.PersonId));
    }

    [Fact]
    public async Task With_nobody_else_in_it_it_ends_at_once()
    {
        await using var world = await GroupSteps.Joined();
        var group = await world.Group();
        await world.Ada.Moves();
        world.Ada.SeesLast("Diese Gruppen sind aufgelöst: Schach am Abend.");
        world.Lena.SeesLast("Die Gruppe Schach am Abend gibt es nicht mehr.", world.Linden);
        await world.Hours(1);
        Assert.Null(await world.Hood.Find(InterestGroup.Kind, group.Id));
    }

    [Fact]
    public async Task What_waited_for_the_leader_waits_for_the_moderation()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await cem.WritesToGroup("Eins ist da");
        await world.Ada.Moves();
        world.Ada.DoesNotSee("Eins ist da");
        world.Lena.Sees("Eins ist da", world.Linden);
        await cem.WritesToGroup("Zwei ist da");
        world.Lena.SeesLast("Zwei ist da", world.Linden);
        await world.Lena.Taps("An alle senden", world.Linden);
        await world.Hood.Advance(Duration.FromMinutes(1));
        cem.SeesLast("Zwei ist da");
    }

    [Fact]
    public async Task Who_moved_while_groups_were_not_handed_over_yet_leads_no_more()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var group = await world.Group();
        await cem.WritesToGroup("Eins ist da");
        var send = world.Ada.Token("An alle senden");
        var ada = (await world.Hood.Find(Person.Kind, world.Ada.PersonId))!;
        await world.Hood.Put(Person.Kind, ada with { Quartier = Hood.Hafen.Id });

        Assert.Equal("call.not-there", (await world.Ada.TapsToken(send)).Toast?.Key);
        world.Ada.Sees("Diese Gruppen leiten Sie nicht mehr: Schach am Abend.");
        world.Ada.DoesNotSee("Eins ist da");
        world.Lena.Sees("Eins ist da", world.Linden);
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", world.Ada.PersonId));
        Assert.Equal("call.not-there", (await world.Ada.TapsToken($"1:g-end:{group.Id}:")).Toast?.Key);
        await world.Hours(1);
        cem.SeesLast("Möchten Sie die Gruppe leiten?");
    }

    [Fact]
    public async Task Somebody_who_opens_it_finds_that_its_leader_has_moved()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var ada = (await world.Hood.Find(Person.Kind, world.Ada.PersonId))!;
        await world.Hood.Put(Person.Kind, ada with { Quartier = Hood.Hafen.Id });
        await cem.TapsToken($"1:g-show:{(await world.Group()).Id}:");
        await cem.Taps("Leitung übernehmen");
        cem.SeesLast("Danke. Sie leiten jetzt die Gruppe Schach am Abend.");
        Assert.Equal(cem.PersonId, (await world.Group()).Leader);
    }

    [Fact]
    public async Task A_leader_who_has_moved_can_leave_it()
    {
        var (world, _) = await GroupSteps.JoinedWithCem();
        await using var __ = world;
        var ada = (await world.Hood.Find(Person.Kind, world.Ada.PersonId))!;
        await world.Hood.Put(Person.Kind, ada with { Quartier = Hood.Hafen.Id });
        await world.Ada.TapsToken($"1:g-leave:{(await world.Group()).Id}:");
        world.Ada.SeesLast("Sie sind nicht mehr in der Gruppe Schach am Abend.");
        Assert.True((await world.Group()).IsUnled);
    }

    [Fact]
    public async Task Who_stays_keeps_a_group_that_waits_for_the_moderation()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        await world.Found();
        await world.Ada.Moves(Hood.Lindenviertel.JoinCode);
        world.Ada.SeesLast("Sie gehören schon zum Quartier „Lindenviertel“.");
        Assert.Single(await world.Hood.Query(GroupMember.Kind, "person", world.Ada.PersonId));
    }

    [Fact]
    public async Task Only_who_lives_where_it_is_at_home_leads_it()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var group = await world.Group();
        await world.BenJoins();
        world.Ben.Forgets();
        await world.Ada.Moves();
        await world.Hood.Advance(Duration.FromMinutes(1));
        world.Ben.DoesNotSee("hat keine Leitung mehr");
        cem.Sees("hat keine Leitung mehr");
        foreach (var who in new[] { world.Ben, world.Ada, world.Lena })
            Assert.Equal("call.not-there", (await who.TapsToken($"1:g-lead:{group.Id}:")).Toast?.Key);
        await world.Ada.Says("/gruppen");
        world.Ada.SeesLast("Die Gruppe sucht jemanden für die Leitung.");
        await world.Ada.Taps("Gruppe Schach am Abend ansehen");
        world.Ada.SeesLast("Gruppe verlassen");
    }

    [Fact]
    public async Task Who_only_takes_part_leaves_when_moving()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await cem.Moves();
        cem.SeesLast("In diesen Gruppen sind Sie nicht mehr: Schach am Abend.");
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", cem.PersonId));
        Assert.Equal(world.Ada.PersonId, (await world.Group()).Leader);
    }

    [Fact]
    public async Task In_English_too()
    {
        await using var world = await GroupSteps.Joined();
        var eve = await world.Person("Eve", Hood.Lindenviertel, null, "en");
        await eve.TapsToken($"1:g-join:{(await world.Group()).Id}:");
        await world.Ada.Moves();
        await world.Hood.Advance(Duration.FromMinutes(1));
        eve.SeesLast("Nobody leads the group Schach am Abend any more.");
        await eve.Taps("Lead the group");
        eve.SeesLast("You lead the group Schach am Abend now.");
    }
}
