using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

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
        await Idea(ines, "Freunde und Familie", "Die Nachbarin kocht einmal in der Woche mit.");
        await Idea(kofi, "Gemeinde und Quartier", "Der Mittagstisch im Stadtteilzentrum.");
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
    public async Task The_clock_speaks_and_goes_on_by_itself()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("30 Minuten am Stück");
        await world.Until(BeratungPhase.Tell);
        var lead = await world.Moderator();
        await world.Hood.Advance(Duration.FromMinutes(4));
        lead.SeesLast("Sonst geht es in drei Minuten von selbst weiter");
        world.Vera.SeesLast("Die Zeit für „Erzählen“ ist um");
        await lead.Taps("Mehr Zeit geben");
        await world.Hood.Advance(Duration.FromMinutes(4));
        Assert.Equal(BeratungPhase.Tell, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromMinutes(5));
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task After_an_outage_there_is_still_the_time_that_is_promised()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("30 Minuten am Stück");
        await world.Until(BeratungPhase.Tell);
        world.Hood.Time.Advance(Duration.FromHours(2));
        await world.Hood.Advance(Duration.FromMinutes(2));
        (await world.Moderator()).SeesLast("Sonst geht es in drei Minuten von selbst weiter");
        Assert.Equal(BeratungPhase.Tell, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromMinutes(2));
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task Spread_over_days_an_outage_leaves_time_after_the_reminder()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Ideas);
        world.Kofi.Forgets();
        world.Hood.Time.Advance(Duration.FromDays(5));
        await world.Hood.Advance(Duration.FromHours(1));
        world.Kofi.Sees("In der Beratung fehlt noch Ihr Beitrag");
        Assert.Equal(BeratungPhase.Ideas, (await world.Beratung()).Phase);
        await world.Hood.Advance(Duration.FromHours(12));
        Assert.Equal(BeratungPhase.Choose, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task A_clock_of_the_phase_before_says_nothing()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Tell);
        var kofi = world.Kofi.Chat.Messages.Count;
        await world.Hood.Take(
            world.Kofi.Place,
            null,
            new Content.Due(BeratungLife.ClockTimer, beratung.Id, world.Hood.Now)
        );
        Assert.Equal(kofi, world.Kofi.Chat.Messages.Count);
        Assert.False((await world.Beratung()).ClockSpoke);
    }

    [Fact]
    public async Task Pressing_twice_goes_on_once()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Tell);
        var lead = await world.Moderator();
        await lead.TapsToken($"1:k-next:{beratung.Id}:1");
        await lead.TapsToken($"1:k-next:{beratung.Id}:1");
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task Spread_over_days_only_who_has_not_answered_is_reminded()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Ideas);
        await Idea(world.Ines, "Selbst tun", "Jeden Tag eine Stunde für sich nehmen.");
        world.Ines.Forgets();
        world.Kofi.Forgets();
        await world.Hood.Advance(Duration.FromHours(49));
        world.Kofi.Sees("In der Beratung fehlt noch Ihr Beitrag");
        world.Ines.DoesNotSee("In der Beratung fehlt noch Ihr Beitrag");
        await world.Hood.Advance(Duration.FromHours(24));
        Assert.Equal(BeratungPhase.Choose, (await world.Beratung()).Phase);
    }

    [Fact]
    public async Task After_a_long_silence_words_are_not_taken_into_the_consultation_unasked()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked("Verteilt auf mehrere Tage");
        await world.Until(BeratungPhase.Resources);
        await world.Ines.Taps("Etwas beitragen");
        await world.Hood.Advance(Duration.FromHours(25));
        await world.Ines.Says("Was gibt es heute in der Kantine?");
        world.Kofi.DoesNotSee("Kantine");
        Assert.Empty((await world.Beratung()).Said);
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
        world.Kofi.SeesLast("Das macht die Moderation");
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
        await Idea(world.Ines, "Selbst tun", "Jeden Tag eine Stunde für sich nehmen.");
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
    public async Task On_an_open_messenger_nothing_is_shown_or_asked()
    {
        await using var world = await BeratungWorld.Start();
        var tina = await world.Hood.Neighbour("Tina", messenger: "telegram", roles: Role.Professional);
        await tina.Says("/beratung");
        tina.SeesLast("Öffnen Sie mich bitte in Teams oder im Web-Chat");
        await tina.TapsToken("1:k-new::");
        tina.DoesNotSee("mit der Beratung einverstanden?");
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        await world.Vera.Says(BeratungWorld.Question);
        await world.Vera.Says(BeratungWorld.Situation);
        await world.Vera.Taps("Tina");
        await world.Vera.Taps("Fertig");
        await world.Vera.Taps("60 Minuten am Stück");
        await world.Vera.Taps("2 Wochen");
        await world.Vera.Taps("Beratung anlegen");
        tina.SeesLast("Für Sie gibt es etwas Vertrauliches");
        await tina.TapsToken($"1:k-show:{(await world.Beratung()).Id}:");
        tina.DoesNotSee(BeratungWorld.Situation);
        Assert.All(tina.Chat.Messages, m => Assert.False(m.Confidential));
    }

    [Fact]
    public async Task A_reply_to_the_card_counts_and_a_name_in_it_does_not()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        await world.Until(BeratungPhase.Ask);
        await world.Ines.Replies("beratung:", "Wer unterstützt die Mutter schon?");
        world.Kofi.SeesLast("Ines: Wer unterstützt die Mutter schon?");
        await world.Ines.Replies("beratung:", "Wie alt ist Mehmet?");
        world.Ines.SeesLast("„Mehmet“");
        world.Kofi.DoesNotSee("Mehmet");
    }

    [Fact]
    public async Task In_a_group_chat_it_is_held_by_who_leads_and_only_participants_act()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        var lead = await world.Moderator();
        var other = lead == world.Ines ? world.Kofi : world.Ines;
        var group = world.Hood.At(new("chat", "19:besprechung", null, PlaceKind.Group));
        await other.Says("/beratung", group);
        other.SeesLast("Sie leiten gerade keine Beratung", group);
        await lead.Says("/beratung", group);
        lead.SeesLast("Es dürfen nur Teilnehmende hier sein", group);
        lead.DoesNotSee(BeratungWorld.Question, group);
        await lead.Taps("Beratung hier führen", group);
        lead.SeesLast(BeratungWorld.Situation, group);
        await lead.Taps("Beratung beginnen", group);
        await lead.Taps("Weiter: Erzählen", group);
        await lead.Taps("Weiter: Nachfragen", group);
        await other.Replies("beratung:", "Wer unterstützt die Mutter schon?", group);
        world.Vera.SeesLast($"{other.Name}: Wer unterstützt die Mutter schon?");
        lead.SeesLast($"{other.Name}: Wer unterstützt die Mutter schon?", group);
        var stranger = await world.Hood.Neighbour("Sven", messenger: "chat", roles: Role.Professional);
        await stranger.Replies("beratung:", "Ich lese hier mit.", group);
        lead.DoesNotSee("Ich lese hier mit.", group);
        await stranger.Taps("Weiter: Stärken sammeln", group);
        await other.Taps("Weiter: Stärken sammeln", group);
        Assert.Equal(BeratungPhase.Ask, (await world.Beratung()).Phase);
        await world.Vera.TapsToken($"1:k-gone:{(await world.Beratung()).Id}:");
        Assert.DoesNotContain(group.Texts, t => t.Contains(BeratungWorld.Situation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forged_button_shows_nothing_in_another_group()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        var group = world.Hood.Group("-100900");
        foreach (var verb in new[] { "k-show", "k-past", "k-say", "k-next", "k-begin", "k-invite", "k-delete" })
            await world.Vera.TapsToken($"1:{verb}:{beratung.Id}:", group);
        world.Vera.DoesNotSee(BeratungWorld.Situation, group);
        Assert.Equal(BeratungState.Planned, (await world.Beratung()).State);
    }

    [Fact]
    public async Task A_date_is_found_with_everybody_and_the_consultation_begins_then()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Vera.Taps("Termin finden");
        world.Ines.Sees("Kollegiales Treffen");
        var poll = Assert.Single(await world.Hood.Query(DatePoll.Kind, "subject", "beratung", beratung.Id));
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
            await one.TapsToken($"1:p-all:{poll.Id}:");
        for (var hours = 0; hours < 48 && (await world.Beratung()).StartsAt is null; hours++)
            await world.Hood.Advance(Duration.FromHours(1));
        world.Kofi.Sees("Ein Termin ist gefunden");
        var start = (await world.Beratung()).StartsAt!.Value;
        Assert.True(start > world.Hood.Now);
        await world.Hood.Advance(start - world.Hood.Now);
        world.Kofi.Sees("Jetzt ist die vereinbarte Zeit");
    }

    [Fact]
    public async Task In_a_whole_form_the_same_text_once_more_means_it_is_no_name()
    {
        await using var world = await BeratungWorld.Start();
        var wiebke = await world.Hood.Neighbour("Wiebke", messenger: "web", roles: Role.Professional);
        await wiebke.Says("/beratung");
        await wiebke.Taps("Neue Beratung");
        await wiebke.FillsIn(("einverstanden", "ja"));
        (string, string)[] rest =
        [
            ("frage", BeratungWorld.Question),
            ("lage", "Am Lindenhof hat Ben viel Unruhe gebracht."),
            ("wer", "spaeter"),
            ("dauer", "45"),
            ("loeschen", "30"),
        ];
        await wiebke.FillsIn(rest);
        wiebke.SeesLast("„Ben“");
        await wiebke.FillsIn(rest);
        wiebke.SeesLast("Das sehen alle, die teilnehmen");
        Assert.All(wiebke.Chat.Messages.TakeLast(3), m => Assert.True(m.Confidential));
    }

    private static async Task Idea(Actor who, string step, string words)
    {
        await who.Taps("Etwas beitragen");
        await who.Taps(step);
        await who.Says(words);
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
