using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Outbox;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Timers;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Timers;

public sealed class TimerRunnerTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = ManualTime.Wednesday();
    private readonly IStore _store;
    private readonly TimerRunner _runner;
    private readonly ConcurrentQueue<Inbound> _taken = [];
    private Func<Inbound, TimerRow, Task>? _take;

    public TimerRunnerTests()
    {
        _store = _folder.OpenStore(_folder.Options with { Durable = false }, _time);
        _take = TakeAndCommit;
        _runner = new(_store, (i, t) => _take(i, t), _time, NullLogger<TimerRunner>.Instance);
    }

    private Instant Now => _time.GetCurrentInstant();

    public async ValueTask DisposeAsync()
    {
        await _runner.StopAsync(default);
        _runner.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_timer_comes_in_when_it_is_due_with_an_id_of_its_own()
    {
        await _runner.StartAsync(default);
        await Set(new TimerRow("remind/r1", "remind", "r1", Now + Duration.FromMinutes(10)));
        await Taken(0);
        _time.Advance(Duration.FromMinutes(9.9));
        await Taken(0);
        _time.Advance(Duration.FromMinutes(0.2));
        await Taken(1);
        var inbound = _taken.Single();
        var due = ((Content.Due)inbound.Content).At;
        Assert.Equal(new Content.Due("remind", "r1", due), inbound.Content);
        Assert.Equal($"timer:remind/r1:{due.ToUnixTimeMilliseconds()}", inbound.Id);
        Assert.Equal(new Place("timer", "r1", null, PlaceKind.Private), inbound.Place);
        Assert.Null(await _store.NextTimer());
    }

    [Fact]
    public async Task What_became_due_while_the_program_was_down_comes_in_at_start_earliest_first_page_by_page()
    {
        await Set([
            .. Enumerable.Range(0, 450).Select(i => new TimerRow($"k/{i}", "k", $"{i}", Now - Duration.FromMinutes(i))),
        ]);
        await _runner.StartAsync(default);
        await Taken(450);
        var subjects = _taken.Select(t => int.Parse(((Content.Due)t.Content).Subject)).ToList();
        Assert.All(subjects[..200], s => Assert.InRange(s, 250, 449));
        Assert.All(subjects[400..], s => Assert.InRange(s, 0, 49));
        Assert.Null(await _store.NextTimer());
    }

    [Fact]
    public async Task An_earlier_timer_wakes_it_and_a_cancelled_one_never_comes()
    {
        await Set(new TimerRow("k/late", "k", "late", Now + Duration.FromHours(5)));
        await _runner.StartAsync(default);
        await Taken(0);
        await Set(new TimerRow("k/soon", "k", "soon", Now + Duration.FromSeconds(5)));
        await Set(new TimerRow("k/gone", "k", "gone", Now + Duration.FromSeconds(4)));
        var cancel = new ChangeSet { At = Now };
        cancel.CancelTimers.Add("k/gone");
        await _store.Commit(cancel);
        _time.Advance(Duration.FromSeconds(5));
        await Taken(1);
        Assert.Equal("soon", ((Content.Due)_taken.Single().Content).Subject);
    }

    [Fact]
    public async Task One_failing_timer_holds_up_no_other_and_is_tried_again()
    {
        var broken = true;
        _take = (inbound, timer) =>
            timer.Subject == "bad" && broken ? throw new InvalidOperationException() : TakeAndCommit(inbound, timer);
        await Set(
            new TimerRow("k/bad", "k", "bad", Now - Duration.FromHours(1)),
            new TimerRow("k/good", "k", "good", Now)
        );
        await _runner.StartAsync(default);
        await Taken(1);
        await Set(new TimerRow("k/next", "k", "next", Now));
        await Taken(2);
        broken = false;
        await Patience.Until(() =>
        {
            _time.Advance(Duration.FromSeconds(5));
            return _taken.Count >= 3;
        });
        await Taken(3);
    }

    [Fact]
    public async Task A_timer_that_sets_itself_again_at_once_goes_on()
    {
        _take = async (inbound, timer) =>
        {
            _taken.Enqueue(inbound);
            var changes = new ChangeSet { At = Now, FiredTimer = timer };
            if (_taken.Count < 5)
                changes.Timers.Add(timer with { Due = Now });
            Assert.Equal(CommitResult.Done, await _store.Commit(changes));
        };
        await Set(new TimerRow("k/1", "k", "1", Now));
        await _runner.StartAsync(default);
        await Patience.Until(() =>
        {
            _time.Advance(Duration.FromMilliseconds(1));
            return _taken.Count >= 5;
        });
        await Taken(5);
    }

    [Fact]
    public async Task A_timer_set_again_to_the_moment_at_which_it_had_come_in_comes_in_again()
    {
        var timer = new TimerRow("k/1", "k", "1", Now);
        await Set(timer);
        await _runner.StartAsync(default);
        await Taken(1);
        await Set(timer);
        await Taken(2);
        Assert.Null(await _store.NextTimer());
    }

    private async Task Set(params TimerRow[] timers)
    {
        var changes = new ChangeSet { At = Now };
        changes.Timers.AddRange(timers);
        await _store.Commit(changes);
    }

    private async Task Taken(int count)
    {
        await Patience.Until(() => _taken.Count >= count, () => $"{_taken.Count} of {count} timers");
        await Task.Delay(20);
        Assert.Equal(count, _taken.Count);
    }

    private async Task TakeAndCommit(Inbound inbound, TimerRow timer)
    {
        await _store.Commit(new ChangeSet { At = Now, FiredTimer = timer });
        _taken.Enqueue(inbound);
    }
}
