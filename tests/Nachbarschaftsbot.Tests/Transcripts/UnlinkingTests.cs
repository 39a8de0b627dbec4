using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What comes after linking: unlinking, where messages go, going on with what was begun elsewhere.</summary>
public sealed class UnlinkingTests
{
    [Fact]
    public async Task An_account_is_taken_away_and_nothing_is_left_at_its_place()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var other = hood.Stranger("Ada", messenger: "telegram");
        await ada.Links(other);
        await other.Says("Kann mir jemand beim Einkaufen helfen? entwurfzqxvkjwyp");
        await ada.Says("/verbinden");
        await ada.Taps("Telegram trennen");
        ada.SeesLast("Dann kenne ich Sie dort nicht mehr.");
        await ada.Taps("Ja, trennen");
        ada.Sees("Getrennt.");
        other.SeesLast("Dieser Zugang ist getrennt.");
        Assert.Null(await hood.Find(AccountLink.Kind, other.Account.Key));
        Assert.Null(await hood.Find(Conversation.Kind, other.Place.Key));
        Assert.Equal([ada.Account], (await hood.Find(Person.Kind, ada.PersonId))!.Reaches.Select(r => r.Account));
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles("entwurfzqxvkjwyp"));
        Assert.False(hood.HasInFiles($"\"{other.Account.Key}\""));

        other.Forgets();
        await other.Says("Guten Tag");
        other.Sees("darf ich diese Daten speichern?");
    }

    [Fact]
    public async Task Who_unlinks_here_is_a_stranger_here_and_goes_on_there()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var other = hood.Stranger("Ada", messenger: "telegram");
        await ada.Links(other);
        await other.Says("/verbinden");
        await other.Taps("Telegram trennen");
        other.SeesLast("Dann kenne ich Sie hier nicht mehr.");
        await other.Taps("Ja, trennen");
        other.SeesLast("Dieser Zugang ist getrennt.");
        ada.SeesLast("Ein anderer Zugang von Ihnen ist jetzt getrennt.");
        Assert.Null(await hood.Find(AccountLink.Kind, other.Account.Key));
        await ada.Says("/einstellungen");
        ada.SeesLast("Vorname: Ada");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_accounts_that_stay_hear_of_it(bool fromItself)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var (phone, desk) = (hood.Stranger("Ada", messenger: "telegram"), hood.Stranger("Ada", messenger: "matrix"));
        await ada.Links(phone);
        await ada.Links(desk);
        var (here, others) = fromItself ? (phone, (Actor[])[ada, desk]) : (ada, [desk]);
        Actor.Forget(ada, phone, desk);
        await here.Says("/verbinden");
        await here.Taps("Telegram trennen");
        await here.Taps("Ja, trennen");
        foreach (var other in others)
            Assert.Single(other.Chat.Texts, t => t.Contains("Ein anderer Zugang von Ihnen ist jetzt getrennt."));
        Assert.Single(phone.Chat.Texts, t => t.Contains("Dieser Zugang ist getrennt."));
        Assert.Null(await hood.Find(AccountLink.Kind, phone.Account.Key));
    }

    [Fact]
    public async Task The_last_account_that_works_stays()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var other = hood.Stranger("Ada", messenger: "telegram");
        await ada.Links(other);
        await other.Does(MembershipChange.Blocked);
        await ada.Says("/verbinden");
        await ada.Taps("test trennen");
        ada.SeesLast("Das ist der einzige Zugang, über den ich Sie erreiche.");
        Assert.NotNull(await hood.Find(AccountLink.Kind, ada.Account.Key));
    }

    [Fact]
    public async Task Messages_go_where_the_person_was_last_or_wants_them_and_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var other = hood.Stranger("Ada", messenger: "telegram");
        await ada.Links(other);
        await Writes("eins");
        other.Sees("eins");
        ada.DoesNotSee("eins");

        await ada.Says("/hilfe");
        await Writes("zwei");
        ada.Sees("zwei");
        other.DoesNotSee("zwei");

        await other.Says("/verbinden");
        await other.Taps("Nachrichten hierher");
        other.SeesLast("Meine Nachrichten kommen zu: Telegram.");
        await ada.Says("/hilfe");
        await Writes("drei");
        other.Sees("drei");
        ada.DoesNotSee("drei");

        await ada.Says("/verbinden");
        await other.Says("/verbinden");
        await other.Taps("Dahin, wo ich zuletzt war");
        await ada.Says("/hilfe");
        await Writes("vier");
        ada.Sees("vier");
        other.DoesNotSee("vier");

        async Task Writes(string words)
        {
            await ben.TapsToken($"1:v-talk:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
            await ben.Says(words);
        }
    }

    [Fact]
    public async Task A_form_that_was_begun_elsewhere_goes_on_here()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var web = hood.Stranger("Ada", messenger: "matrix");
        await ada.Links(web);
        await ada.Says("Kann mir jemand beim Einkaufen helfen?");
        await ada.Says("flexibel");
        await web.Says("Guten Tag");
        web.SeesLast("Sie haben etwas angefangen");
        await web.Taps("Hier weitermachen");
        await web.Taps("Überspringen");
        await web.Taps("1");
        await web.Taps("Es eilt nicht");
        await web.Taps("Anfrage absenden");
        Assert.Single(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.Null((await hood.Find(Conversation.Kind, ada.Place.Key))?.Draft);

        web.Forgets();
        await ada.Says("/hilfe");
        await web.Says("/hilfe");
        web.DoesNotSee("Sie haben etwas angefangen");
    }

    [Fact]
    public async Task A_confidential_form_does_not_go_on_where_that_may_not_be()
    {
        await using var world = await BeratungWorld.Start();
        var phone = await world.Hood.Neighbour("Vera", messenger: "telegram");
        await world.Vera.Merges(phone);
        await world.Vera.Says("/beratung");
        await world.Vera.Taps("Neue Beratung");
        await world.Vera.Taps("Ja, sie ist einverstanden");
        await world.Vera.Says(BeratungWorld.Question);
        await phone.Says("Guten Tag");
        phone.DoesNotSee("Sie haben etwas angefangen");
        await phone.Says("/meine_daten");
        phone.DoesNotSee(BeratungWorld.Question);
        await phone.Says("/beratung");
        phone.DoesNotSee(BeratungWorld.Question);

        var desk = await world.Hood.Neighbour("Vera", messenger: "teams");
        await world.Vera.Merges(desk);
        await world.Vera.Says("/hilfe");
        await desk.Says("Guten Tag");
        desk.SeesLast("Sie haben etwas angefangen");
        await desk.Taps("Hier weitermachen");
        await desk.Says(BeratungWorld.Situation);
        desk.Sees("Ines");
    }
}
