using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>The rules of a request's life: which states follow which, how many places, how long.</summary>
/// <remarks>
/// <code>
/// Waiting ─► Open (Full) when released      Waiting, Open, Full ─► Withdrawn by its owner
/// Open ◄─► Full as places are taken         Waiting, Open, Full ─► Declined, Referred by a moderator
/// Open ─► Waiting when changed              Waiting, Open, Full ─► Expired in silence
/// Open, Full ─► Done by its owner           Done, Withdrawn, Declined, Referred, Expired are ends
/// </code>
/// </remarks>
public static class RequestLife
{
    private static readonly Duration AfterTheTime = Duration.FromDays(1);
    private static readonly Duration Flexible = Duration.FromDays(14);
    private static readonly Duration Weekly = Duration.FromDays(60);
    private static readonly Duration AskBefore = Duration.FromDays(1);
    private static readonly Duration AskShortlyBefore = Duration.FromHours(3);
    private static readonly Duration Soon = Duration.FromHours(1);

    /// <summary>Whether one state may follow another. Staying is always allowed; what has ended stays ended.</summary>
    public static bool MayFollow(RequestState from, RequestState to) =>
        from == to
        || from switch
        {
            RequestState.Waiting => to is not RequestState.Done,
            RequestState.Open or RequestState.Full => true,
            _ => false,
        };

    /// <summary>Open with a free place, full without: brings the state in line with the places.</summary>
    public static HelpRequest Settle(HelpRequest request) =>
        request.State is RequestState.Open or RequestState.Full
            ? request with
            {
                State = request.Free > 0 ? RequestState.Open : RequestState.Full,
            }
            : request;

    /// <summary>When it expires: a day after its time; what is flexible after 14 days, what comes every week after 60.</summary>
    public static Instant Until(string when, Instant now, DateTimeZone zone) =>
        When.Decode(when) switch
        {
            When.Weekly => now + Weekly,
            { Ends: { } ends } => Instant.Max(ends.InZoneLeniently(zone).ToInstant(), now) + AfterTheTime,
            _ => now + Flexible,
        };

    /// <summary>When its owner is asked whether it still counts: a day before it expires, shortly before where that is too early.</summary>
    public static Instant AskAt(Instant until, Instant now) =>
        until - AskBefore >= now + Soon ? until - AskBefore : until - AskShortlyBefore;

    /// <summary>Whether its time is over on the clocks of the Quartier.</summary>
    public static bool IsPast(HelpRequest request, LocalDateTime now) => When.Decode(request.When)?.IsOver(now) == true;

    /// <summary>The relation and states in which its owner can do something with it.</summary>
    internal static ButtonSpec<HelpRequest> Button(
        string verb,
        Action<Call, HelpRequest> handle,
        params RequestState[] states
    ) => new(verb, Who.Resident, Relation.Owner, [.. states.Select(s => s.ToString())], HelpRequest.Kind, handle);
}
