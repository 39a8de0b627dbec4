using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Who sees the buttons of a card in a channel of Teams: who may press them there. The others see the card.</summary>
public sealed class TriageViewsTests
{
    private const string Channel = "19:triage@thread.tacv2";

    [Fact]
    public async Task Moderators_and_operators_with_an_account_in_Teams_see_the_buttons()
    {
        await using var hood = await Start();
        var moni = await hood.Neighbour("Moni", messenger: "teams", roles: Role.Moderator);
        var olga = await hood.Neighbour("Olga", messenger: "teams", roles: Role.Operator);
        var paul = await hood.Neighbour("Paul", messenger: "teams", roles: Role.Professional);
        await hood.Moderator("Max");
        await Opens(hood);

        Assert.Equal([moni.Account.Id, olga.Account.Id], CardIn(hood).Actors!.Order());
        Assert.Null(hood.Moderation.Messages.Last(m => m.Ref?.StartsWith("card:") == true).Actors);
        Assert.NotEmpty((await View(hood, moni))!.Buttons);
        Assert.NotEmpty((await View(hood, olga))!.Buttons);
        Assert.Null(await View(hood, paul));
        Assert.Null(await View(hood, hood.Stranger("Fremd", messenger: "teams")));
    }

    [Fact]
    public async Task Who_presses_without_the_right_to_changes_nothing()
    {
        await using var hood = await Start();
        await hood.Neighbour("Moni", messenger: "teams", roles: Role.Moderator);
        var paul = await hood.Neighbour("Paul", messenger: "teams", roles: Role.Professional);
        await Opens(hood);
        var pressed = await paul.Taps("Abschließen", Teams(hood));
        Assert.Equal("call.not-there", pressed.Toast!.Key);
        Assert.Equal(CardState.New, (await hood.Query(Card.Kind, "queue", "linden"))[0].State);
    }

    [Fact]
    public async Task What_somebody_may_see_is_what_the_card_says_now_and_only_in_its_channel()
    {
        await using var hood = await Start();
        var moni = await hood.Neighbour("Moni", messenger: "teams", roles: Role.Moderator);
        await Opens(hood);
        await moni.Taps("Übernehmen", Teams(hood));
        Assert.Contains("Moni kümmert sich", Corner.TextOf((await View(hood, moni))!));
        var elsewhere = await hood.WorkingChannel("teams", "19:work@thread.tacv2");
        Assert.Null(await View(hood, moni, elsewhere));
        Assert.Null(await View(hood, moni, moni.Chat));
        await moni.Taps("Abschließen", Teams(hood));
        Assert.DoesNotContain("Übernehmen", Corner.TextOf((await View(hood, moni))!));
    }

    [Fact]
    public async Task Open_cards_show_the_buttons_to_whom_a_role_is_given_and_no_longer_to_whom_it_is_taken()
    {
        await using var hood = await Start();
        var olga = await hood.Neighbour("Olga", messenger: "teams", roles: Role.Operator);
        var nina = await hood.Neighbour("Nina", messenger: "teams");
        await Opens(hood);
        Assert.Equal([olga.Account.Id], CardIn(hood).Actors);
        var before = hood.Moderation.Texts;

        await nina.Taps("Ich moderiere mit", await Invited(hood, olga));
        await olga.Taps("Zur Moderation machen");
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Equal([olga.Account.Id, nina.Account.Id], CardIn(hood).Actors);

        await olga.Says("/rolle");
        await olga.Taps("Nina: Rolle Moderation entziehen");
        await olga.Taps("Ja, Rolle entziehen");
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Equal([olga.Account.Id], CardIn(hood).Actors);
        Assert.Null(await View(hood, nina));
        Assert.Equal(before, hood.Moderation.Texts);
    }

    [Fact]
    public async Task Open_cards_follow_who_gets_an_account_in_Teams_loses_it_or_deletes_everything()
    {
        await using var hood = await Start();
        var max = await hood.Moderator("Max");
        var moni = await hood.Neighbour("Moni", messenger: "teams", roles: Role.Moderator);
        await Opens(hood);
        Assert.Equal([moni.Account.Id], CardIn(hood).Actors);

        var other = hood.Stranger("Max", messenger: "teams");
        await hood.Put(AccountLink.Kind, new AccountLink { Id = other.Account.Key, Person = max.PersonId });
        await other.Says("/hilfe");
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Equal([moni.Account.Id, other.Account.Id], CardIn(hood).Actors!.Order());

        await hood.Take(other.Place, null, new Content.Unreachable(Gone: true));
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Equal([moni.Account.Id], CardIn(hood).Actors);

        await moni.Says("/loeschen");
        await moni.Says("ja");
        await moni.Says("ja");
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Empty(CardIn(hood).Actors!);
        await hood.Sent();
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(moni.Account.Key));
    }

    [Fact]
    public async Task However_many_cards_are_open_all_are_shown_anew()
    {
        await using var hood = await Start();
        var olga = await hood.Neighbour("Olga", messenger: "teams", roles: Role.Operator);
        for (var i = 0; i < 120; i++)
            await Asks(hood, await hood.Neighbour($"Nachbarin{i}"));
        var nina = await hood.Neighbour("Nina", messenger: "teams");
        await nina.Taps("Ich moderiere mit", await Invited(hood, olga));
        await olga.Taps("Zur Moderation machen");
        await hood.Advance(Duration.FromSeconds(1));
        var cards = Teams(hood).Messages.Where(m => m.Ref?.StartsWith("card:") == true).ToList();
        Assert.Equal(120, cards.Count);
        Assert.All(cards, c => Assert.Contains(nina.Account.Id, c.Actors!));
    }

    private static async Task<Hood> Start()
    {
        var hood = await Hood.Start();
        await hood.Bind(Teams(hood), ChannelPurpose.Moderation);
        return hood;
    }

    private static Corner Teams(Hood hood) => hood.At(new Place("teams", Channel, null, PlaceKind.Group));

    private static Outbound CardIn(Hood hood) =>
        Teams(hood).Messages.Last(m => m.Ref?.StartsWith("card:", StringComparison.Ordinal) == true);

    private static async Task<Corner> Invited(Hood hood, Actor olga)
    {
        await olga.Says("/rolle", Teams(hood));
        return Teams(hood);
    }

    private static async Task Opens(Hood hood) => await Asks(hood, await hood.Neighbour("Ada"));

    private static async Task Asks(Hood hood, Actor ada)
    {
        await ada.Says("mensch");
        await ada.Says("Ich finde die Anmeldung nicht.");
        await ada.Taps("An die Moderation senden");
    }

    private static Task<Outbound?> View(Hood hood, Actor who, Corner? at = null)
    {
        var place = (at ?? Teams(hood)).Place;
        var asked = new Inbound("view", place, new(who.Account, who.Name, "de"), new Content.Words(""));
        return hood.Turn.Look(asked, call => hood.Registry.View(call, CardIn(hood).Ref!));
    }
}
