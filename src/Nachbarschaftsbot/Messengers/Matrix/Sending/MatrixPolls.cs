using System.Globalization;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// Polls of Matrix beside a message whose numbers do the same. The form is the one that clients speak, which is not the one that is planned
/// (https://github.com/matrix-org/matrix-spec-proposals/pull/3381). A client that knows no polls shows the words.
/// </summary>
internal sealed class MatrixPolls(
    MatrixClient client,
    MatrixChoices choices,
    MatrixTransactions transactions,
    Catalog catalog
)
{
    private const string Start = "org.matrix.msc3381.poll.start";
    private const string End = "org.matrix.msc3381.poll.end";
    private const string Words = "org.matrix.msc1767.text";

    /// <summary>The number of an answer, or null.</summary>
    internal static int? Number(string answer) =>
        int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Brings the polls beside an event to what the message says: new ones begin, those that are over end.</summary>
    /// <returns>How it ended; what was not done is done by the next try.</returns>
    internal async Task<MatrixOutcome> Show(string eventId, Outbound message, CancellationToken cancel)
    {
        if (await choices.Find(eventId) is not { } card)
            return MatrixOutcome.Done;
        using var underWay = choices.SendPolls(card.Place);
        var polls = new Dictionary<string, string>(card.Polls);
        var wanted = message.Polls ?? [];
        foreach (var (id, poll) in card.Polls.Where(p => wanted.All(w => w.Id != p.Key)))
        {
            var ended = await Send(card.Room, End, $"end {poll}", Ending(poll, message.Language), cancel);
            if (!ended.IsOk)
                return ended.Outcome;
            await choices.Drop(poll);
            polls.Remove(id);
            await choices.SetPolls(eventId, polls);
        }
        foreach (var poll in wanted.Where(w => !polls.ContainsKey(w.Id)))
        {
            var content = Beginning(poll, message.Language);
            var begun = await Send(card.Room, Start, $"poll {eventId} {poll.Id}", content, cancel);
            if (!begun.IsOk)
                return begun.Outcome;
            await choices.PutPoll(card, begun.Value!.EventId, poll.Answers);
            polls[poll.Id] = begun.Value.EventId;
            await choices.SetPolls(eventId, polls);
        }
        return MatrixOutcome.Done;
    }

    private JsonObject Beginning(PollView poll, string language)
    {
        var question = catalog.Words(poll.Question, language);
        var labels = poll.Answers.Select(a => catalog.Words(a.Label, language)).ToList();
        var answers = labels.Select((label, i) => (JsonNode)new JsonObject { ["id"] = Id(i), [Words] = label });
        return new()
        {
            [Words] = string.Join('\n', labels.Select((label, i) => $"{Id(i)}. {label}").Prepend(question)),
            [Start] = new JsonObject
            {
                ["kind"] = "org.matrix.msc3381.poll.disclosed",
                ["max_selections"] = 1,
                ["question"] = new JsonObject
                {
                    [Words] = question,
                    ["body"] = question,
                    ["msgtype"] = "m.text",
                },
                ["answers"] = new JsonArray([.. answers]),
            },
            ["m.mentions"] = new JsonObject(),
        };
    }

    private JsonObject Ending(string poll, string language) =>
        new()
        {
            ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.reference", ["event_id"] = poll },
            [End] = new JsonObject(),
            [Words] = catalog.Raw("messenger.poll.over", language),
            ["m.mentions"] = new JsonObject(),
        };

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private async Task<MatrixAnswer<SentEvent>> Send(
        string room,
        string type,
        string name,
        JsonObject content,
        CancellationToken cancel
    ) => await client.Send(room, type, await transactions.Of(name), content, cancel);
}
