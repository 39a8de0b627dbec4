using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>One person brings another account along: by code, with a clear text, and not with any other one.</summary>
public sealed class LinkingTests : IAsyncLifetime
{
    private Hood hood = null!;
    private Actor ada = null!;

    /// <summary>An account of nobody yet.</summary>
    private Actor other = null!;

    public async ValueTask InitializeAsync()
    {
        hood = await Hood.Start();
        ada = await hood.Neighbour("Ada");
        other = hood.Stranger("Ada", messenger: "telegram");
    }

    public ValueTask DisposeAsync() => hood.DisposeAsync();

    [Theory]
    [InlineData("telegram", "teams")]
    [InlineData("teams", "matrix")]
    [InlineData("matrix", "telegram")]
    [InlineData("test", "matrix")]
    [InlineData("web", "telegram")]
    public async Task An_account_of_nobody_becomes_one_of_the_persons(string known, string added)
    {
        var person = await hood.Neighbour("Ada", messenger: known);
        var second = hood.Stranger("Besuch", messenger: added);
        await second.Says($"/verbinden {await person.GetsCode()}");
        second.SeesLast("Der Code gehört zu: Ada");
        Assert.Null(await hood.Find(AccountLink.Kind, second.Account.Key));
        await second.Taps("Ja, verbinden");
        second.Sees("Verbunden.");
        person.SeesLast("Waren Sie das nicht?");
        await Has(person, second);

        second.Forgets();
        await second.Says("/einstellungen");
        second.SeesLast("Vorname: Ada");
    }

    [Fact]
    public async Task A_code_of_somebody_with_a_role_takes_no_account_of_nobody()
    {
        var mara = await hood.Moderator("Mara");
        await other.Says($"/verbinden {await mara.GetsCode()}");
        other.SeesLast("Bitte melden Sie sich hier zuerst an");
        Assert.Null(await hood.Find(AccountLink.Kind, other.Account.Key));
    }

    [Fact]
    public async Task Who_has_several_accounts_hears_of_a_new_one_at_each()
    {
        await ada.Links(other);
        var third = hood.Stranger("Besuch", messenger: "matrix");
        await ada.Links(third, forget: false);
        other.SeesLast("Waren Sie das nicht?");
        ada.SeesLast("Waren Sie das nicht?");
    }

    [Fact]
    public async Task Who_was_sent_a_code_is_warned_before_anything_else()
    {
        var mara = await hood.Neighbour("Mara", messenger: "telegram", roles: Role.Moderator);
        await mara.Says($"/verbinden {await ada.GetsCode()}");
        mara.SeesLast("Dann sagen Sie Nein.");
        mara.SeesLast("Diese Rolle kommt mit: Moderation");
    }

    [Fact]
    public async Task A_web_visitor_comes_back_on_another_device()
    {
        var visitor = await hood.Neighbour("Ada", messenger: "web");
        var device = hood.Stranger("", messenger: "web");
        await visitor.Says("/einstellungen");
        await visitor.Taps("Anderes Gerät verbinden");
        await visitor.Taps("Code bekommen");
        var code = visitor.Code();
        await device.Says("Guten Tag");
        await device.Taps("Ich bin schon dabei");
        await device.FillsIn(("code", code.ToLowerInvariant()));
        device.SeesLast("Sie sehen hier alle Einträge");
        await device.FillsIn(("sure", "ja"));
        device.Sees("gehört jetzt zu: Ada");
        await Has(visitor, device);
        await visitor.Says("verbinden");
        visitor.SeesLast("Web-Chat 1 trennen");
        visitor.SeesLast("Web-Chat 2 trennen");
    }

    [Fact]
    public async Task It_goes_in_English_by_plain_words_and_by_link()
    {
        var known = await hood.Neighbour("Ada", "en", "telegram");
        var second = hood.Stranger("Ada", "en", "matrix");
        await known.Says("link my accounts");
        await known.Taps("Get a code");
        var code = known.Code("Your code: ");
        await second.Says($"/start acc_{code}");
        second.SeesLast("The code belongs to: Ada (Telegram).");
        await second.Says("yes");
        second.Sees("Linked.");
        await Has(known, second);
    }

    [Fact]
    public async Task Nobody_is_linked_without_a_yes()
    {
        await other.Says($"/verbinden {await ada.GetsCode()}");
        await other.Taps("Nein, nicht verbinden");
        other.Sees("Alles bleibt, wie es war");
        Assert.Null(await hood.Find(AccountLink.Kind, other.Account.Key));
    }

    [Fact]
    public async Task Wrong_and_expired_and_used_codes_are_answered_alike()
    {
        await other.Says("/verbinden ABCD2345");
        other.SeesLast("Diesen Code kenne ich nicht.");
        other.SeesLast("Einen neuen Code bekommen Sie auf der anderen Seite");

        var code = await ada.GetsCode();
        await hood.Advance(AccountCodes.Valid);
        other.Forgets();
        await other.Says($"/verbinden {code}");
        other.SeesLast("Diesen Code kenne ich nicht.");

        code = await ada.GetsCode();
        await other.Says($"/verbinden {code}");
        await other.Taps("Ja, verbinden");
        var third = hood.Stranger("Dritte", messenger: "matrix");
        await third.Says($"/verbinden {code}");
        third.SeesLast("Diesen Code kenne ich nicht.");
        Assert.Null(await hood.Find(AccountLink.Kind, third.Account.Key));
    }

    [Fact]
    public async Task Only_the_newest_code_counts()
    {
        var first = await ada.GetsCode();
        var second = await ada.GetsCode();
        await other.Says($"/verbinden {first}");
        other.SeesLast("Diesen Code kenne ich nicht.");
        await other.Says($"/verbinden {second}");
        other.SeesLast("Der Code gehört zu: Ada");
    }

    [Fact]
    public async Task A_code_that_expires_before_the_yes_says_so()
    {
        await other.Says($"/verbinden {await ada.GetsCode()}");
        await hood.Advance(AccountCodes.Valid);
        await other.Taps("Ja, verbinden");
        other.SeesLast("Dieser Code gilt nicht mehr.");
        Assert.Null(await hood.Find(AccountLink.Kind, other.Account.Key));
    }

    [Fact]
    public async Task Five_wrong_codes_an_hour_are_enough()
    {
        var code = await ada.GetsCode();
        for (var i = 0; i < 5; i++)
            await other.Says($"/verbinden ABCD234{i + 2}");
        await other.Says($"/verbinden {code}");
        other.SeesLast("zu viele falsche Codes");
        await hood.Advance(Duration.FromHours(1));
        other.Forgets();
        await other.Says($"/verbinden {await ada.GetsCode()}");
        other.SeesLast("Der Code gehört zu: Ada");
    }

    [Fact]
    public async Task The_own_code_and_an_account_that_is_linked_already_are_told_apart()
    {
        await ada.Links(other);
        var code = await ada.GetsCode();
        await ada.Says($"/verbinden {code}");
        ada.SeesLast("Das ist Ihr eigener Code.");
        await other.Says($"/verbinden {code}");
        other.SeesLast("schon mit Ihnen verbunden");
    }

    [Fact]
    public async Task A_code_in_a_group_is_not_taken_and_no_longer_counts()
    {
        var code = await ada.GetsCode();
        await ada.Says($"/verbinden {code}", hood.Moderation);
        Assert.Contains("/verbinden", hood.Moderation.Last);
        ada.SeesLast("Ihr Code stand in einer Gruppe.");
        await other.Says($"/verbinden {code}");
        other.SeesLast("Diesen Code kenne ich nicht.");
    }

    [Fact]
    public async Task Restarts_in_the_middle_change_nothing()
    {
        var code = await ada.GetsCode();
        await hood.Restart();
        await other.Says($"/verbinden {code}");
        await hood.Restart();
        await other.Taps("Ja, verbinden");
        await Has(ada, other);
    }

    [Fact]
    public async Task A_code_stands_nowhere_in_the_files()
    {
        var code = await ada.GetsCode();
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(code));
    }

    [Fact]
    public async Task Who_only_looked_is_forgotten()
    {
        await other.Says("/verbinden");
        other.SeesLast("Bitte schreiben Sie den Code.");
        await hood.Advance(Duration.FromDays(8));
        Assert.Null(await hood.Find(Conversation.Kind, other.Place.Key));
    }

    private async Task Has(Actor known, Actor other)
    {
        Assert.Equal(known.PersonId, (await hood.Find(AccountLink.Kind, other.Account.Key))!.Person);
        var person = (await hood.Find(Person.Kind, known.PersonId))!;
        Assert.Equal([other.Account, known.Account], person.Reaches.Select(r => r.Account));
        Assert.Empty(await hood.Query(AccountCode.Kind, "person", known.PersonId));
    }
}
