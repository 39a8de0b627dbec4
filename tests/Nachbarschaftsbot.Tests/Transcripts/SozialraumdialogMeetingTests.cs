using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The guided meeting: going on, writing, keeping time, ending.</summary>
public sealed class SozialraumdialogMeetingTests
{
    [Fact]
    public async Task A_double_tap_goes_on_only_once()
    {
        await using var world = await Running();
        var next = world.Paula.Token("Nächste Frage", world.Room);
        await world.Paula.TapsToken(next, world.Room);
        var late = await world.Mehmet.TapsToken(next, world.Room);
        Assert.Equal("round.late", late.Toast?.Key);
        Assert.Equal(1, (await world.Meeting()).Question);
        await world.Paula.Taps("Eine Frage zurück", world.Room);
        Assert.Equal(0, (await world.Meeting()).Question);
    }

    [Fact]
    public async Task Who_writes_along_writes_alone_with_the_bot_and_anyone_can_take_over()
    {
        await using var world = await Running();
        var (paula, mehmet, room) = (world.Paula, world.Mehmet, world.Room);
        await mehmet.Taps("Ich schreibe mit", room);
        mehmet.SeesLast("Frage 1 von 5");
        await mehmet.Taps("Ich schreibe mit");
        await mehmet.Says("Viele kennen den Treff nicht");
        await mehmet.Says("Der Bus fehlt");
        mehmet.SeesLast("Was wurde gesagt?");
        paula.SeesLast("Viele kennen den Treff nicht", room);
        paula.SeesLast("Mehmet schreibt mit.", room);
        await world.Hood.Restart();
        await paula.Taps("Nächste Frage", room);
        mehmet.SeesLast("Frage 2 von 5");
        await mehmet.Says("Ein Aushang im Treppenhaus");

        await world.Ada.Taps("Ich schreibe mit", room);
        mehmet.SeesLast("Ada schreibt jetzt mit.");
        await mehmet.Says("Das kommt nicht mehr an");
        mehmet.SeesLast("Sie schreiben gerade nicht mit.");
        var said = (await world.Meeting()).Said;
        Assert.Equal([0, 0, 1], said.Select(s => s.Question));
    }

    [Fact]
    public async Task Words_in_the_channel_are_answers_while_the_meeting_runs_there()
    {
        await using var world = await Running();
        var ben = await world.Hood.Neighbour("Ben");
        await world.Ada.Says("Es fehlt ein Ort zum Sitzen", world.Room);
        await ben.Says("Ich gehöre nicht dazu", world.Room);
        await world.Ada.Says("Anderswo gesagt", world.Hood.Moderation);
        await world.Ada.Says("Allein gesagt");
        Assert.Equal(["Es fehlt ein Ort zum Sitzen"], (await world.Meeting()).Said.Select(s => s.Words));
        await Ends(world);
        await world.Ada.Says("Nach dem Ende", world.Room);
        Assert.Single((await world.Meeting()).Said);
    }

    [Fact]
    public async Task A_group_that_becomes_a_neighbourhood_channel_in_the_middle_hears_nothing_more()
    {
        await using var world = await Running();
        var room = (await world.Hood.Find(Channel.Kind, world.Room.Place.Key))!;
        await world.Hood.Put(Channel.Kind, room with { Purpose = ChannelPurpose.Neighbourhood });
        await world.Ada.Replies("sd:", "Der Bus fehlt am Abend", world.Room);
        Assert.Single((await world.Meeting()).Said);
        world.Ada.DoesNotSee("Der Bus fehlt am Abend", world.Room);
    }

    [Fact]
    public async Task Nobody_from_outside_writes_into_the_minutes()
    {
        await using var world = await Running();
        var ben = await world.Hood.Neighbour("Ben");
        await ben.Replies("sd:", "Ich bin nicht dabei", world.Room);
        ben.SeesLast("Das können nur Menschen, die bei der Runde dabei sind.", world.Room);
        await ben.TapsToken($"1:s-next:{(await world.Meeting()).Id}:0.0", world.Room);
        Assert.Empty((await world.Meeting()).Said);
        Assert.Equal(0, (await world.Meeting()).Question);
    }

    [Fact]
    public async Task Telephone_numbers_do_not_get_into_the_minutes_and_a_line_can_be_struck()
    {
        await using var world = await Running();
        await world.Ada.Replies("sd:", "Rufen Sie an: 0170 1234567", world.Room);
        Assert.Empty((await world.Meeting()).Said);
        await world.Ada.Replies("sd:", "Falsche Zeile", world.Room);
        await world.Paula.Says("/notiz Richtige Zeile", world.Room);
        world.Paula.Sees("Richtige Zeile", world.Room);
        await world.Paula.Taps("Letzte Zeile streichen", world.Room);
        Assert.Equal(["Falsche Zeile"], (await world.Meeting()).Said.Select(s => s.Words));
    }

    [Fact]
    public async Task A_name_from_outside_is_pointed_at_and_the_names_of_the_round_are_not()
    {
        await using var world = await Running();
        await world.Ada.Replies("sd:", "Mehmet kennt einen Platz", world.Room);
        world.Ada.DoesNotSee("Ist hier jemand zu erkennen?", world.Room);
        await world.Ada.Replies("sd:", "Frau Krause braucht eine Bank", world.Room);
        world.Ada.SeesLast("Ist hier jemand zu erkennen? Frau Krause.", world.Room);
        await world.Ada.Taps("Letzte Zeile streichen", world.Room);
        Assert.Equal(["Mehmet kennt einen Platz"], (await world.Meeting()).Said.Select(s => s.Words));
    }

    [Fact]
    public async Task The_clock_says_a_word_before_the_end_and_one_at_the_end_and_never_goes_on_by_itself()
    {
        await using var world = await Running();
        var minutes = (await world.Meeting()).Agenda[0].Minutes;
        await world.Hood.Advance(Duration.FromMinutes(minutes - 4));
        world.Paula.SeesLast("Noch 5 Minuten für: Es fehlen Bänke", world.Room);
        await world.Hood.Advance(Duration.FromMinutes(5));
        world.Paula.SeesLast("Die Zeit ist um für: Es fehlen Bänke.", world.Room);
        await world.Hood.Advance(Duration.FromMinutes(60));
        Assert.Single(world.Room.Texts, t => t.Contains("Die Zeit ist um"));
        Assert.Equal(0, (await world.Meeting()).Item);
        await world.Hood.Advance(Duration.FromHours(13));
        Assert.Equal(MeetingState.Held, (await world.Meeting()).State);
    }

    [Fact]
    public async Task A_theme_without_a_word_stays_in_the_pool()
    {
        await using var world = await Running();
        await world.Ada.Replies("sd:", "Drei Bänke am Markt", world.Room);
        await Ends(world);
        var pool = await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id);
        Assert.Equal(ThemeState.Talked, pool.Single(t => t.Words == "Es fehlen Bänke").State);
        Assert.Equal(ThemeState.Open, pool.Single(t => t.Words == "Abends fährt kein Bus").State);
        Assert.Empty((await world.Meeting()).Weights);
        await world.Paula.TapsToken($"1:s-next:{(await world.Meeting()).Id}:0.0", world.Room);
        Assert.Equal(0, (await world.Meeting()).Question);
    }

    [Fact]
    public async Task What_was_forgotten_can_be_added_until_the_release()
    {
        await using var world = await Running();
        await Ends(world);
        await world.Ada.Replies("sd:", "Der Markt ist zu laut", world.Room);
        world.Ada.SeesLast("Das steht jetzt nachträglich im Protokoll.", world.Room);
        await world.Paula.Taps("Kurzfassung für alle");
        await world.Paula.Taps("Für alle freigeben");
        await world.Ada.Replies("sd:", "Zu spät", world.Room);
        world.Ada.SeesLast("Die Kurzfassung ist freigegeben.", world.Room);
        Assert.Single((await world.Meeting()).Said);
    }

    [Fact]
    public async Task Without_a_working_channel_the_bot_guides_alone_with_whoever_starts()
    {
        await using var world = await DialogueWorld.WithDate();
        await world.Notes("Es fehlen Bänke");
        await world.Hood.Remove(Core.Quartiere.Channel.Kind, world.Room.Place.Key);
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        await world.Paula.Taps("Treffen beginnen");
        world.Paula.SeesLast("Möchten Sie trotzdem jetzt beginnen?");
        await world.Paula.Taps("Ja, jetzt beginnen");
        world.Paula.SeesLast("Frage 1 von 5");
        await world.Paula.Taps("Ich schreibe mit");
        await world.Paula.Says("Niemand kann sitzen");
        world.Paula.Sees("Niemand kann sitzen");
        Assert.Single((await world.Meeting()).Said);
    }

    [Fact]
    public async Task The_agenda_can_be_changed_and_knows_its_times()
    {
        await using var world = await DialogueWorld.WithDate();
        foreach (
            var words in (string[])["Es fehlen Bänke", "Abends fährt kein Bus", "Viele sind einsam", "Zu viel Müll"]
        )
            await world.Notes(words);
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        await world.Paula.Taps("Tagesordnung ansehen");
        world.Paula.SeesLast("14:00 Uhr: Ankommen (5 Minuten)");
        world.Paula.SeesLast("14:05 Uhr: Es fehlen Bänke (26 Minuten)");
        await world.Paula.Taps("Thema 2 nach oben");
        world.Paula.SeesLast("14:05 Uhr: Abends fährt kein Bus (26 Minuten)");
        await world.Paula.Taps("Thema 3 herausnehmen");
        world.Paula.SeesLast("14:45 Uhr: Es fehlen Bänke (40 Minuten)");
        world.Paula.SeesLast("5. Wie geht es weiter: Was sind die konkreten nächsten Schritte?");
    }

    [Fact]
    public async Task It_speaks_English_too()
    {
        await using var world = await Running();
        var eve = await world.Hood.Neighbour("Eve", "en", "test", Role.Professional);
        await eve.Says("/dialogue");
        await eve.Taps("Runde Linden");
        eve.SeesLast("The meeting is running.");
        await eve.Taps("To the running meeting");
        eve.SeesLast("Question 1 of 5: Which worries, themes, trends and needs are current?");
    }

    [Fact]
    public async Task A_web_chat_fills_in_whole_forms()
    {
        await using var world = await DialogueWorld.WithRound();
        var wim = await world.Hood.Neighbour("Wim", messenger: "web", roles: Role.Professional);
        await wim.Says("/notiz");
        await wim.FillsIn(("words", "Es gibt keinen Treff für junge Leute"), ("area", ""));
        await wim.Taps("Ohne Personen: Thema einreichen");
        wim.SeesLast("Das Thema steht jetzt auf der Liste.");
    }

    /// <summary>A meeting with two themes runs in the working channel.</summary>
    internal static async Task<DialogueWorld> Running()
    {
        var world = await DialogueWorld.WithDate();
        await world.Notes("Es fehlen Bänke");
        await world.Notes("Abends fährt kein Bus");
        await world.Hood.Advance((await world.Meeting()).Start!.Value - world.Hood.Now);
        await world.Paula.Taps("Treffen beginnen", world.Room);
        return world;
    }

    /// <summary>Ends the meeting that runs.</summary>
    internal static async Task Ends(DialogueWorld world)
    {
        await world.Paula.TapsToken($"1:s-stop:{(await world.Meeting()).Id}:yes", world.Room);
        Assert.Equal(MeetingState.Held, (await world.Meeting()).State);
    }
}
