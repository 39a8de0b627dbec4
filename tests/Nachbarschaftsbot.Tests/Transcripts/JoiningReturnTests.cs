using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody who is known comes again: the menu, another code, a new consent text, old buttons.</summary>
public sealed class JoiningReturnTests
{
    [Fact]
    public async Task A_second_tap_on_yes_shows_the_menu()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        var yes = ada.Token("Ja, einverstanden");
        await ada.TapsToken(yes);
        await ada.TapsToken(yes);
        await ada.Taps("Vorname: Ada");
        await ada.TapsToken(yes);
        ada.SeesLast("[Meine Sachen]");
    }

    [Fact]
    public async Task Who_leaves_the_form_can_come_back()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        await ada.Taps("Abbrechen");
        ada.SeesLast("noch nicht angemeldet");
        Assert.Null(await hood.Find(Conversation.Kind, ada.Place.Key));
        await ada.Says("/start");
        ada.SeesLast("[Ja, einverstanden]");
    }

    [Fact]
    public async Task A_new_consent_text_asks_again_and_then_goes_on()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Put(
            Person.Kind,
            ada.AsPerson() with
            {
                Consent = new(Consent.CurrentText - 1, hood.Now - Duration.FromDays(100)),
            }
        );
        await ada.Says("/start");
        ada.SeesLast("Der Text zum Datenschutz ist neu");
        await ada.Taps("Ja, einverstanden");
        ada.SeesLast("Es geht weiter wie bisher");
        Assert.Equal(Consent.CurrentText, (await hood.Find(Person.Kind, ada.PersonId))!.Consent!.TextVersion);
    }

    [Fact]
    public async Task A_member_with_the_code_of_another_Quartier_is_asked()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Hafen);
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/start HAFEN567");
        ada.SeesLast("Möchten Sie zum Quartier „Hafenviertel“ wechseln?");
        await ada.Taps("Quartier wechseln");
        ada.SeesLast("Sie gehören jetzt zum Quartier „Hafenviertel“");
        await ada.Says("/start HAFEN567");
        ada.SeesLast("Sie gehören schon");
        await ada.Says("/start unbekannt_1");
        ada.SeesLast("Diesen Link kenne ich nicht");
    }

    [Fact]
    public async Task Help_shows_what_each_may_do()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", "en");
        await ada.Says("/help");
        ada.SeesLast("/datenschutz – Read what I store about you");
        var bo = hood.Stranger("Bo");
        await bo.Says("Hilfe");
        bo.SeesLast("/start – ");
        await bo.Says("/hilfe", hood.Group("-1"));
        bo.SeesLast("privaten Chat", hood.Group("-1"));
    }

    [Theory]
    [InlineData("Ich brauche Hilfe")]
    [InlineData("Ich möchte helfen")]
    [InlineData("Was gibt es?")]
    [InlineData("Meine Sachen")]
    [InlineData("Einstellungen")]
    [InlineData("Mit einem Menschen sprechen")]
    public async Task Every_entry_of_the_menu_leads_somewhere(string label)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/start");
        var menu = ada.Chat.Last;
        await ada.Taps(label);
        Assert.NotEqual(menu, ada.Chat.Last);
        ada.DoesNotSee("Das finde ich nicht");
    }

    [Theory]
    [InlineData("1:n-yes::")]
    [InlineData("1:n-set:myname:")]
    [InlineData("1:n-privacy::")]
    [InlineData("1:n-blocks::")]
    public async Task Private_buttons_do_nothing_in_a_group(string token)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var group = hood.Group("-8");
        await ada.TapsToken(token, group);
        Assert.Empty(group.Messages);
    }
}
