using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class SettingsTests
{
    [Fact]
    public async Task Settings_show_what_is_set()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/settings");
        ada.SeesLast("Vorname: Ada");
        ada.SeesLast("Quartier: Lindenviertel");
        ada.SeesLast("Themen: alle");
        ada.SeesLast("Ruhezeit: 20 bis 8 Uhr");
        ada.SeesLast("Neue Anfragen und Angebote: Sofort melden");
    }

    [Fact]
    public async Task Topics_are_chosen_and_chosen_again()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Einstellungen");
        await ada.Taps("Themen wählen");
        await ada.Taps("Einkaufen");
        await ada.Taps("Garten");
        await hood.Restart();
        await ada.Taps("Fertig");
        ada.SeesLast("Themen: Einkaufen, Garten");
        await ada.Taps("Themen wählen");
        await ada.Taps("✓ Garten");
        await ada.Taps("Fertig");
        ada.SeesLast("Themen: Einkaufen");
        Assert.Equal(["einkauf"], (await hood.Find(Person.Kind, ada.PersonId))!.Categories);
    }

    [Theory]
    [InlineData("22 bis 7", "Ruhezeit: 22 bis 7 Uhr")]
    [InlineData("von 21:00 Uhr bis 6:00 Uhr", "Ruhezeit: 21 bis 6 Uhr")]
    [InlineData("keine", "Ruhezeit: keine")]
    [InlineData("25 bis 99", "Bitte schreiben Sie zwei Stunden")]
    [InlineData("später", "Bitte schreiben Sie zwei Stunden")]
    public async Task Quiet_hours_are_read(string typed, string seen)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/einstellungen");
        await ada.Taps("Ruhezeit ändern");
        await ada.Says(typed);
        ada.SeesLast(seen);
    }

    [Fact]
    public async Task Name_and_frequency_change()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/einstellungen");
        await ada.Taps("Vorname ändern");
        await ada.Says("Adele");
        ada.SeesLast("Vorname: Adele");
        await ada.Taps("Häufigkeit wählen");
        await ada.Says("einmal am Tag");
        ada.SeesLast("Neue Anfragen und Angebote: Einmal am Tag zusammen");
    }

    [Fact]
    public async Task Language_changes_at_once_for_members_and_newcomers()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/sprache");
        await ada.Says("Englisch");
        ada.SeesLast("From now on I write to you in English");
        var bo = hood.Stranger("Bo");
        await bo.Says("/sprache");
        await bo.Taps("English");
        bo.SeesLast("I am an automatic program");
        await bo.Says("Auf Deutsch, bitte");
        bo.SeesLast("Ich bin ein automatisches Programm");
    }

    [Fact]
    public async Task Stop_pauses_reminders_and_news_but_not_answers()
    {
        await using var hood = await Hood.Start();
        hood.Registry.AddTimer(
            "test-news",
            (call, due) =>
            {
                call.Tell(due.Subject, Message.Of(Text.Plain("Etwas Neues")) with { Priority = Priority.Broadcast });
                call.Tell(
                    due.Subject,
                    Message.Of(Text.Plain("Denken Sie daran")) with
                    {
                        Priority = Priority.Reminder,
                    }
                );
                call.Tell(due.Subject, Message.Of(Text.Plain("Wahl")) with { Priority = Priority.Notice });
            }
        );
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/stop");
        ada.SeesLast("keine Neuigkeiten und keine Einladungen");
        await hood.Take(Tick, null, new Content.Due("test-news", ada.PersonId, hood.Now));
        ada.DoesNotSee("Etwas Neues");
        ada.DoesNotSee("Denken Sie daran");
        ada.Sees("Wahl");
        await ada.Says("/weiter");
        ada.SeesLast("wieder alle Nachrichten");
        await hood.Take(Tick, null, new Content.Due("test-news", ada.PersonId, hood.Now));
        ada.Sees("Etwas Neues");
    }

    [Fact]
    public async Task The_Quartier_changes_by_code()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/einstellungen");
        await ada.Taps("Quartier wechseln");
        await ada.Says("LINDE234");
        ada.SeesLast("Sie gehören schon");
        await ada.Says("/einstellungen");
        await ada.Taps("Quartier wechseln");
        await ada.Says("hafen567");
        ada.SeesLast("„Hafenviertel“");
    }

    [Fact]
    public async Task The_menu_leads_to_a_human_and_the_moderation_reads_it()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/start");
        await ada.Taps("Mit einem Menschen sprechen");
        ada.SeesLast("Worum geht es?");
        await ada.Says("Ich komme nicht zurecht");
        ada.SeesLast("Das liest: die Moderation von „Lindenviertel“");
        ada.SeesLast("24 Stunden");
        Assert.Empty(hood.Moderation.Messages);
        await ada.Taps("An die Moderation senden");
        ada.SeesLast("Gesendet");
        Assert.Contains(hood.Moderation.Texts, t => t.Contains("Ich komme nicht zurecht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_human_can_be_asked_for_in_the_middle_of_joining_and_joining_goes_on()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Mit einem Menschen sprechen");
        await ada.Says("Was ist ein Quartier?");
        ada.SeesLast("Nach 30 Tagen lösche ich beides");
        await ada.Says("ja");
        ada.Sees("Gesendet");
        await ada.Taps("Damit weitermachen");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("Willkommen, Ada!");
        await hood.Advance(Duration.FromDays(40));
        Assert.NotNull(await hood.Find(AccountLink.Kind, ada.Account.Key));
    }

    [Fact]
    public async Task A_stranger_who_only_wanted_a_human_is_forgotten_after_30_days()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/mensch");
        await ada.Says("Bitte rufen Sie mich zurück");
        await ada.Taps("An die Moderation senden");
        var id = (await hood.Find(AccountLink.Kind, ada.Account.Key))!.Person;
        Assert.Equal("", (await hood.Find(Person.Kind, id))!.Quartier ?? "");
        await hood.Advance(Duration.FromDays(31));
        Assert.Null(await hood.Find(Person.Kind, id));
        Assert.Null(await hood.Find(AccountLink.Kind, ada.Account.Key));
    }

    [Fact]
    public async Task The_way_to_a_human_names_the_hours_of_the_operator()
    {
        await using var hood = await Hood.Start();
        hood.Registry.About = new About { OfficeHours = "Montag bis Freitag, 9 bis 16 Uhr", AnswerHours = 48 };
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/mensch");
        await ada.Says("Bitte rufen Sie mich zurück");
        ada.SeesLast("Montag bis Freitag, 9 bis 16 Uhr");
        ada.SeesLast("48 Stunden");
        await ada.Taps("An die Moderation senden");
        ada.SeesLast("Montag bis Freitag, 9 bis 16 Uhr");
        ada.SeesLast("48 Stunden");
    }

    [Fact]
    public async Task Without_a_Quartier_the_operators_contact_is_named()
    {
        await using var hood = await Hood.Start();
        await hood.Remove(Quartier.Kind, Hood.Lindenviertel.Id);
        hood.Registry.About = new About { Operator = "Verein Linde", Contact = "030 123456" };
        var ada = hood.Stranger("Ada");
        await ada.Says("/mensch");
        ada.SeesLast("030 123456");
    }

    [Fact]
    public async Task A_person_is_reported_and_blocked()
    {
        await using var hood = await Hood.Start();
        var (ada, bo) = await InTouch(hood);
        var ended = new List<(string, string)>();
        hood.Registry.OnBlocked += (_, by, whom) => ended.Add((by, whom));
        await ada.Says("Person melden");
        await ada.Taps("Melden: Bo");
        ada.SeesLast("Bo erfährt davon nichts");
        await ada.Taps("Geld verlangt oder betrogen");
        await ada.Says("Er wollte 50 Euro");
        await ada.Taps("Ja, auch blockieren");
        ada.SeesLast("Gemeldet wird: Bo");
        await ada.Taps("Meldung senden");
        ada.SeesLast("Danke für Ihre Meldung");
        ada.SeesLast("Blockiert: Bo");
        Assert.Equal([(ada.PersonId, bo.PersonId)], ended.Distinct());
        var card = Assert.Single(await hood.Query(Card.Kind, "person", ada.PersonId));
        Assert.Equal(CardAbout.Report, card.About);
        bo.DoesNotSee("blockiert");
        bo.DoesNotSee("gemeldet");

        await ada.Says("/einstellungen");
        await ada.Taps("Blockierte Personen ansehen");
        await ada.Taps("Nicht mehr blockieren: Bo");
        ada.SeesLast("Nicht mehr blockiert: Bo");
        await ada.Taps("Nicht mehr blockieren: Bo");
        ada.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Others_cannot_press_the_buttons_of_a_Vermittlung()
    {
        await using var hood = await Hood.Start();
        await InTouch(hood);
        var cem = await hood.Neighbour("Cem");
        await cem.TapsToken("1:n-report:v1:");
        cem.SeesLast("Das finde ich nicht");
        await cem.TapsToken("1:n-block:v1:");
        cem.SeesLast("Das finde ich nicht");
        await cem.Says("/melden");
        cem.SeesLast("mit niemandem Kontakt");
    }

    [Fact]
    public async Task Blocking_alone_asks_and_can_be_left()
    {
        await using var hood = await Hood.Start();
        var (ada, bo) = await InTouch(hood);
        await bo.TapsToken("1:n-block:v1:");
        await bo.Says("nein");
        bo.SeesLast("bleibt alles");
        await bo.TapsToken("1:n-block:v1:");
        await bo.Says("ja");
        bo.SeesLast("/einstellungen");
        Assert.NotNull(await hood.Find(Block.Kind, Block.IdOf(bo.PersonId, ada.PersonId)));
        ada.DoesNotSee("blockiert");
    }

    private static readonly Place Tick = new("timer", "tick", null, PlaceKind.Private);

    private static async Task<(Actor Ada, Actor Bo)> InTouch(Hood hood)
    {
        var (ada, bo) = (await hood.Neighbour("Ada"), await hood.Neighbour("Bo"));
        await hood.Put(
            Vermittlung.Kind,
            new Vermittlung
            {
                Id = "v1",
                Request = "r1",
                Quartier = Hood.Lindenviertel.Id,
                Owner = ada.PersonId,
                Helper = bo.PersonId,
                State = VermittlungState.Active,
                Created = hood.Now,
            }
        );
        return (ada, bo);
    }
}
