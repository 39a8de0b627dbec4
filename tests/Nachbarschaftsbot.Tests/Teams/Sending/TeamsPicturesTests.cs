using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Receiving;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>Pictures in messages of Teams: fetched with our token where they lie at the connector itself, and nowhere else.</summary>
public sealed class TeamsPicturesTests : IAsyncLifetime
{
    private const string Path = "/emea/v3/attachments/0-weu-d1/views/original";
    private const string Here = "https://smba.example.org" + Path;
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private TeamsOffice office = null!;

    public async ValueTask InitializeAsync() => office = await TeamsOffice.Open();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task A_picture_at_the_connector_is_fetched_with_the_token_also_after_that_was_refused_once()
    {
        Lies(new ByteArrayContent(Png));
        await office.Messenger.Deliver(new() { To = office.Triage, Lines = ["linked.end"] }, 1, [], default);
        office.Login.Revoke();
        var picture = await Fetched(Here);
        Assert.Equal("bild.png", picture!.Name);
        Assert.Equal(Png, picture.Bytes);
        Assert.Empty(office.Connector.Violations);
    }

    [Theory]
    [InlineData("https://boese.example/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("https://smba.example.org.boese.example/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("https://smba.example.org@boese.example/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("https://name@smba.example.org/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("https://smba.example.org:8443/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("http://smba.example.org/emea/v3/attachments/0-weu-d1/views/original")]
    [InlineData("https://smba.example.org/emea/v3/attachments/../conversations/19:triage@thread.tacv2/members")]
    [InlineData("https://169.254.169.254/v3/attachments/x")]
    [InlineData("file:///v3/attachments/x")]
    [InlineData("/v3/attachments/x")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Nothing_is_fetched_from_anywhere_else(string? address)
    {
        Lies(new ByteArrayContent(Png));
        Assert.Null(await Fetched(address));
        Assert.Empty(office.Connector.Requests);
        Assert.Equal(0, office.Login.Given);
    }

    [Fact]
    public async Task Nothing_is_fetched_for_a_conversation_that_no_token_spoke_for()
    {
        Lies(new ByteArrayContent(Png));
        await office.Knows("19:other@thread.v2", "19:other@thread.v2", "groupChat", isChecked: false);
        Assert.Null(await Fetched(Here, "19:other@thread.v2"));
        Assert.Null(await Fetched(Here, "19:unknown@thread.v2"));
        Assert.Empty(office.Connector.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_one_is_left_whether_it_says_so_or_not(bool saysSo)
    {
        var large = new byte[1024 * 1024 + 1];
        Png.CopyTo(large, 0);
        Lies(saysSo ? new ByteArrayContent(large) : new StreamContent(new Unmeasured(large)));
        Assert.Null(await Fetched(Here));
        Lies(new StreamContent(new Unmeasured(Png)));
        Assert.NotNull(await Fetched(Here));
    }

    [Fact]
    public async Task What_is_no_picture_or_is_gone_is_only_named()
    {
        Lies(new StringContent("<html>Anmelden</html>"));
        Assert.Null(await Fetched(Here));
        office.Connector.Attachments.Clear();
        office.Connector.IsToken = _ => false;
        Assert.Null(await Fetched(Here));
    }

    [Fact]
    public async Task One_that_does_not_come_is_not_waited_for_longer_than_Teams_waits()
    {
        Lies(new StreamContent(new Unmeasured([], isEndless: true)));
        var fetching = Fetched(Here);
        await Patience.Until(() => office.Connector.Requests.Count > 0, () => "no request");
        Assert.False(fetching.IsCompleted);
        office.Time.Advance(NodaTime.Duration.FromSeconds(9));
        Assert.Null(await fetching);
    }

    [Fact]
    public void The_first_picture_goes_along_with_the_words_and_the_others_are_counted()
    {
        var picture = new OutboundFile("bild.png", "image/png", Png);
        var activity = new Activity
        {
            Attachments = [new("text/html"), new("image/*"), new("image/png"), new("image/*")],
        };
        var inbound = new Inbound("x", office.Triage, null, new Content.Attachment(AttachmentKind.Picture, "Seht mal"));
        var media = ((Content.Posted)TeamsTalk.Posted(activity, inbound, picture).Content).Media!;
        Assert.Equal((AttachmentKind.Picture, picture, 2), (media.Kind, media.Picture, media.More));
    }

    [Fact]
    public async Task In_a_linked_channel_the_program_fetches_it_and_elsewhere_not()
    {
        await using var house = await TeamsHouse.Open();
        house.Connector.Attachments[Path] = new ByteArrayContent(Png);
        var (ada, fetch) = (house.Person("Ada", 1), $"GET {Path}");
        await ada.AddsBotToChannel();
        await ada.ShowsInChannel("Seht mal", Here);
        Assert.DoesNotContain(fetch, house.Connector.Requests);

        var channel = new Place("teams", TeamsHouse.Channel, null, PlaceKind.Group);
        var room = new Place("matrix", "!linden:example.org", null, PlaceKind.Group);
        var changes = new ChangeSet();
        var link = new LinkedRoom
        {
            Id = "l1",
            Quartier = "linden",
            Rooms = [new(channel, "de"), new(room, "de")],
        };
        changes.Puts.Add(new(LinkedRoom.Kind, link, 0));
        var linked = new LinkedPlace
        {
            Id = channel.Key,
            Place = channel,
            Link = "l1",
        };
        changes.Puts.Add(new(LinkedPlace.Kind, linked, 0));
        await house.Store.Commit(changes);
        await house.Restart();
        await ada.ShowsInChannel("Seht mal", Here);
        Assert.Contains(fetch, house.Connector.Requests);
        Assert.Contains(await house.Store.ReadOutbox(0, 100), r => r.Messenger == "matrix");

        var keeping = new ChangeSet();
        keeping.Puts.Add(new(KeptOut.Kind, new KeptOut { Id = new Account("teams", ada.Account).Key }, 0));
        await house.Store.Commit(keeping);
        await ada.ShowsInChannel("Das bleibt hier", Here);
        Assert.Single(house.Connector.Requests, fetch);
        Assert.Empty(house.Connector.Violations);
    }

    private void Lies(HttpContent content) => office.Connector.Attachments[Path] = content;

    private async Task<OutboundFile?> Fetched(string? address, string chat = TeamsOffice.Channel)
    {
        var activity = new Activity { Attachments = [new("text/html"), new("image/*", ContentUrl: address)] };
        return await office.Pictures.Of(activity, await office.Book.Find(chat), default);
    }

    /// <summary>Bytes that do not say how many they are.</summary>
    private sealed class Unmeasured(byte[] bytes, bool isEndless = false) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (isEndless)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
