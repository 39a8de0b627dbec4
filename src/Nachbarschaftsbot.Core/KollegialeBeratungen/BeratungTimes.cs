using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>The times: how long each phase takes, and when it begins.</summary>
internal static class BeratungTimes
{
    /// <summary>The feature's key at date polls.</summary>
    public const string Feature = "beratung";

    private const int DaysToAnswer = 2;
    private const int DaysToLook = 14;

    /// <summary>Changes the time of one phase.</summary>
    public static readonly FormSpec Form = new(
        "beratungzeit",
        [
            new ChoiceQuestion(
                "phase",
                (_, _) =>
                    [
                        .. Enum.GetValues<BeratungPhase>()
                            .Select(p => new FieldOption($"{p}", $"beratung.phase.{BeratungCard.Name(p)}")),
                    ]
            ),
            new NumberQuestion("length", 1, BeratungPlans.Longest),
        ],
        Complete
    );

    /// <summary>Shows the times and asks which shall change.</summary>
    public static void Open(Call call, Beratung beratung)
    {
        if (!beratung.Leads(call.Person!.Id))
        {
            call.Say("beratung.only-moderation");
            return;
        }
        call.Say([
            beratung.AtOnce ? "beratung.times.minutes" : "beratung.times.days",
            .. beratung.Plan.Select(p =>
                Text.Of(
                    "beratung.time",
                    Arg.OfKey("phase", $"beratung.phase.{BeratungCard.Name(p.Phase)}"),
                    ("count", p.Length)
                )
            ),
        ]);
        Forms.Start(call, Form, subject: beratung.Id);
    }

    /// <summary>Asks all participants when they can; the title says nothing of what it is about.</summary>
    public static void FindDate(Call call, Beratung beratung)
    {
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, beratung.Quartier));
        var tomorrow = call.Now.InZone(zone).Date.PlusDays(DaysToAnswer);
        var minutes = beratung.AtOnce ? beratung.Plan.Sum(p => p.Length) : 60;
        var people = beratung.Seats.Select(s => s.Person).ToList();
        var started = DatePolling.Start(
            call,
            new()
            {
                Quartier = beratung.Quartier,
                Title = "beratung.date.title",
                Feature = Feature,
                Subject = beratung.Id,
                Owner = beratung.Owner,
                Participants = people,
                Needed = [beratung.Owner],
                Minimum = Math.Min(2, people.Count),
                Deadline = call.Now + Duration.FromDays(DaysToAnswer) - Duration.FromHours(1),
                Window = new()
                {
                    From = tomorrow.AtStartOfDayInZone(zone).ToInstant(),
                    LastDay = tomorrow.PlusDays(DaysToLook),
                    Zone = zone,
                    Length = Duration.FromMinutes(Math.Max(15, minutes)),
                    Busy = PollBusy.Of(call, people),
                },
            }
        );
        call.Say(started is PollStart.Refused(var why) ? why : "beratung.date.asked");
    }

    /// <summary>A date was found.</summary>
    public static void Found(Call call, DatePoll poll, PollSlot slot)
    {
        if (call.Find(Beratung.Kind, poll.Subject) is not { State: BeratungState.Planned } beratung)
            return;
        MeetingBook.Schedule(
            call,
            new()
            {
                Id = call.Ids.Short(),
                Quartier = beratung.Quartier,
                Title = poll.Title,
                Start = slot.Start,
                End = slot.End,
                Online = true,
                Participants = [.. beratung.Seats.Select(s => s.Person)],
                Owner = beratung.Owner,
                Feature = Feature,
                Subject = beratung.Id,
            }
        );
        Set(call, beratung, slot.Start, "beratung.date.found");
    }

    /// <summary>The meeting was moved or cancelled; the people heard it already.</summary>
    public static void Changed(Call call, string id)
    {
        if (
            call.Find(Meeting.Kind, id) is { } meeting
            && call.Find(Beratung.Kind, meeting.Subject) is { State: BeratungState.Planned } beratung
        )
            Set(call, beratung, meeting.State == MeetingState.Planned ? meeting.Start : null);
    }

    /// <summary>
    /// The consultation goes: searches for a date and meetings go too, past ones as well, because they say who took part.
    /// </summary>
    public static void Drop(Call call, Beratung beratung)
    {
        DatePolling.Forget(call, Feature, beratung.Id);
        MeetingBook.Forget(call, Feature, beratung.Id);
    }

    private static void Set(Call call, Beratung beratung, Instant? start, params Text[] before)
    {
        if (start is { } at)
            call.Remind(BeratungLife.StartTimer, beratung.Id, at);
        else
            call.Unremind(BeratungLife.StartTimer, beratung.Id);
        BeratungNews.Anew(call, beratung with { StartsAt = start }, before);
    }

    private static void Complete(Call call, Draft draft)
    {
        if (
            call.Find(Beratung.Kind, draft.Subject ?? "") is not { State: BeratungState.Planned } beratung
            || !beratung.Leads(call.Person?.Id)
        )
        {
            call.Say("beratung.not-now");
            return;
        }
        var length = int.Parse(draft["length"]!, System.Globalization.CultureInfo.InvariantCulture);
        BeratungNews.Anew(
            call,
            beratung with
            {
                Plan = [.. beratung.Plan.Select(p => $"{p.Phase}" == draft["phase"] ? p with { Length = length } : p)],
            },
            "beratung.times.changed"
        );
    }
}
