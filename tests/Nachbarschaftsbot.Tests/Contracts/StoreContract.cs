using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>What every engine keeps to. An engine binds it by saying how it is opened.</summary>
public abstract class StoreContract : IAsyncLifetime
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
    public async Task A_document_is_found_as_it_was_written()
    {
        Assert.Null(await Find("a"));
        Assert.Equal(CommitResult.Done, await Put(0, new Note("a", "Ada", "Grüße 🌷")));
        Assert.Equal(new(new Note("a", "Ada", "Grüße 🌷"), 1), await Fresh("a"));
        Assert.Equal(CommitResult.Done, await Put(1, new Note("a", "Ada", null)));
        Assert.Equal(new(new Note("a", "Ada", null), 2), await Find("a"));
        Assert.Equal(2, await Store.VersionOf(Note.Kind, "a"));
        Assert.Equal(0, await Store.VersionOf(Note.Kind, "b"));
    }

    [Fact]
    public async Task A_write_on_another_version_is_refused_and_changes_nothing()
    {
        await Put(0, new Note("a", "Ada", "1"));
        Assert.Equal(CommitResult.Conflict, await Put(0, new Note("a", "Ada", "new")));
        Assert.Equal(CommitResult.Conflict, await Put(2, new Note("a", "Ada", "later")));
        Assert.Equal(CommitResult.Conflict, await Put(1, new Note("b", "Ben", "was never there")));
        Assert.Equal("1", (await Fresh("a"))!.Value.Document.Words);
        Assert.Null(await Fresh("b"));
    }

    [Fact]
    public async Task A_refused_change_set_leaves_nothing_of_itself()
    {
        await Put(0, new Note("a", "Ada", "1"));
        var changes = new ChangeSet { InboundId = "in:1", At = Noon };
        changes.Puts.Add(new(Note.Kind, new Note("b", "Ben", "x"), 0));
        changes.Puts.Add(new(Note.Kind, new Note("a", "Ada", "x"), 7));
        changes.Timers.Add(new("t", "kind", "a", Noon));
        changes.Outbox.Add(Row(1));
        Assert.Equal(CommitResult.Conflict, await Store.Commit(changes));
        Assert.Null(await Fresh("b"));
        Assert.False(await Store.Seen("in:1"));
        Assert.Null(await Store.NextTimer());
        Assert.Empty(await Store.ReadOutbox(0, 10));
    }

    [Fact]
    public async Task A_check_refuses_when_what_was_read_has_changed()
    {
        await Put(0, new Note("a", "Ada", "1"));
        Assert.Equal(CommitResult.Done, await Check("a", 1));
        Assert.Equal(CommitResult.Done, await Check("missing", 0));
        Assert.Equal(CommitResult.Conflict, await Check("a", 2));
        Assert.Equal(CommitResult.Conflict, await Check("a", 0));
        Assert.Equal(CommitResult.Conflict, await Check("missing", 1));

        ValueTask<CommitResult> Check(string id, long version)
        {
            var changes = new ChangeSet { At = Noon };
            changes.Checks.Add(new(Note.Kind, id, version));
            return Store.Commit(changes);
        }
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_may_come_again()
    {
        await Put(0, new Note("a", "Ada", "1"));
        Assert.Equal(CommitResult.Conflict, await Delete("a", 3));
        Assert.Equal(CommitResult.Done, await Delete("a", 1));
        Assert.Null(await Find("a"));
        Assert.Equal(CommitResult.Done, await Delete("a", 1));
        Assert.Equal(CommitResult.Conflict, await Put(1, new Note("a", "Ada", "from the grave")));
        Assert.Equal(CommitResult.Done, await Put(0, new Note("a", "Ada", "again")));
        Assert.Equal(1, (await Find("a"))!.Value.Version);
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
    public async Task Of_many_who_write_one_version_exactly_one_wins()
    {
        await Put(0, new Note("a", "Ada", "0"));
        var won = new int[401];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var tries = 0; tries < 50; tries++)
                            Interlocked.Increment(ref won[await Win()]);
                    })
                )
        );
        Assert.Equal(401, (await Fresh("a"))!.Value.Version);
        Assert.All(won[1..], w => Assert.Equal(1, w));

        async Task<long> Win()
        {
            while (true)
            {
                var now = (await Find("a"))!.Value;
                var next = int.Parse(now.Document.Words!) + 1;
                if (await Put(now.Version, new Note("a", "Ada", $"{next}")) == CommitResult.Done)
                    return now.Version;
            }
        }
    }

    [Fact]
    public async Task A_refusal_does_not_touch_its_neighbours()
    {
        await Put(0, new Note("shared", "Ada", "0"));
        var commits = Enumerable.Range(0, 200).Select(i => Both(i).AsTask()).ToList();
        var results = await Task.WhenAll(commits);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(i % 2 == 0 ? CommitResult.Done : CommitResult.Conflict, results[i]);
            Assert.Equal(i % 2 == 0, await Fresh($"n{i}") is not null);
            Assert.Equal(i % 2 == 0, await Store.Seen($"in:{i}"));
        }

        ValueTask<CommitResult> Both(int i)
        {
            var changes = new ChangeSet { InboundId = $"in:{i}", At = Noon };
            changes.Puts.Add(new(Note.Kind, new Note($"n{i}", "Ada", ""), 0));
            if (i % 2 == 1)
                changes.Puts.Add(new(Note.Kind, new Note("shared", "Ada", "x"), 99));
            return Store.Commit(changes);
        }
    }

    [Fact]
    public async Task A_change_set_that_cannot_be_written_does_not_take_others_with_it()
    {
        var broken = new ChangeSet { At = Noon };
        broken.Puts.Add(new(Note.Kind, new Note("twice", "Ada", ""), 0));
        broken.Puts.Add(new(Note.Kind, new Note("twice", "Ada", ""), 0));
        var before = Enumerable.Range(0, 20).Select(i => Put(0, new Note($"b{i}", "Ada", "")).AsTask()).ToList();
        var failing = Store.Commit(broken).AsTask();
        var after = Enumerable.Range(0, 20).Select(i => Put(0, new Note($"a{i}", "Ada", "")).AsTask()).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.All(await Task.WhenAll(before.Concat(after)), r => Assert.Equal(CommitResult.Done, r));
        Assert.Null(await Fresh("twice"));
    }

    [Fact]
    public async Task Queries_give_a_range_of_an_index_in_order()
    {
        foreach (var (id, by) in new[] { ("3", "Ada"), ("1", "Ben"), ("2", "Ada"), ("4", "Adalbert"), ("5", "Cem") })
            await Put(0, new Note(id, by, null));
        Assert.Equal(["2", "3"], await Query("by", IndexValue.Of("Ada"), IndexValue.After("Ada")));
        Assert.Equal(["2", "3", "4", "1"], await Query("by", "A", "C"));
        Assert.Equal(["2", "3", "4"], await Query("by", "A", "C", 3));
        Assert.Equal(["2", "3", "4", "1", "5"], await Query("by", "", "\uffff"));
        Assert.Empty(await Query("by", "D", "Z"));
    }

    [Fact]
    public async Task Index_values_of_several_parts_are_found_by_prefix()
    {
        await Put(0, new Note("1", IndexValue.Of("linden", "open"), null));
        await Put(0, new Note("2", IndexValue.Of("linden", "done"), null));
        await Put(0, new Note("3", IndexValue.Of("lindenhof", "open"), null));
        await Put(0, new Note("4", "linden", null));
        await Put(0, new Note("5", "", ""));
        Assert.Equal(["5"], await Query("by", "", "a"));
        Assert.Equal(["5"], await Query("words", "", "a"));
        Assert.Equal(["2", "1"], await Query("by", IndexValue.Below("linden"), IndexValue.After("linden")));
        Assert.Equal(["4", "2", "1"], await Query("by", IndexValue.Of("linden"), IndexValue.After("linden")));
    }

    [Fact]
    public async Task A_document_leaves_an_index_when_its_value_is_null_and_moves_when_it_changes()
    {
        await Put(0, new Note("1", "Ada", "loud"));
        Assert.Equal(["1"], await Query("words", "a", "z"));
        await Put(1, new Note("1", "Ben", null));
        Assert.Empty(await Query("words", "a", "z"));
        Assert.Empty(await Query("by", "Ada", "Adb"));
        Assert.Equal(["1"], await Query("by", "Ben", "Beo"));
        await Delete("1", 2);
        Assert.Empty(await Query("by", "Ben", "Beo"));
    }

    [Fact]
    public async Task A_query_never_gives_an_older_version_than_the_last_commit()
    {
        for (var i = 0; i < 50; i++)
        {
            await Put(i, new Note("1", "Ada", $"w{i}"));
            var found = await Store.Query(Note.Kind, "by", "Ada", "Adb", 10);
            Assert.Equal(new(new Note("1", "Ada", $"w{i}"), i + 1), Assert.Single(found));
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
        cancel.FiredTimer = new("b", "kind", "y", At(3)); // it was moved meanwhile, so it stays
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
        var again = new ChangeSet { At = Noon, FiredTimer = timer };
        again.Timers.Add(timer with { Due = At(2) });
        await Store.Commit(again);
        Assert.Equal(At(2), await Store.NextTimer());

        var atOnce = new ChangeSet { At = Noon, FiredTimer = timer with { Due = At(2) } };
        atOnce.Timers.Add(timer with { Due = At(2) });
        await Store.Commit(atOnce);
        Assert.Equal(At(2) + Duration.FromMilliseconds(1), await Store.NextTimer());
        Assert.False(await Store.HasTimer("a", At(2)));
        Assert.True(await Store.HasTimer("a", At(2) + Duration.FromMilliseconds(1)));
    }

    [Fact]
    public async Task The_outbox_keeps_what_waits()
    {
        var changes = new ChangeSet { At = Noon };
        long[] ids = [Store.NextOutboxId(), Store.NextOutboxId(), Store.NextOutboxId()];
        Assert.True(ids[0] < ids[1] && ids[1] < ids[2]);
        changes.Outbox.AddRange(ids.Select(Row));
        await Store.Commit(changes);
        var rows = await Store.ReadOutbox(0, 10);
        Assert.Equal(ids, rows.Select(r => r.Id));
        Assert.Equal(Row(ids[1]) with { Payload = rows[1].Payload }, rows[1]);
        Assert.Equal(Row(ids[1]).Payload, rows[1].Payload);
        Assert.Equal(ids[1..2], (await Store.ReadOutbox(ids[0], 1)).Select(r => r.Id));

        var later = new ChangeSet { At = Noon };
        later.Finished.Add(ids[0]);
        later.Delayed.Add(Row(ids[2]) with { NotBefore = At(7), Attempts = 3, Payload = [9], Lane = "test:other" });
        later.Delayed.Add(Row(99)); // gone meanwhile: does not come back
        await Store.Commit(later);
        rows = await Store.ReadOutbox(0, 10);
        Assert.Equal(ids[1..], rows.Select(r => r.Id));
        Assert.Equal((At(7), 3, "test:other"), (rows[1].NotBefore, rows[1].Attempts, rows[1].Lane));
    }

    [Fact]
    public async Task Messages_are_found_from_both_sides()
    {
        await Map(new("test:1", "card:x", ["10", "11"], Noon), new("test:2", "card:x", ["10"], Noon));
        Assert.Equal(["10", "11"], await Store.MessageIds("test:1", "card:x"));
        Assert.Equal("card:x", await Store.ReferenceOf("test:1", "11"));
        Assert.Empty(await Store.MessageIds("test:1", "card:y"));
        Assert.Null(await Store.ReferenceOf("test:3", "10"));

        await Map(new MessageMap("test:1", "card:x", ["12"], Noon));
        Assert.Null(await Store.ReferenceOf("test:1", "11"));
        Assert.Equal("card:x", await Store.ReferenceOf("test:1", "12"));

        await Map(new MessageMap("test:1", "card:x", [], Noon));
        Assert.Empty(await Store.MessageIds("test:1", "card:x"));
        Assert.Null(await Store.ReferenceOf("test:1", "12"));
        Assert.Equal("card:x", await Store.ReferenceOf("test:2", "10"));
    }

    [Fact]
    public async Task A_forgotten_place_leaves_no_trace_and_gets_none_from_a_late_send()
    {
        var told = new List<string>();
        Store.LaneForgotten += told.Add;
        var changes = new ChangeSet { At = Noon };
        changes.Outbox.AddRange([Row(1), Row(2) with { Lane = "test:other" }]);
        changes.Messages.Add(new("test:1", "card:x", ["10"], Noon));
        await Store.Commit(changes);

        var forget = new ChangeSet { At = Noon };
        forget.ForgetLanes.Add("test:1");
        forget.Outbox.Add(Row(3));
        await Store.Commit(forget);
        Assert.Equal(["test:1"], told);
        Assert.Equal([2, 3], (await Store.ReadOutbox(0, 10)).Select(r => r.Id));
        Assert.Empty(await Store.MessageIds("test:1", "card:x"));
        Assert.Null(await Store.ReferenceOf("test:1", "10"));

        var late = new ChangeSet { At = Noon };
        late.Finished.Add(1);
        late.Messages.Add(new("test:1", "card:y", ["20"], Noon, OutboxId: 1));
        late.Finished.Add(2);
        late.Messages.Add(new("test:other", "card:z", ["30"], Noon, OutboxId: 2));
        await Store.Commit(late);
        Assert.Empty(await Store.MessageIds("test:1", "card:y"));
        Assert.Equal(["30"], await Store.MessageIds("test:other", "card:z"));
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_and_memory_is_told()
    {
        var told = new List<long>();
        Store.Withdrawn += told.AddRange;
        var changes = new ChangeSet { At = Noon };
        changes.Outbox.AddRange([Row(1), Row(2), Row(3)]);
        await Store.Commit(changes);
        Assert.Empty(told);
        var withdraw = new ChangeSet { At = Noon };
        withdraw.Withdrawn.AddRange([1, 3]);
        await Store.Commit(withdraw);
        Assert.Equal([1, 3], told);
        Assert.Equal([2], (await Store.ReadOutbox(0, 10)).Select(r => r.Id));
    }

    [Fact]
    public async Task What_failed_for_good_is_counted()
    {
        var changes = new ChangeSet
        {
            InboundId = "in:1",
            At = Noon,
            ParkedReason = "Words: NullReferenceException",
        };
        changes.Parked.Add(("outbox:7", "too long"));
        await Store.Commit(changes);
        Assert.Equal(2, await Store.CountParked());
    }

    [Fact]
    public async Task What_failed_for_good_is_forgotten_after_a_month()
    {
        var changes = new ChangeSet { InboundId = "in:1", At = Clock.GetCurrentInstant() };
        changes.Parked.Add(("outbox:7", "too long"));
        await Store.Commit(changes);
        Clock.Advance(Duration.FromDays(29));
        await Store.Upkeep();
        Assert.Equal(1, await Store.CountParked());
        Clock.Advance(Duration.FromDays(2));
        await Store.Upkeep();
        Assert.Equal(0, await Store.CountParked());
    }

    [Fact]
    public async Task Where_a_message_stands_is_forgotten_after_sixty_days_unless_what_it_is_about_is_there()
    {
        await Put(0, new Note("abc", "Ada", null));
        var sent = Clock.GetCurrentInstant();
        await Map(
            new MessageMap("test:1", "card:abc", ["10"], sent),
            new MessageMap("test:1", "talk:abc:3", ["11"], sent),
            new MessageMap("test:1", "card:gone", ["12", "13"], sent),
            new MessageMap("test:2", "form:xyz", ["14"], sent)
        );
        Clock.Advance(Duration.FromDays(59));
        await Map(new MessageMap("test:2", "card:young", ["15"], Clock.GetCurrentInstant()));
        await Upkeep();
        Assert.Equal(["12", "13"], await Store.MessageIds("test:1", "card:gone"));
        Clock.Advance(Duration.FromDays(2));
        await Upkeep();
        Assert.Empty(await Store.MessageIds("test:1", "card:gone"));
        Assert.Null(await Store.ReferenceOf("test:1", "13"));
        Assert.Empty(await Store.MessageIds("test:2", "form:xyz"));
        Assert.Equal(["10"], await Store.MessageIds("test:1", "card:abc"));
        Assert.Equal("talk:abc:3", await Store.ReferenceOf("test:1", "11"));
        Assert.Equal(["15"], await Store.MessageIds("test:2", "card:young"));

        await Delete("abc", 1);
        await Upkeep();
        Assert.Empty(await Store.MessageIds("test:1", "card:abc"));
        Assert.Null(await Store.ReferenceOf("test:1", "11"));
    }

    [Fact]
    public async Task What_is_about_to_be_edited_in_a_place_is_not_forgotten()
    {
        var changes = new ChangeSet { At = Clock.GetCurrentInstant() };
        changes.Messages.Add(new("test:1", "card:gone", ["10"], changes.At));
        changes.Outbox.Add(Row(1));
        await Store.Commit(changes);
        Clock.Advance(Duration.FromDays(61));
        await Upkeep();
        Assert.Equal(["10"], await Store.MessageIds("test:1", "card:gone"));
        var done = new ChangeSet { At = Clock.GetCurrentInstant() };
        done.Finished.Add(1);
        await Store.Commit(done);
        await Upkeep();
        Assert.Empty(await Store.MessageIds("test:1", "card:gone"));
    }

    [Fact]
    public async Task Many_messages_are_forgotten_little_by_little()
    {
        var sent = Clock.GetCurrentInstant();
        await Map([.. Enumerable.Range(0, 1000).Select(n => new MessageMap("test:1", $"form:{n}", [$"{n}"], sent))]);
        Clock.Advance(Duration.FromDays(61));
        await Upkeep();
        for (var n = 0; n < 1000; n++)
            Assert.Empty(await Store.MessageIds("test:1", $"form:{n}"));
    }

    private async Task Upkeep()
    {
        for (var batch = 0; batch < 12; batch++)
            await Store.Upkeep();
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

    [Fact]
    public async Task Outbox_ids_never_come_again_even_when_all_were_finished()
    {
        var id = 0L;
        for (var round = 0; round < 3; round++)
        {
            var next = Store.NextOutboxId();
            Assert.True(next > id);
            id = next;
            var changes = new ChangeSet { At = Noon };
            changes.Outbox.Add(Row(id));
            await Store.Commit(changes);
            var done = new ChangeSet { At = Noon };
            done.Finished.Add(id);
            await Store.Commit(done);
            await Reopen();
        }
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
