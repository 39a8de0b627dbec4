using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>The bot comes and goes; Teams tells it in several ways and more than once.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private TeamsDoor door = null!;

    public async ValueTask InitializeAsync() => door = await TeamsDoor.Open();

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Somebody_installs_the_app_and_is_greeted_once()
    {
        await door.Post(Install("personal", "add"));
        await door.Post(Joined("personal", Activities.Bot));
        Assert.All(door.Taken, t => Assert.Equal(new Content.Words("/start"), t.Content));
        Assert.Single(door.Taken.Select(t => t.Id).Distinct());
        Assert.Equal(Activities.Ada, door.Taken[0].Sender!.Account.Id);
    }

    [Fact]
    public async Task Who_takes_the_app_out_is_not_written_to_and_is_greeted_anew_when_it_comes_back()
    {
        await door.Post(Install("personal", "add"));
        await door.Post(Install("personal", "remove"));
        await door.Post(Install("personal", "add"));
        Assert.Equal(
            [
                new Content.Words("/start"),
                new Content.Membership(MembershipChange.Blocked),
                new Content.Words("/start"),
            ],
            door.Taken.Select(t => t.Content)
        );
        Assert.Equal(3, door.Taken.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_team_gets_the_bot_and_the_channel_is_asked_once_what_it_is_for()
    {
        await door.Post(Joined("channel", Activities.Bot));
        await door.Post(Install("channel", "add"));
        Assert.All(door.Taken, t => Assert.Equal(new Content.Membership(MembershipChange.BotAdded), t.Content));
        Assert.Single(door.Taken.Select(t => t.Id).Distinct());
        Assert.Equal(new Place("teams", Activities.Channel, null, PlaceKind.Group), door.Taken[0].Place);
        Assert.Equal(Activities.Team, (await door.Book.Find(Activities.Channel))!.Team);
    }

    [Fact]
    public async Task A_team_loses_the_bot_and_all_its_channels_know()
    {
        const string Second = "19:zweiter@thread.tacv2";
        await door.Post(Activities.InChannel("Hallo", "1"));
        var other = Activities.InChannel("Hallo", "1");
        other["conversation"]!["id"] = $"{Second};messageid=1";
        other["channelData"]!["channel"]!["id"] = Second;
        await door.Post(other);
        door.Taken.Clear();

        await door.Post(Install("channel", "remove"));
        Assert.Equal([Activities.Channel, Second], door.Taken.Select(t => t.Place.Chat).Order(StringComparer.Ordinal));
        Assert.All(door.Taken, t => Assert.Equal(new Content.Membership(MembershipChange.BotRemoved), t.Content));
    }

    [Theory]
    [InlineData("channelDeleted", "channelRestored")]
    [InlineData("teamDeleted", "teamRestored")]
    [InlineData("teamArchived", "teamUnarchived")]
    public async Task A_channel_goes_and_comes_back(string gone, string back)
    {
        await door.Post(Activities.InChannel("Hallo", "1"));
        door.Taken.Clear();
        await door.Post(Activities.Other("conversationUpdate", "channel").Event(gone));
        await door.Post(Activities.Other("conversationUpdate", "channel").Event(back));
        Assert.Equal(
            [new Content.Membership(MembershipChange.BotRemoved), new Content.Membership(MembershipChange.BotAdded)],
            door.Taken.Select(t => t.Content)
        );
        Assert.Equal(2, door.Taken.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task Members_come_and_go_without_a_word()
    {
        await door.Post(Joined("channel", "29:neu"));
        await door.Post(
            Activities.Other("conversationUpdate", "channel").With("membersRemoved", Activities.Members("29:neu"))
        );
        await door.Post(Activities.Other("conversationUpdate", "channel").Event("channelRenamed"));
        await door.Post(Activities.Other("conversationUpdate", "channel").Event("teamRenamed"));
        await door.Post(Install("channel", "add-upgrade"));
        await door.Post(Install("channel", "remove-upgrade"));
        Assert.Empty(door.Taken);
    }

    [Fact]
    public async Task A_channel_that_nobody_knows_may_go_without_a_word()
    {
        await door.Post(Activities.Other("conversationUpdate", "channel").Event("channelDeleted"));
        await door.Post(Install("groupChat", "remove"));
        Assert.Empty(door.Taken);
    }

    private static JsonObject Install(string where, string action) =>
        Activities.Other("installationUpdate", where).With("action", action);

    private static JsonObject Joined(string where, string member) =>
        Activities.Other("conversationUpdate", where).With("membersAdded", Activities.Members(member));
}
