using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>What a page posts: words, a pressed button or a filled form.</summary>
internal sealed partial record WebPost
{
    private const int MaxAnswers = 40;

    /// <summary>Made by the page, the same on each try.</summary>
    public string Id { get; init; } = "";

    /// <summary>Which chat.</summary>
    public string Chat { get; init; } = "";

    /// <summary>Words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The token of a pressed button, or null.</summary>
    public string? Token { get; init; }

    /// <summary>The stamp of a filled form, or null.</summary>
    public string? Stamp { get; init; }

    /// <summary>The answers of a filled form.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>Id of the line that holds the button or form, or that the words reply to.</summary>
    public string? Line { get; init; }

    /// <summary>Two-letter language of the page.</summary>
    public string? Language { get; init; }

    /// <summary>Whether a request says that it brings a post.</summary>
    public static bool IsJson(HttpRequest request) =>
        request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The bytes of a request; of one that is too long only that it is.</summary>
    public static async ValueTask<(byte[] Body, bool IsTooLong)> Body(HttpRequest request)
    {
        if (request.ContentLength > WebLimits.Body)
            return ([], true);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            var isTooLong = read.Buffer.Length > WebLimits.Body;
            var body = read.IsCompleted && !isTooLong ? read.Buffer.ToArray() : [];
            request.BodyReader.AdvanceTo(
                isTooLong || read.IsCompleted ? read.Buffer.End : read.Buffer.Start,
                read.Buffer.End
            );
            if (isTooLong || read.IsCompleted)
                return (body, isTooLong);
        }
    }

    /// <summary>Reads a post; null where it is malformed.</summary>
    public static WebPost? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var post = JsonSerializer.Deserialize(json, WebPostJson.Default.WebPost);
            return post is not null && post.IsWellFormed ? post : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it says.</summary>
    public Content ToContent() =>
        Text is not null ? new Content.Words(Text.Trim())
        : Token is not null ? new Content.Press(Token)
        : new Content.Filled(Stamp!, Answers!);

    [JsonIgnore]
    private bool IsWellFormed =>
        IdPattern().IsMatch(Id)
        && Chat is { Length: > 0 and <= 80 }
        && Line is null or { Length: <= 128 }
        && Language is null or { Length: <= 20 }
        && (Text is null ? 0 : 1) + (Token is null ? 0 : 1) + (Stamp is null ? 0 : 1) == 1
        && Text is null or { Length: <= WebLimits.Text }
        && !(Text is not null && string.IsNullOrWhiteSpace(Text))
        && Token is null or { Length: <= Core.Dialogues.Token.MaxLength }
        && Stamp is null or { Length: <= 40 }
        && (Stamp is null || AreWellFormed(Answers));

    private static bool AreWellFormed(IReadOnlyDictionary<string, string>? answers) =>
        answers is { Count: <= MaxAnswers }
        && answers.All(a => a.Key.Length <= 64 && a.Value is { Length: <= WebLimits.Text });

    [GeneratedRegex("^[A-Za-z0-9_-]{8,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}

/// <summary>What the page is told.</summary>
/// <param name="Message">A word to show in passing, or what was wrong.</param>
internal sealed record WebAnswer(string? Message);

/// <summary>A line on its way to an open page.</summary>
internal sealed record WebEvent(
    string Chat,
    string Id,
    long Seq,
    long Order,
    bool Gone,
    bool Mine,
    string? Step,
    string? Answers,
    string Html
);

/// <summary>The beginning of a chat on an open page: lines older than the oldest are gone. Comes again when that or the role changes.</summary>
internal sealed record WebOpen(string Chat, long Oldest, bool MayModerate);

[JsonSerializable(typeof(WebPost))]
[JsonSerializable(typeof(WebAnswer))]
[JsonSerializable(typeof(WebEvent))]
[JsonSerializable(typeof(WebOpen))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    MaxDepth = 4
)]
internal sealed partial class WebPostJson : JsonSerializerContext;
