using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime.Extensions;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class ProfileTests : IAsyncDisposable
{
    private const long Group = -1_001_234_567_890;
    private readonly ManualTime clock = ManualTime.Wednesday();
    private readonly TestFolder folder = new();
    private readonly SqliteStore store;

    public ProfileTests() => store = folder.OpenStore(folder.Options with { Durable = false }, clock);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Name_and_descriptions_keep_Telegrams_limits_in_every_language() =>
        Assert.All(
            BotProfile.Introductions(Catalog.BuiltIn),
            i =>
            {
                Assert.InRange(i.Name.Length, 1, 64);
                Assert.InRange(i.Description.Length, 1, 512);
                Assert.InRange(i.ShortDescription.Length, 1, 120);
            }
        );

    [Fact]
    public void Every_command_can_be_shown_by_Telegram() =>
        Assert.All(
            BotProfile.Menus(Core.Features.Register(), Catalog.BuiltIn).SelectMany(m => m.Commands),
            c =>
            {
                Assert.Matches("^[a-z0-9_]{1,32}$", c.Command);
                Assert.InRange(c.Description.Length, 1, 256);
            }
        );

    [Fact]
    public async Task Telegram_is_told_once_and_again_only_when_something_changed()
    {
        await using var api = await FakeBotApi.Start(clock);
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        await Keeper(client).Update(default);
        Assert.Equal(Catalog.BuiltIn.Raw("introduction.name", "de"), api.SelfText("name"));
        Assert.Equal(Catalog.BuiltIn.Raw("introduction.short", "en"), api.SelfText("short_description", "en"));
        var requests = api.Requests.Count;
        await Keeper(client).Update(default);
        Assert.Equal(requests, api.Requests.Count);
        Assert.Empty(api.Violations);
    }

    [Fact]
    public async Task What_was_refused_is_told_again_at_the_next_start()
    {
        await using var api = await FakeBotApi.Start(clock);
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        api.FailNext("setMyName", 429, "Too Many Requests", retryAfter: 30_000);
        await Keeper(client).Update(default);
        Assert.Null(api.SelfText("name"));
        await Keeper(client).Update(default);
        Assert.NotNull(api.SelfText("name"));
    }

    [Fact]
    public async Task A_group_bound_for_moderation_is_looked_after_and_let_go()
    {
        await using var api = await FakeBotApi.Start(clock);
        using var http = TelegramWire.CreateHttp();
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        api.Group(Group, "Moderation");
        var place = new Place("telegram", Group.ToString(), null, PlaceKind.Group);
        await Put(place, ChannelPurpose.Moderation, version: 0);
        var keeper = Keeper(client);
        await keeper.UpdateModeration(default);
        await keeper.UpdateModeration(default);
        Assert.Equal(
            BotProfile.ModerationMenus(Core.Features.Register(), Catalog.BuiltIn).Count,
            api.Requests.Count(IsAboutGroup)
        );
        await Put(place, ChannelPurpose.Neighbourhood, version: 1);
        await keeper.UpdateModeration(default);
        Assert.Equal("deleteMyCommands", api.Requests.Last(IsAboutGroup).Method);
        Assert.Empty(api.Violations);
    }

    [Fact]
    public async Task The_address_of_the_bot_is_known_and_replaces_an_old_one()
    {
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        var old = new BotLinks { Starts = ["https://t.me/old_bot?start=", "https://example.org/#"] };
        changes.Puts.Add(new(BotLinks.Kind, old, 0));
        await store.Commit(changes);
        var keeper = Keeper(null!);
        await keeper.UpdateLink("");
        await keeper.UpdateLink("new_bot");
        await keeper.UpdateLink("new_bot");
        var links = await store.Find(BotLinks.Kind, BotLinks.Only);
        Assert.Equal(["https://t.me/new_bot?start=", "https://example.org/#"], links!.Value.Document.Starts);
        Assert.Equal(2, links.Value.Version);
    }

    private static bool IsAboutGroup(FakeRequest request) => (long?)request.Parameters["scope"]?["chat_id"] == Group;

    private ProfileKeeper Keeper(TelegramClient client) =>
        new(client, store, Core.Features.Register(), Catalog.BuiltIn, clock);

    private async Task Put(Place place, ChannelPurpose purpose, long version)
    {
        var changes = new ChangeSet { At = clock.GetCurrentInstant() };
        var channel = new Channel
        {
            Id = place.Key,
            Place = place,
            Quartier = "linden",
            Purpose = purpose,
        };
        changes.Puts.Add(new(Channel.Kind, channel, version));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
