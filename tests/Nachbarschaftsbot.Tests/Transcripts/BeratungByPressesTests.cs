using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using static Nachbarschaftsbot.Tests.Transcripts.PressesWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A consultation with presses only: in the personal chat, in a group chat and with those who may not.</summary>
public sealed class BeratungByPressesTests
{
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
}
