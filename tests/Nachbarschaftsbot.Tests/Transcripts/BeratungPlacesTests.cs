using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Where a consultation is held: open messengers, group chats, whole forms, a date found with everybody.</summary>
public sealed class BeratungPlacesTests
{
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
}
