using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>The answer to an invoke: the response itself is it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">What the client shows; null for nothing.</param>
internal sealed record InvokeAnswer(int Status, JsonObject? Body = null)
{
    internal const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>What is asked there is not made.</summary>
    internal static readonly InvokeAnswer NotImplemented = new(StatusCodes.Status501NotImplemented);

    /// <summary>A short word under a card.</summary>
    internal static InvokeAnswer Toast(string words) =>
        Action("application/vnd.microsoft.activity.message", 200, words);

    /// <summary>Something did not go, and this is why.</summary>
    internal static InvokeAnswer Trouble(int status, string code, string words) =>
        Action("application/vnd.microsoft.error", status, new JsonObject { ["code"] = code, ["message"] = words });

    /// <summary>A new card in place of the old one, for who asked.</summary>
    internal static InvokeAnswer Card(JsonNode card) => Action(AdaptiveCard, 200, card);

    /// <summary>A dialogue window with a card.</summary>
    internal static InvokeAnswer Window(string title, JsonNode card) =>
        Task(
            "continue",
            new JsonObject
            {
                ["title"] = title,
                ["height"] = "medium",
                ["width"] = "medium",
                ["card"] = Attached(card),
            }
        );

    /// <summary>The last word of a dialogue window.</summary>
    internal static InvokeAnswer WindowWord(string words) => Task("message", words);

    /// <summary>What a search found.</summary>
    internal static InvokeAnswer Found(IEnumerable<JsonNode> attachments) =>
        Extension(
            new()
            {
                ["type"] = "result",
                ["attachmentLayout"] = "list",
                ["attachments"] = new JsonArray([.. attachments]),
            }
        );

    /// <summary>A word in place of what a search would find.</summary>
    internal static InvokeAnswer SearchWord(string words) =>
        Extension(new() { ["type"] = "message", ["text"] = words });

    /// <summary>A card as an attachment.</summary>
    internal static JsonObject Attached(JsonNode card) => new() { ["contentType"] = AdaptiveCard, ["content"] = card };

    private static InvokeAnswer Action(string type, int status, JsonNode value) =>
        new(
            StatusCodes.Status200OK,
            new()
            {
                ["statusCode"] = status,
                ["type"] = type,
                ["value"] = value,
            }
        );

    private static InvokeAnswer Task(string type, JsonNode value) =>
        new(
            StatusCodes.Status200OK,
            new()
            {
                ["task"] = new JsonObject { ["type"] = type, ["value"] = value },
            }
        );

    private static InvokeAnswer Extension(JsonObject extension) =>
        new(StatusCodes.Status200OK, new() { ["composeExtension"] = extension });
}
