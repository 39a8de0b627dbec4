using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>An operator ends that somebody belongs to a Quartier, and allows it again.</summary>
public sealed class ResidenceTests
{
    private const string Yes = "Ja, Nachbarschaft beenden";
    private const string Today = "Mi, 25. November 2026";
    private const string Carried = "Kann mir jemand am Samstag beim Einkaufen helfen?";

    [Fact]
    public async Task What_is_open_ends_and_everybody_hears_of_it()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var (olga, cleo) = (await RolesTests.Operator(hood), await hood.Neighbour("Cleo"));
        var theirs = await hood.Asks(cleo, "theirs");
        await ada.Helps(theirs);
        await cleo.Taps("Ada auswählen");
        Actor.Forget(ada, ben, cleo);

        await Ends(olga, "ada", "Ada");
        olga.SeesLast("Ada gehört nicht mehr zum Quartier „Lindenviertel“.");
        olga.SeesLast("Die Person bekommt eine Nachricht.");
        ada.SeesLast("Ihre Rolle ist beendet: Nachbarschaft. Sie galt für: Lindenviertel.");
        ada.SeesLast("Schreiben Sie /mensch.");
        ada.SeesLast("/meine_daten");
        ada.SeesLast("/loeschen");
        ben.Sees("Das ist zu Ende.");
        cleo.Sees("Hier hat es leider nicht gepasst.");

        var person = (await hood.Find(Person.Kind, ada.PersonId))!;
        Assert.Null(person.Quartier);
        Assert.Equal([Hood.Lindenviertel.Id], person.NotIn);
        Assert.Equal(RequestState.Withdrawn, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, theirs.Id))!.State);
        Assert.Equal(VermittlungState.Cancelled, (await hood.Match(theirs, ada))!.State);

        await ada.Taps("Mit einem Menschen sprechen");
        ada.SeesLast("Worum geht es?");
    }

    [Fact]
    public async Task Who_was_ended_comes_back_by_no_way_and_nothing_they_wrote_is_lost()
    {
        await using var hood = await Hood.Start();
        var (olga, ada) = (await RolesTests.Operator(hood), await hood.Neighbour("Ada"));
        await Ends(olga, "Ada", "Ada");

        foreach (var way in (string[])["/start LINDE234", "LINDE234", "/start", Carried])
        {
            ada.Forgets();
            await ada.Says(way);
            ada.SeesLast("Dem Quartier „Lindenviertel“ können Sie nicht beitreten.");
            ada.SeesLast("/mensch");
        }
        Assert.Null((await hood.Find(Person.Kind, ada.PersonId))!.Quartier);
        await ada.Says("/meine_daten");
        ada.SeesLast("Nicht mehr dabei in: Lindenviertel");

        await Finds(olga, "Ada");
        olga.SeesLast("Diese Personen gehören nicht mehr dazu.");
        Assert.DoesNotContain("Nachbarschaft beenden: Ada", olga.Chat.Last, StringComparison.Ordinal);
        await olga.TapsToken(olga.Token($"Wieder zulassen: Ada, dabei seit {Today}"));
        olga.SeesLast("Ada kann dem Quartier „Lindenviertel“ wieder beitreten.");
        ada.SeesLast("Oder schreiben Sie: /start LINDE234");
        Assert.Null((await hood.Find(Person.Kind, ada.PersonId))!.NotIn);
        await ada.Taps("Wieder beitreten");
        ada.Sees("Willkommen, Ada! Sie gehören jetzt zum Quartier „Lindenviertel“.");
        ada.SeesLast("Art der Hilfe: Einkauf");
        Assert.Equal(Hood.Lindenviertel.Id, (await hood.Find(Person.Kind, ada.PersonId))!.Quartier);
    }

    [Fact]
    public async Task Another_Quartier_stays_open_and_from_there_no_way_leads_back()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var (olga, ada) = (await RolesTests.Operator(hood), await hood.Neighbour("Ada"));
        var elsewhere = await hood.Asks(ada, "elsewhere");
        await hood.Put(HelpRequest.Kind, elsewhere with { Quartier = Hood.Hafen.Id });
        await Ends(olga, "Ada", "Ada", Hood.Lindenviertel.Name);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, elsewhere.Id))!.State);

        await ada.Says("/start");
        await ada.Says("LINDE234");
        ada.SeesLast("Dem Quartier „Lindenviertel“ können Sie nicht beitreten.");
        await ada.Says("HAFEN567");
        ada.SeesLast("Sie gehören jetzt zum Quartier „Hafenviertel“.");

        await ada.Says("/start LINDE234");
        ada.SeesLast("Dem Quartier „Lindenviertel“ können Sie nicht beitreten.");
        await ada.TapsToken("1:n-move:LINDE234:");
        ada.SeesLast("Dem Quartier „Lindenviertel“ können Sie nicht beitreten.");
        await ada.Says("/einstellungen");
        await ada.Taps("Quartier wechseln");
        await ada.Says("LINDE234");
        ada.SeesLast("Dem Quartier „Lindenviertel“ können Sie nicht beitreten.");
        Assert.Equal(Hood.Hafen.Id, (await hood.Find(Person.Kind, ada.PersonId))!.Quartier);

        await olga.TapsToken($"1:q-ended:{ada.PersonId}:{Hood.Lindenviertel.Id}");
        Assert.Equal(Hood.Hafen.Id, (await hood.Find(Person.Kind, ada.PersonId))!.Quartier);
        await olga.TapsToken($"1:q-admit:{ada.PersonId}:{Hood.Lindenviertel.Id}");
        await ada.Taps("Quartier wechseln");
        ada.SeesLast("Sie gehören jetzt zum Quartier „Lindenviertel“.");
        Assert.Equal(Hood.Lindenviertel.Id, (await hood.Find(Person.Kind, ada.PersonId))!.Quartier);
    }

    [Fact]
    public async Task Who_has_another_role_there_keeps_both_and_nobody_ends_their_own()
    {
        await using var hood = await Hood.Start();
        var (olga, moni) = (await RolesTests.Operator(hood), await hood.Moderator("Moni"));
        await Finds(olga, "Moni");
        await olga.Taps($"Nachbarschaft beenden: Moni, seit {Today}");
        olga.SeesLast("Moni hat hier noch eine andere Rolle.");
        await olga.TapsToken($"1:q-ended:{moni.PersonId}:{Hood.Lindenviertel.Id}");
        olga.SeesLast("Moni hat hier noch eine andere Rolle.");
        await Finds(olga, "Olga");
        await olga.Taps($"Nachbarschaft beenden: Olga, seit {Today}");
        olga.SeesLast("Das sind Sie selbst.");
        await olga.TapsToken($"1:q-ended:{olga.PersonId}:{Hood.Lindenviertel.Id}");
        foreach (var actor in (Actor[])[moni, olga])
            Assert.Equal(Hood.Lindenviertel.Id, (await hood.Find(Person.Kind, actor.PersonId))!.Quartier);

        await olga.Says("/rolle");
        await olga.Taps("Moni: Rolle Moderation entziehen");
        await olga.Taps("Ja, Rolle entziehen");
        await Ends(olga, "Moni", "Moni");
        Assert.Null((await hood.Find(Person.Kind, moni.PersonId))!.Quartier);
    }

    [Fact]
    public async Task Only_who_runs_the_Quartier_may()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        var harbour = await hood.Neighbour("Otto");
        await hood.Put(
            Person.Kind,
            harbour.AsPerson() with
            {
                Quartier = Hood.Hafen.Id,
                Roles = [new RoleIn(Hood.Hafen.Id, Role.Operator)],
            }
        );
        foreach (var actor in (Actor[])[moni, harbour, ada])
        {
            actor.Forgets();
            await actor.TapsToken($"1:q-find:{Hood.Lindenviertel.Id}:");
            Assert.Null((await hood.Find(Conversation.Kind, actor.Place.Key))?.Draft);
            await actor.TapsToken($"1:q-end:{ada.PersonId}:{Hood.Lindenviertel.Id}");
            actor.DoesNotSee("Möchten Sie die Nachbarschaft");
            await actor.TapsToken($"1:q-ended:{ada.PersonId}:{Hood.Lindenviertel.Id}");
            Assert.Equal(Hood.Lindenviertel.Id, (await hood.Find(Person.Kind, ada.PersonId))!.Quartier);
        }

        await hood.Put(Person.Kind, ada.AsPerson() with { Quartier = null, NotIn = [Hood.Lindenviertel.Id] });
        foreach (var actor in (Actor[])[moni, harbour, ada])
            await actor.TapsToken($"1:q-admit:{ada.PersonId}:{Hood.Lindenviertel.Id}");
        Assert.Equal([Hood.Lindenviertel.Id], (await hood.Find(Person.Kind, ada.PersonId))!.NotIn);
    }

    [Fact]
    public async Task Right_is_asked_again_when_the_form_is_sent_and_an_old_button_does_nothing()
    {
        await using var hood = await Hood.Start();
        var (olga, otto) = (await RolesTests.Operator(hood), await hood.Neighbour("Otto", roles: Role.Operator));
        var ada = await hood.Neighbour("Ada");
        await otto.Says("/rolle");
        await otto.Taps("Nachbarschaft: Person suchen");
        await olga.Says("/rolle");
        await olga.Taps("Otto: Rolle Betrieb entziehen");
        await olga.Taps("Ja, Rolle entziehen");
        otto.Forgets();
        await otto.Says("Ada");
        otto.DoesNotSee("Nachbarschaft beenden");

        await Ends(olga, "Ada", "Ada");
        ada.Forgets();
        await olga.TapsToken(olga.Token(Yes));
        olga.SeesLast("Das finde ich nicht");
        ada.DoesNotSee("Ihre Rolle ist beendet");
    }

    [Fact]
    public async Task Nobody_is_found_by_less_than_the_first_name_and_never_more_than_eight()
    {
        await using var hood = await Hood.Start();
        var olga = await RolesTests.Operator(hood);
        await hood.Neighbour("Jürgen");
        for (var i = 0; i < 9; i++)
            await hood.Neighbour("Ada");
        await Finds(olga, "Ad");
        olga.SeesLast("Mit diesem Vornamen finde ich hier niemanden.");
        olga.SeesLast("Bitte prüfen Sie die Schreibweise.");
        await Finds(olga, "JUERGEN");
        olga.SeesLast($"Nachbarschaft beenden: Jürgen, seit {Today}");
        olga.Forgets();
        await Finds(olga, "ada");
        olga.SeesLast("Ich zeige die 8, die zuletzt dazukamen.");
        Assert.Equal(8, olga.Chat.Messages[^1].Buttons.SelectMany(r => r).Count(b => b.Token.StartsWith("1:q-end:")));
    }

    [Fact]
    public async Task A_group_goes_on_without_and_an_unsent_draft_goes()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var olga = await RolesTests.Operator(world.Hood);
        await world.Ada.Says(Carried);
        Assert.NotNull((await world.Hood.Find(Conversation.Kind, world.Ada.Place.Key))!.Draft);
        await Ends(olga, "Ada", "Ada", Hood.Lindenviertel.Name);
        world.Ada.SeesLast("Diese Gruppen leiten Sie nicht mehr: Schach am Abend.");
        world.Ada.SeesLast("Was Sie angefangen und nicht gesendet haben, ist gelöscht.");
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", world.Ada.PersonId));
        Assert.Single(await world.Hood.Query(GroupMember.Kind, "person", cem.PersonId));
        Assert.Null((await world.Hood.Find(Conversation.Kind, world.Ada.Place.Key))!.Draft);
    }

    [Fact]
    public async Task It_follows_when_two_persons_become_one_and_is_no_way_around_it()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "teams"));
        await hood.Put(Person.Kind, twin.AsPerson() with { Quartier = null, NotIn = [Hood.Lindenviertel.Id] });
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        twin.SeesLast("kann ich nicht verbinden");

        await hood.Put(Person.Kind, ada.AsPerson() with { Quartier = Hood.Hafen.Id });
        await ada.Merges(twin);
        var one = (await hood.Find(Person.Kind, ada.PersonId))!;
        Assert.Equal([Hood.Lindenviertel.Id], one.NotIn);
        Assert.Equal(Hood.Hafen.Id, one.Quartier);
    }

    [Fact]
    public void Of_who_was_never_ended_nothing_is_stored()
    {
        var person = new Person { Id = "p", FirstName = "Ada" };
        Assert.DoesNotContain(
            "NotIn",
            Encoding.UTF8.GetString(Person.Kind.Serialize(person)),
            StringComparison.Ordinal
        );
        var ended = Person.Kind.Deserialize(Person.Kind.Serialize(person with { NotIn = ["linden"] }));
        Assert.Equal(["linden"], ((Person)ended).NotIn);
    }

    private static async Task Finds(Actor olga, string name, string? quartier = null)
    {
        await olga.Says("/rolle");
        if (quartier is not null)
            await olga.Taps(quartier);
        await olga.Taps("Nachbarschaft: Person suchen");
        await olga.Says(name);
    }

    internal static async Task Ends(Actor olga, string typed, string name, string? quartier = null)
    {
        await Finds(olga, typed, quartier);
        await olga.Taps($"Nachbarschaft beenden: {name}, seit {Today}");
        olga.SeesLast("Offene Einträge dort ziehe ich zurück.");
        await olga.Taps(Yes);
    }
}
