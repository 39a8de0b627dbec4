using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Messengers.Teams;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Teams.Receiving;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>Addresses of strangers go after a week; those of members and of channels stay.</summary>
public sealed class TeamsKeeperTests
{
    private const string Ben = "00000000-0000-0000-0000-00000000be00";

    [Fact]
    public async Task Who_never_joined_is_forgotten_a_week_after_the_last_word()
    {
        await using var door = await TeamsDoor.Open();
        await door.Post(Activities.Message("Hallo"));
        var ben = Activities.Message("Hallo");
        (ben["from"]!["aadObjectId"], ben["conversation"]!["id"]) = (Ben, "a:ben");
        await door.Post(ben);
        await door.Post(Activities.InChannel("Hallo", "1"));
        var changes = new ChangeSet { InboundId = "join" };
        changes.Puts.Add(new(AccountLink.Kind, new AccountLink { Id = $"teams:{Ben}", Person = "ben" }, 0));
        Assert.Equal(CommitResult.Done, await door.Store.Commit(changes));
        var keeper = new TeamsKeeper(door.Store, door.Time);

        door.Time.Advance(Duration.FromDays(6));
        await keeper.Sweep();
        Assert.NotNull(await door.Book.Find(Activities.Ada));
        door.Time.Advance(Duration.FromDays(2));
        await keeper.Sweep();
        Assert.Null(await door.Book.Find(Activities.Ada));
        Assert.NotNull(await door.Book.Find(Ben));
        Assert.NotNull(await door.Book.Find(Activities.Channel));
    }

    [Fact]
    public async Task A_new_word_keeps_the_address()
    {
        await using var door = await TeamsDoor.Open();
        await door.Post(Activities.Message("Hallo"));
        door.Time.Advance(Duration.FromDays(6));
        await door.Post(Activities.Message("Noch da"));
        door.Time.Advance(Duration.FromDays(6));
        await new TeamsKeeper(door.Store, door.Time).Sweep();
        Assert.NotNull(await door.Book.Find(Activities.Ada));
    }
}
