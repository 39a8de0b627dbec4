using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Texts;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Messengers.Telegram.Client;

/// <summary>
/// Sorts what can go wrong outside into <see cref="TelegramOutcome"/>. The code decides first; descriptions are human
/// text that changes, so only short parts of them that have been stable for years are looked at.
/// </summary>
internal static partial class TelegramErrors
{
    private const int LongestDescription = 120;

    /// <summary>Longest wait that is taken from an answer, so that a nonsense value cannot silence a chat for ever.</summary>
    private const int LongestFlood = 24 * 3600;

    /// <summary>Sorts an answer that says ok=false.</summary>
    internal static Outcome Sort(int code, string? description, int? retryAfter = null, long? migrateTo = null)
    {
        var text = description ?? "";
        if (migrateTo is { } chat)
            return new Outcome.Migrated(chat);
        return code switch
        {
            400 => SortBadRequest(text),
            401 => new Outcome.Unauthorized(),
            403 => SortForbidden(text),
            // A token of the wrong form is not even recognised as one.
            404 when text is "Not Found" => new Outcome.Unauthorized(),
            409 => new Outcome.Conflict(),
            429 => new Outcome.Flood(TimeSpan.FromSeconds(Math.Clamp(retryAfter ?? 1, 1, LongestFlood))),
            // A gateway that waited in vain has passed the request on.
            504 => new Outcome.Ambiguous("504"),
            >= 500 => new Outcome.Transient(code.ToString()),
            _ => new Outcome.Refused(code, Redact(text)),
        };
    }

    /// <summary>Sorts a broken wire.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="written">Whether any of the request's body had been handed to the connection.</param>
    internal static Outcome Sort(Exception failure, bool written)
    {
        // The message may hold the address and with it the token: only kinds are kept.
        var reason = failure is HttpRequestException http ? http.HttpRequestError.ToString() : failure.GetType().Name;
        return written ? new Outcome.Ambiguous(reason) : new Outcome.Transient(reason);
    }

    private static Outcome SortBadRequest(string text)
    {
        if (Has(text, "message is not modified"))
            return new Outcome.NotModified();
        if (Has(text, "chat not found") || Has(text, "PEER_ID_INVALID") || Has(text, "user not found"))
            return new Outcome.ChatNotFound();
        if (Has(text, "query is too old") || Has(text, "query ID is invalid"))
            return new Outcome.QueryTooOld();
        if (Has(text, "can't parse entities") || Has(text, "ENTITIES_TOO_LONG") || Has(text, "ENTITY_BOUNDS_INVALID"))
            return new Outcome.BadEntities();
        if (Has(text, "message thread not found") || Has(text, "TOPIC_CLOSED") || Has(text, "TOPIC_DELETED"))
            return new Outcome.TopicGone();
        return IsMessageGone(text) ? new Outcome.MessageGone() : SortUpperCaseForbidden(text);
    }

    private static bool IsMessageGone(string text) =>
        Has(text, "message to edit not found")
        || Has(text, "message can't be edited")
        || Has(text, "message to delete not found")
        || Has(text, "message can't be deleted")
        || Has(text, "message to be replied not found")
        || Has(text, "replied message not found")
        || Has(text, "MESSAGE_ID_INVALID");

    /// <summary>The server turns some refusals of the inner protocol, spelled in upper case, into code 400.</summary>
    private static Outcome SortUpperCaseForbidden(string text)
    {
        if (Has(text, "USER_IS_BLOCKED"))
            return new Outcome.Blocked();
        if (Has(text, "INPUT_USER_DEACTIVATED"))
            return new Outcome.Deactivated();
        if (Has(text, "not enough rights to send") || Has(text, "CHAT_WRITE_FORBIDDEN") || Has(text, "have no rights"))
            return new Outcome.Kicked();
        return new Outcome.Refused(400, Redact(text));
    }

    private static Outcome SortForbidden(string text)
    {
        if (Has(text, "blocked by the user"))
            return new Outcome.Blocked();
        if (Has(text, "user is deactivated"))
            return new Outcome.Deactivated();
        if (Has(text, "kicked") || Has(text, "not a member") || Has(text, "group chat was deleted"))
            return new Outcome.Kicked();
        if (Has(text, "initiate conversation"))
            return new Outcome.ChatNotFound();
        return new Outcome.Refused(403, Redact(text));
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes quoted pieces, numbers of an id's length and anything like a token out of a description.</summary>
    internal static string Redact(string description)
    {
        var clean = Private().Replace(description, "…");
        return clean.Length <= LongestDescription ? clean : Beginning.Of(clean, LongestDescription) + "…";
    }

    [GeneratedRegex("""\d+:[\w-]{20,}|"[^"]*"|'[^']*'(?=\W|$)|\d{5,}|@\w+|https?://\S+""")]
    private static partial Regex Private();
}
