using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Begin, go on, keep the time, end, delete.</summary>
internal static class BeratungLife
{
    /// <summary>The clock of the phases.</summary>
    public const string ClockTimer = "beratung-clock";

    /// <summary>The day on which everything goes.</summary>
    public const string DeleteTimer = "beratung-delete";

    /// <summary>The moment for which a date was found.</summary>
    public const string StartTimer = "beratung-start";

    /// <summary>At one time: how long after its end a phase goes on by itself.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(3);

    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>Spread over days: what is left to say something where the reminder could not come in time.</summary>
    private static readonly Duration Late = Duration.FromHours(12);

    /// <summary>The first phase begins. Without the person who wanted to take part it does not.</summary>
    public static void Begin(Call call, Beratung beratung)
    {
        if (!beratung.Leads(call.Person!.Id))
            call.Say("beratung.only-moderation");
        else if (beratung.Seats.Count < 2)
            call.Say("beratung.alone");
        else if (beratung.Consent.TakesPart && beratung.Seats.All(s => s.Role != BeratungRole.Concerned))
            call.Say("beratung.waits-for-person");
        else
        {
            call.Unremind(StartTimer, beratung.Id);
            Enter(call, beratung with { State = BeratungState.Running }, 0, "beratung.begins");
        }
    }

    /// <summary>What the button with which the moderation goes on carries: it counts for one phase.</summary>
    public static string NextStamp(Beratung beratung) => $"{beratung.At}";

    /// <summary>What the button for more time carries: it counts for one phase, and there once.</summary>
    public static string MoreStamp(Beratung beratung) => $"{beratung.At}.{beratung.Extensions}";

    /// <summary>The moderation goes on. A button of an earlier phase does nothing twice.</summary>
    public static void Next(Call call, Beratung beratung)
    {
        if (!beratung.Leads(call.Person!.Id))
            call.Say("beratung.only-moderation");
        else if (call.Argument == NextStamp(beratung))
            GoOn(call, beratung);
        else
            Explain(call, "beratung.stale");
    }

    /// <summary>The moderation gives more time: five minutes, or one day.</summary>
    public static void More(Call call, Beratung beratung)
    {
        if (!beratung.Leads(call.Person!.Id))
            call.Say("beratung.only-moderation");
        else if (call.Argument == MoreStamp(beratung))
        {
            var from = Instant.Max(call.Now, beratung.PhaseEnds!.Value);
            var more = beratung.AtOnce ? Duration.FromMinutes(5) : Day;
            beratung = beratung with { Extensions = beratung.Extensions + 1 };
            BeratungNews.Refresh(call, Timed(call, beratung, from + more));
            call.Toast("beratung.more");
        }
        else if (call.Argument.Split('.')[0] == $"{beratung.At}")
            Explain(call, "beratung.more.already");
        else
            Explain(call, "beratung.stale");
    }

    /// <summary>Why a button does nothing any more.</summary>
    private static void Explain(Call call, Text why)
    {
        call.Toast(why);
        if (call.Where == Where.Private)
            call.Say(why);
    }

    /// <summary>
    /// The clock speaks. First time: at one time that the phase is over; spread over days a reminder to who has said nothing. Second
    /// time: it goes on by itself.
    /// </summary>
    public static void Clock(Call call, Content.Due due)
    {
        if (call.Find(Beratung.Kind, due.Subject) is not { State: BeratungState.Running } beratung)
            return;
        var ends = beratung.PhaseEnds!.Value;
        var speaks = beratung.AtOnce || beratung.ClockSpoke ? ends : ends - Day;
        // That of a phase which somebody ended at the same moment. The store keeps milliseconds.
        if (due.At < speaks - Duration.FromSeconds(1))
            return;
        if (beratung.ClockSpoke)
        {
            GoOn(call, beratung);
            return;
        }
        // After an outage nobody could know that the time was up: everybody still gets the time that is promised.
        var next = Instant.Max(
            ends,
            call.Now
                + (
                    beratung.AtOnce ? Grace
                    : ends <= call.Now ? Late
                    : Duration.Zero
                )
        );
        beratung = beratung with { ClockSpoke = true, PhaseEnds = beratung.AtOnce ? ends : next };
        call.Put(Beratung.Kind, beratung);
        call.Remind(ClockTimer, beratung.Id, next);
        BeratungNews.ToAll(call, beratung, seat => TimeWord(call, beratung, seat));
        if (beratung.AtOnce)
            BeratungGroup.Say(call, beratung, TimeUp(beratung, "beratung.time-up.lead"));
    }

    /// <summary>The date has come.</summary>
    public static void Start(Call call, Content.Due due)
    {
        if (call.Find(Beratung.Kind, due.Subject) is { State: BeratungState.Planned } beratung)
            BeratungNews.Anew(call, beratung, "beratung.start-now");
    }

    /// <summary>The date of deletion has come.</summary>
    public static void DeleteDue(Call call, Content.Due due)
    {
        if (call.Find(Beratung.Kind, due.Subject) is { } beratung)
            Delete(call, beratung, "beratung.deleted");
    }

    /// <summary>Asks the owner whether to delete now.</summary>
    public static void AskDelete(Call call, Beratung beratung) =>
        call.Say(
            Message
                .Of("beratung.delete.sure")
                .Row(Press.Button("k-gone", beratung.Id), Press.Button("k-keep", beratung.Id))
        );

    /// <summary>
    /// Deletes it with every trace: the document and its key, cards in the chats, open forms about it, timers. Nothing of it can be read
    /// in backups either.
    /// </summary>
    public static void Delete(Call call, Beratung beratung, Text word)
    {
        foreach (var seat in beratung.Seats)
        {
            BeratungNews.TakeAllBack(call, beratung, seat);
            call.Delete(BeratungSeat.Kind, BeratungSeat.Of(beratung.Id, seat.Person).Id);
            if (call.Find(Person.Kind, seat.Person) is not { } person)
                continue;
            call.DropDrafts(person, beratung.Id);
            call.Tell(person, Message.Of(word) with { Priority = Priority.Notice });
        }
        BeratungGroup.TakeAllBack(call, beratung);
        BeratungTimes.Drop(call, beratung);
        call.Delete(Beratung.Kind, beratung.Id);
        foreach (var timer in (string[])[ClockTimer, DeleteTimer, StartTimer])
            call.Unremind(timer, beratung.Id);
        call.Decision.ForgetSubjects.Add(beratung.Id);
        call.Decision.Scrub = true;
        call.Decision.Counted.Add("consultation.deleted");
    }

    private static void GoOn(Call call, Beratung beratung)
    {
        if (beratung.At + 1 < beratung.Plan.Count)
        {
            Enter(call, beratung, beratung.At + 1, "beratung.goes-on");
            return;
        }
        call.Unremind(ClockTimer, beratung.Id);
        call.Decision.Counted.Add("consultation.held");
        BeratungNews.Anew(call, beratung with { State = BeratungState.Done, PhaseEnds = null }, "beratung.over");
    }

    private static void Enter(Call call, Beratung beratung, int at, Text word)
    {
        var length = beratung.Plan[at].Length;
        var ends = call.Now + (beratung.AtOnce ? Duration.FromMinutes(length) : Duration.FromDays(length));
        BeratungNews.Anew(call, Timed(call, beratung with { At = at, Extensions = 0 }, ends), word);
    }

    private static Beratung Timed(Call call, Beratung beratung, Instant ends)
    {
        var speaks = beratung.AtOnce ? ends : Instant.Max(ends - Day, call.Now + (ends - call.Now) / 2);
        call.Remind(ClockTimer, beratung.Id, speaks);
        return beratung with { PhaseEnds = ends, ClockSpoke = false };
    }

    private static Message TimeUp(Beratung beratung, string key) =>
        Message.Of(Text.Of(key, Arg.OfKey("phase", $"beratung.phase.{BeratungCard.Name(beratung.Phase)}")));

    private static Message? TimeWord(Call call, Beratung beratung, Seat seat)
    {
        if (beratung.AtOnce)
            return TimeUp(beratung, beratung.Leads(seat.Person) ? "beratung.time-up.lead" : "beratung.time-up");
        var hasSaid = beratung.Said.Any(s => s.Phase == beratung.Phase && s.Person == seat.Person);
        return hasSaid || !BeratungSaying.MaySay(beratung, seat)
            ? null
            : Message.Of(
                Text.Of("beratung.reminder", BeratungCard.When(call, beratung, "when", beratung.PhaseEnds!.Value))
            ) with
            {
                Priority = Priority.Reminder,
            };
    }
}
