using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>The search beside the compose box: open requests of the own Quartier, with what everybody there may see.</summary>
internal sealed class TeamsSearch(TeamsPorts ports)
{
    private const int LongestQuery = 200;

    /// <summary>Answers a search.</summary>
    internal async Task<InvokeAnswer> Find(Activity activity)
    {
        if (TeamsPlaces.SenderOf(activity) is not { } sender)
            return InvokeAnswer.NotImplemented;
        var words = QueryOf(activity.Value);
        var place = new Place(TeamsModule.MessengerName, sender.Account.Id, null, PlaceKind.Private);
        var asked = new Inbound($"{place.Key}:search", place, sender, new Content.Words(words));
        return await ports.Search(asked, words) switch
        {
            null => InvokeAnswer.SearchWord(TeamsInvokes.Words("messenger.personal-first", activity)),
            { Count: 0 } => InvokeAnswer.SearchWord(TeamsInvokes.Words("messenger.search.none", activity)),
            var hits => InvokeAnswer.Found(hits.Select(h => Attachment(h, TeamsInvokes.LanguageOf(activity)))),
        };
    }

    private static string QueryOf(JsonElement? value)
    {
        if (TeamsInvokes.Inner(value, "parameters") is { ValueKind: JsonValueKind.Array } parameters)
            foreach (var one in parameters.EnumerateArray())
                if (
                    TeamsInvokes.Inner(one, "name") is { ValueKind: JsonValueKind.String } name
                    && !name.ValueEquals("initialRun")
                )
                    if (TeamsInvokes.Inner(one, "value") is { ValueKind: JsonValueKind.String } words)
                        return words.GetString()!.Trim() is { Length: <= LongestQuery } short_ ? short_ : "";
        return "";
    }

    private static JsonNode Attachment(Hit hit, string language)
    {
        string Words(Text text) => Catalog.BuiltIn.Words(text, language);
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["lang"] = language,
            ["fallbackText"] = Words(hit.Title),
            ["body"] = new JsonArray([
                .. hit.Lines.Select(l =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["type"] = "TextBlock",
                            ["text"] = Plain(Words(l)),
                            ["wrap"] = true,
                            ["weight"] = l.Style == TextStyle.Title ? "Bolder" : "Default",
                        }
                ),
            ]),
        };
        var attachment = InvokeAnswer.Attached(card);
        attachment["preview"] = new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.thumbnail",
            ["content"] = new JsonObject { ["title"] = Words(hit.Title), ["text"] = Words(hit.Summary) },
        };
        return attachment;
    }

    /// <summary>Words of people are shown, never read as Markdown.</summary>
    internal static string Plain(string words)
    {
        var kept = new System.Text.StringBuilder(words.Length + 8);
        foreach (var c in words)
            kept.Append("\\`*_[]()#!<>|~".Contains(c) ? $"\\{c}" : c.ToString());
        return kept.ToString();
    }
}
