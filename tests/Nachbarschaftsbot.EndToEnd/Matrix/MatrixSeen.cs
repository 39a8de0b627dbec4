using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>An event as the client saw it, edits applied to what they edit.</summary>
/// <param name="Room">Its room.</param>
/// <param name="Id">Its id.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Content">Its content.</param>
internal sealed record MatrixSeen(string Room, string Id, string Sender, string Type, JsonObject Content)
{
    /// <summary>The words, or nothing.</summary>
    internal string Body => (string?)Content["body"] ?? "";

    /// <summary>The id of the event this one changes, or null.</summary>
    internal string? Edits =>
        (string?)Content["m.relates_to"]?["rel_type"] == "m.replace"
            ? (string?)Content["m.relates_to"]!["event_id"]
            : null;

    /// <summary>The id of the first event of its thread, or null.</summary>
    internal string? Thread =>
        (string?)Content["m.relates_to"]?["rel_type"] == "m.thread"
            ? (string?)Content["m.relates_to"]!["event_id"]
            : null;

    /// <summary>The number before a choice in a message; 0 when it is not there.</summary>
    internal int Number(string choice) =>
        Body.Split('\n')
            .Select(l => l.Split(". ", 2))
            .Where(l => l is [_, var label] && label.Trim() == choice)
            .Select(l => int.TryParse(l[0].TrimStart('*', ' '), out var number) ? number : 0)
            .LastOrDefault();
}
