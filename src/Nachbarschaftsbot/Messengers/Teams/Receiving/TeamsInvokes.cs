using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// Questions of a client that waits for the answer: a button on a card, a search, a window. Teams gives up after about ten seconds; what
/// takes longer is promised and comes as a message.
/// </summary>
internal sealed class TeamsInvokes(
    TeamsPorts ports,
    TeamsSearch search,
    RequestWindow window,
    TeamsCounters counters,
    TimeProvider time
)
{
    /// <summary>How long a client is kept waiting.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private const int MostTries = 30;

    /// <summary>Answers one.</summary>
    internal Task<InvokeAnswer> Take(Activity activity) =>
        activity.Name switch
        {
            "adaptiveCard/action" => Action(activity),
            "composeExtension/query" => search.Find(activity),
            "composeExtension/fetchTask" => Task.FromResult(window.Open(activity)),
            "composeExtension/submitAction" => window.Submit(activity),
            "task/fetch" or "task/submit" => Window(activity),
            _ => Task.FromResult(InvokeAnswer.NotImplemented),
        };

    /// <summary>An inbound with our own id of the message it answers, where it is one of ours.</summary>
    internal static async ValueTask<Inbound> WithReference(Inbound inbound, TeamsPorts ports) =>
        inbound.ReplyTo is { } messageId && await ports.ReferenceOf(inbound.Place.Key, messageId) is { } own
            ? inbound with
            {
                ReplyTo = own,
            }
            : inbound;

    /// <summary>The language a client asks in.</summary>
    internal static string LanguageOf(Activity activity) => Catalog.Resolve(activity.Locale);

    /// <summary>Words of ours in the language of the client.</summary>
    internal static string Words(string key, Activity activity) => Catalog.BuiltIn.Words(key, LanguageOf(activity));

    private async Task<InvokeAnswer> Action(Activity activity)
    {
        var action = Inner(activity.Value, "action");
        if (Inner(action, "data") is not { ValueKind: JsonValueKind.Object } data)
            return Unknown(activity);
        if (Inner(action, "verb") is { ValueKind: JsonValueKind.String } verb && verb.ValueEquals("view"))
            return await View(activity, data);
        var (inbound, _) = TeamsTranslator.OfCard(activity, data);
        if (inbound is null)
            return Unknown(activity);
        try
        {
            return InvokeAnswer.Toast(await Word(activity, inbound));
        }
        catch (StoreUnavailableException)
        {
            return InvokeAnswer.Trouble(503, "NotStored", Words("messenger.not-stored", activity));
        }
    }

    /// <summary>A card's content for the one who looks: buttons only for those who may press them.</summary>
    private async Task<InvokeAnswer> View(Activity activity, JsonElement data)
    {
        if (
            TeamsPlaces.PlaceOf(activity) is { } place
            && TeamsPlaces.SenderOf(activity) is { } sender
            && Inner(data, "ref") is { ValueKind: JsonValueKind.String } reference
            && await ports.CardFor(
                new($"{place.Key}:view", place, sender, new Content.Words("")),
                reference.GetString()!
            )
                is { } card
        )
            return InvokeAnswer.Card(JsonNode.Parse(card)!);
        return InvokeAnswer.Toast(Words("messenger.view-old", activity));
    }

    /// <summary>The old way of a card to ask for a window: taken as the press or form it carries.</summary>
    private async Task<InvokeAnswer> Window(Activity activity)
    {
        if (Inner(activity.Value, "data") is not { ValueKind: JsonValueKind.Object } data)
            return InvokeAnswer.NotImplemented;
        return TeamsTranslator.OfCard(activity, data).Inbound is { } inbound
            ? InvokeAnswer.WindowWord(await Word(activity, inbound))
            : InvokeAnswer.NotImplemented;
    }

    /// <summary>What is said at once: the turn's own word, or that it arrived, or that it takes a while.</summary>
    private async Task<string> Word(Activity activity, Inbound inbound)
    {
        var turn = ports.Take(inbound);
        await ((Task)turn).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!turn.IsCompleted)
        {
            _ = Finish(turn, inbound);
            return Words("messenger.working", activity);
        }
        var result = await turn;
        return Catalog.BuiltIn.Words(
            result.Toast ?? (result.Outcome == TurnOutcome.Known ? "messenger.known" : "messenger.taken"),
            result.Language
        );
    }

    /// <summary>What was promised is done: tried again while it cannot be stored; the inbound's id keeps it from taking effect twice.</summary>
    private async Task Finish(Task<TurnResult> turn, Inbound inbound)
    {
        for (var tries = 1; ; tries++)
            try
            {
                await turn;
                return;
            }
            catch (StoreUnavailableException)
            {
                if (tries < MostTries)
                    await Task.Delay(Pause, time, ports.Stopping)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (tries >= MostTries || ports.Stopping.IsCancellationRequested)
                {
                    counters.Event("promise-not-kept");
                    return;
                }
                turn = ports.Take(inbound);
            }
    }

    private static InvokeAnswer Unknown(Activity activity) =>
        InvokeAnswer.Trouble(400, "BadRequest", Words("messenger.unknown", activity));

    /// <summary>A property of a JSON object, or null.</summary>
    internal static JsonElement? Inner(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;
}
