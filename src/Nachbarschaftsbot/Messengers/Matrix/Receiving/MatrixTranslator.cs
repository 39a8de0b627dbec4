using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>What an event means to us.</summary>
/// <param name="Inbound">What to hand to the turns; null when there is nothing to do.</param>
/// <param name="Kind">A word for the metrics: what it was, or why it was left out.</param>
/// <param name="Language">Of a number that is not there: the language of the message it answers.</param>
/// <param name="Picture">Of talk that is carried: the address of its picture.</param>
internal readonly record struct MatrixTranslation(
    Inbound? Inbound,
    string Kind,
    string Language = "de",
    string? Picture = null
);

/// <summary>From what somebody wrote, pressed or sent in a room to the neutral language. The homeserver is not asked for anything.</summary>
internal sealed class MatrixTranslator(MatrixIdentity me, MatrixNames names, MatrixThreads threads, MatrixPorts ports)
{
    /// <summary>The kind of a number that the message it answers does not have.</summary>
    internal const string NoSuchNumber = "number-not-there";

    /// <summary>The type of an event that takes another one back.</summary>
    internal const string Redaction = "m.room.redaction";

    private const string Help = "/hilfe";

    /// <summary>Translates an event of a room that the bot is in and can read.</summary>
    internal ValueTask<MatrixTranslation> Of(MatrixRoom room, MatrixEvent sent)
    {
        if (room.Place is not { } place)
            return Nothing("place-unknown");
        if (sent.IsOdd)
            return Nothing("malformed");
        // Who wrote in a direct chat is its person; anybody else has no business there.
        if (place.Kind == PlaceKind.Private && MatrixIds.Short(sent.Sender) != place.Chat)
            return Nothing("other-in-direct");
        return sent.Type switch
        {
            "m.room.message" or "m.sticker" => OfMessage(place, sent),
            "m.reaction" => OfPress(place, sent, sent.Relation == "m.annotation" ? sent.Key : null),
            "org.matrix.msc3381.poll.response" or "m.poll.response" => OfPress(
                place,
                sent,
                sent.Relation == "m.reference" ? sent.Answers.FirstOrDefault() : null
            ),
            Redaction when IsLinked(room) && sent.Redacts is { } gone => OfRemoval(place, sent, gone),
            _ => Nothing("other"),
        };
    }

    /// <summary>Whether talk in a room is carried to others.</summary>
    internal bool IsLinked(MatrixRoom room) =>
        room.Place is { Kind: PlaceKind.Group } place && ports.IsLinked(place.Key);

    /// <summary>Whether a message in a room could be meant for us, without asking anybody: what is surely not is not kept.</summary>
    internal bool MayConcern(MatrixEvent sent) =>
        sent.Type is not ("m.room.message" or "m.sticker" or Redaction)
        || IsReply(sent)
        || MatrixWords.Heard(sent, me).Address != Address.None;

    private async ValueTask<MatrixTranslation> OfMessage(Place place, MatrixEvent sent)
    {
        if (sent.MessageType is "m.notice")
            return new(null, "notice");
        var isLinked = place.Kind == PlaceKind.Group && ports.IsLinked(place.Key);
        if (sent.Relation == "m.replace")
            return isLinked && MatrixTalk.Edited(sent) is { } edited
                ? new(Make(place, sent, edited, null), "edited")
                : new(null, "edit");
        if (sent.MessageType is "m.key.verification.request" || (sent.Body is null && sent.Type != "m.sticker"))
            return new(null, "empty");
        if (sent.Thread is { } root)
            threads.Note(sent.Id, root);
        var (text, address) = MatrixWords.Heard(sent, me);
        if (await ports.Typed(place, IsReply(sent) ? sent.ReplyTo : null, text) is { } typed)
            return new(
                Make(place, sent, new Content.Press(typed.Token ?? ""), null),
                typed.Token is null ? NoSuchNumber : "number",
                typed.Language
            );
        var (replyTo, isOurs) = await ReplyOf(place, sent);
        var isDirect = place.Kind == PlaceKind.Private;
        if (isLinked && !(address != Address.None && IsCommand(text, address, isOurs)))
            return OfTalk(place, sent, replyTo);
        if (!isDirect && address == Address.None && !(isOurs && IsReply(sent)))
            return new(null, "not-for-us");
        Content? content = MatrixWords.IsFile(sent)
            ? new Content.Attachment(KindOf(sent), text.Length > 0 ? text : null)
            : WordsOf(text, address, isDirect, isOurs);
        return content is null
            ? new(null, "empty")
            : new(Make(place, sent, content, replyTo), content is Content.Words ? "text" : "file");
    }

    private bool IsCommand(string text, Address address, bool isReply) =>
        WordsOf(text, address, false, isReply) is { Text: ['/', ..] };

    private MatrixTranslation OfTalk(Place place, MatrixEvent sent, string? replyTo)
    {
        var posted = MatrixTalk.Posted(sent, MatrixWords.IsFile(sent) ? KindOf(sent) : null);
        return new(Make(place, sent, posted, replyTo), "talk")
        {
            Picture = MatrixTalk.HasSmallPicture(sent) ? sent.Url : null,
        };
    }

    private async ValueTask<MatrixTranslation> OfRemoval(Place place, MatrixEvent sent, string gone)
    {
        var own = await ports.ReferenceOf(place.Key, gone);
        return new(Make(place, sent, new Content.Removed(gone), own), "removed");
    }

    private async ValueTask<MatrixTranslation> OfPress(Place place, MatrixEvent sent, string? key)
    {
        if (key is null || sent.RelatesTo is not { } target)
            return new(null, "malformed");
        if (await ports.Pressed(place, target, key) is not { } token)
        {
            if (place.Kind != PlaceKind.Group || !ports.IsLinked(place.Key) || sent.Type != "m.reaction")
                return new(null, "reaction");
            var about = await ports.ReferenceOf(place.Key, target);
            var reacted = new Content.Reacted(target, key, Gone: false);
            return new(Make(place, sent, reacted, about), "reacted");
        }
        var inbound = Make(place, sent, new Content.Press(token), null) with { MessageId = target };
        return new(inbound, "press");
    }

    /// <summary>Commands become what the dialogues call a command; words that name one are meant as one where the bot was called.</summary>
    private Content.Words? WordsOf(string text, Address address, bool isDirect, bool isReply)
    {
        if (text.Length == 0)
            return address == Address.None ? null : new(Help);
        if (Command(text) is { } command)
            return new(command);
        if (address == Address.None || (isReply && address == Address.Name))
            return new(text);
        if (Named(text) is { } named)
            return new(named);
        return new(address == Address.Prefix && !isDirect && !isReply ? Help : text);
    }

    /// <summary><c>/hilfe</c>, or <c>!hilfe</c> where there is such a command: other bots have theirs.</summary>
    private string? Command(string text) =>
        text[0] == '/' ? text
        : text[0] == '!' && ports.IsCommand(FirstWord(text[1..])) ? $"/{text[1..]}"
        : null;

    private string? Named(string text) =>
        ports.IsCommand(FirstWord(text)) ? $"/{text}"
        : ports.CommandOf(text) is { } command ? $"/{command}"
        : null;

    private static string FirstWord(string text) => text.Split((char[])[' ', '\n'], 2)[0].ToLowerInvariant();

    /// <summary>
    /// What the message answers: the message it replies to where that is ours, else the first of its thread. In a thread each message points
    /// to the one before it, which is no answer.
    /// </summary>
    private async ValueTask<(string? ReplyTo, bool IsOurs)> ReplyOf(Place place, MatrixEvent sent)
    {
        if (IsReply(sent) && await ports.ReferenceOf(place.Key, sent.ReplyTo!) is { } own)
            return (own, true);
        if (sent.Thread is { } root)
            return await ports.ReferenceOf(place.Key, root) is { } first ? (first, true) : (root, false);
        return (IsReply(sent) ? sent.ReplyTo : null, false);
    }

    private static bool IsReply(MatrixEvent sent) =>
        sent.ReplyTo is not null && !(sent.Thread is not null && sent.IsFallingBack);

    private Inbound Make(Place place, MatrixEvent sent, Content content, string? replyTo)
    {
        var account = new Account(MatrixModule.MessengerName, MatrixIds.Short(sent.Sender));
        return new(
            $"{MatrixModule.MessengerName}:{sent.Id}",
            place,
            new Sender(account, names.Known(sent.Sender)),
            content,
            replyTo,
            sent.Id
        );
    }

    private static AttachmentKind KindOf(MatrixEvent sent) =>
        sent switch
        {
            { Type: "m.sticker" } => AttachmentKind.Sticker,
            { MessageType: "m.image" } => AttachmentKind.Picture,
            { MessageType: "m.audio" } => AttachmentKind.Voice,
            { MessageType: "m.video" } => AttachmentKind.Video,
            { MessageType: "m.location" } => AttachmentKind.Location,
            { MessageType: "m.file" } => AttachmentKind.File,
            _ => AttachmentKind.Other,
        };

    private static ValueTask<MatrixTranslation> Nothing(string kind) => new(new MatrixTranslation(null, kind));
}
