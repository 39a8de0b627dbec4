using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The secret links to minutes: one for each person and one for the public version; gone as soon as they are revoked.</summary>
internal static class Links
{
    /// <summary>Where the pages are.</summary>
    public const string Path = "/protokoll/";

    private const string Everybody = "public";

    /// <summary>The address of the minutes for a person, or of the public version; null where the bot has no address of its own.</summary>
    public static string? Address(Call call, Registry registry, DialogueMeeting meeting, string? person) =>
        registry.About.Web is { } web ? $"{web}{Path}{Of(call, meeting, person).Secret}" : null;

    /// <summary>The link of a person or of the public version, made where there is none.</summary>
    public static MinutesLink Of(Call call, DialogueMeeting meeting, string? person) =>
        call.Find(MinutesLink.Kind, IdOf(meeting.Id, person))
        ?? call.Put(
            MinutesLink.Kind,
            new MinutesLink
            {
                Id = IdOf(meeting.Id, person),
                Meeting = meeting.Id,
                Person = person,
                Secret = call.Ids.Long() + call.Ids.Long(),
            }
        );

    /// <summary>Makes a link useless.</summary>
    public static void Revoke(Call call, string meeting, string? person) =>
        call.Delete(MinutesLink.Kind, IdOf(meeting, person));

    private static string IdOf(string meeting, string? person) => $"{meeting}-{person ?? Everybody}";
}
