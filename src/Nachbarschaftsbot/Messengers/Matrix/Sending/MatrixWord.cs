using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// The short word for who pressed something. Matrix has nothing that pops up, so it is a notice under the message, in its thread where it
/// stands in one, and it calls the person by name: others in the room know that it is not for them.
/// </summary>
internal sealed class MatrixWord(
    MatrixClient client,
    MatrixChoices choices,
    MatrixTransactions transactions,
    MatrixBook book,
    MatrixThreads threads,
    Catalog catalog
)
{
    private const int Tries = 3;

    /// <summary>Says it, at most once for each inbound. A failure changes nothing: what was pressed has taken effect.</summary>
    /// <param name="inbound">What was pressed or typed.</param>
    /// <param name="eventId">The message it is about, or null.</param>
    /// <param name="text">The word.</param>
    /// <param name="language">Its language.</param>
    /// <param name="cancel">Ends the tries.</param>
    internal async Task Say(Inbound inbound, string? eventId, Text text, string language, CancellationToken cancel)
    {
        try
        {
            if (await book.RoomOf(inbound.Place) is { RoomId: var room })
                await Send(room, inbound, eventId, catalog.Words(text, language), cancel);
        }
        catch (StoreUnavailableException)
        {
            // The word alone is not worth a second try.
        }
    }

    private async Task Send(string room, Inbound inbound, string? eventId, string words, CancellationToken cancel)
    {
        var isAlone = inbound.Place.Kind == PlaceKind.Private;
        var part = isAlone || inbound.Sender is not { } sender ? new(words, null) : Addressed(sender, words);
        var mentioned = isAlone ? null : inbound.Sender?.Account.Id;
        var root = eventId is null ? null : threads.RootOf(eventId) ?? (await choices.Find(eventId))?.Root;
        var content = MatrixContent.Notice(part, new(root, eventId, IsReply: root is not null), mentioned);
        var txn = await transactions.Of($"word {inbound.Id}");
        for (var tries = 0; tries < Tries; tries++)
        {
            var answer = await client.Send(room, MatrixContent.Message, txn, content, cancel);
            if (answer.Outcome is not (MatrixOutcome.Transient or MatrixOutcome.Limited))
                return;
            await Task.Delay(
                answer.Outcome is MatrixOutcome.Limited(var after) ? after : TimeSpan.FromSeconds(1),
                cancel
            );
        }
    }

    /// <summary>The name as a link to the person, which is what makes a mention show (https://spec.matrix.org/latest/client-server-api/#user-and-room-mentions).</summary>
    private static MatrixPart Addressed(Sender sender, string words)
    {
        var name = sender.FirstName.Length > 0 ? sender.FirstName : sender.Account.Id;
        var id = Uri.EscapeDataString(sender.Account.Id).Replace("%40", "@").Replace("%3A", ":");
        var link = "https://matrix.to/#/" + id;
        return new(
            $"{name}: {words}",
            $"<a href=\"{MatrixWriter.Escaped(link)}\">{MatrixWriter.Escaped(name)}</a>: {MatrixWriter.Escaped(words)}"
        );
    }
}
