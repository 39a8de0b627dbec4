using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Shows a Vermittlung to the person of the call.</summary>
internal static class Showing
{
    /// <summary>Shows it with the buttons that work now.</summary>
    public static void Show(Call call, Vermittlung vermittlung, params Text[] before)
    {
        var message = For(call, vermittlung, call.Person!.Id, before);
        if (call.Where == Where.Private)
            call.Say(message);
        else
        {
            call.Toast(before.Length > 0 ? before[0] : "vermittlung.goes-on-private");
            call.Tell(call.Person, message);
        }
    }

    /// <summary>It as a message for one side.</summary>
    public static Message For(Call call, Vermittlung vermittlung, string reader, params Text[] before) =>
        Message.Of([.. before, .. VermittlungText.Lines(call, vermittlung, reader)]) with
        {
            Buttons = VermittlungText.Buttons(call, vermittlung, reader),
        };
}
