using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two persons turn out to be one: both sides agree, and everything follows.</summary>
public sealed class MergingTests
{
    [Fact]
    public async Task Both_sides_agree_and_everything_follows()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "telegram");
        var twin = await hood.Neighbour("Adele", messenger: "teams", roles: Role.Moderator);
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(twin);
        await ben.Helps(request);

        await twin.Says($"/verbinden {await ada.GetsCode()}");
        twin.SeesLast("Alles kommt zusammen");
        twin.SeesLast("Das lässt sich nicht mehr auseinandernehmen.");
        await twin.Taps("Ja, verbinden");
        twin.SeesLast("Bitte sagen Sie dort Ja.");
        ada.SeesLast("Jemand möchte sich mit Ihrem Code verbinden: Adele (Teams).");
        ada.SeesLast("Diese Rolle kommt dazu: Moderation");
        Assert.NotNull(await hood.Find(Person.Kind, twin.PersonId));

        await ada.Taps("Ja, das bin auch ich");
        ada.SeesLast("Verbunden. Telegram gehört jetzt zu: Ada.");
        twin.SeesLast("Verbunden. Teams gehört jetzt zu: Ada.");
        Assert.Null(await hood.Find(Person.Kind, twin.PersonId));
        var one = (await hood.Find(Person.Kind, ada.PersonId))!;
        Assert.True(one.Is(Role.Moderator, Hood.Lindenviertel.Id));
        Assert.Equal(2, one.Reaches.Count);
        Assert.Equal(ada.PersonId, (await hood.Find(HelpRequest.Kind, request.Id))!.Owner);

        Actor.Forget(ada, ben);
        await ada.Says("/meine_sachen");
        ada.Sees("Wocheneinkauf");
        await ada.TapsToken($"1:v-list:{request.Id}:");
        await ada.Taps("Ben auswählen");
        ben.Sees("Ada");
    }

    [Fact]
    public async Task A_moderator_goes_on_with_a_card_from_the_other_account()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var mia = await hood.Neighbour("Mia", messenger: "telegram");
        var work = await hood.Neighbour("Mia", messenger: "teams", roles: Role.Moderator);
        await TriageWorld.WaitsFor(hood, ada, "Einkauf");
        await work.Taps("Übernehmen", hood.Moderation);
        var card = (await hood.Query(CardHand.Kind, "person", work.PersonId)).Single().Card;
        await mia.Merges(work);
        Assert.Equal(mia.PersonId, (await hood.Find(Card.Kind, card))!.HandledBy);
        await mia.Taps("Freigeben", hood.Moderation);
        Assert.Equal(CardState.Released, (await hood.Find(Card.Kind, card))!.State);
    }

    [Fact]
    public async Task The_other_side_can_say_no_or_nothing()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        await twin.Taps("Ja, verbinden");
        await ada.Taps("Nein, nicht verbinden");
        twin.SeesLast("Die andere Seite hat Nein gesagt.");
        await ada.Taps("Ja, das bin auch ich");
        ada.SeesLast("Dieser Code gilt nicht mehr.");

        twin.Forgets();
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        await twin.Taps("Ja, verbinden");
        await hood.Advance(AccountCodes.Valid);
        twin.SeesLast("Auf der anderen Seite kam keine Antwort.");
        Assert.NotNull(await hood.Find(Person.Kind, twin.PersonId));
    }

    [Fact]
    public async Task Somebody_else_cannot_say_yes()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        var eve = await hood.Neighbour("Eve");
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        await twin.Taps("Ja, verbinden");
        var token = ada.Token("Ja, das bin auch ich");
        await eve.TapsToken(token);
        await twin.TapsToken(token);
        Assert.NotNull(await hood.Find(Person.Kind, twin.PersonId));
        Assert.Equal(twin.PersonId, (await hood.Find(AccountLink.Kind, twin.Account.Key))!.Person);
    }

    [Fact]
    public async Task Both_sides_at_the_same_moment_become_one_once()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        var (mine, theirs) = (await ada.GetsCode(), await twin.GetsCode());
        await Task.WhenAll(ada.Says($"/verbinden {theirs}"), twin.Says($"/verbinden {mine}"));
        await Task.WhenAll(ada.Taps("Ja, verbinden"), twin.Taps("Ja, verbinden"));
        await Task.WhenAll(ada.Taps("Ja, das bin auch ich"), twin.Taps("Ja, das bin auch ich"));
        var left = (await hood.Find(AccountLink.Kind, ada.Account.Key))!.Person;
        Assert.Equal(left, (await hood.Find(AccountLink.Kind, twin.Account.Key))!.Person);
        var gone = left == ada.PersonId ? twin.PersonId : ada.PersonId;
        Assert.Null(await hood.Find(Person.Kind, gone));
        Assert.Equal(2, (await hood.Find(Person.Kind, left))!.Reaches.Count);
    }

    [Fact]
    public async Task Who_blocked_the_other_does_not_become_one_and_nobody_learns_why()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", messenger: "telegram"));
        await hood.Blocks(ada, ben);
        await ben.Says($"/verbinden {await ada.GetsCode()}");
        ben.SeesLast("Diese beiden Zugänge kann ich nicht verbinden.");
        ben.DoesNotSee("block");
        ben.DoesNotSee("Ada");
    }

    [Fact]
    public async Task Two_sides_of_one_Vermittlung_end_it_first()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch(benMessenger: "telegram");
        await ben.Says($"/verbinden {await ada.GetsCode()}");
        ben.SeesLast("Beide Zugänge nehmen gerade an derselben Sache teil.");
        var match = (await hood.Match(request, ben))!;
        await hood.Put(Vermittlung.Kind, match with { State = VermittlungState.Done });
        await ada.Merges(ben);
        Assert.Null(await hood.Find(Person.Kind, ben.PersonId));
        Assert.Null(await hood.Find(Vermittlung.Kind, match.Id));
    }

    [Fact]
    public async Task Different_Quartiere_are_made_one_first()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Core.Quartiere.Quartier.Kind, Hood.Hafen);
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        await hood.Put(Person.Kind, twin.AsPerson() with { Quartier = Hood.Hafen.Id });
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        twin.SeesLast("Ihre beiden Zugänge gehören zu verschiedenen Quartieren.");
    }

    [Fact]
    public async Task A_conflict_that_comes_up_in_between_is_refused_at_the_yes()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        await twin.Says($"/verbinden {await ada.GetsCode()}");
        await twin.Taps("Ja, verbinden");
        await hood.Blocks(twin, ada);
        await ada.Taps("Ja, das bin auch ich");
        ada.SeesLast("Diese beiden Zugänge kann ich nicht verbinden.");
        Assert.NotNull(await hood.Find(Person.Kind, twin.PersonId));
    }

    [Fact]
    public async Task Who_offered_help_with_one_account_does_not_offer_it_twice()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        var request = await hood.Asks(await hood.Neighbour("Ben"));
        await twin.Helps(request);
        await ada.Merges(twin);
        await ada.TapsToken($"1:v-help:{request.Id}:");
        Assert.Single(await hood.Query(Vermittlung.Kind, "request", request.Id));
        Assert.Single(await hood.Query(Vermittlung.Kind, "helper", ada.PersonId));
    }

    [Fact]
    public async Task Many_documents_follow_page_by_page_over_restarts()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        const int Many = 3 * Merging.Page + 20;
        for (var i = 0; i < Many; i++)
            await hood.Asks(twin, $"many{i:D4}", state: RequestState.Done);
        await ada.Merges(twin);
        Assert.Single(await hood.Query(AccountMerge.Kind, "into", ada.PersonId));
        await hood.Restart();
        await hood.Advance(Duration.FromMinutes(1));
        Assert.Equal(Many, (await hood.Query(HelpRequest.Kind, "owner", ada.PersonId)).Count);
        Assert.Empty(await hood.Query(AccountMerge.Kind, "into", ada.PersonId));
        Assert.Null(await hood.Find(Person.Kind, twin.PersonId));
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(twin.PersonId));
    }

    [Fact]
    public async Task An_account_taken_away_in_the_middle_hears_nothing_any_more()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        for (var i = 0; i < 2 * Merging.Page; i++)
            await hood.Asks(twin, $"many{i:D4}", state: RequestState.Done);
        await ada.Merges(twin);
        await ada.Says("/verbinden");
        await ada.Taps("Telegram trennen");
        await ada.Taps("Ja, trennen");
        var rest = (await hood.Find(Person.Kind, twin.PersonId))!;
        Assert.Equal([ada.Account], rest.Reaches.Select(r => r.Account));
        await hood.Advance(Duration.FromMinutes(1));
        Assert.Equal([ada.Account], (await hood.Find(Person.Kind, ada.PersonId))!.Reaches.Select(r => r.Account));
        Assert.Null(await hood.Find(Person.Kind, twin.PersonId));
    }

    [Fact]
    public async Task Deleting_in_the_middle_takes_what_has_not_followed_yet()
    {
        await using var hood = await Hood.Start();
        var (ada, twin) = (await hood.Neighbour("Ada"), await hood.Neighbour("Adele", messenger: "telegram"));
        for (var i = 0; i < 2 * Merging.Page; i++)
            await hood.Asks(twin, $"many{i:D4}", state: RequestState.Done);
        await ada.Merges(twin);
        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        await hood.Advance(Duration.FromMinutes(1));
        await hood.Sent();
        await hood.Store.Scrub();
        foreach (var mark in (string[])[ada.PersonId, twin.PersonId, "many0000", "many0199", $"\"{twin.Account.Key}\""])
            Assert.False(hood.HasInFiles(mark), mark);
    }
}
