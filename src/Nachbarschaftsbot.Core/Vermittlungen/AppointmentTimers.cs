using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Reminders before an agreed appointment, and the question afterwards.</summary>
internal static class AppointmentTimers
{
    /// <summary>The evening before.</summary>
    public const string DayBefore = "v-day";

    /// <summary>Two hours before.</summary>
    public const string Soon = "v-soon";

    /// <summary>Three hours after: did it work?</summary>
    public const string After = "v-after";

    private static readonly LocalTime Evening = new(18, 0);
    private static readonly Duration AtLeastBefore = Duration.FromHours(12);
    private static readonly Duration SoonBefore = Duration.FromHours(2);
    private static readonly Duration AskAfter = Duration.FromHours(3);

    /// <summary>When an appointment is; null when it is none.</summary>
    public static Instant? At(Call call, Vermittlung vermittlung, Appointment appointment) =>
        When.Decode(appointment.When) is When.Moment moment
            ? moment.At.InZoneLeniently(Sides.Zone(call, vermittlung)).ToInstant()
            : null;

    /// <summary>Sets the timers of the agreed appointment; those of an earlier one move or go.</summary>
    public static void Set(Call call, Vermittlung vermittlung)
    {
        foreach (var kind in (string[])[DayBefore, Soon, After])
            if (Due(call, vermittlung, kind) is { } due && due > call.Now)
                call.Remind(kind, vermittlung.Id, due);
            else
                call.Unremind(kind, vermittlung.Id);
    }

    /// <summary>Cancels all of them.</summary>
    public static void Cancel(Call call, Vermittlung vermittlung)
    {
        foreach (var kind in (string[])[DayBefore, Soon, After])
            call.Unremind(kind, vermittlung.Id);
    }

    /// <summary>A timer is due.</summary>
    public static void Fire(Call call, Content.Due due)
    {
        if (
            call.Find(Vermittlung.Kind, due.Subject)
                is not { State: VermittlungState.Agreed, Agreed: { } agreed } vermittlung
            || Due(call, vermittlung, due.Kind) != due.At
            || At(call, vermittlung, agreed) is not { } at
        )
            return;
        foreach (var reader in (string[])[vermittlung.Owner, vermittlung.Helper])
            if (due.Kind == After)
                call.Tell(reader, Ending.Question(call, vermittlung, reader));
            else if (call.Now < at && !ComesTooLate(call, vermittlung, reader, at))
                call.Tell(reader, Reminder(call, vermittlung, reader, due.Kind, agreed));
    }

    private static Instant? Due(Call call, Vermittlung vermittlung, string kind)
    {
        if (vermittlung.Agreed is not { } agreed || At(call, vermittlung, agreed) is not { } at)
            return null;
        if (kind != DayBefore)
            return kind == Soon ? at - SoonBefore : at + AskAfter;
        var zone = Sides.Zone(call, vermittlung);
        var evening = (at.InZone(zone).Date.PlusDays(-1) + Evening).InZoneLeniently(zone).ToInstant();
        return at - evening >= AtLeastBefore ? evening : null;
    }

    /// <summary>Whether the quiet hours would hold a reminder back until the appointment has begun.</summary>
    private static bool ComesTooLate(Call call, Vermittlung vermittlung, string reader, Instant at) =>
        call.Find(Person.Kind, reader) is { } person
        && QuietTime.HoldBeyond(at, person.Quiet, call.Now, Sides.Zone(call, vermittlung));

    private static Message Reminder(
        Call call,
        Vermittlung vermittlung,
        string reader,
        string kind,
        Appointment agreed
    ) =>
        Message
            .Of(
                Text.Of(
                    kind == Soon ? "vermittlung.reminder.soon" : "vermittlung.reminder.day",
                    Sides.Name(call, vermittlung.Other(reader))
                ),
                VermittlungText.Topic(call, vermittlung),
                VermittlungText.Appointment("vermittlung.appointment.is", agreed)
            )
            .Row(Press.Button("v-talk", vermittlung.Id), Press.Button("v-cancel", vermittlung.Id)) with
        {
            Priority = Priority.Reminder,
            Promised = true,
        };
}
