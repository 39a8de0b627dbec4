using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>Tells the people of a partner Quartier whom a shared request fits, page by page, as each of them wants to hear of what is new.</summary>
internal static class SharedNews
{
    /// <summary>Timer: tell the next page. Subject: request, partner Quartier, last person told.</summary>
    public const string Timer = "x-tell";

    private const int MostNews = 200;

    /// <summary>Begins to tell.</summary>
    public static void Start(Call call, HelpRequest request, string partner)
    {
        call.Remind(Timer, Subject(request.Id, partner, ""), call.Now);
        Notifying.PlanDaily(call, partner);
    }

    /// <summary>Tells one page of those who want to hear at once.</summary>
    public static void Tell(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var id, var partner, var after]
            || call.Find(HelpRequest.Kind, id) is not { State: RequestState.Open } request
            || !Sharing.IsVisible(call, request, partner)
        )
            return;
        var blocked = Blocks.Of(call, request.Owner);
        var page = Notifying.Listeners(call, partner, Notify.AtOnce, after);
        foreach (var person in page.Where(p => Notifying.Fits(p, request, blocked)))
            call.Tell(person, News(call, request, partner));
        if (page.Count == Notifying.Page)
            call.Remind(Timer, Subject(id, partner, page[^1].Id), call.Now);
    }

    /// <summary>What partners shared with a Quartier between two moments.</summary>
    public static IEnumerable<HelpRequest> Between(Call call, string quartier, Instant from, Instant below) =>
        Partners
            .Agreed(call, quartier)
            .SelectMany(p =>
                call.Query(
                        HelpRequest.Kind,
                        "acrossnews",
                        IndexValue.Of(p.Other(quartier), HelpRequest.NewsMark(from)),
                        IndexValue.After(p.Other(quartier)),
                        MostNews
                    )
                    .Where(r => Sharing.IsShared(r, p, quartier))
                    .Where(r => r.Shared.Any(s => s.Quartier == quartier && s.Since >= from && s.Since < below))
            );

    private static Message News(Call call, HelpRequest request, string partner) =>
        Message
            .Of([
                RequestText.Wayed("across.notify", request, Partners.Named(call, request.Quartier)),
                .. RequestText.Lines(call, request, partner),
            ])
            .And($"request.notify.next.{RequestText.Way(request)}")
            .Row(Browsing.Help(request))
            .Row(Browsing.Report(request)) with
        {
            Priority = Priority.Broadcast,
        };

    private static string Subject(string request, string partner, string after) => $"{request}:{partner}:{after}";
}
