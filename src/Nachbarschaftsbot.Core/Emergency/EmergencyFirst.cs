using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Emergency;

internal static class EmergencyFirst
{
    public static void Answer(Call call, string text) { }
}
