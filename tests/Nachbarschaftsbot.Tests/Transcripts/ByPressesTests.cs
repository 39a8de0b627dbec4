using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>
/// Everything that professionals do, from the greeting on with presses only, in the personal chat, in a group chat and in the working
/// channel. Nobody knows a command; words are only written where a form asks for them.
/// </summary>
public sealed class ByPressesTests
{
    private static readonly Place Working = new("teams", "19:kanal", null, PlaceKind.Group);
    private static readonly Place Chat = new("teams", "19:besprechung", null, PlaceKind.Group);

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

    [Fact]
    public async Task A_consultation_in_the_chat_of_a_meeting_from_the_greeting_there()
    {
        await using var hood = await Open();
        var (vera, kofi) = (await Greeted(hood, "Vera"), await Greeted(hood, "Kofi"));
        var chat = await Called(hood, Chat);
        vera.Who.SeesLast("Fachkräfte können hier gleich arbeiten.", chat);
        await vera.Presses("Kollegiale Beratung", chat);
        vera.Who.SeesLast("Legen Sie im privaten Chat mit mir eine Beratung an.", chat);
        await vera.Presses("Neue Beratung");
        await Confides(vera);
        var seat = Assert.Single(await hood.Query(BeratungSeat.Kind, "person", vera.Who.PersonId));
        var lead = (await hood.Find(Beratung.Kind, seat.Beratung))!.Leads(kofi.Who.PersonId) ? kofi : vera;
        await lead.Calls(chat);
        await lead.Presses("Kollegiale Beratung", chat);
        await lead.Presses("Beratung hier führen", chat);
        await Consults(vera, kofi, lead, chat);

        await vera.Presses("Ergebnis schreiben");
        await vera.Writes("Ein Kochabend mit der Nachbarin entlastet die Familie.");
        await vera.Presses("Überspringen");
        await vera.Presses("Ergebnis zeigen");
        await kofi.Presses("Ergebnis freigeben");
        vera.Who.Sees("Alle haben dieses Ergebnis freigegeben");
    }

    [Fact]
    public async Task A_colleague_is_brought_into_a_consultation_later_and_only_by_who_brought_it()
    {
        await using var hood = await Open();
        var (vera, kofi) = (await Greeted(hood, "Vera"), await Greeted(hood, "Kofi"));
        await vera.Presses("Kollegiale Beratung");
        await vera.Presses("Neue Beratung");
        await Confides(vera);
        var ines = await Greeted(hood, "Ines");
        var far = await hood.Neighbour("Tom", messenger: "telegram", roles: Role.Professional);
        await vera.Presses("Weitere einladen");
        var (fetch, other) = (vera.Who.Token("Ines dazuholen"), vera.Who.Token("Tom dazuholen"));
        vera.Who.DoesNotSee("Kofi dazuholen");
        await kofi.Who.TapsToken(fetch);
        ines.Who.DoesNotSee(BeratungWorld.Situation);
        await vera.Who.TapsToken(fetch);
        vera.Who.SeesLast("Ines ist jetzt dabei.");
        ines.Who.SeesLast("Sie sind zu einer Beratung dazugeholt worden.");
        ines.Who.SeesLast(BeratungWorld.Situation);
        await vera.Who.TapsToken(fetch);
        vera.Who.SeesLast("Ines ist schon dabei.");
        await vera.Who.TapsToken(other);
        vera.Who.SeesLast("Tom ist nur über Telegram erreichbar.");
        far.DoesNotSee(BeratungWorld.Situation);
    }

    [Fact]
    public async Task Who_may_not_is_told_when_pressing_and_an_old_button_explains_itself()
    {
        await using var hood = await Open();
        var (vera, kofi) = (await Greeted(hood, "Vera"), await Greeted(hood, "Kofi"));
        var chat = await Called(hood, Chat);
        var stranger = hood.Stranger("Sven", messenger: "teams");
        var refused = await stranger.Taps("Kollegiale Beratung", chat);
        Assert.Equal("call.join-first", refused.Toast?.Key);
        var ada = await hood.Neighbour("Ada", messenger: "teams");
        await ada.Taps("Kollegiale Beratung", chat);
        ada.SeesLast("Sie leiten gerade keine Beratung.", chat);
        Assert.Empty(ada.Chat.Messages);

        await vera.Presses("Kollegiale Beratung", chat);
        await vera.Presses("Neue Beratung");
        await Confides(vera);
        await kofi.Presses("Kollegiale Beratung", chat);
        var here = kofi.Who.Token("Beratung hier führen", chat);
        await vera.Who.TapsToken(here, chat);
        kofi.Who.DoesNotSee(BeratungWorld.Situation, chat);
        await vera.Presses("Beratung löschen");
        await vera.Presses("Ja, endgültig löschen");
        Assert.Equal("call.not-there", (await kofi.Who.TapsToken(here, chat)).Toast?.Key);
    }

    [Fact]
    public async Task Where_nothing_confidential_may_be_said_the_greeting_offers_no_consultation()
    {
        await using var hood = await Open();
        var group = hood.At(new("telegram", "-4711", null, PlaceKind.Group));
        await Called(hood, group.Place);
        Assert.Contains("Bis dahin mache ich hier nichts.", group.Last);
        Assert.DoesNotContain("Kollegiale Beratung", group.Last);
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

    private static async Task Confides(Hands vera)
    {
        await vera.Presses("Ja, sie ist einverstanden");
        await vera.Writes(BeratungWorld.Question);
        await vera.Writes(BeratungWorld.Situation);
        await vera.Presses("Kofi");
        await vera.Presses("Fertig");
        await vera.Presses("30 Minuten am Stück");
        await vera.Presses("1 Monat");
        await vera.Presses("Beratung anlegen");
    }

    private static async Task Consults(Hands vera, Hands kofi, Hands lead, Corner chat)
    {
        await lead.Presses("Beratung beginnen", chat);
        await lead.Presses("Weiter: Erzählen", chat);
        await vera.Presses("Etwas beitragen", chat);
        await vera.Presses("Etwas beitragen");
        await vera.Writes("Abends sind alle müde.");
        vera.Who.Sees("Vera: Abends sind alle müde.", chat);
        await lead.Presses("Weiter: Nachfragen", chat);
        await lead.Presses("Weiter: Stärken sammeln", chat);
        await lead.Presses("Weiter: Ideen", chat);
        await kofi.Presses("Etwas beitragen", chat);
        await kofi.Presses("Etwas beitragen");
        await kofi.Presses("Freunde und Familie");
        await kofi.Writes("Die Nachbarin kocht einmal in der Woche mit.");
        await lead.Presses("Weiter: Auswählen", chat);
        await vera.Presses("Idee 1 auswählen", chat);
        await lead.Presses("Weiter: Nächste Schritte", chat);
        await vera.Presses("Schritt eintragen", chat);
        await vera.Presses("Schritt eintragen");
        await vera.Writes("Mit der Nachbarin einen Kochabend absprechen");
        await vera.Presses("Kofi");
        await vera.Writes("Freitag um 10 Uhr");
        await lead.Presses("Weiter: Rückblick", chat);
        await lead.Presses("Beratung abschließen", chat);
    }

    private static async Task<Hood> Open()
    {
        var hood = await Hood.Start();
        await hood.Put(
            Channel.Kind,
            new Channel
            {
                Id = Working.Key,
                Place = Working,
                Quartier = Hood.Lindenviertel.Id,
                Purpose = ChannelPurpose.Working,
            }
        );
        return hood;
    }

    /// <summary>Somebody installs the bot: Teams has the greeting asked for in the name of the person.</summary>
    private static async Task<Hands> Greeted(Hood hood, string name)
    {
        var hands = new Hands(hood, await hood.Neighbour(name, messenger: "teams", roles: Role.Professional));
        await hands.Who.Says("/start");
        return hands;
    }

    /// <summary>The bot is put into a group chat.</summary>
    private static async Task<Corner> Called(Hood hood, Place place)
    {
        await hood.Take(place, null, new Content.Membership(MembershipChange.BotAdded));
        return hood.At(place);
    }

    /// <summary>Somebody who only presses, and writes only what a form or a question asks for.</summary>
    private sealed record Hands(Hood Hood, Actor Who)
    {
        public Task Presses(string label, Corner? at = null) => Who.Taps(label, at);

        /// <summary>Presses the newest button whose label begins with one of these words.</summary>
        public Task PressesFirst(params string[] labels)
        {
            var label = Who
                .Chat.Messages.Reverse()
                .SelectMany(m => m.Buttons.SelectMany(r => r).Select(b => Corner.LabelOf(b, m)))
                .First(l => labels.Any(o => l.StartsWith(o, StringComparison.Ordinal)));
            return Who.Taps(label);
        }

        /// <summary>Names the bot in a group and says nothing else, which Teams passes on as a question for help.</summary>
        public Task Calls(Corner at) => Who.Says("/hilfe", at);

        public async Task Writes(string words)
        {
            Assert.NotNull((await Hood.Find(Conversation.Kind, Who.Place.Key))?.Draft);
            Assert.False(words.StartsWith('/'), words);
            await Who.Says(words);
        }

        public Task Replies(string to, string words, Corner at) => Who.Replies(to, words, at);
    }
}
