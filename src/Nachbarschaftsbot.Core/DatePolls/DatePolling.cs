using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Finding a common date, as the other features see it: starts polls and ends them.</summary>
public static class DatePolling
{
    /// <summary>The feature of a poll that somebody started for themselves.</summary>
    public const string Alone = "datepoll";

    /// <summary>Starts a poll: the card goes to every channel and person. What came of it comes to <c>Registry.OnDateFound</c>.</summary>
    public static PollStart Start(Call call, DatePollSpec spec)
    {
        var (poll, why) = Plan(call, spec);
        if (poll is null)
            return new PollStart.Refused(why!);
        foreach (var seat in poll.Participants.Append(poll.Owner).Distinct().Concat(poll.Channels))
            call.Put(PollSeat.Kind, PollSeat.Of(poll.Id, seat));
        if (spec is { Slots.Count: 0, Window: { } window } && PollSearching.Ask(call, poll, window))
            return Search(call, poll, window);
        PollTimers.Set(call, poll);
        return PollPlaces.Open(call, poll);
    }

    /// <summary>The poll as it will be, or why it cannot be; nothing is written.</summary>
    internal static (DatePoll? Poll, Text? Why) Plan(Call call, DatePollSpec spec)
    {
        var people = spec
            .Participants.Concat(spec.Needed)
            .Distinct()
            .Where(id => Person(call, id) is not null)
            .ToList();
        var channels = spec.Channels.Where(c => call.Find(Channel.Kind, c) is { Inactive: false }).ToList();
        var slots = Numbered(call, Times(call, spec, people));
        return Why(call, spec, slots, people, channels) is { } why
            ? (null, why)
            : (Opened(call, Make(call, spec, people, channels), slots), null);
    }

    /// <summary>The dates that lie ahead, in order, each with its number.</summary>
    internal static IReadOnlyList<PollSlot> Numbered(Call call, IEnumerable<Interval> times) =>
        [
            .. times
                .Where(t => t.Start > call.Now && t.End > t.Start)
                .Distinct()
                .OrderBy(t => t.Start)
                .ThenBy(t => t.End)
                .Select((t, i) => new PollSlot((i + 1).ToString(CultureInfo.InvariantCulture), t.Start, t.End)),
        ];

    /// <summary>The poll with its dates; nobody can answer longer than until the last one begins.</summary>
    internal static DatePoll Opened(Call call, DatePoll poll, IReadOnlyList<PollSlot> slots) =>
        poll with
        {
            Slots = slots,
            Deadline = Instant.Min(poll.Deadline, slots[^1].Start),
            Answers =
                poll.OwnerComes && Person(call, poll.Owner) is { } owner
                    ? [new(owner.Id, owner.FirstName, slots.ToDictionary(s => s.Id, _ => PollVoice.Yes), call.Now)]
                    : [],
        };

    /// <summary>Ends a poll that is not needed any more: everybody who was asked is told once.</summary>
    public static void Cancel(Call call, DatePoll poll) => PollEnding.Cancel(call, poll);

    /// <summary>
    /// Deletes all polls of a feature about a document, with the cards that name who was asked. Who is still asked hears that it has ended.
    /// </summary>
    public static void Forget(Call call, string feature, string subject)
    {
        foreach (var poll in call.QueryBelow(DatePoll.Kind, "subject", 50, feature, subject))
        {
            PollEnding.Cancel(call, poll);
            PollPlaces.TakeBack(call, poll);
            PollData.Remove(call, poll, "datepoll.ended-long-ago");
        }
    }

    /// <summary>The newest poll of a feature about a document, or null.</summary>
    public static DatePoll? About(Call call, string feature, string subject) =>
        call.QueryBelow(DatePoll.Kind, "subject", 50, feature, subject).MaxBy(p => p.Created);

    /// <summary>Shows a poll to the person behind the call, here.</summary>
    public static void Show(Call call, DatePoll poll) => PollPlaces.ShowHere(call, poll);

    private static IReadOnlyList<Interval> Times(Call call, DatePollSpec spec, IReadOnlyList<string> people) =>
        spec.Slots.Count > 0 || spec.Window is null
            ? spec.Slots
            : PollSearching.Find(call, spec.Window with { Needed = spec.Needed }, people, []);

    private static PollStart.Started Search(Call call, DatePoll poll, SlotSearch window)
    {
        poll = call.Put(
            DatePoll.Kind,
            poll with
            {
                State = PollState.Searching,
                Window = PollWindow.Of(window),
                Slots = [],
                Answers = [],
            }
        );
        PollTimers.Set(call, poll);
        return new(poll, []);
    }

    private static DatePoll Make(Call call, DatePollSpec spec, List<string> people, List<string> channels) =>
        new()
        {
            Id = call.Ids.Short(),
            Quartier = spec.Quartier,
            Title = spec.Title,
            Feature = spec.Feature,
            Subject = spec.Subject,
            Owner = spec.Owner,
            Participants = people,
            Needed = [.. spec.Needed.Where(people.Contains)],
            Channels = channels,
            Deadline = spec.Deadline,
            Minimum = Math.Max(1, spec.Minimum),
            Names = spec.Names,
            ByRule = spec.ByRule,
            ByLink = spec.ByLink,
            OwnerComes = spec.OwnerComes,
            Where = spec.Where,
            Online = spec.Online,
            Created = call.Now,
        };

    private static Text? Why(
        Call call,
        DatePollSpec spec,
        IReadOnlyList<PollSlot> slots,
        List<string> people,
        List<string> channels
    ) =>
        slots.Count == 0
            ? Text.Of(spec.Window is null || spec.Slots.Count > 0 ? "datepoll.no-slots" : "datepoll.no-free")
        : slots.Count > DatePoll.MostSlots ? Text.Of("datepoll.too-many-slots", ("max", DatePoll.MostSlots))
        : people.Count > DatePoll.MostPersons ? Text.Of("datepoll.too-many-people", ("max", DatePoll.MostPersons))
        : people.All(p => p == spec.Owner) && channels.Count == 0 && !spec.ByLink ? "datepoll.nobody"
        : spec.Deadline <= call.Now ? (Text)"datepoll.deadline-over"
        : null;

    private static Person? Person(Call call, string id) => call.Find(Neighbours.Person.Kind, id);
}
