using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Tests.Telegram.Fake;
using NodaTime;
using NodaTime.Extensions;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class PollerTests : IAsyncLifetime
{
    private readonly HttpMessageInvoker http = TelegramWire.CreateHttp();
    private readonly ManualTime clock = ManualTime.Wednesday();
    private readonly TestFolder folder = new();
    private readonly SqliteStore store;
    private readonly List<string> taken = [];
    private readonly List<string> looked = [];
    private readonly CancellationTokenSource stop = new();
    private readonly TelegramHealth health = new(NullLogger<TelegramHealth>.Instance);
    private Func<Update, Task> take = _ => Task.CompletedTask;
    private FakeBotApi api = null!;
    private FakeUser ada = null!;

    public PollerTests() => store = folder.OpenStore(folder.Options with { Durable = false }, clock);

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        ada = api.User(1001, "Ada");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Assert.Empty(api.Violations);
        await api.DisposeAsync();
        http.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Updates_are_taken_in_order_and_confirmed_afterwards()
    {
        ada.Types("eins");
        ada.Types("zwei");
        var running = Start("a");
        await Until(() => api.PendingUpdates.Count == 0);
        Assert.Equal(["eins", "zwei"], Taken());
        ada.Types("drei");
        await Until(() => Taken().Contains("drei"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task An_update_is_not_confirmed_before_it_took_effect_and_other_chats_go_on()
    {
        var slow = new TaskCompletionSource();
        take = u => u.Message!.Text == "langsam" ? slow.Task : Task.CompletedTask;
        ada.Types("langsam");
        ada.Types("danach");
        api.User(1002, "Ben").Types("anderer Chat");
        _ = Start("a");
        await Until(() => Taken().Contains("anderer Chat"));
        await Task.Delay(50);
        Assert.DoesNotContain("danach", Taken());
        Assert.Equal(3, api.PendingUpdates.Count);
        slow.SetResult();
        await Until(() => api.PendingUpdates.Count == 0);
        Assert.Contains("danach", Taken());
    }

    [Fact]
    public async Task What_could_not_be_stored_comes_again_and_nothing_behind_it_is_confirmed()
    {
        var isFull = true;
        take = u => isFull && u.Message!.Text == "b" ? throw new StoreUnavailableException("full") : Task.CompletedTask;
        ada.Types("a");
        ada.Types("b");
        ada.Types("c");
        _ = Start("a");
        await Until(() => Taken().Count(t => t == "b") >= 2);
        Assert.Equal(2, api.PendingUpdates.Count);
        Assert.DoesNotContain("c", Taken());
        isFull = false;
        await Until(() =>
        {
            clock.Advance(Duration.FromSeconds(1));
            return api.PendingUpdates.Count == 0;
        });
        Assert.Equal(1, Taken().Count(t => t == "c"));
        Assert.Equal(1, Taken().Count(t => t == "a"));
    }

    [Fact]
    public async Task Behind_what_could_not_be_stored_only_words_of_danger_are_looked_for()
    {
        take = u => u.Message!.Text == "b" ? throw new StoreUnavailableException("full") : Task.CompletedTask;
        ada.Types("a");
        ada.Types("b");
        ada.Types("c");
        _ = Start("a");
        await Until(() => Looked().Contains("c"));
        Assert.DoesNotContain("c", Taken());
        Assert.DoesNotContain("a", Looked());
    }

    [Fact]
    public async Task While_the_right_to_poll_cannot_be_kept_updates_are_looked_at_and_none_is_confirmed()
    {
        take = _ => store.Writable ? Task.CompletedTask : throw new StoreUnavailableException("full");
        _ = Start("a");
        await Until(() => api.Requests.Count >= 1);
        await store.TakesNothing();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new PollLease(store, clock, "a").TryAcquire());
        ada.Types("eins");
        await Until(() =>
        {
            clock.Advance(Duration.FromSeconds(1));
            return Looked().Count >= 2;
        });
        Assert.Single(api.PendingUpdates);
        await store.TakesAgain();
        await Until(() =>
        {
            clock.Advance(Duration.FromSeconds(1));
            return api.PendingUpdates.Count == 0;
        });
        Assert.Contains("eins", Taken());
    }

    [Fact]
    public async Task Without_the_right_to_poll_because_nothing_can_be_stored_updates_are_looked_at()
    {
        await store.TakesNothing();
        ada.Types("eins");
        _ = Start("a");
        await Until(() => Looked().Count >= 1);
        Assert.Empty(Taken());
        Assert.Single(api.PendingUpdates);
    }

    [Fact]
    public async Task The_offset_survives_a_restart()
    {
        ada.Types("eins");
        var running = Start("a");
        await Until(() => api.PendingUpdates.Count == 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        using var again = new CancellationTokenSource();
        _ = Start("a", again.Token);
        await Until(() => api.Requests.Count(r => r.Method == "getUpdates") >= 3);
        Assert.Equal(900_000_002, (long)api.Requests[^1].Parameters["offset"]!);
        await again.CancelAsync();
    }

    [Fact]
    public async Task Two_instances_never_poll_and_the_second_takes_over_when_the_first_is_gone()
    {
        using var first = new CancellationTokenSource();
        var running = Start("a", first.Token);
        await Until(() => api.Requests.Count >= 1);
        _ = Start("b");
        await Task.Delay(100);
        Assert.Single(api.Requests);
        Assert.Contains("anderes Exemplar", health.Message);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Until(() =>
        {
            clock.Advance(Duration.FromSeconds(10));
            return api.Requests.Count >= 2;
        });
        Assert.All(api.Requests, r => Assert.Equal(200, r.Status));
    }

    [Fact]
    public async Task After_a_crash_the_right_runs_out()
    {
        Assert.NotNull(await new PollLease(store, clock, "a").TryAcquire());
        var other = new PollLease(store, clock, "b");
        Assert.Null(await other.TryAcquire());
        Assert.NotNull(await new PollLease(store, clock, "a").TryAcquire());
        clock.Advance(PollLease.Length + Duration.FromSeconds(1));
        Assert.NotNull(await other.TryAcquire());
    }

    [Fact]
    public async Task Who_lost_the_right_cannot_write_the_offset()
    {
        var slow = new PollLease(store, clock, "a");
        await slow.TryAcquire();
        clock.Advance(PollLease.Length + Duration.FromSeconds(1));
        var fast = new PollLease(store, clock, "b");
        await fast.TryAcquire();
        Assert.True(await fast.Renew(Mark(7)));
        Assert.False(await slow.Renew(Mark(3)));
        Assert.True(await fast.Renew(Mark(8)));
        await fast.Release(Mark(8));
        Assert.Equal(Mark(8), await slow.TryAcquire());
    }

    [Theory]
    [InlineData(401, "Unauthorized", "Token")]
    [InlineData(409, "Conflict: terminated by other getUpdates request", "anderes Programm")]
    public async Task A_refused_token_or_a_second_poller_stop_it_with_an_alarm(int code, string text, string message)
    {
        api.FailNext("getUpdates", code, text, null, times: 1);
        await Start("a").WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(message, health.Message);
        Assert.Single(api.Requests, r => r.Method == "getUpdates");
    }

    [Fact]
    public async Task Failures_are_tried_again_with_growing_pauses()
    {
        ada.Types("eins");
        api.FailNext("getUpdates", 502, "<html>", times: 4);
        _ = Start("a");
        await Until(() =>
        {
            clock.Advance(Duration.FromMilliseconds(500));
            return Taken().Count > 0;
        });
        var at = api.Requests.Where(r => r.Method == "getUpdates").Select(r => r.At).ToList();
        Assert.True(at[4] - at[3] > at[1] - at[0]);
    }

    [Fact]
    public async Task A_flood_is_waited_out()
    {
        ada.Types("eins");
        api.FailNext("getUpdates", 429, "Too Many Requests", retryAfter: 30);
        _ = Start("a");
        await Until(() => api.Requests.Count >= 1);
        await Task.Delay(50);
        clock.Advance(Duration.FromSeconds(29));
        await Task.Delay(50);
        Assert.Empty(Taken());
        clock.Advance(Duration.FromSeconds(1));
        await Until(() => Taken().Count == 1);
    }

    [Fact]
    public async Task An_update_of_an_unknown_shape_does_not_stop_the_others()
    {
        ada.Types("eins");
        api.Deliver("message", System.Text.Json.Nodes.JsonValue.Create("of another shape"));
        ada.Types("zwei");
        _ = Start("a");
        await Until(() => api.PendingUpdates.Count == 0);
        Assert.Equal(["", "eins", "zwei"], Taken().Order());
    }

    [Theory]
    [InlineData("{\"message_id\":1,\"chat\":null}")]
    [InlineData("{\"message_id\":1,\"chat\":{\"id\":1},\"text\":\"half a character: \\ud83d\"}")]
    public async Task What_cannot_be_read_but_has_an_id_is_confirmed(string message)
    {
        var result = $"[{{\"update_id\":900000001,\"message\":{message}}}]";
        api.FailNext("getUpdates", 200, $"{{\"ok\":true,\"result\":{result}}}", times: 2);
        ada.Types("unreadable");
        _ = Start("a");
        await Until(() => api.PendingUpdates.Count == 0);
        ada.Types("zwei");
        await Until(() => Taken().Contains("zwei"));
        Assert.Equal(["", "zwei"], Taken());
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[5,\"x\",[]]")]
    [InlineData("[{\"update_id\":null}]")]
    [InlineData("[{\"update_id\":1e99,\"message\":{}}]")]
    public async Task What_has_no_id_is_passed_over_and_asked_for_again_without_haste(string result)
    {
        api.FailNext("getUpdates", 200, $"{{\"ok\":true,\"result\":{result}}}", times: 6);
        ada.Types("eins");
        _ = Start("a");
        await Until(() => api.Requests.Count >= 2);
        await Task.Delay(100);
        Assert.InRange(api.Requests.Count, 2, 4);
        await Until(() =>
        {
            clock.Advance(Duration.FromMilliseconds(500));
            return Taken().Count > 0;
        });
        Assert.Equal(["eins"], Taken());
    }

    [Fact]
    public async Task After_a_quiet_day_no_offset_is_named_because_ids_may_begin_anew()
    {
        ada.Types("eins");
        _ = Start("a");
        await Until(() => api.PendingUpdates.Count == 0);
        for (var hour = 0; hour < 26; hour++)
        {
            var polls = api.Requests.Count;
            clock.Advance(Duration.FromHours(1));
            await Until(() => api.Requests.Count > polls);
        }
        Assert.Null(api.Requests[^1].Parameters["offset"]);
    }

    private PollMark Mark(long offset) => new(offset, clock.GetCurrentInstant());

    private Task Start(string holder, CancellationToken? until = null)
    {
        var client = new TelegramClient(http, api.BaseAddress, FakeBotApi.Token, TimeProvider.System);
        var lease = new PollLease(store, clock, holder);
        var poller = new Poller(client, Take, lease, health, new TelegramCounters(), clock) { Warn = Look };
        return Task.Run(() => poller.Run(until ?? stop.Token));
    }

    private Task Take(Update update)
    {
        lock (taken)
            taken.Add(update.Message?.Text ?? "");
        return take(update);
    }

    private Task Look(Update update)
    {
        lock (looked)
            looked.Add(update.Message?.Text ?? "");
        return Task.CompletedTask;
    }

    private List<string> Looked()
    {
        lock (looked)
            return [.. looked];
    }

    private List<string> Taken()
    {
        lock (taken)
            return [.. taken];
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 1000 && !isSo(); i++)
            await Task.Delay(10);
        Assert.True(isSo());
    }
}
