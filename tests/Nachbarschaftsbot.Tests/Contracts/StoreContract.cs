using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>What every engine keeps to. An engine binds it by saying how it is opened.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    internal static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);

    internal IStore Store { get; private set; } = null!;

    /// <summary>The clock that the store goes by.</summary>
    internal ManualTime Clock { get; } = ManualTime.Wednesday();

    /// <summary>Opens the store of this test, the first time empty, then with what it held.</summary>
    internal abstract Task<IStore> Open();

    public virtual async ValueTask InitializeAsync() => Store = await Open();

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_inbound_takes_effect_once()
    {
        Assert.False(await Store.Seen("in:1"));
        Assert.Equal(CommitResult.Done, await Commit("in:1", new Note("a", "Ada", "1")));
        Assert.True(await Store.Seen("in:1"));
        Assert.Equal(CommitResult.Duplicate, await Commit("in:1", new Note("b", "Ben", "1")));
        Assert.Null(await Fresh("b"));

        ValueTask<CommitResult> Commit(string inbound, Note note)
        {
            var changes = new ChangeSet { InboundId = inbound, At = Noon };
            changes.Puts.Add(new(Note.Kind, note, 0));
            return Store.Commit(changes);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_nobody_waits_for_is_written_alone_and_together_with_what_is_in_a_hurry(bool hurryComes)
    {
        var unhurried = new ChangeSet { At = Noon, CanWait = true };
        unhurried.Puts.Add(new(Note.Kind, new Note("later", "Ada", "1"), 0));
        var later = Store.Commit(unhurried).AsTask();
        if (hurryComes)
        {
            var changes = new ChangeSet { At = Noon };
            changes.Puts.Add(new(Note.Kind, new Note("now", "Ben", "1"), 0));
            Assert.Equal(CommitResult.Done, await Store.Commit(changes));
        }
        Assert.Equal(CommitResult.Done, await later);
        Assert.NotNull(await Fresh("later"));
    }

    [Fact]
    public async Task One_inbound_coming_in_many_times_at_once_takes_effect_once()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => Task.Run(async () => await Store.Commit(Inbound("in:9", $"n{i}"))))
        );
        Assert.Single(results, CommitResult.Done);
        Assert.Equal(63, results.Count(r => r == CommitResult.Duplicate));
        Assert.Single(await Query("by", "Ada", "Adb"));

        static ChangeSet Inbound(string id, string note)
        {
            var changes = new ChangeSet { InboundId = id, At = Noon };
            changes.Puts.Add(new(Note.Kind, new Note(note, "Ada", ""), 0));
            return changes;
        }
    }

    [Fact]
    public async Task Timers_are_set_moved_cancelled_and_fired()
    {
        var earliest = new List<Instant>();
        Store.TimerSet += earliest.Add;
        await Timers(new("a", "kind", "x", At(5)), new("b", "kind", "y", At(3)), new("c", "other", "x", At(9)));
        Assert.Equal([At(3)], earliest);
        Assert.Equal(At(3), await Store.NextTimer());
        Assert.Equal(["b", "a"], (await Store.DueTimers(At(5), 10)).Select(t => t.Key));
        Assert.Equal(["b"], (await Store.DueTimers(At(5), 1)).Select(t => t.Key));

        await Timers(new TimerRow("b", "kind", "y", At(20)));
        Assert.Equal(At(5), await Store.NextTimer());

        var cancel = new ChangeSet { At = Noon };
        cancel.CancelTimers.Add("a");
        await Store.Commit(cancel);
        Assert.Equal(["c", "b"], (await Store.DueTimers(At(99), 10)).Select(t => t.Key));

        await Store.Commit(new ChangeSet { At = Noon, FiredTimer = new("b", "kind", "y", At(20)) });
        var forget = new ChangeSet { At = Noon };
        forget.ForgetSubjects.Add("x");
        await Store.Commit(forget);
        Assert.Null(await Store.NextTimer());
    }

    [Fact]
    public async Task Forgetting_a_subject_spares_what_the_same_commit_sets()
    {
        await Timers(new TimerRow("a", "kind", "x", At(1)));
        var forget = new ChangeSet { At = Noon };
        forget.ForgetSubjects.Add("x");
        forget.Timers.Add(new("b", "kind", "x", At(2)));
        await Store.Commit(forget);
        Assert.Equal(["b"], (await Store.DueTimers(At(9), 10)).Select(t => t.Key));
    }

    [Fact]
    public async Task A_timer_that_fires_may_be_set_anew_in_the_same_commit()
    {
        var timer = new TimerRow("a", "kind", "x", At(1));
        await Timers(timer);
        foreach (var due in (Instant[])[At(2), At(2), At(1)])
        {
            var again = new ChangeSet { At = Noon, FiredTimer = timer };
            timer = timer with { Due = due };
            again.Timers.Add(timer);
            Assert.Equal(CommitResult.Done, await Store.Commit(again));
            Assert.True(await Store.HasTimer("a", due));
        }
    }

    [Fact]
    public async Task A_timer_takes_effect_once_for_each_time_it_was_set()
    {
        var timer = new TimerRow("a", "kind", "x", At(1));
        await Timers(timer);
        Assert.Equal([CommitResult.Done, CommitResult.Duplicate], [await Fire("n1"), await Fire("n2")]);
        await Timers(timer);
        Assert.Equal([CommitResult.Done, CommitResult.Duplicate], [await Fire("n3"), await Fire("n4")]);
        await Timers(timer with { Due = At(5) });
        Assert.Equal(CommitResult.Duplicate, await Fire("n5"));
        Assert.True(await Store.HasTimer("a", At(5)));
        Assert.Equal(["n1", "n3"], await Query("by", "Ada", "Adb"));

        ValueTask<CommitResult> Fire(string note)
        {
            var changes = new ChangeSet { At = Noon, FiredTimer = timer };
            changes.Puts.Add(new(Note.Kind, new Note(note, "Ada", ""), 0));
            return Store.Commit(changes);
        }
    }

    [Fact]
    public async Task A_timer_whose_turn_met_a_conflict_comes_in_again()
    {
        var timer = new TimerRow("a", "kind", "x", At(1));
        await Timers(timer);
        var stale = new ChangeSet { At = Noon, FiredTimer = timer };
        stale.Checks.Add(new(Note.Kind, "n", 7));
        Assert.Equal(CommitResult.Conflict, await Store.Commit(stale));
        Assert.Equal(CommitResult.Done, await Store.Commit(new ChangeSet { At = Noon, FiredTimer = timer }));
    }

    [Fact]
    public async Task Everything_is_there_after_opening_again()
    {
        var changes = new ChangeSet { InboundId = "in:1", At = Noon };
        changes.Puts.Add(new(Note.Kind, new Note("a", "Ada", "1"), 0));
        changes.Timers.Add(new("t", "kind", "a", At(1)));
        var id = Store.NextOutboxId();
        changes.Outbox.Add(Row(id));
        changes.Messages.Add(new("test:1", "card:x", ["10"], Noon));
        await Store.Commit(changes);
        await Reopen();
        Assert.Equal(new(new Note("a", "Ada", "1"), 1), await Find("a"));
        Assert.Equal(["a"], await Query("by", "Ada", "Adb"));
        Assert.True(await Store.Seen("in:1"));
        Assert.Equal(At(1), await Store.NextTimer());
        Assert.Equal(id, Assert.Single(await Store.ReadOutbox(0, 10)).Id);
        Assert.Equal("card:x", await Store.ReferenceOf("test:1", "10"));
        Assert.True(Store.NextOutboxId() > id);
    }

    internal async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = await Open();
    }

    internal static Instant At(int minutes) => Noon + Duration.FromMinutes(minutes);

    internal static OutboxRow Row(long id) => new(id, "test", "test:1", 1, Noon, 0, [1, 2, 3]);

    internal ValueTask<Versioned<Note>?> Find(string id) => Store.Find(Note.Kind, id);

    internal ValueTask<Versioned<Note>?> Fresh(string id)
    {
        Store.Forget(Note.Kind, id);
        return Store.Find(Note.Kind, id);
    }

    internal async Task<List<string>> Query(string index, string from, string below, int limit = 100) =>
        [.. (await Store.Query(Note.Kind, index, from, below, limit)).Select(d => d.Document.Id)];

    internal ValueTask<CommitResult> Put(long version, Note note)
    {
        var changes = new ChangeSet { At = Noon };
        changes.Puts.Add(new(Note.Kind, note, version));
        return Store.Commit(changes);
    }

    internal ValueTask<CommitResult> Delete(string id, long version)
    {
        var changes = new ChangeSet { At = Noon };
        changes.Deletes.Add(new(Note.Kind, id, version));
        return Store.Commit(changes);
    }

    internal ValueTask<CommitResult> Timers(params TimerRow[] timers)
    {
        var changes = new ChangeSet { At = Noon };
        changes.Timers.AddRange(timers);
        return Store.Commit(changes);
    }

    internal ValueTask<CommitResult> Map(params MessageMap[] maps)
    {
        var changes = new ChangeSet { At = Noon };
        changes.Messages.AddRange(maps);
        return Store.Commit(changes);
    }
}
