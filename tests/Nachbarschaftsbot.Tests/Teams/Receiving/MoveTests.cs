using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>The bot comes and goes; Teams tells it in several ways and more than once.</summary>
public sealed class MoveTests : AtTheTeamsDoor
{
    [Fact]
    public async Task Somebody_installs_the_app_and_is_greeted_once()
    {
        await Door.Post(Install("personal", "add"));
        await Door.Post(Joined("personal", Activities.Bot));
        Assert.All(Door.Taken, t => Assert.Equal(new Content.Words("/start"), t.Content));
        Assert.Single(Door.Taken.Select(t => t.Id).Distinct());
        Assert.Equal(Activities.Ada, Door.Taken[0].Sender!.Account.Id);
    }

    [Fact]
    public async Task Who_takes_the_app_out_is_not_written_to_and_is_greeted_anew_when_it_comes_back()
    {
        await Door.Post(Install("personal", "add"));
        await Door.Post(Install("personal", "remove"));
        await Door.Post(Install("personal", "add"));
        Assert.Equal(
            [
                new Content.Words("/start"),
                new Content.Membership(MembershipChange.Blocked),
                new Content.Words("/start"),
            ],
            Door.Taken.Select(t => t.Content)
        );
        Assert.Equal(3, Door.Taken.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_team_gets_the_bot_and_the_channel_is_asked_once_what_it_is_for()
    {
        await Door.Post(Joined("channel", Activities.Bot));
        await Door.Post(Install("channel", "add"));
        Assert.All(Door.Taken, t => Assert.Equal(new Content.Membership(MembershipChange.BotAdded), t.Content));
        Assert.Single(Door.Taken.Select(t => t.Id).Distinct());
        Assert.Equal(new Place("teams", Activities.Channel, null, PlaceKind.Group), Door.Taken[0].Place);
        Assert.Equal(Activities.Team, (await Door.Book.Find(Activities.Channel))!.Team);
    }

    [Fact]
    public async Task A_team_loses_the_bot_and_all_its_channels_know()
    {
        const string Second = "19:zweiter@thread.tacv2";
        await Door.Post(Activities.InChannel("Hallo", "1"));
        var other = Activities.InChannel("Hallo", "1");
        other["conversation"]!["id"] = $"{Second};messageid=1";
        other["channelData"]!["channel"]!["id"] = Second;
        await Door.Post(other);
        Door.Taken.Clear();

        await Door.Post(Install("channel", "remove"));
        Assert.Equal([Activities.Channel, Second], Door.Taken.Select(t => t.Place.Chat).Order(StringComparer.Ordinal));
        Assert.All(Door.Taken, t => Assert.Equal(new Content.Membership(MembershipChange.BotRemoved), t.Content));
    }

    [Theory]
    [InlineData("channelDeleted", "channelRestored")]
    [InlineData("teamDeleted", "teamRestored")]
    [InlineData("teamArchived", "teamUnarchived")]
    public async Task A_channel_goes_and_comes_back(string gone, string back)
    {
        await Door.Post(Activities.InChannel("Hallo", "1"));
        Door.Taken.Clear();
        await Door.Post(Activities.Other("conversationUpdate", "channel").Event(gone));
        await Door.Post(Activities.Other("conversationUpdate", "channel").Event(back));
        Assert.Equal(
            [new Content.Membership(MembershipChange.BotRemoved), new Content.Membership(MembershipChange.BotAdded)],
            Door.Taken.Select(t => t.Content)
        );
        Assert.Equal(2, Door.Taken.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task Members_come_and_go_without_a_word()
    {
        await Door.Post(Joined("channel", "29:neu"));
        await Door.Post(
            Activities.Other("conversationUpdate", "channel").With("membersRemoved", Activities.Members("29:neu"))
        );
        await Door.Post(Activities.Other("conversationUpdate", "channel").Event("channelRenamed"));
        await Door.Post(Activities.Other("conversationUpdate", "channel").Event("teamRenamed"));
        await Door.Post(Install("channel", "add-upgrade"));
        await Door.Post(Install("channel", "remove-upgrade"));
        Assert.Empty(Door.Taken);
    }

    [Fact]
    public async Task A_channel_that_nobody_knows_may_go_without_a_word()
    {
        await Door.Post(Activities.Other("conversationUpdate", "channel").Event("channelDeleted"));
        await Door.Post(Install("groupChat", "remove"));
        Assert.Empty(Door.Taken);
    }

    private static JsonObject Install(string where, string action) =>
        Activities.Other("installationUpdate", where).With("action", action);

    private static JsonObject Joined(string where, string member) =>
        Activities.Other("conversationUpdate", where).With("membersAdded", Activities.Members(member));
}
