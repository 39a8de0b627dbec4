using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>Documents, their versions and their indexes.</summary>
public abstract partial class StoreContract
{
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
    public async Task A_document_is_found_with_its_version_also_where_there_is_none()
    {
        Assert.Equal((null, 0), await Store.FindSlot(Note.Kind, "a"));
        await Put(0, new Note("a", "Ada", "1"));
        Assert.Equal((new Note("a", "Ada", "1"), 1), await Store.FindSlot(Note.Kind, "a"));
        await Delete("a", 1);
        Assert.Equal((null, 0), await Store.FindSlot(Note.Kind, "a"));
    }

    [Fact]
    public async Task Who_wrote_finds_it_by_query_while_others_ask_and_write_the_same()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => WriteAndAsk($"n{n}"))));

        async Task WriteAndAsk(string id)
        {
            for (var i = 0; i < 100; i++)
            {
                Assert.Equal(CommitResult.Done, await Put(0, new Note(id, "Ada", null)));
                Assert.Contains(id, await Query("by", "Ada", "Adb"));
                Assert.Equal(CommitResult.Done, await Delete(id, 1));
                Assert.DoesNotContain(id, await Query("by", "Ada", "Adb"));
            }
        }
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
}
