using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Sozialraumdialoge;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Where the desk touches the other features.</summary>
internal static class Others
{
    /// <summary>What neighbours see of a request.</summary>
    public static IReadOnlyList<Text> Lines(Call call, HelpRequest request) => RequestText.Lines(call, request);

    /// <summary>Makes a request visible.</summary>
    public static void Release(Call call, HelpRequest request) => Publishing.Release(call, request);

    /// <summary>Declines a request and tells its owner why.</summary>
    public static void Decline(Call call, HelpRequest request, string reason) =>
        Publishing.Decline(call, request, reason);

    /// <summary>Refers the owner of a request to a contact.</summary>
    public static void Refer(Call call, HelpRequest request, Quartiere.Contact contact) =>
        Publishing.Refer(call, request, contact.Name, contact.Reach);

    /// <summary>Whether a card can become a theme of a round.</summary>
    public static bool CanBundle(Call call, Card card) => Bundling.IsPossible(call, card);

    /// <summary>What a report says.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Card card) => Report.Lines(call, card.Subject);
}
