using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class ChannelsTests
{
    [Fact]
    public async Task A_group_is_bound_by_adding_the_bot_and_an_operator_confirming()
    {
        await using var hood = await Hood.Start();
        var (olga, ben) = (await RolesTests.Operator(hood), await hood.Neighbour("Ben"));
        var group = hood.Group("-7");
        await ben.Does(MembershipChange.BotAdded, group);
        ben.SeesLast("automatisches Programm (Bot)", group);
        ben.SeesLast("nur der Betrieb", group);
        await ben.Taps("Für die Moderation", group);
        Assert.Null(await hood.Find(Channel.Kind, group.Place.Key));

        await hood.Restart();
        await olga.Taps("Für die Moderation", group);
        olga.Sees("Kanal der Moderation. Quartier: Lindenviertel.", group);
        olga.DoesNotSee("Wofür ist diese Gruppe da?", group);
        await TriageWorld.WaitsFor(hood, ben, "Regal tragen");
        olga.SeesLast("Regal tragen", group);
        olga.SeesLast("Regal tragen", hood.Moderation);
    }

    [Fact]
    public async Task A_topic_is_bound_on_its_own()
    {
        await using var hood = await Hood.Start();
        var olga = await RolesTests.Operator(hood);
        var (topic, group) = (hood.Group("-7", "33"), hood.Group("-7"));
        await olga.Says("/kanal", topic);
        await olga.Taps("Für die Nachbarschaft", topic);
        Assert.Equal(ChannelPurpose.Neighbourhood, (await hood.Find(Channel.Kind, topic.Place.Key))!.Purpose);
        Assert.Null(await hood.Find(Channel.Kind, group.Place.Key));
    }

    [Fact]
    public async Task An_operator_shows_changes_and_unbinds()
    {
        await using var hood = await Hood.Start();
        var (olga, moni) = (await RolesTests.Operator(hood), await hood.Moderator("Moni"));
        await moni.Says("/kanal", hood.Moderation);
        moni.SeesLast("Das finde ich nicht", hood.Moderation);
        await olga.Says("/kanal", hood.Moderation);
        olga.SeesLast("Kanal der Moderation", hood.Moderation);
        await olga.Taps("Verbindung lösen", hood.Moderation);
        await olga.Taps("Ja, Verbindung lösen", hood.Moderation);
        olga.SeesLast("Gelöst", hood.Moderation);
        await olga.Taps("Ja, Verbindung lösen", hood.Moderation);
        olga.SeesLast("Gelöst", hood.Moderation);
        await olga.Says("/kanal");
        olga.SeesLast("Das geht nur in einer Gruppe");
        await moni.Says("/warteschlange", hood.Moderation);
        moni.SeesLast("Das geht nur im Kanal der Moderation", hood.Moderation);
    }

    [Fact]
    public async Task With_several_Quartiere_the_operator_says_which()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Lindenviertel with { Id = "hafen", Name = "Hafen", JoinCode = "HAFEN234" });
        var olga = await RolesTests.Operator(hood);
        var group = hood.Group("-8");
        await olga.Does(MembershipChange.BotAdded, group);
        await olga.Taps("Für die Moderation", group);
        await olga.Taps("Hafen", group);
        Assert.Equal("hafen", (await hood.Find(Channel.Kind, group.Place.Key))!.Quartier);
    }

    [Fact]
    public async Task An_operator_of_another_Quartier_cannot_take_a_group_over()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Quartier.Kind, Hood.Lindenviertel with { Id = "hafen", Name = "Hafen", JoinCode = "HAFEN234" });
        var hanna = await hood.Neighbour("Hanna");
        await hood.Put(Person.Kind, hanna.AsPerson() with { Roles = [new RoleIn("hafen", Role.Operator)] });
        await hanna.TapsToken("1:q-bind:hafen:m", hood.Moderation);
        await hanna.TapsToken("1:q-unbind:linden:yes", hood.Moderation);
        await hanna.TapsToken("1:q-bind:linden:m", hood.Group("-9"));
        Assert.Equal("linden", (await hood.Find(Channel.Kind, hood.Moderation.Place.Key))!.Quartier);
        Assert.Null(await hood.Find(Channel.Kind, hood.Group("-9").Place.Key));
    }

    [Fact]
    public async Task A_group_that_moved_goes_on_at_its_new_place()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await TriageWorld.WaitsFor(hood, ada, "Einkauf tragen");
        var (old, now) = (hood.Moderation, hood.Group("-1009"));
        for (var i = 0; i < 2; i++)
            await hood.Take(old.Place, null, new Content.Moved("-1009"));
        await hood.Advance(Duration.FromSeconds(1));
        Assert.Null(await hood.Find(Channel.Kind, old.Place.Key));
        moni.Sees("neue Nummer", now);
        moni.Sees("Einkauf tragen", now);
        await moni.Taps("Übernehmen", now);
        moni.Sees("Moni kümmert sich", now);
        moni.DoesNotSee("Moni kümmert sich", old);
    }

    [Fact]
    public async Task What_stood_in_a_neighbourhood_group_that_moved_is_posted_anew_and_edited_there()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var (old, now, other) = (hood.Group("-100700"), hood.Group("-1009"), hood.Group("-100800"));
        foreach (var square in (Corner[])[old, other])
            await hood.Bind(square, ChannelPurpose.Neighbourhood);
        for (var n = 0; n < 60; n++)
        {
            var known = await hood.Asks(ada, $"req{n:D2}");
            await hood.Put(HelpRequest.Kind, known with { Shown = [old.Place.Key, other.Place.Key] });
        }
        var full = await hood.Asks(ada, "full", state: RequestState.Full);
        await hood.Put(HelpRequest.Kind, full with { Shown = [old.Place.Key] });
        await hood.Asks(ada, "never-shown");
        await hood.Take(old.Place, null, new Content.Moved("-1009"));
        await hood.Advance(Duration.FromSeconds(5));
        Assert.Equal(1 + 60 + 1, now.Messages.Count);
        Assert.Empty(other.Messages);
        Assert.Empty(old.Messages);
        Assert.Equal(
            new HashSet<string> { now.Place.Key, other.Place.Key },
            [.. (await hood.Find(HelpRequest.Kind, "req07"))!.Shown]
        );
        await ada.TapsToken("1:r-gone:req07:");
        Assert.Equal(1 + 60 + 1, now.Messages.Count);
        Assert.Equal(
            "Diese Anfrage ist nicht mehr offen.",
            Corner.TextOf(now.Messages.Single(m => m.Ref == "request:req07"))
        );
        Assert.Empty(old.Messages);
        ben.DoesNotSee("Diese Anfrage");
    }

    [Fact]
    public async Task Operators_are_told_once_when_the_bot_is_removed_and_it_goes_on_when_it_is_back()
    {
        await using var hood = await Hood.Start();
        var (olga, ada) = (await RolesTests.Operator(hood), await hood.Neighbour("Ada"));
        await olga.Does(MembershipChange.BotRemoved, hood.Moderation);
        await hood.Take(hood.Moderation.Place, null, new Content.Unreachable(true));
        Assert.Single(olga.Chat.Texts, t => t.Contains("nicht mehr schreiben"));
        await TriageWorld.WaitsFor(hood, ada, "Einkauf tragen");
        olga.DoesNotSee("Einkauf tragen", hood.Moderation);
        await olga.Does(MembershipChange.BotAdded, hood.Moderation);
        olga.SeesLast("Ich bin wieder da", hood.Moderation);
        await olga.Says("/warteschlange", hood.Moderation);
        await olga.Taps("Karte 1 zeigen", hood.Moderation);
        olga.SeesLast("Einkauf tragen", hood.Moderation);
    }

    [Fact]
    public async Task The_page_is_a_channel_that_stays()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Channel.Kind, Channels.Page("linden"));
        var (olga, ada) = (await RolesTests.Operator(hood), await hood.Neighbour("Ada"));
        var page = hood.At(Channels.PagePlace("linden"));
        await TriageWorld.WaitsFor(hood, ada, "Einkauf tragen");
        olga.SeesLast("Einkauf tragen", page);
        await olga.Says("/kanal", page);
        olga.SeesLast("Seite der Moderation", page);
        await olga.TapsToken("1:q-unbind:linden:yes", page);
        Assert.NotNull(await hood.Find(Channel.Kind, page.Place.Key));
    }
}
