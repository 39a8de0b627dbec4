using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Where the desk touches the other features.</summary>
internal static class Others
{
    /// <summary>What neighbours see of a request.</summary>
    public static IReadOnlyList<Text> Lines(Call call, HelpRequest request) => [Text.Quote(request.What)];

    /// <summary>Makes a request visible.</summary>
    public static void Release(Call call, HelpRequest request) =>
        call.Put(HelpRequest.Kind, request with { State = RequestState.Open });

    /// <summary>Declines a request and tells its owner why.</summary>
    public static void Decline(Call call, HelpRequest request, string reason)
    {
        call.Put(HelpRequest.Kind, request with { State = RequestState.Declined });
        call.Tell(request.Owner, Message.Of(CardText.Outcome(reason)));
    }

    /// <summary>Refers the owner of a request to a contact.</summary>
    public static void Refer(Call call, HelpRequest request, Quartiere.Contact contact)
    {
        call.Put(HelpRequest.Kind, request with { State = RequestState.Declined });
        call.Tell(request.Owner, Message.Of(Text.Plain($"{contact.Name}: {contact.Reach}")));
    }

    /// <summary>What a report says.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Card card) => Report.Lines(call, card.Subject);
}
