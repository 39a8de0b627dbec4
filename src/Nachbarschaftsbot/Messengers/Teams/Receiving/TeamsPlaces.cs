using System.Globalization;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>Who and where, read from an activity.</summary>
internal static class TeamsPlaces
{
    internal const string Personal = "personal";
    internal const string GroupChat = "groupChat";
    internal const string Channel = "channel";
    private const string ThreadMark = ";messageid=";
    private const int LongestName = 64;

    /// <summary>
    /// Where it was said; null when the activity does not tell. A personal chat is known by its person's account: its own id is too long
    /// for a document, and may change.
    /// </summary>
    internal static Place? PlaceOf(Activity activity)
    {
        if (WireId(activity) is not { Length: > 0 } id)
            return null;
        if (TypeOf(activity) != Personal)
            return new(TeamsModule.MessengerName, id, null, PlaceKind.Group);
        return AccountOf(activity.From) is { } account
            ? new(TeamsModule.MessengerName, account.Id, null, PlaceKind.Private)
            : null;
    }

    /// <summary>The id of the conversation without its thread. What concerns a whole channel names it apart.</summary>
    internal static string? WireId(Activity activity)
    {
        var id = activity.Conversation?.Id;
        return id?.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var cut ? id[..cut] : id;
    }

    /// <summary>The id of the first message of the thread, or null outside of threads.</summary>
    internal static string? RootOf(Activity activity)
    {
        var id = activity.Conversation?.Id;
        return id?.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var cut
            ? id[(cut + ThreadMark.Length)..]
            : null;
    }

    /// <summary>personal, groupChat or channel.</summary>
    internal static string TypeOf(Activity activity) =>
        activity.Conversation switch
        {
            { ConversationType: Personal or GroupChat or Channel } c => c.ConversationType,
            { } when activity.ChannelData?.Channel?.Id is not null || activity.ChannelData?.Team?.Id is not null =>
                Channel,
            { Id: { } id } when id.Contains("@thread", StringComparison.Ordinal) => GroupChat,
            { IsGroup: true } => GroupChat,
            _ => Personal,
        };

    /// <summary>Who sent it; null for bots and for events of Teams itself.</summary>
    internal static Sender? SenderOf(Activity activity) =>
        AccountOf(activity.From) is { } account
            ? new(account, FirstName(activity.From!.Name ?? ""), LanguageOf(activity))
            : null;

    /// <summary>The tenants an activity names, in lower case.</summary>
    internal static IEnumerable<string> TenantsOf(Activity activity) =>
        ((string?[])[activity.ChannelData?.Tenant?.Id, activity.Conversation?.TenantId])
            .Where(t => !string.IsNullOrEmpty(t))
            .Select(t => t!.ToLowerInvariant());

    /// <summary>Whether an id is the bot's own.</summary>
    internal static bool IsBot(Activity activity, ChannelAccount member) =>
        member.Id is { Length: > 0 } id && id == activity.Recipient?.Id;

    /// <summary>The person's own id; Teams' id where there is none, as with guests of a meeting.</summary>
    private static Account? AccountOf(ChannelAccount? from) =>
        from is null or { Role: "bot" or "skill" } ? null
        : from.AadObjectId is { Length: > 0 and <= 64 } own ? new(TeamsModule.MessengerName, own.ToLowerInvariant())
        : from.Id is { Length: > 0 and <= 100 } id && !id.StartsWith("28:", StringComparison.Ordinal)
            ? new(TeamsModule.MessengerName, id)
        : null;

    private static string? LanguageOf(Activity activity)
    {
        var locale = activity.Locale ?? activity.Entities?.FirstOrDefault(e => e.Type == "clientInfo")?.Locale;
        return locale is [var a, var b, ..] && char.IsAsciiLetter(a) && char.IsAsciiLetter(b)
            ? locale[..2].ToLowerInvariant()
            : null;
    }

    /// <summary>The first name: of "Ada Beispiel" the first word, of "Beispiel, Ada" the word behind the comma.</summary>
    private static string FirstName(string whole)
    {
        var shown = string.Concat(whole.EnumerateRunes().Where(IsShown)).Trim();
        var comma = shown.IndexOf(',');
        var given = comma >= 0 && comma + 1 < shown.Length ? shown[(comma + 1)..].TrimStart() : shown;
        var first = given.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries) is [var word, ..] ? word : given;
        return Beginning.Of(first, LongestName);
    }

    private static bool IsShown(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
