using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// Fills the themes pool between meetings: counts the requests of the Quartier by kind of help, once a day, page by page. A count becomes
/// a theme only where it comes from at least three people, so that nobody can be recognised in it.
/// </summary>
internal static class ThemeSweeping
{
    /// <summary>The timer that counts.</summary>
    public const string Timer = "theme-sweep";

    /// <summary>From so many people on, cases become a theme.</summary>
    public const int FewestPeople = 3;

    private const int Page = 200;
    private const int LongestDays = 90;
    private static readonly Duration Every = Duration.FromDays(1);

    /// <summary>Starts the counting in a Quartier.</summary>
    public static void Watch(Call call, string quartier) => call.Remind(Timer, quartier, call.Now + Every);

    /// <summary>Counts a page; after the last one the themes are brought up to date.</summary>
    public static void Due(Call call, Content.Due due)
    {
        var quartier = due.Subject;
        if (Rounds.Of(call, quartier) is not { Count: > 0 } dialogues)
        {
            call.Delete(ThemeSweep.Kind, quartier);
            return;
        }
        var sweep = call.Find(ThemeSweep.Kind, quartier) ?? Begin(call, quartier, dialogues);
        var page = call.Query(HelpRequest.Kind, "quartier", sweep.From, IndexValue.After(quartier), Page);
        sweep = sweep with { Counts = page.Aggregate(sweep.Counts, (counts, r) => Count(call, sweep, counts, r)) };
        if (page.Count < Page)
        {
            Settle(call, sweep);
            Forgetting.Watch(call, quartier);
            call.Delete(ThemeSweep.Kind, quartier);
            Watch(call, quartier);
            return;
        }
        call.Put(ThemeSweep.Kind, sweep with { From = After(page[^1]) });
        call.Remind(Timer, quartier, call.Now);
    }

    private static ThemeSweep Begin(Call call, string quartier, IReadOnlyList<Dialogue> dialogues)
    {
        var earliest = call.Now - Duration.FromDays(LongestDays);
        var held = dialogues.Max(d => d.LastHeld) ?? earliest;
        return new()
        {
            Id = quartier,
            From = IndexValue.Below(quartier),
            Since = Instant.Max(earliest, held),
        };
    }

    private static IReadOnlyList<ThemeCount> Count(
        Call call,
        ThemeSweep sweep,
        IReadOnlyList<ThemeCount> counts,
        HelpRequest request
    )
    {
        if (request.Created < sweep.Since || SourceOf(call, request) is not var (source, reason))
            return counts;
        var list = counts.ToList();
        var at = list.FindIndex(c => c.Source == source && c.Category == request.Category && c.Reason == reason);
        var known = at < 0 ? new ThemeCount(source, request.Category, reason, 0, []) : list[at];
        var mark = Mark(sweep, request.Owner);
        known = known with
        {
            Count = known.Count + 1,
            People =
                known.People.Count >= FewestPeople || known.People.Contains(mark)
                    ? known.People
                    : [.. known.People, mark],
        };
        if (at < 0)
            list.Add(known);
        else
            list[at] = known;
        return list;
    }

    private static (ThemeSource Source, string Reason)? SourceOf(Call call, HelpRequest request) =>
        request.State switch
        {
            RequestState.Declined when ReadyReason(call, request) is { } reason => (ThemeSource.Declined, reason),
            RequestState.Expired when request is { Direction: Direction.Gesuch, Taken.Count: 0 } => (
                ThemeSource.Unanswered,
                ""
            ),
            RequestState.Open
            or RequestState.Full
            or RequestState.Done
            or RequestState.Expired when request.Direction == Direction.Gesuch => (ThemeSource.Requests, ""),
            _ => null,
        };

    /// <summary>The ready reason of a decline. Own words of a moderator can hold a person and are not used.</summary>
    private static string? ReadyReason(Call call, HelpRequest request) =>
        TriageDesk.About(call, request.Id)?.Outcome is { } outcome
        && DeclineReasons.All.FirstOrDefault(r => DeclineReasons.Prefix + r == outcome) is { } reason
            ? $"{DeclineReasons.Prefix}{reason}.button"
            : null;

    private static void Settle(Call call, ThemeSweep sweep)
    {
        var known = ((ThemeState[])[ThemeState.Open, ThemeState.Dropped])
            .SelectMany(s => ThemesPool.In(call, sweep.Id, s))
            .Where(t => t.Category is not null)
            .ToList();
        foreach (var count in sweep.Counts.Where(c => c.People.Count >= FewestPeople))
            if (known.Find(t => IsSame(t, count)) is not { } theme)
                call.Put(Theme.Kind, New(call, sweep.Id, count));
            else if (theme.State == ThemeState.Open && theme.Count != count.Count)
                call.Put(Theme.Kind, theme with { Count = count.Count, Changed = call.Now });
            else if (theme.State == ThemeState.Dropped && theme.Created < sweep.Since)
                call.Put(Theme.Kind, New(call, sweep.Id, count));
    }

    private static bool IsSame(Theme theme, ThemeCount count) =>
        theme.Source == count.Source && theme.Category == count.Category && (theme.Reason ?? "") == count.Reason;

    private static Theme New(Call call, string quartier, ThemeCount count) =>
        new()
        {
            Id = call.Ids.Short(),
            Quartier = quartier,
            Source = count.Source,
            State = ThemeState.Open,
            Category = count.Category,
            Reason = count.Reason.Length > 0 ? count.Reason : null,
            Count = count.Count,
            Created = call.Now,
        };

    private static string After(HelpRequest request) =>
        IndexValue.Of(request.Quartier, request.StateName, request.Id) + "\u0001";

    /// <summary>Tells people apart while counting, without keeping who they are.</summary>
    private static string Mark(ThemeSweep sweep, string person) =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{sweep.Id} {sweep.Since.ToUnixTimeTicks()} {person}"))
        )[..8];
}
