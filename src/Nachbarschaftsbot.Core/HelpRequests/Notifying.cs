using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Tells neighbours of what is new or free again: at once, or once a day together. Goes through a Quartier page by page.</summary>
internal static class Notifying
{
    /// <summary>
    /// Timer: tell the next page of neighbours of one request. Subject: request, last person told and, where it is open again, when
    /// they were told before.
    /// </summary>
    public const string TellTimer = "r-tell";

    /// <summary>Timer: the daily summary. Subject: Quartier, day, last person told.</summary>
    public const string DailyTimer = "r-daily";

    /// <summary>How many persons are looked at in one turn.</summary>
    public const int Page = 200;

    private const int MostNews = 200;
    private const int MostAnswers = 1000;
    private static readonly LocalTime DailyAt = new(17, 0);

    /// <summary>Neighbours can see it: begins to tell them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The request.</param>
    /// <param name="before">When they were told of it before; null where it is new.</param>
    public static void Start(Call call, HelpRequest request, Instant? before = null)
    {
        call.Remind(TellTimer, Subject(request.Id, "", before), call.Now);
        PlanDaily(call, request.Quartier);
    }

    /// <summary>There is something for the next daily summary of a Quartier.</summary>
    public static void PlanDaily(Call call, string quartier)
    {
        var day = NextDaily(call, call.Find(Quartier.Kind, quartier));
        call.Remind(DailyTimer, $"{quartier}:{LocalDatePattern.Iso.Format(day)}:", At(call, quartier, day));
    }

    /// <summary>Tells one page of neighbours who want to hear at once.</summary>
    public static void Tell(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var id, var after, .. var rest]
            || call.Find(HelpRequest.Kind, id) is not { State: RequestState.Open } request
        )
            return;
        var before = Before(rest);
        var blocked = Blocks.Of(call, request.Owner);
        var answered = before is null ? [] : Matching.Of(call, id, MostAnswers).Select(v => v.Helper).ToHashSet();
        var page = Listeners(call, request.Quartier, Notify.AtOnce, after);
        foreach (var person in page.Where(p => Fits(p, request, blocked) && !CameSince(p, request)))
            if (!answered.Contains(person.Id) && (before is not { } told || !HeardToday(call, person, told)))
                call.Tell(person, News(call, request, before is null ? "new" : "again"));
        if (page.Count == Page)
            call.Remind(TellTimer, Subject(id, page[^1].Id, before), call.Now);
    }

    /// <summary>Who came since its last news finds it in the list, whether the news went out slowly or not.</summary>
    private static bool CameSince(Person person, HelpRequest request) => person.Consent?.At > request.LastNews;

    private static Message News(Call call, HelpRequest request, string what) =>
        Message
            .Of([$"request.notify.{what}.{RequestText.Way(request)}", .. RequestText.Lines(call, request)])
            .And($"request.notify.next.{RequestText.Way(request)}")
            .Row(Browsing.Help(request))
            .Row(Browsing.Report(request)) with
        {
            Priority = Priority.Broadcast,
        };

    private static string Subject(string request, string after, Instant? before) =>
        before is { } told ? $"{request}:{after}:{told.ToUnixTimeMilliseconds()}" : $"{request}:{after}";

    private static Instant? Before(string[] rest) =>
        rest is [var told] && long.TryParse(told, out var at) ? Instant.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Whether what was said then reached a person today, after their quiet hours.</summary>
    private static bool HeardToday(Call call, Person person, Instant told)
    {
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, person.Quartier!));
        var heard = QuietTime.End(person.Quiet, told, zone) ?? told;
        return heard.InZone(zone).Date >= call.Now.InZone(zone).Date;
    }

    /// <summary>Tells one page of neighbours what was new since the day before.</summary>
    public static void Daily(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var quartier, var date, var after]
            || LocalDatePattern.Iso.Parse(date) is not { Success: true, Value: var day }
        )
            return;
        var news = News(call, quartier, day);
        if (news.Count == 0)
            return;
        var page = Listeners(call, quartier, Notify.Daily, after);
        foreach (var person in page)
            Summarize(call, person, news);
        if (page.Count == Page)
            call.Remind(DailyTimer, $"{quartier}:{date}:{page[^1].Id}", call.Now);
    }

    private static void Summarize(Call call, Person person, IReadOnlyList<HelpRequest> news)
    {
        var blocked = Blocks.Of(call, person.Id);
        var fitting = news.Where(r => Fits(person, r, blocked)).ToList();
        if (fitting.Count == 0)
            return;
        var message = Browsing.Items(
            call,
            Message.Of(Text.Of("request.notify.daily", ("count", fitting.Count))),
            [.. fitting.Take(Browsing.Portion)],
            person.Quartier
        );
        if (fitting.Count > Browsing.Portion)
            message = message.And(Text.Of("request.notify.daily.more", ("count", fitting.Count - Browsing.Portion)));
        message = message.Row(Press.Button("r-browse", "gesuch")).Row(Browsing.ReportOne());
        call.Tell(person, message with { Priority = Priority.Broadcast });
    }

    /// <summary>Whether a person wants to hear of a request and may.</summary>
    public static bool Fits(Person person, HelpRequest request, IReadOnlySet<string> blocked) =>
        person.IsMember
        && person.Id != request.Owner
        && Fitting.Wants(person, request.Category)
        && !blocked.Contains(person.Id)
        && !blocked.Contains(request.Owner);

    /// <summary>The next page of those in a Quartier who want to hear of what is new.</summary>
    public static IReadOnlyList<Person> Listeners(Call call, string quartier, Notify when, string after) =>
        call.Query(
            Person.Kind,
            "listens",
            after.Length == 0
                ? IndexValue.Below(quartier, when.ToString())
                : IndexValue.Of(quartier, when.ToString(), after) + '\u0001',
            IndexValue.After(quartier, when.ToString()),
            Page
        );

    private static IReadOnlyList<HelpRequest> News(Call call, string quartier, LocalDate day)
    {
        var now = call.Now.InZone(Call.ZoneOf(call.Find(Quartier.Kind, quartier))).LocalDateTime;
        var (begin, end) = (At(call, quartier, day.PlusDays(-1)), At(call, quartier, day));
        var from = HelpRequest.NewsMark(begin);
        var below = HelpRequest.NewsMark(end);
        return
        [
            .. call.Query(
                    HelpRequest.Kind,
                    "news",
                    IndexValue.Of(quartier, from),
                    IndexValue.Of(quartier, below),
                    MostNews
                )
                .Concat(SharedNews.Between(call, quartier, begin, end))
                .Where(r => r.State == RequestState.Open && !RequestLife.IsPast(r, now))
                .OrderByDescending(r => r.Urgency),
        ];
    }

    private static LocalDate NextDaily(Call call, Quartier? quartier)
    {
        var local = call.Now.InZone(Call.ZoneOf(quartier)).LocalDateTime;
        return local.TimeOfDay < DailyAt ? local.Date : local.Date.PlusDays(1);
    }

    private static Instant At(Call call, string quartier, LocalDate day) =>
        (day + DailyAt).InZoneLeniently(Call.ZoneOf(call.Find(Quartier.Kind, quartier))).ToInstant();
}
