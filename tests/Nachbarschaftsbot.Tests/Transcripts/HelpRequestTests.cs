using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class HelpRequestTests
{
    [Fact]
    public async Task Ada_asks_step_by_step_and_a_moderator_releases()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var mo = await hood.Moderator("Mo");
        await ada.Says("/anfrage");
        ada.SeesLast("Schritt 1 von 6");
        await ada.Taps("Einkaufen");
        await ada.Says("Ich brauche Hilfe beim Wocheneinkauf.");
        await ada.Says("Samstag um 10");
        await ada.Says("nahe der Kirche");
        await ada.Taps("2");
        await ada.Taps("Es eilt nicht");
        ada.SeesLast("Genau das sehen die anderen");
        ada.SeesLast("Ada braucht Hilfe: Einkaufen");
        ada.SeesLast("Ich brauche Hilfe beim Wocheneinkauf.");
        ada.SeesLast("10:00 Uhr");
        ada.SeesLast("Wo: nahe der Kirche");
        ada.SeesLast("Gesucht: 2 Personen");
        await ada.Taps("Anfrage absenden");
        ada.SeesLast("Die Moderation sieht sie an");
        ada.SeesLast("Das dauert meistens bis:");
        mo.SeesLast("Anfrage von Ada", hood.Moderation);
        mo.SeesLast("Gesucht: 2 Personen", hood.Moderation);
        ada.Forgets();
        await mo.Taps("Freigeben", hood.Moderation);
        ada.SeesLast("ist freigegeben");
        var request = Assert.Single(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.Equal(RequestState.Open, request.State);
    }

    [Fact]
    public async Task A_plain_sentence_opens_the_form_with_what_was_understood()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Kann mir Samstag um 10 jemand beim Einkaufen helfen?");
        ada.SeesLast("Das habe ich schon verstanden:");
        ada.SeesLast("Art der Hilfe: Einkaufen");
        ada.SeesLast("Samstag");
        ada.SeesLast("Wo ungefähr ist es?");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        ada.SeesLast("Wo: Lindenviertel");
        await ada.Taps("Anfrage absenden");
        ada.SeesLast("Die Nachbarschaft sieht jetzt Ihre Anfrage");
        Assert.Single(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.NotEmpty(await hood.Query(Card.Kind, "queue", "linden"));
        Assert.Contains("Die Nachbarschaft sieht es schon", hood.Moderation.Last, StringComparison.Ordinal);
        Assert.Contains("[In Ordnung]", hood.Moderation.Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bitte rufen Sie an: 0171 2345678", "keine Telefonnummer")]
    [InlineData("Schreiben Sie an ada@example.org", "keine Telefonnummer")]
    [InlineData("Ich wohne Lindenstr. 12, 3. Stock", "keine Straße mit Hausnummer")]
    public async Task A_contact_or_address_is_refused_with_a_friendly_reason(string what, string reason)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/anfrage");
        await ada.Taps("Einkaufen");
        await ada.Says(what);
        ada.SeesLast(reason);
        await ada.Says("Bitte 3 Kisten um 10 Uhr in den 4. Stock tragen");
        ada.SeesLast("Wann brauchen Sie");
    }

    [Fact]
    public async Task The_button_for_a_flexible_time_answers_the_question()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/anfrage");
        await ada.Taps("Einkaufen");
        await ada.Says("Ich brauche Hilfe beim Wocheneinkauf.");
        await ada.Taps("Der Zeitpunkt ist flexibel");
        ada.SeesLast("Wo ungefähr ist es?");
    }

    [Fact]
    public async Task Sending_twice_makes_one_request()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await Draft(ada);
        var send = ada.Token("Anfrage absenden");
        await ada.TapsToken(send);
        await ada.TapsToken(send);
        Assert.Single(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.Single(await hood.Query(Card.Kind, "queue", "linden"));
    }

    [Fact]
    public async Task Whoever_asks_is_invited_once_to_give()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await Ask(ada);
        ada.SeesLast("ganz ohne Pflicht");
        ada.Forgets();
        await Ask(ada);
        ada.DoesNotSee("ganz ohne Pflicht");
    }

    [Fact]
    public async Task A_draft_survives_a_restart_and_a_week()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/anfrage");
        await ada.Taps("Garten");
        await hood.Restart();
        await hood.Advance(Duration.FromDays(7));
        await ada.Says("/meine_sachen");
        ada.SeesLast("Entwurf: Um Hilfe bitten");
        await ada.Taps("Entwurf „Um Hilfe bitten“ weiterschreiben");
        ada.SeesLast("Was genau soll jemand tun?");
    }

    [Fact]
    public async Task A_second_request_does_not_swallow_the_draft()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/anfrage");
        await ada.Taps("Garten");
        await ada.Says("/anfrage");
        ada.SeesLast("Es gibt noch einen Entwurf");
        await ada.Taps("Damit weitermachen");
        ada.SeesLast("Was genau soll jemand tun?");
        await ada.Says("/angebot");
        ada.SeesLast("Wobei möchten Sie helfen?");
        await ada.Says("/meine_sachen");
        ada.SeesLast("Entwurf: Um Hilfe bitten");
        await ada.Says("/anfrage");
        await ada.Taps("Neu anfangen");
        ada.SeesLast("Wobei brauchen Sie Hilfe?");
    }

    [Fact]
    public async Task My_things_are_empty_at_first_and_say_what_to_do()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", "en");
        await ada.Says("/mine");
        ada.SeesLast("Nothing is open for you right now");
        await ada.Taps("Ask for help");
        ada.SeesLast("What do you need help with?");
    }

    [Fact]
    public async Task Withdrawing_asks_first_and_closes_the_card()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await Ask(ada);
        await ada.Says("/meine_sachen");
        ada.SeesLast("Stand: Die Moderation sieht es sich an.");
        await ada.Taps("Anfrage zurückziehen");
        await ada.Taps("Ja, zurückziehen");
        ada.SeesLast("ist zurückgezogen");
        ada.SeesLast("Noch einmal stellen");
        Assert.Contains("Beendet", hood.Moderation.Last, StringComparison.Ordinal);
        await ada.Taps("Anfrage zurückziehen");
        ada.SeesLast("Das wurde zurückgezogen");
    }

    [Fact]
    public async Task A_button_of_somebody_else_says_not_there()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await Ask(ada);
        await ada.Says("/meine_sachen");
        await ben.TapsToken(ada.Token("Anfrage zurückziehen"));
        ben.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Neighbours_hear_at_once_of_what_fits_and_nobody_else()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var dora = await hood.Neighbour("Dora");
        await hood.Put(Person.Kind, cem.AsPerson() with { Categories = ["garten"] });
        await hood.Put(Person.Kind, dora.AsPerson() with { Notify = Notify.Off });
        await Ask(ada);
        await hood.Advance(Duration.FromMinutes(1));
        ben.SeesLast("Jemand in Ihrem Quartier braucht Hilfe");
        ben.SeesLast("[Ich helfe]");
        Assert.Empty(cem.Chat.Messages);
        Assert.Empty(dora.Chat.Messages);
        ada.DoesNotSee("Jemand in Ihrem Quartier");
    }

    [Fact]
    public async Task The_daily_summary_comes_once_at_five_and_is_never_empty()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        await hood.Put(Person.Kind, ben.AsPerson() with { Notify = Notify.Daily });
        await hood.Put(Person.Kind, cem.AsPerson() with { Notify = Notify.Daily, Categories = ["garten"] });
        await Ask(ada);
        await Ask(ada);
        await hood.Advance(Duration.FromDays(1));
        Assert.Single(ben.Chat.Messages);
        ben.SeesLast("2 Einträge");
        ben.SeesLast("[2. Ich helfe]");
        Assert.Empty(cem.Chat.Messages);
        await hood.Advance(Duration.FromDays(1));
        Assert.Single(ben.Chat.Messages);
    }

    [Fact]
    public async Task Browsing_shows_what_fits_in_portions()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        for (var i = 0; i < 7; i++)
            await Ask(ada);
        ben.Forgets();
        await ben.Says("/stoebern");
        ben.SeesLast("5. Ada braucht Hilfe: Einkaufen");
        await ben.Taps("Weitere Anfragen zeigen");
        ben.SeesLast("2. Ada braucht Hilfe: Einkaufen");
        Assert.DoesNotContain("3. Ada", ben.Chat.Last, StringComparison.Ordinal);
        await ben.Taps("Zu den Angeboten");
        ben.SeesLast("Gerade gibt es kein Angebot");
        await ada.Says("/stoebern");
        ada.SeesLast("Gerade gibt es keine Anfrage");
    }

    /// <summary>Fills in the form up to the preview.</summary>
    private static async Task Draft(Actor person)
    {
        await person.Says("Kann mir jemand beim Einkaufen helfen?");
        await person.Says("flexibel");
        await person.Taps("Überspringen");
        await person.Taps("1");
        await person.Taps("Es eilt nicht");
    }

    private static async Task Ask(Actor person)
    {
        await Draft(person);
        await person.Taps("Anfrage absenden");
    }
}
