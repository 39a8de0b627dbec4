using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Pictures and names that have to be asked for: only where they are used, and nobody waits for long.</summary>
public sealed class MatrixPictureTests : IAsyncLifetime
{
    private const string Slow = "mxc://langsam.example/";
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 1, 2, 3];
    private readonly RunningTime clock = new();
    private MatrixDoor door = null!;
    private FakeMatrixUser ada = null!;
    private FakeMatrixSeat direct = null!;
    private FakeMatrixSeat linked = null!;
    private string own = "";

    public async ValueTask InitializeAsync()
    {
        door = await MatrixDoor.Open(clock: clock);
        ada = door.Homeserver.User("Ada");
        direct = await ada.OpensDirectChat();
        var room = await ada.OpensRoom("Nachbarn");
        linked = ada.In(room);
        await door.IsIn(room);
        door.Linked.Add(new Place("matrix", room.Id, null, PlaceKind.Group).Key);
        own = door.Homeserver.Keep("beet.jpg", "image/jpeg", Jpeg);
        await door.Settle(direct);
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await clock.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_picture_of_a_linked_room_comes_along()
    {
        linked.Shows(own);
        await SettleLinked();
        Assert.Equal(Jpeg, Assert.Single(Posted).Media!.Picture!.Bytes);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_waited_for_once_and_asked_again_later()
    {
        door.Homeserver.HangNext("/download/langsam.example/", 2);
        for (var i = 0; i < 5; i++)
            linked.Shows($"{Slow}bild{i}");
        linked.Shows(own);
        await SettleLinked();
        Assert.Single(Downloads("langsam.example"));
        Assert.Equal([true, true, true, true, true, false], Posted.Select(p => p.Media!.Picture is null));
        clock.Advance(MatrixPictures.Rest);
        linked.Shows($"{Slow}danach");
        await SettleLinked();
        Assert.Equal(2, Downloads("langsam.example").Count());
    }

    [Fact]
    public async Task A_picture_that_is_not_there_says_nothing_about_its_server()
    {
        linked.Shows($"mxc://{FakeHomeserver.Server}/weg");
        linked.Shows(own);
        await SettleLinked();
        Assert.Equal([true, false], Posted.Select(p => p.Media!.Picture is null));
    }

    [Fact]
    public async Task Of_people_who_keep_out_and_of_what_is_in_effect_already_nothing_is_fetched()
    {
        door.KeepOut.Add(ada.Id);
        linked.Shows(own);
        await SettleLinked();
        Assert.Empty(Downloads(FakeHomeserver.Server));
        door.KeepOut.Clear();
        door.Homeserver.RepeatEverythingOnce();
        await SettleLinked();
        Assert.Empty(Downloads(FakeHomeserver.Server));
        Assert.Single(Posted);
    }

    [Fact]
    public async Task Who_keeps_out_with_one_account_keeps_out_with_all()
    {
        var (here, there) = (new Account("matrix", ada.Id), new Account("telegram", "7"));
        var places = new LinkedPlaces(door.Store);
        Assert.False(await places.KeepsOut(here));
        var reaches = new[] { here, there }.Select(a => new Reach(a, Chat(a), false, clock.GetCurrentInstant()));
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        var person = new Person
        {
            Id = "p1",
            FirstName = "Ada",
            Reaches = [.. reaches],
        };
        changes.Puts.Add(new(Person.Kind, person, 0));
        changes.Puts.Add(new(AccountLink.Kind, new AccountLink { Id = here.Key, Person = person.Id }, 0));
        changes.Puts.Add(new(KeptOut.Kind, new KeptOut { Id = there.Key }, 0));
        Assert.Equal(CommitResult.Done, await door.Store.Commit(changes));
        Assert.True(await places.KeepsOut(here));
        Assert.True(await places.KeepsOut(there));
        Assert.False(await places.KeepsOut(new("matrix", "@bert:quartier.example")));
    }

    [Fact]
    public async Task Of_what_is_only_warned_about_nothing_is_fetched()
    {
        await door.Store.TakesNothing();
        linked.Types("Etwas davor");
        linked.Shows(own);
        await door.Until(
            () => door.Warned.Any(w => w.Content is Content.Posted { Media: not null }),
            "it is looked at"
        );
        Assert.Empty(Downloads(FakeHomeserver.Server));
        await door.Store.TakesAgain();
        await SettleLinked();
        Assert.Single(Posted, p => p.Media?.Picture is not null);
    }

    [Fact]
    public async Task A_name_that_cannot_be_read_is_not_asked_for_with_every_message()
    {
        await door.Restart();
        door.Homeserver.FailNext("/profile/@ada", 504, "M_UNKNOWN", times: 20);
        for (var i = 0; i < 3; i++)
            direct.Types($"Nummer {i}");
        await door.Hears("Nummer 2");
        Assert.Single(Profiles);
        Assert.Equal("ada", door.Taken[^1].Sender!.FirstName);
        clock.Advance(MatrixNames.Rest);
        direct.Types("Viel später");
        await door.Hears("Viel später");
        Assert.Equal(2, Profiles.Count());
    }

    private static Place Chat(Account account) => new(account.Messenger, account.Id, null, PlaceKind.Private);

    private IEnumerable<FakeCall> Profiles =>
        door.Homeserver.Calls.Where(c => c.Path.Contains("/profile/@ada", StringComparison.Ordinal));

    private IReadOnlyList<Content.Posted> Posted =>
        [.. door.Contents.OfType<Content.Posted>().Where(p => p.Media is not null)];

    private IEnumerable<FakeCall> Downloads(string server) =>
        door.Homeserver.Calls.Where(c => c.Path.Contains($"/media/download/{server}/", StringComparison.Ordinal));

    /// <summary>Waits until everything said in the linked room has been looked at.</summary>
    private async Task SettleLinked()
    {
        var mark = linked.Types("danach");
        await door.Until(
            () => door.Contents.OfType<Content.Posted>().Any(p => p.Message == mark.Id),
            "what came before is looked at"
        );
    }
}
