using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using static Nachbarschaftsbot.Tests.Transcripts.PressesWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>
/// Everything that professionals do, from the greeting on with presses only, in the personal chat, in a group chat and in the working
/// channel. Nobody knows a command; words are only written where a form asks for them.
/// </summary>
public sealed class ByPressesTests
{
    [Fact]
    public async Task A_date_and_the_calendar_from_every_place()
    {
        await using var hood = await Open();
        await MeetingWorld.Connect(hood);
        var (vera, kofi) = (await Greeted(hood, "Vera"), await Greeted(hood, "Kofi"));
        await Asks(vera, "Planung für das Fest");
        await kofi.Presses("1: Ja");
        await vera.Presses("Jetzt entscheiden");
        await vera.PressesFirst("1 nehmen: ");
        kofi.Who.Sees("Sie sind zu diesem Termin eingeladen.");

        await vera.Presses("Termine und Kalender");
        vera.Who.SeesLast("Planung für das Fest");
        await vera.Presses("Kalender-Link holen");
        vera.Who.SeesLast("https://hilfe.example.org/kalender/");

        foreach (var place in (Corner[])[hood.At(Working), await Called(hood, Chat)])
        {
            await kofi.Calls(place);
            await kofi.Presses("Termine und Kalender", place);
            await kofi.Presses("Termine und Kalender");
            kofi.Who.SeesLast("Planung für das Fest");
            await kofi.Presses("Einen Termin finden", place);
            await kofi.Presses("Einen Termin finden");
            kofi.Who.SeesLast("Worum geht es");
            await kofi.Presses("Abbrechen");
        }
    }

    [Fact]
    public async Task A_round_from_its_beginning_in_the_channel_to_the_released_minutes()
    {
        await using var hood = await Open();
        var (vera, kofi) = (await Greeted(hood, "Vera"), await Greeted(hood, "Kofi"));
        var room = hood.At(Working);
        await vera.Calls(room);
        await vera.Presses("Mitreden: Sozialraumdialog", room);
        await vera.Presses("Neue Runde beginnen", room);
        await Begins(vera);
        await kofi.Calls(room);
        await kofi.Presses("Mitreden: Sozialraumdialog", room);
        await kofi.Presses("Ich bin dabei", room);
        await kofi.Presses("Im privaten Chat öffnen", room);
        await kofi.Presses("Runde Linden");
        kofi.Who.SeesLast("Wir wollen ältere Menschen früher erreichen.");

        await Prepares(vera);
        await Meets(vera, kofi, room);
        await vera.Presses("Kurzfassung für alle");
        await vera.Presses("Für alle freigeben");
        await kofi.Presses("Zur Runde");
        await kofi.Presses("Vereinbarungen");
        kofi.Who.SeesLast("Wir fragen die Stadt nach Bänken");
        await kofi.Presses("Vereinbarung 1: Was wurde daraus?");
        await kofi.Presses("erreicht");
        var dialogue = Assert.Single(await hood.Query(Dialogue.Kind, "quartier", Hood.Lindenviertel.Id));
        var meeting = Assert.Single(await hood.Query(DialogueMeeting.Kind, "dialogue", dialogue.Id));
        Assert.Equal(Core.Sozialraumdialoge.MeetingState.Released, meeting.State);
    }

    private static async Task Asks(Hands vera, string title)
    {
        await vera.Presses("Einen Termin finden");
        await vera.Writes(title);
        await vera.Writes("übermorgen um 10 Uhr; übermorgen um 14 Uhr");
        await vera.Presses("1 Stunde");
        await vera.Presses("Überspringen");
        await vera.Presses("Alle Fachkräfte im Quartier");
        await vera.Presses("Fertig");
        await vera.Presses("Einfach: 3 Tage, der beste Termin gilt");
        await vera.Presses("Jetzt alle fragen");
    }

    private static async Task Begins(Hands vera)
    {
        await vera.Presses("Neue Runde beginnen");
        await vera.Writes("Runde Linden");
        await vera.Writes("Wir wollen ältere Menschen früher erreichen.");
        await vera.Presses("alle 6 Wochen");
        await vera.Presses("90 Minuten");
        await vera.Writes("Nachbarschaftshaus");
        await vera.Presses("Runde speichern");
    }

    private static async Task Prepares(Hands vera)
    {
        await vera.Presses("Ein Thema vorschlagen");
        await vera.Writes("Es fehlen Bänke");
        await vera.Presses("Überspringen");
        await vera.Presses("Ohne Personen: Thema einreichen");
        await vera.Presses("Mitreden: Sozialraumdialog");
        await vera.Presses("Runde Linden");
        await vera.Presses("Termin finden");
        await vera.Writes("9. Dezember um 14 Uhr");
        await vera.Presses("Überspringen");
        await vera.Writes("Nachbarschaftshaus");
        await vera.Presses("Zur Runde");
        await vera.Presses("Punkte für Themen geben");
        await vera.Presses("Thema 1 ist wichtig");
        await vera.Presses("Tagesordnung ansehen");
    }

    private static async Task Meets(Hands vera, Hands kofi, Corner room)
    {
        await vera.Presses("Treffen beginnen");
        await vera.Presses("Ja, jetzt beginnen");
        await vera.Presses("Ich bin da", room);
        await kofi.Presses("Ich bin da", room);
        await kofi.Presses("Ich schreibe mit", room);
        await kofi.Presses("Ich schreibe mit");
        await kofi.Writes("Drei Bänke am Markt");
        kofi.Who.SeesLast("Drei Bänke am Markt", room);
        await kofi.Presses("Abbrechen");
        await vera.Presses("Nächste Frage", room);
        await vera.Presses("Vereinbarung festhalten", room);
        await vera.Replies("sa:", "Wir fragen die Stadt nach Bänken", room);
        await vera.Presses("Zuständige Person ändern", room);
        await vera.Presses("Kofi", room);
        await vera.Presses("Treffen beenden", room);
        await vera.Presses("Ja, Treffen beenden", room);
        await kofi.Presses("Protokoll ansehen");
        Assert.Contains(kofi.Who.Chat.Messages, m => m.File?.Name == "protokoll-1.docx");
    }
}
