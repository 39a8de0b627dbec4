using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Those who answered a request.</summary>
internal static class Answers
{
    private const int Most = 200;

    /// <summary>How many wait for the owner's choice.</summary>
    public static int Waiting(Call call, HelpRequest request) =>
        All(call, request).Count(v => v.State == VermittlungState.Offered);

    /// <summary>Whether somebody has a place and it is not over.</summary>
    public static bool HasLive(Call call, HelpRequest request) =>
        request.Taken.Any(id => call.Find(Vermittlung.Kind, id) is { IsLive: true });

    /// <summary>Tells those who answered that it reads differently now.</summary>
    public static void TellChanged(Call call, HelpRequest request)
    {
        foreach (var vermittlung in All(call, request).Where(v => v.IsLive || v.State == VermittlungState.Offered))
            call.Tell(
                vermittlung.Helper,
                Message.Of([
                    RequestText.Wayed("request.changed.told", request),
                    .. RequestText.Lines(call, request),
                ]) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    private static IReadOnlyList<Vermittlung> All(Call call, HelpRequest request) =>
        call.QueryBelow(Vermittlung.Kind, "request", Most, request.Id);
}
