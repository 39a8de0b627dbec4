using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

/// <summary>A message as a person sees it now: edits applied, choices apart.</summary>
public sealed partial class FakeShown
{
    private static readonly string[] Hints =
    [
        "Bitte schreiben Sie eine Zahl. Oder tippen Sie unten auf die Zahl.",
        "Bitte tippen Sie unten auf eine Zahl. Oder antworten Sie auf diese Nachricht mit der Zahl.",
        "Please write a number. Or tap the number below.",
        "Please tap a number below. Or reply to this message with the number.",
    ];

    private FakeShown() { }

    /// <summary>The event that it began with.</summary>
    public required FakeEvent Event { get; init; }

    /// <summary>The words without choices.</summary>
    public required string Words { get; init; }

    /// <summary>All of it, as it stands in the body.</summary>
    public required string Body { get; init; }

    /// <summary>The HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Number and label of what can be chosen.</summary>
    public required IReadOnlyList<(int Number, string Label)> Choices { get; init; }

    /// <summary>The keys that the bot put under it.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>When it was last written, among all events of the homeserver.</summary>
    public long Revision { get; init; }

    public string Id => Event.Id;
    public bool IsFromBot => Event.Sender == FakeHomeserver.BotUser;

    /// <summary>The first event of its thread, or null.</summary>
    public string? Thread => Event.RelationType == "m.thread" ? Event.RelatesTo : null;
    public string? ReplyTo => Event.ReplyTo;

    public override string ToString() => $"{Event.Sender}: {Body} {string.Join(' ', Keys)}";

    /// <summary>What stands in a room now.</summary>
    internal static IReadOnlyList<FakeShown> In(FakeRoom room) =>
        [
            .. room
                .Events.Where(e => e.Type == "m.room.message" && e.RedactedBy is null && e.RelationType != "m.replace")
                .Select(Of),
        ];

    private static FakeShown Of(FakeEvent first)
    {
        var edits = first.Room.Events.Where(e =>
            e.RelationType == "m.replace" && e.RelatesTo == first.Id && e.Sender == first.Sender && e.RedactedBy is null
        );
        var last = edits.LastOrDefault();
        var content = last?.Content["m.new_content"] ?? first.Content;
        var body = (string?)content["body"] ?? "";
        var (words, choices) = Apart(body);
        return new()
        {
            Event = first,
            Body = body,
            Html = (string?)content["formatted_body"],
            Words = words,
            Choices = choices,
            Keys = KeysOn(first),
            Revision = (last ?? first).Order,
        };
    }

    private static IReadOnlyList<string> KeysOn(FakeEvent first) =>
        [
            .. first
                .Room.Events.Where(e =>
                    e.Type == "m.reaction"
                    && e.RedactedBy is null
                    && e.RelatesTo == first.Id
                    && e.Sender == FakeHomeserver.BotUser
                )
                .Select(e => (string)e.Content["m.relates_to"]!["key"]!),
        ];

    /// <summary>The numbered lines stand between the words and the hint.</summary>
    private static (string, IReadOnlyList<(int, string)>) Apart(string body)
    {
        var hint = Hints
            .Select(h => body.IndexOf("\n\n" + h, StringComparison.Ordinal))
            .FirstOrDefault(at => at >= 0, -1);
        var bare = Hints.FirstOrDefault(h => body.StartsWith(h, StringComparison.Ordinal));
        if (hint < 0)
            return (bare is null ? Spoken().Replace(body, "") : "", []);
        var lines = body[..hint].Split('\n').ToList();
        var choices = new List<(int, string)>();
        while (lines.Count > 0 && Numbered().Match(lines[^1]) is { Success: true } line)
        {
            choices.Insert(0, (int.Parse(line.Groups[1].Value), line.Groups[2].Value));
            lines.RemoveAt(lines.Count - 1);
        }
        return (string.Join('\n', lines).TrimEnd(), choices);
    }

    [GeneratedRegex(@"^(\d+)\. (.*)$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\n\n(Sie können auch schreiben|You can also write): [^\n]*$")]
    private static partial Regex Spoken();
}
