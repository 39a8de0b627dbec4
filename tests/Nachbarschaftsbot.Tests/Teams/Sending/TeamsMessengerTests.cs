using System.Net;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>What stands in Teams after a send, and what becomes of a fault.</summary>
public sealed class TeamsMessengerTests : TeamsMessengerBench
{
    [Fact]
    public async Task A_post_in_a_channel_has_its_answers_under_it()
    {
        var card = await Sent(Say(office.Triage, "Karte", "Übernehmen") with { Ref = "card:1" });
        var reply = await Sent(Say(office.Triage, "Übernommen") with { Under = "card:1", Ref = "note:1" }, card);
        var answer = await Sent(Say(office.Triage, "Gern") with { UnderMessage = card[0] });
        var posts = office.Connector[TeamsOffice.Channel].Posts;
        Assert.Equal([null, posts[0].Id, posts[0].Id], posts.Select(p => p.Root));
        Assert.Equal(posts[0].Id, Assert.Single(card));
        Assert.Equal($"{posts[0].Id}/{posts[1].Id}", Assert.Single(reply));
        Assert.Equal($"{posts[0].Id}/{posts[2].Id}", Assert.Single(answer));
        await Sent(Say(office.Triage, "Erledigt") with { Ref = "note:1", Act = Act.Edit }, reply);
        Assert.Equal("Erledigt", posts[1].Words);
        await Sent(Say(office.Triage, "Weiter unten") with { Under = "note:1" }, reply);
        Assert.Equal(posts[0].Id, posts[3].Root);
        Assert.Empty(office.Connector.Violations);
    }

    [Fact]
    public async Task A_thread_that_is_gone_is_said_so_and_the_words_go_outside_of_it()
    {
        var card = await Sent(Say(office.Triage, "Karte") with { Ref = "card:1" });
        await Sent(Say(office.Triage, "") with { Ref = "card:1", Act = Act.Delete }, card);
        Assert.IsType<Delivery.MessageGone>(await Deliver(Say(office.Triage, "x") with { Under = "card:1" }, card));
        Assert.IsType<Delivery.MessageGone>(
            await Deliver(Say(office.Triage, "x") with { Ref = "card:1", Act = Act.Edit }, card)
        );
    }

    [Fact]
    public async Task A_long_post_goes_on_in_its_own_thread()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz. ", 2500));
        var ids = await Sent(Say(office.Triage, words, "Ja"));
        var posts = office.Connector[TeamsOffice.Channel].Posts;
        Assert.Equal(3, ids.Count);
        Assert.Equal([null, posts[0].Id, posts[0].Id], posts.Select(p => p.Root));
        Assert.Equal([0, 0, 1], posts.Select(p => p.Buttons.Count));
        Assert.Equal(ids.Take(1), await Sent(Say(office.Triage, "Kurz") with { Ref = "a", Act = Act.Edit }, ids));
        Assert.Equal("Kurz", Assert.Single(office.Connector[TeamsOffice.Channel].Shown).Words);
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_goes_on_where_it_stopped()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz. ", 2500));
        office.Connector["a:1ada"].Trouble.Enqueue((FakeConnector.NoTrouble, "", null));
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.ServiceUnavailable, "", null));
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, words), at: 7));
        Assert.Single(office.Connector["a:1ada"].Posts);
        await Deliver(Say(office.AdasChat, words), at: 7);
        Assert.Equal(3, office.Connector["a:1ada"].Posts.Count);
    }

    [Theory]
    [InlineData(403, "MessageWritesBlocked", typeof(Delivery.Unreachable))]
    [InlineData(403, "BotNotInConversationRoster", typeof(Delivery.Unreachable))]
    [InlineData(404, "ConversationNotFound", typeof(Delivery.Unreachable))]
    [InlineData(412, "PreconditionFailed", typeof(Delivery.Transient))]
    [InlineData(413, "MessageSizeTooBig", typeof(Delivery.Refused))]
    [InlineData(429, "", typeof(Delivery.Later))]
    [InlineData(400, "BadSyntax", typeof(Delivery.Refused))]
    [InlineData(500, "ServiceError", typeof(Delivery.Transient))]
    [InlineData(502, "", typeof(Delivery.Ambiguous))]
    [InlineData(503, "", typeof(Delivery.Transient))]
    [InlineData(504, "", typeof(Delivery.Ambiguous))]
    public async Task What_goes_wrong_is_an_outcome(int status, string code, Type expected)
    {
        office.Connector["a:1ada"].Trouble.Enqueue(((HttpStatusCode)status, code, null));
        Assert.IsType(expected, await Deliver(Say(office.AdasChat, "x")));
        Assert.Empty(office.Connector["a:1ada"].Posts);
    }

    [Theory]
    [InlineData(404, typeof(Delivery.MessageGone))]
    [InlineData(502, typeof(Delivery.Transient))]
    [InlineData(504, typeof(Delivery.Transient))]
    public async Task An_edit_can_be_done_twice(int status, Type expected)
    {
        var ids = await Sent(Say(office.AdasChat, "x") with { Ref = "a" });
        office.Connector["a:1ada"].Trouble.Enqueue(((HttpStatusCode)status, "", null));
        Assert.IsType(expected, await Deliver(Say(office.AdasChat, "y") with { Ref = "a", Act = Act.Edit }, ids));
    }

    [Fact]
    public async Task What_may_not_be_deleted_says_that_it_counts_no_more()
    {
        var ids = await Sent(Say(office.AdasChat, "Geheim", "Ja") with { Ref = "a" });
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.NotImplemented, "", null));
        await Sent(Say(office.AdasChat, "") with { Ref = "a", Act = Act.Delete }, ids);
        var post = Assert.Single(office.Connector["a:1ada"].Shown);
        Assert.Equal("Diese Nachricht gilt nicht mehr.", post.Words);
        Assert.Empty(post.Buttons);
    }

    [Fact]
    public async Task The_wait_that_is_asked_for_is_kept()
    {
        office.Connector["a:1ada"].Trouble.Enqueue((HttpStatusCode.TooManyRequests, "", 17));
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(office.AdasChat, "x")));
        Assert.Equal(Duration.FromSeconds(17), later.After);
        Assert.False(later.WholeMessenger);
    }

    [Fact]
    public async Task Somebody_who_never_wrote_gets_a_personal_chat_when_there_is_something_to_say()
    {
        var ben = "00000000-0000-4000-8000-00000000000b";
        office.Connector.Installed.Add(ben);
        var place = new Place("teams", ben, null, PlaceKind.Private);
        await Sent(Say(place, "Guten Tag"));
        await Sent(Say(place, "Noch etwas"));
        Assert.Equal(["Guten Tag", "Noch etwas"], office.Connector[$"a:1{ben}"].Posts.Select(p => p.Words));
        Assert.Single(office.Connector.Requests, "POST /emea/v3/conversations");
        Assert.Equal($"a:1{ben}", (await office.Book.PersonalOf(ben))!.WireId);
        var nobody = new Place("teams", "00000000-0000-4000-8000-00000000000c", null, PlaceKind.Private);
        Assert.IsType<Delivery.Unreachable>(await Deliver(Say(nobody, "x")));
        Assert.Empty(office.Connector.Violations);
    }
}
