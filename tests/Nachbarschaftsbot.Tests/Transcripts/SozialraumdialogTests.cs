using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class SozialraumdialogTests
{
    [Fact]
    public async Task A_professional_makes_a_round_by_buttons_and_others_join()
    {
        await using var world = await DialogueWorld.WithRound();
        var round = await world.Round();
        Assert.Equal(["Nachbarschaftshaus", "Jugendamt", null], round.Members.Select(m => m.Agency));
        world.Ada.Sees("Schön, Sie sind dabei: Runde Linden.");
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        world.Paula.SeesLast("Zweck: Wir wollen ältere Menschen früher erreichen.");
        world.Paula.SeesLast("Rhythmus: alle 6 Wochen, je 90 Minuten.");
        world.Paula.SeesLast("Dabei: 2 Stellen, 1 Stimme aus dem Quartier.");
        await world.Paula.Taps("Wer ist dabei?");
        world.Paula.SeesLast("Mehmet, Jugendamt");
        world.Paula.SeesLast("Ada, Stimme aus dem Quartier");
    }

    [Fact]
    public async Task From_theme_to_minutes()
    {
        await using var world = await DialogueWorld.WithDate();
        var (hood, paula, mehmet, ada, room) = (world.Hood, world.Paula, world.Mehmet, world.Ada, world.Room);
        await world.Notes("Abends fährt kein Bus");
        await world.Notes("Es fehlen Bänke");

        await hood.Advance(Duration.FromDays(8));
        ada.Sees("Worüber soll sie sprechen?");
        await ada.Taps("Themen gewichten");
        await ada.Taps("Thema 2 ist wichtig");
        ada.SeesLast("✓ 2. Es fehlen Bänke");
        await hood.Restart();
        await hood.Advance((await world.Meeting()).Start!.Value - hood.Now - Duration.FromMinutes(1));
        paula.Sees("Tagesordnung: Runde Linden", room);
        mehmet.Sees("14:05 Uhr: Es fehlen Bänke (40 Minuten)");

        await paula.Taps("Treffen beginnen", room);
        await mehmet.Taps("Ich bin da", room);
        await ada.Taps("Ich bin da", room);
        paula.SeesLast("1 von 2: Es fehlen Bänke", room);
        paula.SeesLast("Frage 1 von 5: Welche Sorgen, Themen, Trends und Bedarfe sind aktuell?", room);
        await ada.Replies("sd:", "Alte Leute können nirgends sitzen", room);
        await mehmet.Replies("sd:", "Auch Jugendliche suchen Plätze", room);
        paula.SeesLast("Alte Leute können nirgends sitzen", room);
        await paula.Taps("Nächste Frage", room);
        paula.SeesLast("Frage 2 von 5: Wie sieht eine gute Lösung aus?", room);
        await ada.Replies("sd:", "Drei Bänke am Markt", room);

        await mehmet.Taps("Vereinbarung festhalten", room);
        await mehmet.Replies("sa:", "Mehmet fragt die Stadt nach Bänken bis 15. Januar", room);
        paula.SeesLast("Zuständig: Mehmet (Jugendamt)", room);
        paula.SeesLast("Bis: Fr, 15. Januar", room);

        await paula.Taps("Treffen beenden", room);
        await paula.Taps("Ja, Treffen beenden", room);
        ada.Sees("Das Treffen ist zu Ende: Runde Linden. Vereinbarungen: 1.");
        await ada.Taps("Protokoll ansehen");
        ada.SeesLast("Protokoll: Runde Linden, Treffen 1");
        ada.SeesLast("• Drei Bänke am Markt");
        Assert.EndsWith(".docx", ada.Chat.Messages[^1].File!.Name);
        Assert.Equal(MeetingState.Held, (await world.Meeting()).State);
    }

    [Fact]
    public async Task Without_a_purpose_nobody_is_invited()
    {
        await using var world = await DialogueWorld.WithRound(purpose: null);
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        world.Paula.SeesLast("Ein Zweck fehlt noch.");
        Assert.Throws<InvalidOperationException>(() => world.Paula.Token("Termin finden"));
        await world.Paula.TapsToken($"1:s-date:{(await world.Round()).Id}:");
        world.Paula.SeesLast("Ich lade erst ein, wenn es einen Zweck gibt.");
        Assert.Empty(await world.Hood.Query(DialogueMeeting.Kind, "dialogue", (await world.Round()).Id));
        await world.Paula.Taps("Zweck festlegen");
        await world.Paula.Says("Wir reden über das Älterwerden.");
        await world.Paula.Taps("Termin finden");
        world.Paula.SeesLast("Welchen Termin schlagen Sie vor?");
    }
}
