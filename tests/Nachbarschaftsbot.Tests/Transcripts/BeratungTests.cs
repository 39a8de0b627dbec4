using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Sozialraumdialoge;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A consultation from asking to release.</summary>
public sealed class BeratungTests
{
    [Fact]
    public async Task A_professional_finds_it_in_the_menu_and_a_resident_does_not()
    {
        await using var world = await BeratungWorld.Start();
        await world.Vera.Says("/hilfe");
        await world.Vera.Taps("Kollegiale Beratung");
        world.Vera.SeesLast("Neue Beratung");
        var ada = await world.Hood.Neighbour("Ada", messenger: "chat");
        await ada.Says("/hilfe");
        ada.DoesNotSee("[Kollegiale Beratung]");
        await ada.TapsToken("1:k-new::");
        ada.DoesNotSee("mit der Beratung einverstanden?");
    }

    [Fact]
    public async Task Without_consent_nothing_is_asked_and_nothing_is_stored()
    {
        await using var world = await BeratungWorld.Start();
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Nein, noch nicht");
        world.Vera.SeesLast("Bitte sprechen Sie zuerst mit der Person");
        await world.Vera.Taps("Beratung anlegen");
        world.Vera.Sees("Ich habe nichts gespeichert");
        Assert.Empty(await world.Hood.Query(BeratungSeat.Kind, "person", world.Vera.PersonId));
    }

    [Fact]
    public async Task Names_are_pointed_at_before_others_see_them_and_can_be_put_in_other_words()
    {
        await using var world = await BeratungWorld.Start();
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        await world.Vera.Says("Wie kann Frau Yılmaz Entlastung finden?");
        world.Vera.SeesLast("„Frau Yılmaz“");
        world.Vera.SeesLast("Kein Name, so lassen");
        await world.Vera.Says(BeratungWorld.Question);
        world.Vera.SeesLast("Bitte erzählen Sie die Situation");
        await world.Vera.Says("Am Lindenhof hat Ben viel Unruhe gebracht, sagt der Träger.");
        world.Vera.SeesLast("„Ben“");
        await world.Vera.Taps("Kein Name, so lassen");
        world.Vera.SeesLast("Wer soll mitberaten?");
    }

    [Fact]
    public async Task From_asking_to_release_in_eight_phases()
    {
        await using var world = await BeratungWorld.Start();
        var (vera, ines, kofi) = (world.Vera, world.Ines, world.Kofi);
        var beratung = await world.Asked();
        foreach (var one in new[] { vera, ines, kofi })
        {
            one.Sees(BeratungWorld.Situation);
            one.Sees("Sie ist einverstanden, wie davon erzählt wird");
            one.Sees("Alles wird gelöscht:");
        }
        Assert.Equal(
            [BeratungRole.Bringer, BeratungRole.Minutes, BeratungRole.Moderation],
            beratung.Seats.Select(s => s.Role).OrderBy(r => $"{r}")
        );
        await world.Until(BeratungPhase.Arrive);
        vera.SeesLast("Abschnitt 1 von 8");
        await world.Until(BeratungPhase.Tell);
        ines.DoesNotSee("[Etwas beitragen]");
        await BeratungWorld.Says(vera, "Abends sind alle müde, und das Essen fehlt.");
        kofi.SeesLast("Vera: Abends sind alle müde");

        await world.Until(BeratungPhase.Resources);
        await BeratungWorld.Says(kofi, "Die Nachbarin kocht gern.");
        await world.Until(BeratungPhase.Ideas);
        ines.SeesLast("3. Wie unterstützen mich Freunde, Familie, Nachbarn?");
        await BeratungWorld.Idea(ines, "Freunde und Familie", "Die Nachbarin kocht einmal in der Woche mit.");
        await BeratungWorld.Idea(kofi, "Gemeinde und Quartier", "Der Mittagstisch im Stadtteilzentrum.");
        vera.SeesLast("Ines, zu Frage 3: Die Nachbarin kocht");

        await world.Until(BeratungPhase.Choose);
        ines.DoesNotSee("[Idee 1 auswählen]");
        await vera.Taps("Idee 1 auswählen");
        kofi.SeesLast("Idee 1, ausgewählt: Die Nachbarin kocht");
        await world.Until(BeratungPhase.NextSteps);
        await vera.Taps("Schritt eintragen");
        await vera.Says("Mit der Nachbarin einen Kochabend absprechen");
        await vera.Taps("Kofi");
        await vera.Says("Freitag um 10 Uhr");
        ines.SeesLast("Mit der Nachbarin einen Kochabend absprechen. Wer: Kofi.");

        await world.Until(BeratungPhase.LookBack);
        await world.Next();
        vera.SeesLast("Die Beratung ist vorbei");
        await Release(world);
    }

    [Fact]
    public async Task Who_is_no_professional_any_more_reads_nothing_and_ends_what_they_brought()
    {
        await using var world = await BeratungWorld.Start();
        var (vera, ines) = (world.Vera, world.Ines);
        var olga = await world.Hood.Neighbour("Olga", roles: Role.Operator);
        var beratung = await world.Asked();
        await TakesRole(olga, "Ines");
        Assert.Null((await world.Beratung()).SeatOf(ines.PersonId));
        await ines.TapsToken($"1:k-past:{beratung.Id}:");
        ines.SeesLast("Das finde ich nicht");
        ines.DoesNotSee(BeratungWorld.Situation);
        await TakesRole(olga, "Vera");
        Assert.Null(await world.Hood.Find(Beratung.Kind, beratung.Id));
        Assert.Empty(await world.Hood.Query(BeratungSeat.Kind, "person", vera.PersonId));
    }

    private static async Task TakesRole(Actor olga, string name)
    {
        await olga.Says("/rolle");
        await olga.Taps($"{name}: Rolle Fachkraft entziehen");
        await olga.Taps("Ja, Rolle entziehen");
    }

    [Fact]
    public async Task What_was_said_is_shown_in_several_messages_when_it_is_much()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        await world.Until(BeratungPhase.Ask);
        for (var i = 1; i <= 20; i++)
            await BeratungWorld.Says(world.Ines, $"Frage Nummer {i}: Was hilft der Mutter am Abend?");
        world.Kofi.Forgets();
        await world.Kofi.TapsToken($"1:k-past:{(await world.Beratung()).Id}:");
        Assert.Equal(2, world.Kofi.Chat.Messages.Count);
        world.Kofi.Sees("Frage Nummer 1:");
        world.Kofi.Sees("Frage Nummer 20:");
        Assert.All(world.Kofi.Chat.Messages, m => Assert.True(m.Confidential));
    }

    [Fact]
    public async Task Roles_can_be_chosen_and_times_changed()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        await world.Ines.Taps("Moderation übernehmen");
        await world.Kofi.Taps("Protokoll übernehmen");
        Assert.True((await world.Beratung()).Leads(world.Ines.PersonId));
        await world.Kofi.TapsToken($"1:k-begin:{(await world.Beratung()).Id}:");
        world.Kofi.SeesLast("Das kann nur, wer die Beratung moderiert");
        await world.Ines.Taps("Zeiten ändern");
        await world.Ines.Taps("Ideen");
        await world.Ines.Says("20");
        world.Vera.SeesLast("zusammen 55 Minuten");
        await world.Vera.Taps("Rollen neu auslosen");
        world.Kofi.Sees("Die Rollen sind neu ausgelost");
    }

    [Fact]
    public async Task The_person_concerned_takes_part_and_chooses()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked(consent: "Ja, und sie nimmt selbst teil");
        await (await world.Moderator()).Taps("Beratung beginnen");
        (await world.Moderator()).SeesLast("Die Person ist noch nicht da");
        var ada = await world.Hood.Neighbour("Ada", messenger: "web");
        await ada.Says($"/start k_{beratung.Id}_{beratung.Entry}");
        ada.SeesLast("die Person, um die es geht");
        var other = await world.Hood.Neighbour("Otto", messenger: "web");
        await other.Says($"/start k_{beratung.Id}_{beratung.Entry}");
        other.DoesNotSee(BeratungWorld.Situation);

        await world.Until(BeratungPhase.Ideas);
        await BeratungWorld.Idea(world.Ines, "Selbst tun", "Jeden Tag eine Stunde für sich nehmen.");
        await world.Until(BeratungPhase.Choose);
        world.Vera.DoesNotSee("[Idee 1 auswählen]");
        await ada.Taps("Idee 1 auswählen");
        world.Vera.SeesLast("Idee 1, ausgewählt");
    }

    [Fact]
    public async Task Who_comes_late_sees_where_it_is()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Resources);
        await BeratungWorld.Says(world.Kofi, "Die Nachbarin kocht gern.");
        await world.Until(BeratungPhase.Ideas);
        var late = await world.Hood.Neighbour("Lale", messenger: "chat", roles: Role.Professional);
        await late.Says($"/start k_{beratung.Id}_falsch");
        late.DoesNotSee(BeratungWorld.Situation);
        await late.Says($"/start k_{beratung.Id}_{beratung.Entry}");
        late.SeesLast("Hier sehen Sie, wo sie steht");
        late.SeesLast("Abschnitt 5 von 8");
        await late.Taps("Bisher Gesagtes lesen");
        late.SeesLast("Kofi: Die Nachbarin kocht gern.");
    }

    [Fact]
    public async Task Two_with_one_first_name_are_told_apart_also_when_one_of_them_goes()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        var other = await world.Hood.Neighbour("Ines", messenger: "chat", roles: Role.Professional);
        await other.Says($"/start k_{beratung.Id}_{beratung.Entry}");
        await world.Until(BeratungPhase.NextSteps);
        await Step("Die Schule fragen", "Ines");
        await Step("Das Amt fragen", "Ines 2");
        world.Vera.SeesLast("Das Amt fragen");
        await world.Ines.Says("/loeschen");
        await world.Ines.Taps("Ja, alles löschen");
        await world.Ines.Taps("Ja, endgültig löschen");
        var steps = (await world.Beratung()).Steps;
        Assert.Equal(["–", "Ines 2"], steps.Select(s => s.Who));
        Assert.Equal([null, other.PersonId], steps.Select(s => s.Person));

        async Task Step(string what, string who)
        {
            await world.Kofi.Taps("Schritt eintragen");
            await world.Kofi.Says(what);
            await world.Kofi.Taps(who);
            await world.Kofi.Says("Freitag um 10 Uhr");
        }
    }

    private static async Task Release(BeratungWorld world)
    {
        await world.Vera.Taps("Ergebnis schreiben");
        await world.Vera.Says("Ein Kochabend mit der Nachbarin entlastet die Familie.");
        await world.Vera.Says("Eltern fehlt am Abend Entlastung.");
        await world.Vera.Taps("Ergebnis zeigen");
        world.Ines.SeesLast("Ein Kochabend mit der Nachbarin");
        await world.Ines.Taps("Ergebnis freigeben");
        world.Kofi.DoesNotSee("Sie dürfen es weitergeben");
        await world.Kofi.Taps("Ergebnis freigeben");
        world.Vera.Sees("Alle haben dieses Ergebnis freigegeben");
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        Assert.Equal(ThemeSource.Consultation, theme.Source);
    }
}
