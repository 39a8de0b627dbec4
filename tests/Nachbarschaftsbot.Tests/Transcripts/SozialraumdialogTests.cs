using Nachbarschaftsbot.Core.Dialogues;
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
        world.Paula.SeesLast("Wie oft: alle 6 Wochen. Dauer: 90 Minuten.");
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
        await ada.Taps("Punkte für Themen geben");
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
    public async Task A_round_is_changed_answer_by_answer()
    {
        await using var world = await DialogueWorld.WithRound();
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        await world.Paula.Taps("Mehr zur Runde");
        await world.Paula.Taps("Name und Zweck ändern");
        world.Paula.SeesLast("Zweck: Wir wollen ältere Menschen früher erreichen.");
        await world.Paula.Taps("Etwas ändern");
        await world.Paula.Taps("Wie oft");
        await world.Paula.Taps("jedes Vierteljahr");
        await world.Paula.Taps("Runde speichern");
        var round = await world.Round();
        Assert.Equal((13, 90, "Runde Linden"), (round.Weeks, round.Minutes, round.Name));
        Assert.Equal(3, round.Members.Count);
    }

    [Fact]
    public async Task A_professional_in_Teams_or_the_web_fills_in_everything_at_once()
    {
        await using var world = await DialogueWorld.Empty();
        var wim = await world.Hood.Neighbour("Wim", messenger: "web", roles: Role.Professional);
        await wim.Says("/sozialraumdialog");
        await wim.Taps("Neue Runde beginnen");
        await wim.FillsIn(
            ("name", "Runde Hafen"),
            ("purpose", "Wir wollen mehr Räume öffnen."),
            ("rhythm", "w6"),
            ("length", "m60"),
            ("agency", "Kulturhaus")
        );
        await wim.Taps("Runde speichern");
        await wim.Taps("Termin finden");
        await wim.FillsIn(("first", "9. Dezember um 14 Uhr"), ("second", ""), ("third", ""), ("where", ""));
        wim.Sees("Der Termin steht: Mi, 9. Dezember 2026");
        await wim.Taps("Zur Runde");
        await wim.Taps("Treffen beginnen");
        await wim.Taps("Ja, jetzt beginnen");
        await wim.Taps("Ich bin da", world.Room);
        await wim.Taps("Ich schreibe mit", world.Room);
        await wim.Taps("Ich schreibe mit");
        await wim.FillsIn(("line", "Der Saal ist leer"));
        await wim.FillsIn(("line", "Es fehlt ein Schlüssel"));
        await wim.Taps("Vereinbarung festhalten");
        await wim.FillsIn(
            ("what", "Einen Schlüssel besorgen"),
            ("who", wim.PersonId),
            ("with", ""),
            ("due", "15. Januar")
        );
        await wim.Taps("Treffen beenden", world.Room);
        await wim.Taps("Ja, Treffen beenden", world.Room);
        await wim.Taps("Protokoll ansehen");
        using var file = DocxFile.Of(wim.Chat.Messages[^1].File!.Bytes);
        Assert.Equal(["Der Saal ist leer", "Es fehlt ein Schlüssel"], file.Paragraphs("ListBullet"));
        Assert.Equal("Einen Schlüssel besorgen", file.Rows()[1][0]);
        Assert.Contains("Stellen: Kulturhaus", file.Paragraphs(null));
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
