using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Marks that are put into a consultation are found nowhere else, and nowhere at all after its deletion.</summary>
public sealed class BeratungTracesTests
{
    private static readonly string[] Marks =
    [
        "lagezqxvkjwypnbt",
        "wortzqxvkjwypnbt",
        "ideezqxvkjwypnbt",
        "schrittzqxvkjwyp",
        "ergebniszqxvkjwy",
        "entwurfzqxvkjwyp",
    ];

    [Fact]
    public async Task No_mark_of_a_consultation_is_readable_in_the_files_while_it_lives_and_none_after()
    {
        await using var world = await BeratungWorld.Start();
        await LivesThroughEverything(world);
        Nowhere(world);

        var beratung = await world.Beratung();
        Assert.Contains(Marks[0], beratung.Situation, StringComparison.Ordinal);
        await world.Vera.TapsToken($"1:k-delete:{beratung.Id}:");
        await world.Vera.Taps("Ja, endgültig löschen");
        world.Ines.Sees("Eine Beratung ist wie vereinbart gelöscht");
        await world.Hood.Sent();
        await world.Hood.Store.Scrub();
        Nowhere(world);
        Assert.False(world.Hood.HasInFiles(beratung.Id));
        Assert.Null(await world.Hood.Find(Core.KollegialeBeratungen.Beratung.Kind, beratung.Id));
        Assert.False(File.Exists(Path.Combine(world.Hood.Folder, "keys", beratung.Seal + ".key")));
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
            Assert.DoesNotContain(
                one.Chat.Messages,
                m => m.Ref?.Contains(beratung.Id, StringComparison.Ordinal) == true
            );
        Assert.DoesNotContain(world.Ines.Chat.Texts, t => t.Contains(Marks[2], StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_it_goes_what_was_shown_where_somebody_wrote_from_before()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        var web = new Place("web", "kofi", null, PlaceKind.Private);
        var kofi = (await world.Hood.Find(Person.Kind, world.Kofi.PersonId))!;
        await world.Hood.Put(
            Person.Kind,
            kofi with
            {
                Reaches = [new(new("web", "kofi"), web, false, world.Hood.Now), .. kofi.Reaches],
            }
        );
        await world.Vera.TapsToken($"1:k-gone:{beratung.Id}:");
        Assert.DoesNotContain(
            world.Kofi.Chat.Texts,
            t => t.Contains(BeratungWorld.Situation, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nothing_of_it_that_waits_goes_out_once_it_is_deleted()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Ask);
        await BeratungWorld.Says(world.Kofi, "Wer hilft der Mutter schon?");
        var late = new Outbound
        {
            To = world.Ines.Place,
            Lines = [Text.Plain($"Später, {Marks[1]}")],
            Seal = beratung.Seal,
            NotBefore = world.Hood.Now + Duration.FromHours(8),
        };
        var changes = new ChangeSet { At = world.Hood.Now };
        TurnChanges.AddMessages(changes, [late], world.Hood.Store, world.Hood.Now);
        await world.Hood.Store.Commit(changes);
        await world.Vera.TapsToken($"1:k-gone:{beratung.Id}:");
        Assert.DoesNotContain(await world.Hood.Store.ReadOutbox(0, 1000), r => r.Id == changes.Outbox[0].Id);
    }

    [Fact]
    public async Task Where_a_restored_backup_brought_only_the_seats_back_they_go_with_their_person()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Hood.Remove(Core.KollegialeBeratungen.Beratung.Kind, beratung.Id);
        await Deletes(world.Kofi);
        Assert.Empty(await world.Hood.Query(BeratungSeat.Kind, "person", world.Kofi.PersonId));
    }

    [Fact]
    public async Task A_group_that_became_a_channel_hears_nothing_more()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        var lead = await world.Moderator();
        var group = world.Hood.At(new("chat", "19:besprechung", null, PlaceKind.Group));
        await lead.Says("/beratung", group);
        await lead.Taps("Beratung hier führen", group);
        lead.SeesLast(BeratungWorld.Situation, group);
        await world.Hood.Bind(group, ChannelPurpose.Neighbourhood);
        await world.Until(BeratungPhase.Ask);
        await BeratungWorld.Says(world.Ines, $"Wer hilft schon, {Marks[1]}?");
        lead.DoesNotSee(BeratungWorld.Situation, group);
        lead.DoesNotSee(Marks[1], group);
    }

    [Fact]
    public async Task The_released_outcome_goes_to_no_open_messenger_and_who_leaves_does_not_hold_it_up()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.LookBack);
        await world.Next();
        await world.Vera.Taps("Ergebnis schreiben");
        await world.Vera.Says($"Der Mittagstisch entlastet, {Marks[4]}.");
        await world.Vera.Taps("Überspringen");
        await world.Vera.Taps("Ergebnis zeigen");
        await world.Ines.Taps("Ergebnis freigeben");
        var telegram = new Place("telegram", "ines", null, PlaceKind.Private);
        var ines = (await world.Hood.Find(Person.Kind, world.Ines.PersonId))!;
        await world.Hood.Put(
            Person.Kind,
            ines with
            {
                Reaches = [new(new("telegram", "ines"), telegram, false, world.Hood.Now), .. ines.Reaches],
            }
        );
        await Deletes(world.Kofi);
        Assert.True((await world.Beratung()).IsOut);
        world.Vera.Sees("Alle haben dieses Ergebnis freigegeben");
        world.Ines.Sees("Alle haben dieses Ergebnis freigegeben");
        Assert.DoesNotContain(world.Hood.At(telegram).Texts, t => t.Contains(Marks[4], StringComparison.Ordinal));
        Assert.Equal(beratung.Id, (await world.Beratung()).Id);
    }

    [Fact]
    public async Task A_draft_is_sealed_and_goes_with_its_form()
    {
        await using var world = await BeratungWorld.Start();
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        await world.Vera.Says($"Was hilft einer Mutter, {Marks[5]}?");
        var draft = await world.Hood.Find(Conversation.Kind, world.Vera.Place.Key);
        Assert.Contains(Marks[5], draft!.Draft!["frage"], StringComparison.Ordinal);
        Assert.False(world.Hood.HasInFiles(Marks[5]));
        await world.Vera.Taps("Abbrechen");
        Assert.Null((await world.Hood.Find(Conversation.Kind, world.Vera.Place.Key))!.Seal);
        Assert.False(File.Exists(Path.Combine(world.Hood.Folder, "keys", draft.Seal + ".key")));
    }

    [Fact]
    public async Task Without_the_folder_of_keys_who_had_a_form_open_can_begin_another()
    {
        await using var world = await BeratungWorld.Start();
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        Directory.Delete(Path.Combine(world.Hood.Folder, "keys"), recursive: true);
        await world.Hood.Restart();
        world.Vera.Forgets();
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        world.Vera.SeesLast("Ja, sie ist einverstanden");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        await world.Vera.Says(BeratungWorld.Question);
        world.Vera.SeesLast("Bitte erzählen Sie die Situation");
    }

    [Fact]
    public async Task It_survives_a_restart()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        await world.Until(BeratungPhase.Tell);
        await world.Hood.Restart();
        await BeratungWorld.Says(world.Vera, "Abends ist es am schwersten.");
        world.Kofi.SeesLast("Abends ist es am schwersten.");
    }

    [Fact]
    public async Task On_the_agreed_day_everything_goes_with_open_forms_about_it()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked("Verteilt auf mehrere Tage", delete: "2 Wochen");
        await world.Until(BeratungPhase.Ask);
        await world.Ines.Taps("Etwas beitragen");
        await world.Hood.Advance(Duration.FromDays(15));
        Assert.Null(await world.Hood.Find(Core.KollegialeBeratungen.Beratung.Kind, beratung.Id));
        Assert.Null((await world.Hood.Find(Conversation.Kind, world.Ines.Place.Key))!.Draft);
        Assert.Empty(await world.Hood.Query(BeratungSeat.Kind, "person", world.Ines.PersonId));
        Assert.DoesNotContain(
            await world.Hood.Store.DueTimers(world.Hood.Now + Duration.FromDays(400), 1000),
            t => t.Subject == beratung.Id
        );
        world.Kofi.Sees("Eine Beratung ist wie vereinbart gelöscht");
    }

    [Fact]
    public async Task Who_brought_it_leaves_and_it_is_gone_and_others_leave_only_their_words()
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Until(BeratungPhase.Ask);
        await BeratungWorld.Says(world.Kofi, "Wer hilft der Mutter schon?");
        await Deletes(world.Kofi);
        world.Ines.SeesLast("–: Wer hilft der Mutter schon?");
        Assert.DoesNotContain((await world.Beratung()).Seats, s => s.Person == world.Kofi.PersonId);
        await Deletes(world.Vera);
        Assert.Null(await world.Hood.Find(Core.KollegialeBeratungen.Beratung.Kind, beratung.Id));
        world.Ines.Sees("Eine Beratung ist beendet und gelöscht");
    }

    [Fact]
    public async Task Exports_hold_no_words_of_a_consultation()
    {
        await using var world = await BeratungWorld.Start();
        await LivesThroughEverything(world);
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
        {
            one.Forgets();
            await one.Says("/meine_daten");
            var file = Encoding.UTF8.GetString(one.Chat.Messages.Single(m => m.File is not null).File!.Bytes);
            Assert.Contains("deletedOn", file, StringComparison.Ordinal);
            foreach (var mark in Marks)
                Assert.DoesNotContain(mark, file + string.Concat(one.Chat.Texts), StringComparison.Ordinal);
        }
    }

    private static async Task Deletes(Actor who)
    {
        await who.Says("/loeschen");
        await who.Taps("Ja, alles löschen");
        await who.Taps("Ja, endgültig löschen");
    }

    private static void Nowhere(BeratungWorld world)
    {
        foreach (var mark in Marks)
            Assert.False(world.Hood.HasInFiles(mark), $"'{mark}' stands in the files.");
    }

    private static async Task LivesThroughEverything(BeratungWorld world)
    {
        await world.Asked(situation: $"Eine Mutter ist müde und hat wenig Hilfe, {Marks[0]}.");
        await world.Until(BeratungPhase.Tell);
        await BeratungWorld.Says(world.Vera, $"Abends ist es am schwersten, {Marks[1]}.");
        await world.Until(BeratungPhase.Ideas);
        await world.Ines.Taps("Etwas beitragen");
        await world.Ines.Taps("Selbst tun");
        await world.Ines.Says($"Eine Stunde für sich, {Marks[2]}.");
        await world.Until(BeratungPhase.NextSteps);
        await world.Kofi.Taps("Schritt eintragen");
        await world.Kofi.Says($"Den Mittagstisch fragen, {Marks[3]}");
        await world.Kofi.Taps("Kofi");
        await world.Kofi.Says("Freitag um 10 Uhr");
        await world.Until(BeratungPhase.LookBack);
        await world.Next();
        await world.Vera.Taps("Ergebnis schreiben");
        await world.Vera.Says($"Der Mittagstisch entlastet, {Marks[4]}.");
        await world.Vera.Taps("Überspringen");
        await world.Vera.Taps("Ergebnis zeigen");
        await world.Ines.Taps("Bisher Gesagtes lesen");
        world.Ines.SeesLast(Marks[2]);
        await world.Kofi.TapsToken($"1:k-outcome:{(await world.Beratung()).Id}:");
        await world.Vera.Taps("Neue Beratung");
    }
}
