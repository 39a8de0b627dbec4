using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>Updates are taken in order, once, and confirmed when they took effect.</summary>
public sealed class PollerTests : PollerBench
{
    [Fact]
    public async Task Updates_are_taken_in_order_and_confirmed_afterwards()
    {
        ada.Types("eins");
        ada.Types("zwei");
        var running = Start("a");
        await Patience.Until(() => api.PendingUpdates.Count == 0);
        Assert.Equal(["eins", "zwei"], Taken());
        ada.Types("drei");
        await Patience.Until(() => Taken().Contains("drei"));
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
        await Patience.Until(() => Taken().Contains("anderer Chat"));
        await Task.Delay(50);
        Assert.DoesNotContain("danach", Taken());
        Assert.Equal(3, api.PendingUpdates.Count);
        slow.SetResult();
        await Patience.Until(() => api.PendingUpdates.Count == 0);
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
        await Patience.Until(() => Taken().Count(t => t == "b") >= 2);
        Assert.Equal(2, api.PendingUpdates.Count);
        Assert.DoesNotContain("c", Taken());
        isFull = false;
        await Patience.Until(() =>
        {
            clock.Advance(Duration.FromSeconds(1));
            return api.PendingUpdates.Count == 0;
        });
        Assert.Equal(1, Taken().Count(t => t == "c"));
        Assert.Equal(1, Taken().Count(t => t == "a"));
    }

    [Theory]
    [InlineData(true, "In die Datenbank kann nicht geschrieben werden")]
    [InlineData(false, "InvalidOperationException")]
    public async Task What_kept_an_update_from_being_taken_is_said_as_it_is(bool isStore, string said)
    {
        take = _ => throw (isStore ? new StoreUnavailableException("full") : new InvalidOperationException("a bug"));
        ada.Types("a");
        _ = Start("a");
        await Patience.Until(() => health.Message.Contains(said, StringComparison.Ordinal));
        Assert.Single(api.PendingUpdates);
    }

    [Fact]
    public async Task Behind_what_could_not_be_stored_only_words_of_danger_are_looked_for()
    {
        take = u => u.Message!.Text == "b" ? throw new StoreUnavailableException("full") : Task.CompletedTask;
        ada.Types("a");
        ada.Types("b");
        ada.Types("c");
        _ = Start("a");
        await Patience.Until(() => Looked().Contains("c"));
        Assert.DoesNotContain("c", Taken());
        Assert.DoesNotContain("a", Looked());
    }

    [Fact]
    public async Task The_offset_survives_a_restart()
    {
        ada.Types("eins");
        var running = Start("a");
        await Patience.Until(() => api.PendingUpdates.Count == 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        using var again = new CancellationTokenSource();
        _ = Start("a", again.Token);
        await Patience.Until(() => api.Requests.Count(r => r.Method == "getUpdates") >= 3);
        Assert.Equal(900_000_002, (long)api.Requests[^1].Parameters["offset"]!);
        await again.CancelAsync();
    }

    [Fact]
    public async Task After_a_quiet_day_no_offset_is_named_because_ids_may_begin_anew()
    {
        ada.Types("eins");
        _ = Start("a");
        await Patience.Until(() => api.PendingUpdates.Count == 0);
        for (var hour = 0; hour < 26; hour++)
        {
            var polls = api.Requests.Count;
            clock.Advance(Duration.FromHours(1));
            await Patience.Until(() => api.Requests.Count > polls);
        }
        Assert.Null(api.Requests[^1].Parameters["offset"]);
    }
}
