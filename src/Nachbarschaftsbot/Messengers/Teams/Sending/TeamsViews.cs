using System.Text;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>
/// Cards whose buttons only some see. The card that all receive has none; the clients of those who may press ask for theirs, which is
/// made at that moment from what is so then. Nothing of them is kept here.
/// </summary>
internal sealed class TeamsViews(TeamsBook book, ActivityRenderer renderer)
{
    /// <summary>Teams asks for at most so many people (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).</summary>
    internal const int MostUsers = 60;

    /// <summary>
    /// Whose clients shall ask for theirs. Null where all get the same card: what is confidential; also where somebody who may press
    /// could not be asked for theirs, or where they are too many.
    /// </summary>
    internal async ValueTask<CardView?> Of(Outbound message)
    {
        if (
            message
            is not { To.Kind: not PlaceKind.Private, Act: not Act.Delete, Confidential: false, Buttons.Count: > 0 }
        )
            return null;
        if (message is not { Ref: { } reference, Actors: { Count: <= MostUsers } actors })
            return null;
        var ids = new List<string>(actors.Count);
        foreach (var actor in actors)
        {
            if (await book.PersonalOf(actor) is not { UserId: { Length: > 0 } id })
                return null;
            ids.Add(id);
        }
        return new(reference, ids);
    }

    /// <summary>The card of a message for somebody who may press, as JSON; null where it has none.</summary>
    internal async Task<string?> CardFor(Outbound message) =>
        renderer.CardWithButtons(message, await Of(message)) is { } card
            ? Encoding.UTF8.GetString(ActivityRenderer.Bytes(card))
            : null;
}
