using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Web;

/// <summary>The Probierstube: a resident, the moderation and a helper side by side. In demonstrations on this computer only.</summary>
internal static class ProbierstubePage
{
    private sealed record Seat(string Name, string Chat, string Heading, string Role, ChatLook Look);

    /// <summary>Opens its addresses.</summary>
    public static void MapProbierstube(this WebApplication app)
    {
        app.MapGet("/probierstube", Show);
        app.MapPost("/probierstube/neu", Again).AddEndpointFilter(app.Services.GetRequiredService<WebGuard>().Check);
    }

    private static async Task<IResult> Again(HttpContext http, WebVisits visits, Probierstube room)
    {
        if (!visits.IsDemo(http))
            return ErrorPages.NotFound(http);
        await room.Again();
        return Results.NoContent();
    }

    private static async Task<IResult> Show(
        HttpContext http,
        WebVisits visits,
        Probierstube room,
        WebLog log,
        Settings settings
    )
    {
        if (!visits.IsDemo(http))
            return ErrorPages.NotFound(http);
        var texts = PageTexts.For(http);
        var tryOut = await room.Open();
        var seats = Seats(texts, tryOut.Quartier);
        var panels = new List<Html>();
        foreach (var seat in seats)
        {
            var secret = tryOut.Seats[seat.Name];
            if (http.Request.Cookies[WebSession.SeatCookiePrefix + seat.Name] != secret)
                WebSession.Give(http, secret, WebSession.SeatCookiePrefix + seat.Name);
            var visit = await visits.Sit(seat.Chat, WebSession.AccountOf(secret)!);
            var lines = visit is null ? [] : await log.Read(visit.Place.Key);
            var chat = ChatHtml.Of(seat.Chat, visit, lines, seat.Look, texts);
            panels.Add(
                Html.Of($"""<div class="panel" id="seat-{seat.Name}" aria-labelledby="tab-{seat.Name}">{chat}</div>""")
            );
        }
        var main = Html.Of(
            $"""
            <div class="hero"><h1>{texts["try.title"]}</h1><p class="lead">{texts["try.lead"]} {texts[
                "try.people"
            ]}</p></div>
            <div class="how"><h2>{texts["try.how"]}</h2>
            <ol><li>{texts["try.step-1"]}</li><li>{texts["try.step-2"]}</li><li>{texts["try.step-3"]}</li></ol></div>
            {ChatHtml.Words(texts, settings.Bot.OperatorContact)}
            <div class="tabs" role="tablist" aria-label="{texts["try.title"]}">{Html.Join(seats.Select(Tab))}</div>
            <div class="seats">{Html.Join(panels)}</div>
            <div class="again"><button type="button" data-again>{texts["try.again"]}</button><p>{texts[
                "try.again-note"
            ]}</p></div>
            """
        );
        return Layout.Page(http, texts["try.title"], main, "chat.js", "seat-ada", "try");
    }

    private static IReadOnlyList<Seat> Seats(PageTexts texts, string quartier) =>
        [
            Private("ada", texts, [(texts["try.example"], texts["try.example-text"])]),
            new(
                "mara",
                $"mara.{WebVisits.Moderation}{quartier}",
                texts["try.mara"],
                texts["try.mara-role"],
                ModerationPage.Look(texts) with
                {
                    Heading = texts["try.mara"],
                    Role = texts["try.mara-role"],
                }
            ),
            Private("ben", texts, []),
        ];

    private static Seat Private(string name, PageTexts texts, IReadOnlyList<(string, string)> examples)
    {
        var look = new ChatLook(
            texts[$"try.{name}"],
            texts[$"try.{name}-role"],
            texts["chat.message"],
            Html.Empty,
            [(texts["chat.help"], "/hilfe")],
            examples
        );
        return new(name, $"{name}.{WebVisits.Private}", look.Heading, look.Role!, look);
    }

    private static Html Tab(Seat seat) =>
        Html.Of(
            $"""<button type="button" role="tab" id="tab-{seat.Name}" aria-controls="seat-{seat.Name}" aria-selected="{(
                seat.Name == "ada" ? "true" : "false"
            )}">{seat.Heading} <span class="new"></span></button>"""
        );
}
