using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Where the desk touches the other features.</summary>
internal static class Others
{
    /// <summary>What neighbours see of a request.</summary>
    public static IReadOnlyList<Text> Lines(Call call, HelpRequest request) => [Text.Quote(request.What)];

    /// <summary>What a report says.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Card card) => [];
}
