using System.Globalization;
using System.Text.Json;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>What an activity means to us.</summary>
/// <param name="Inbound">What to hand to the turns; null when there is nothing to do.</param>
/// <param name="Kind">A word for the metrics: what it was, or why it was left out.</param>
internal readonly record struct TeamsTranslation(Inbound? Inbound, string Kind);

/// <summary>From what somebody said or pressed to the neutral language. Pure; what changes places is <see cref="TeamsMoves"/>' affair.</summary>
internal static class TeamsTranslator
{
    /// <summary>The kind of a message that says nothing: in a group, only the name of the bot.</summary>
    internal const string Empty = "message-empty";

    private const int MostFields = 60;
    private const int LongestAnswer = 8 * 1024;

    /// <summary>A message: words, something attached, or a card that was sent the old way.</summary>
    internal static TeamsTranslation OfMessage(Activity activity)
    {
        if (TeamsPlaces.PlaceOf(activity) is not { } place || TeamsPlaces.SenderOf(activity) is not { } sender)
            return new(null, "message-without-person");
        if (activity.Value is { ValueKind: JsonValueKind.Object } value)
            return OfCard(activity, value);
        var (content, kind) = ContentOf(activity);
        if (content is null)
            return new(null, kind);
        return new(new(IdOf(activity, place), place, sender, content, ReplyOf(activity), MessageOf(activity)), kind);
    }

    /// <summary>A pressed button or a filled form: what the card carries, of whatever way it was sent.</summary>
    internal static TeamsTranslation OfCard(Activity activity, JsonElement data)
    {
        if (TeamsPlaces.PlaceOf(activity) is not { } place || TeamsPlaces.SenderOf(activity) is not { } sender)
            return new(null, "card-without-person");
        if (ContentOf(data) is not { } content)
            return new(null, "card-unknown");
        return new(
            new(IdOf(activity, place), place, sender, content, null, MessageOf(activity, activity.ReplyToId)),
            content is Content.Press ? "press" : "form"
        );
    }

    /// <summary>The inbound id: the same message of the same conversation takes effect once.</summary>
    internal static string IdOf(Activity activity, Place place) =>
        InboundIds.Of(
            TeamsModule.MessengerName,
            $"{place.Key}:{(activity.Id is { Length: > 0 and <= 200 } id ? id : Guid.NewGuid().ToString("N"))}"
        );

    private static (Content?, string Kind) ContentOf(Activity activity)
    {
        var words = TeamsWords.Of(activity);
        // The preview of a link comes along as a card of its own.
        if (KindOf(activity) is { } kind && (kind != AttachmentKind.Other || words.Length == 0))
            return (new Content.Attachment(kind, words.Length > 0 ? words : null), "attachment");
        return words.Length > 0 ? (new Content.Words(words), "text") : (null, Empty);
    }

    private static Content? ContentOf(JsonElement data)
    {
        if (Text(data, "token") is { Length: > 0 } token)
            return new Content.Press(token);
        if (Text(data, "stamp") is not { Length: > 0 } stamp)
            return null;
        var answers = new Dictionary<string, string>();
        foreach (var field in data.EnumerateObject())
            if (
                field.Name is not ("stamp" or "msteams")
                && answers.Count < MostFields
                && Answer(field.Value) is { } answer
            )
                answers[field.Name] = answer;
        return new Content.Filled(stamp, answers);
    }

    private static string? Answer(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: <= LongestAnswer } text ? text : null,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };

    private static string? Text(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>What is attached, apart from the formatted form of the text.</summary>
    private static AttachmentKind? KindOf(Activity activity) =>
        activity.Attachments?.FirstOrDefault(a => a.ContentType is { } type && type != "text/html")?.ContentType switch
        {
            null => null,
            var t when t.StartsWith("image/", StringComparison.Ordinal) => AttachmentKind.Picture,
            var t when t.StartsWith("audio/", StringComparison.Ordinal) => AttachmentKind.Voice,
            var t when t.StartsWith("video/", StringComparison.Ordinal) => AttachmentKind.Video,
            "application/vnd.microsoft.teams.file.download.info" => AttachmentKind.File,
            _ => AttachmentKind.Other,
        };

    /// <summary>
    /// The message this one answers. In a channel it is the first one of the thread, unless it is that itself; elsewhere it is what was
    /// quoted.
    /// </summary>
    private static string? ReplyOf(Activity activity) =>
        TeamsPlaces.RootOf(activity) is { } root
            ? root == activity.Id
                ? null
                : root
            : TeamsWords.QuotedIn(activity) ?? activity.ReplyToId;

    /// <summary>Under what an answer goes: the first message of the thread, else the message itself.</summary>
    private static string? MessageOf(Activity activity, string? card = null) =>
        TeamsPlaces.RootOf(activity) ?? card ?? activity.Id;
}
