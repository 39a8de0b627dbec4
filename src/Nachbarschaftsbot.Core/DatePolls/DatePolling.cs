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
        PollTimers.Set(call, poll);
        foreach (var person in poll.Participants.Append(poll.Owner).Distinct())
            call.Put(PollSeat.Kind, PollSeat.Of(poll.Id, person));
        return PollPlaces.Open(call, poll);
    }

    /// <summary>The poll as it will be, or why it cannot be; nothing is written.</summary>
    internal static (DatePoll? Poll, Text? Why) Plan(Call call, DatePollSpec spec)
    {
        var slots = Slots(call, spec);
        var people = spec
            .Participants.Concat(spec.Needed)
            .Distinct()
            .Where(id => Person(call, id) is not null)
            .ToList();
        var channels = spec.Channels.Where(c => call.Find(Channel.Kind, c) is { Inactive: false }).ToList();
        return Why(call, spec, slots, people, channels) is { } why
            ? (null, why)
            : (Make(call, spec, slots, people, channels), null);
    }

    /// <summary>Ends a poll that is not needed any more: everybody who was asked is told once.</summary>
    public static void Cancel(Call call, DatePoll poll) => PollEnding.Cancel(call, poll);

    /// <summary>The newest poll of a feature about a document, or null.</summary>
    public static DatePoll? About(Call call, string feature, string subject) =>
        call.QueryBelow(DatePoll.Kind, "subject", 50, feature, subject).MaxBy(p => p.Created);

    /// <summary>Shows a poll to the person behind the call, here.</summary>
    public static void Show(Call call, DatePoll poll) => PollPlaces.ShowHere(call, poll);

    private static List<PollSlot> Slots(Call call, DatePollSpec spec)
    {
        var times =
            spec.Slots.Count > 0 ? spec.Slots
            : spec.Window is null ? []
            : SlotFinder.Find(spec.Window);
        return
        [
            .. times
                .Where(t => t.Start > call.Now && t.End > t.Start)
                .Distinct()
                .OrderBy(t => t.Start)
                .ThenBy(t => t.End)
                .Select(
                    (t, i) =>
                        new PollSlot(
                            (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                            t.Start,
                            t.End
                        )
                ),
        ];
    }

    private static DatePoll Make(
        Call call,
        DatePollSpec spec,
        List<PollSlot> slots,
        List<string> people,
        List<string> channels
    ) =>
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
            Slots = slots,
            Deadline = Instant.Min(spec.Deadline, slots[^1].Start),
            Minimum = Math.Max(1, spec.Minimum),
            Names = spec.Names,
            ByRule = spec.ByRule,
            ByLink = spec.ByLink,
            Where = spec.Where,
            Created = call.Now,
        };

    private static Text? Why(
        Call call,
        DatePollSpec spec,
        List<PollSlot> slots,
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
