using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>What stands behind a secret link: a closed set.</summary>
public abstract record MinutesPage
{
    private MinutesPage() { }

    /// <summary>The whole minutes, for somebody who takes part.</summary>
    public sealed record Whole(MinutesWords Minutes) : MinutesPage;

    /// <summary>The released short version, for everybody.</summary>
    public sealed record Short(string Title, string Words) : MinutesPage;
}

/// <summary>Opens minutes by their secret link. A revoked link, one of somebody who left and one that never was are alike: nothing.</summary>
internal static class MinutesByLink
{
    private const int Length = 32;

    /// <summary>What stands behind a secret in a language, or null.</summary>
    public static MinutesPage? Of(Call call, string secret, string language)
    {
        if (secret.Length != Length || !secret.All(char.IsAsciiLetterOrDigit))
            return null;
        var link = call.Query(MinutesLink.Kind, "secret", secret, secret + "\u0001", 1).FirstOrDefault();
        if (
            link?.Secret != secret
            || call.Find(DialogueMeeting.Kind, link.Meeting) is not { } meeting
            || call.Find(Dialogue.Kind, meeting.Dialogue) is not { } dialogue
        )
            return null;
        if (link.Person is null)
            return meeting is { State: MeetingState.Released, PublicWords: { } words }
                ? new MinutesPage.Short(dialogue.Name, words)
                : null;
        return call.Find(Person.Kind, link.Person) is { } person && MayRead(person, dialogue)
            ? new MinutesPage.Whole(Minutes.Of(call, meeting, dialogue, language))
            : null;
    }

    private static bool MayRead(Person person, Dialogue dialogue) =>
        dialogue.Has(person.Id) || (Call.StandingOf(person, dialogue.Quartier) & Who.Colleague) != 0;
}
