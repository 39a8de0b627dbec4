using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>Only one polls, and goes on after another.</summary>
public sealed class PollerRightTests : PollerBench
{
    [Fact]
    public async Task While_the_right_to_poll_cannot_be_kept_updates_are_looked_at_and_none_is_confirmed()
    {
        take = _ => store.Writable ? Task.CompletedTask : throw new StoreUnavailableException("full");
        _ = Start("a");
        await Patience.Until(() => api.Requests.Count >= 1);
        await store.TakesNothing();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new PollLease(store, clock, "a").TryAcquire());
        ada.Types("eins");
        await Patience.Until(() =>
        {
            clock.Advance(Duration.FromSeconds(1));
            return Looked().Count >= 2;
        });
        Assert.Single(api.PendingUpdates);
        await store.TakesAgain();
        await Patience.Until(() =>
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
        await Patience.Until(() => Looked().Count >= 1);
        Assert.Empty(Taken());
        Assert.Single(api.PendingUpdates);
    }

    [Fact]
    public async Task Two_instances_never_poll_and_the_second_takes_over_when_the_first_is_gone()
    {
        using var first = new CancellationTokenSource();
        var running = Start("a", first.Token);
        await Patience.Until(() => api.Requests.Count >= 1);
        _ = Start("b");
        await Task.Delay(100);
        Assert.Single(api.Requests);
        Assert.Contains("anderes Exemplar", health.Message);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Patience.Until(() =>
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

    private PollMark Mark(long offset) => new(offset, clock.GetCurrentInstant());
}
