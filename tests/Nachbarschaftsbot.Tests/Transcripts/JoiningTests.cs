using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>From the first contact to being a neighbour.</summary>
public sealed class JoiningTests
{
    [Fact]
    public async Task First_contact_says_who_speaks_and_asks()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        ada.Sees("automatisches Programm (Bot)");
        ada.Sees("112");
        ada.Sees("mindestens 16 Jahre");
        ada.Sees("[Ja, einverstanden]");
        ada.Sees("[Nein, ohne weiter]");
        Assert.Null(await hood.Find(AccountLink.Kind, ada.Account.Key));
    }

    [Fact]
    public async Task Ada_joins_the_only_Quartier_with_two_taps()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("Willkommen, Ada! Sie gehören jetzt zum Quartier „Lindenviertel“.");
        ada.SeesLast("[Ich brauche Hilfe]");
        var person = await PersonOf(hood, ada);
        Assert.True(person!.IsMember);
        Assert.Equal(new Consent(Consent.CurrentText, hood.Now), person.Consent);
        Assert.Equal(ada.Place, person.Home);
    }

    [Fact]
    public async Task Typed_answers_work_where_buttons_do()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("");
        await ada.Says("Hallo");
        await ada.Says("ja");
        await ada.Says("🙂");
        ada.SeesLast("keine Wörter");
        await ada.Says("Ada 0151 234567");
        ada.SeesLast("nur Buchstaben");
        await ada.Says("  Anna   Lena ");
        ada.SeesLast("Willkommen, Anna Lena!");
    }

    [Fact]
    public async Task With_several_Quartiere_the_code_is_asked_and_a_wrong_one_explained()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var ada = hood.Stranger("Ada");
        await ada.Says("Hallo");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("In welchem Quartier wohnen Sie?");
        await ada.Says("HAFEN999");
        ada.SeesLast("Diesen Code kenne ich nicht");
        await hood.Restart();
        await ada.Says("hafen-567");
        ada.SeesLast("„Hafenviertel“");
    }

    [Theory]
    [InlineData("/start HAFEN567")]
    [InlineData("HAFEN567")]
    public async Task A_deep_link_or_typed_code_leads_to_its_Quartier(string first)
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var ada = hood.Stranger("Ada");
        await ada.Says(first);
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("„Hafenviertel“");
        ada.SeesLast("[Was gibt es?]");
    }

    [Fact]
    public async Task No_stores_nothing_and_the_way_back_is_open()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("Ich suche jemanden zum Reden");
        await ada.Taps("Nein, ohne weiter");
        ada.SeesLast("nichts über Sie gespeichert");
        Assert.Null(await hood.Find(AccountLink.Kind, ada.Account.Key));
        Assert.Null(await hood.Find(Conversation.Kind, ada.Place.Key));
        await ada.Says("/start");
        ada.SeesLast("[Ja, einverstanden]");
    }

    [Fact]
    public async Task Who_never_answers_is_forgotten_after_a_week()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("Ich suche jemanden zum Reden");
        await hood.Advance(Duration.FromDays(8));
        Assert.Null(await hood.Find(Conversation.Kind, ada.Place.Key));
    }

    [Fact]
    public async Task What_a_deep_link_was_for_is_taken_up_after_joining()
    {
        await using var hood = await Hood.Start();
        hood.Registry.AddStart("x_", (call, rest) => call.Say(Text.Plain($"Angekommen: {rest}")));
        var ada = hood.Stranger("Ada");
        await ada.Says("/start x_abc");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.Sees("Willkommen, Ada!");
        ada.SeesLast("Angekommen: abc");
    }

    [Fact]
    public async Task A_sentence_is_taken_up_after_joining()
    {
        await using var hood = await Hood.Start();
        hood.Registry.OnSentence = (call, sentence) =>
        {
            call.Say(Text.Plain("Verstanden"));
            return true;
        };
        var ada = hood.Stranger("Ada");
        await ada.Says("Kann mir am Samstag jemand beim Einkaufen helfen?");
        await ada.Says("Warum?");
        ada.SeesLast("Ich brauche zuerst Ihre Antwort");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("Verstanden");
    }

    [Fact]
    public async Task Without_any_Quartier_the_operator_is_named_but_the_operators_code_works()
    {
        await using var hood = await Hood.Start();
        await hood.Remove(Quartier.Kind, Hood.Lindenviertel.Id);
        var ada = hood.Stranger("Ada");
        await ada.Says("Hallo");
        ada.SeesLast("noch kein Quartier eingerichtet");
        hood.Registry.AddStart(
            new StartLink("boss_", (call, rest) => call.Say(Text.Plain($"Code {rest}"))) { WithoutQuartier = true }
        );
        await ada.Says("boss_4711");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("Code 4711");
        Assert.False((await PersonOf(hood, ada))!.IsMember);
    }

    [Fact]
    public async Task In_English_for_an_English_client_and_German_on_request()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada", "en-GB");
        await ada.Says("/start");
        ada.SeesLast("I am an automatic program");
        await ada.Taps("Auf Deutsch, bitte");
        ada.SeesLast("Ich bin ein automatisches Programm");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Vorname: Ada");
        Assert.Equal("de", (await PersonOf(hood, ada))!.Language);
    }

    [Fact]
    public async Task The_whole_form_is_prefilled_where_forms_show_at_once()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var ada = hood.Stranger("Ada", messenger: "web");
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        Assert.Equal("Ada", ada.Chat.Messages[^1].Form!.Fields[0].Value);
        await ada.FillsIn(("name", "Ada"), ("quartier", "falsch"));
        ada.SeesLast("Diesen Code kenne ich nicht");
        await ada.FillsIn(("name", "Ada"), ("quartier", "HAFEN567"));
        ada.SeesLast("„Hafenviertel“");
    }

    [Fact]
    public async Task A_request_that_somebody_came_with_opens_its_form_after_joining()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("Kann mir am Samstag um 10 Uhr jemand beim Einkaufen helfen?");
        await ada.Says("ja");
        await ada.Says("Ada");
        ada.Sees("Willkommen, Ada!");
        Assert.Equal("anfrage", (await hood.Find(Conversation.Kind, ada.Place.Key))!.Draft?.Form);
    }

    private static async Task<Person?> PersonOf(Hood hood, Actor actor) =>
        await hood.Find(AccountLink.Kind, actor.Account.Key) is { } link
            ? await hood.Find(Person.Kind, link.Person)
            : null;
}
