using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>
/// Asks when people are busy. An answer always comes: who cannot be found, and after a few failed tries everybody, is unknown, so that
/// whoever waits for it can go on.
/// </summary>
internal sealed class GraphBusyTimes(GraphClient client, GraphDirectory directory)
{
    private const int Tries = 5;
    private const int Minutes = 30;

    /// <summary>Schedules in one request; Graph takes twenty.</summary>
    private const int Together = 20;

    /// <summary>The longest time Exchange looks ahead in one request is 62 days.</summary>
    private static readonly Duration Longest = Duration.FromDays(60);

    private readonly ConcurrentDictionary<long, int> _tries = new();

    /// <summary>Asks, and answers when it knows or gives up.</summary>
    internal async Task<(Delivery, Content?)> Ask(FreeBusyQuestion question, long deliveryId, CancellationToken cancel)
    {
        var (busy, unknown, trouble) = await Read(question, cancel);
        if (trouble is null or GraphTrouble.Refused || _tries.AddOrUpdate(deliveryId, 1, (_, n) => n + 1) >= Tries)
        {
            _tries.TryRemove(deliveryId, out _);
            if (trouble is not null)
                (busy, unknown) = ([], [.. question.Persons.Select(p => p.Person)]);
            return (
                trouble is GraphTrouble.Refused(var reason) ? new Delivery.Refused(reason) : new Delivery.Sent([]),
                new Content.FreeBusy(question.Feature, question.Subject, busy, unknown)
            );
        }
        return (GraphEventBook.Outcome(trouble), null);
    }

    private async Task<(List<BusyTime> Busy, List<string> Unknown, GraphTrouble? Trouble)> Read(
        FreeBusyQuestion question,
        CancellationToken cancel
    )
    {
        List<BusyTime> busy = [];
        List<string> unknown = [];
        List<(string Person, string Address)> known = [];
        foreach (var invitee in question.Persons)
        {
            var (address, trouble) = await directory.AddressOf(invitee.Account, cancel);
            if (trouble is not null)
                return (busy, unknown, trouble);
            if (address is null)
                unknown.Add(invitee.Person);
            else
                known.Add((invitee.Person, address));
        }
        var to = Instant.Min(question.To, question.From + Longest);
        foreach (var some in known.Chunk(Together))
        {
            var body = new GraphScheduleQuestion(
                [.. some.Select(s => s.Address)],
                GraphTimes.At(question.From, "UTC"),
                GraphTimes.At(to, "UTC"),
                Minutes
            );
            var (answer, trouble) = await client.Schedules(body, cancel);
            if (trouble is not null)
                return (busy, unknown, trouble);
            foreach (var (person, address) in some)
                if (Of(answer, address) is { } schedule)
                    busy.AddRange(Times(person, schedule, question.From));
                else
                    unknown.Add(person);
        }
        return (busy, unknown, null);
    }

    private static GraphSchedule? Of(GraphSchedules? answer, string address) =>
        answer?.Value?.FirstOrDefault(s =>
            s.Error is null
            && string.Equals(s.ScheduleId, address, StringComparison.OrdinalIgnoreCase)
            && (s.ScheduleItems is not null || s.AvailabilityView is not null)
        );

    /// <summary>The exact times where they may be seen, otherwise the half hours of the view.</summary>
    private static IEnumerable<BusyTime> Times(string person, GraphSchedule schedule, Instant from)
    {
        if (schedule.ScheduleItems is { Count: > 0 } items)
            return items
                .Where(i => i.Status is not ("free" or "workingElsewhere"))
                .Select(i => (From: GraphTimes.Read(i.Start), To: GraphTimes.Read(i.End)))
                .Where(i => i is { From: { } first, To: { } last } && first < last)
                .Select(i => new BusyTime(person, i.From!.Value, i.To!.Value));
        return Runs(schedule.AvailabilityView ?? "")
            .Select(r => new BusyTime(
                person,
                from + Duration.FromMinutes(r.First * Minutes),
                from + Duration.FromMinutes(r.Behind * Minutes)
            ));
    }

    /// <summary>Runs of characters that are neither 0 (free) nor 4 (works elsewhere).</summary>
    private static IEnumerable<(int First, int Behind)> Runs(string view)
    {
        for (var i = 0; i < view.Length; i++)
        {
            if (view[i] is '0' or '4')
                continue;
            var first = i;
            while (i < view.Length && view[i] is not ('0' or '4'))
                i++;
            yield return (first, i);
        }
    }
}
