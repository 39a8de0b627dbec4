using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>What is over is kept only as long as somebody may come back to it, and without what need not be kept.</summary>
internal static class Closing
{
    /// <summary>The timer that deletes what is over.</summary>
    public const string ForgetTimer = "v-forget";

    /// <summary>How long something that is over is kept.</summary>
    public static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>Writes a Vermittlung that is over: its timers stop; open proposals and contacts that were not shown go at once.</summary>
    public static Vermittlung Close(Call call, Vermittlung over)
    {
        AppointmentTimers.Cancel(call, over);
        call.Unremind(Silence.Timer, over.Id);
        call.Remind(ForgetTimer, over.Id, call.Now + Kept);
        return call.Put(Vermittlung.Kind, over with { Proposed = null, Contacts = new Dictionary<string, string>() });
    }

    /// <summary>Deletes what has been over for long.</summary>
    public static void Forget(Call call, Content.Due due)
    {
        if (call.Find(Vermittlung.Kind, due.Subject) is { IsOver: true } over)
            call.Delete(Vermittlung.Kind, over.Id);
    }
}
