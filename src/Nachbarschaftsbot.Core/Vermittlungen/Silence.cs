using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// When nothing happens for long: both are asked, then it ends by itself, so that no place stays taken and nothing is kept for ever.
/// </summary>
internal static class Silence
{
    /// <summary>The timer that looks whether something still happens.</summary>
    public const string Timer = "v-quiet";

    private static readonly Duration AskAfter = Duration.FromDays(7);
    private static readonly Duration EndAfter = Duration.FromDays(21);
    private static readonly Duration AskAgainAfterAppointment = Duration.FromDays(3);
    private static readonly Duration DoneAfterAppointment = Duration.FromDays(14);

    /// <summary>Begins to watch, from now or from the agreed appointment on.</summary>
    public static void Watch(Call call, Vermittlung live) =>
        call.Remind(
            Timer,
            live.Id,
            Appointment(call, live) is { } at ? at + AskAgainAfterAppointment : call.Now + AskAfter
        );

    /// <summary>Looks whether something still happens.</summary>
    public static void Fire(Call call, Content.Due due)
    {
        if (call.Find(Vermittlung.Kind, due.Subject) is not { IsLive: true } live)
            return;
        if (Appointment(call, live) is { } at)
            AfterAppointment(call, live, at);
        else
            WithoutAppointment(call, live);
    }

    private static void AfterAppointment(Call call, Vermittlung live, Instant at)
    {
        if (call.Now < at + AskAgainAfterAppointment)
            Watch(call, live);
        else if (call.Now < at + DoneAfterAppointment)
        {
            Ask(call, live, reader => Ending.Question(call, live, reader));
            call.Remind(Timer, live.Id, at + DoneAfterAppointment);
        }
        else
            Ending.DoneInSilence(call, live);
    }

    private static void WithoutAppointment(Call call, Vermittlung live)
    {
        var last = live.Wrote.Values.Append(live.Created).Max();
        if (call.Now < last + AskAfter)
            call.Remind(Timer, live.Id, last + AskAfter);
        else if (call.Now < last + EndAfter)
        {
            Ask(call, live, reader => Still(call, live, reader));
            call.Remind(Timer, live.Id, last + EndAfter);
        }
        else
            End(call, live);
    }

    private static void Ask(Call call, Vermittlung live, Func<string, Message> question)
    {
        foreach (var reader in (string[])[live.Owner, live.Helper])
            call.Tell(reader, question(reader));
    }

    private static Message Still(Call call, Vermittlung live, string reader) =>
        Message
            .Of(
                Text.Of("vermittlung.still", Sides.Name(call, live.Other(reader))),
                VermittlungText.About(call, live),
                "vermittlung.still.ask"
            )
            .Row(Press.Button("v-talk", live.Id), Press.Button("v-propose", live.Id))
            .Row(Press.Button("v-done", live.Id), Press.Button("v-cancel", live.Id)) with
        {
            Priority = Priority.Reminder,
            Promised = true,
        };

    private static void End(Call call, Vermittlung live)
    {
        Closing.Close(call, live with { State = VermittlungState.Cancelled, CancelledBy = live.Helper });
        Matching.FreePlace(call, live);
        foreach (var reader in (string[])[live.Owner, live.Helper])
        {
            var message = Message.Of(
                Text.Of("vermittlung.silent", Sides.Name(call, live.Other(reader))),
                VermittlungText.About(call, live)
            );
            message =
                reader == live.Owner
                    ? Reopening.Say(call, live.Request, message)
                    : message.And("vermittlung.cancelled.thanks");
            call.Tell(reader, message with { Priority = Priority.Notice });
        }
    }

    private static Instant? Appointment(Call call, Vermittlung live) =>
        live.Agreed is { } agreed ? AppointmentTimers.At(call, live, agreed) : null;
}
