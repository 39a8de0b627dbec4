using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class VermittlungContactTests
{
    [Fact]
    public async Task Both_agree_and_both_see_and_it_is_recorded()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Press(hood, ada, "v-contact");
        ada.SeesLast("Ben sieht Ihren Kontakt erst, wenn beide zustimmen.");
        await ada.Says("0170 1234567");
        ada.SeesLast("Kontakt von Ada:");
        ada.SeesLast("0170 1234567");
        await ada.Taps("Kontakt teilen, wenn beide zustimmen");
        ben.SeesLast("Ada möchte mit Ihnen Kontakte tauschen.");
        ben.DoesNotSee("0170");
        Assert.Empty(await hood.Query(Disclosure.Kind, "of", ada.PersonId));

        await hood.Restart();
        await ben.Taps("Kontakte tauschen");
        await ben.Says("ben@example.org");
        await ben.Taps("Kontakt teilen, wenn beide zustimmen");
        ben.SeesLast("0170 1234567");
        ada.SeesLast("ben@example.org");
        Assert.Equal(ben.PersonId, Assert.Single(await hood.Query(Disclosure.Kind, "of", ada.PersonId)).To);
        Assert.Equal(ada.PersonId, Assert.Single(await hood.Query(Disclosure.Kind, "of", ben.PersonId)).To);
        Assert.Empty((await hood.Match(request, ben))!.Contacts);

        await Press(hood, ada, "v-contact");
        ada.SeesLast("Beide haben den Kontakt schon gesehen.");
    }

    [Fact]
    public async Task One_side_would_rather_not()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Share(hood, ada, "0170 1234567");
        await ben.Taps("Kontakt nicht teilen");
        ada.SeesLast("Ben möchte gerade keinen Kontakt teilen.");
        ben.DoesNotSee("0170");
        Assert.Empty((await hood.Match(request, ben))!.Contacts);
        await ben.Taps("Kontakt nicht teilen");
        ben.SeesLast("Hier wartet gerade kein Kontakt.");
    }

    [Fact]
    public async Task It_can_be_taken_back_before_the_other_agreed()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await Share(hood, ada, "0170 1234567");
        await ada.Taps("Meinen Kontakt zurücknehmen");
        ada.SeesLast("Niemand hat ihn gesehen.");
        ben.SeesLast("Ada hat die Frage nach dem Kontakt zurückgenommen.");

        await ben.Taps("Kontakte tauschen");
        await ben.Says("ben@example.org");
        await ben.Taps("Kontakt teilen, wenn beide zustimmen");
        ben.SeesLast("Ich habe Ada gefragt.");
        ben.DoesNotSee("0170");
        ada.DoesNotSee("ben@example.org");
        Assert.Single((await hood.Match(request, ben))!.ContactAgreed);
    }

    [Fact]
    public async Task Taking_back_and_agreeing_at_the_same_instant_never_shows_only_one()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        for (var i = 0; i < 50; i++)
        {
            await Share(hood, ada, "0170 1234567");
            await ben.Taps("Kontakte tauschen");
            await ben.Says("ben@example.org");
            ada.Forgets();
            var submit = ben.Token("Kontakt teilen, wenn beide zustimmen");
            await Task.WhenAll(Task.Run(() => Press(hood, ada, "v-uncont")), Task.Run(() => ben.TapsToken(submit)));
            var saw = ada.Chat.Texts.Any(t => t.Contains("ben@example.org"));
            var shown = ben.Chat.Texts.Any(t => t.Contains("0170 1234567"));
            Assert.Equal(shown, saw);
            await hood.Put(
                Vermittlung.Kind,
                (await hood.Match(request, ben))! with
                {
                    ContactAgreed = [],
                    Contacts = new Dictionary<string, string>(),
                }
            );
            ben.Forgets();
        }
    }

    [Fact]
    public async Task In_English()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch("en");
        await Share(hood, ada, "0170 1234567");
        ben.SeesLast("Ada would like to exchange contacts with you.");
        await ben.Taps("Do not share contact");
        ben.SeesLast("All right. I share no contact.");
    }

    private static async Task Share(Hood hood, Actor who, string contact)
    {
        await Press(hood, who, "v-contact");
        await who.Says(contact);
        await who.Taps("Kontakt teilen, wenn beide zustimmen");
    }

    private static async Task Press(Hood hood, Actor who, string verb) =>
        await who.TapsToken($"1:{verb}:{(await hood.Query(Vermittlung.Kind, "request", "req1")).Single().Id}:");
}
