using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>What waits to be sent, and where it stands once it was.</summary>
public abstract partial class StoreContract
{
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
}
