using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Puts the web chat into the house: services, addresses, pages.</summary>
internal static class WebChatModule
{
    /// <summary>Where messages are posted.</summary>
    public const string Messages = "/chat/nachrichten";

    /// <summary>Registers the web chat.</summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services, WebSettings settings)
    {
        if (!settings.Chat)
            return services;
        services.AddSingleton<Kind>(WebLine.Kind);
        services.AddSingleton<Kind>(WebFile.Kind);
        services.AddSingleton<WebLog>();
        services.AddSingleton<IPlaceTrace>(s => s.GetRequiredService<WebLog>());
        services.AddSingleton<IMessenger, WebMessenger>();
        services.AddSingleton<WebVisits>();
        services.AddSingleton<WebReceiver>();
        services.AddSingleton<WebStream>();
        services.AddSingleton<WebAid>();
        services.AddSingleton<WebGuard>();
        services.AddSingleton<ModerationRooms>();
        services.AddSingleton<WebLinks>();
        services.AddSingleton<Kind>(TryOut.Kind);
        services.AddSingleton<ProbierstubeVoices>();
        services.AddSingleton<Probierstube>();
        services.AddHostedService<WebKeeper>();
        return services;
    }

    /// <summary>Opens the addresses and pages of the web chat.</summary>
    public static void MapWebChat(this WebApplication app)
    {
        app.UseWebHeaders();
        app.MapAssets();
        app.MapFallback(ErrorPages.NotFound);
        if (app.Services.GetService<WebGuard>() is not { } guard)
            return;
        app.MapPages();
        var chat = app.MapGroup("/chat").AddEndpointFilter(guard.Check);
        chat.MapPost("/sitzung", Session);
        chat.MapPost("/abmelden", End);
        chat.MapGet(
            "/ereignisse",
            (HttpContext http, WebStream stream) => stream.Run(http, PageTexts.For(http).Language)
        );
        chat.MapGet("/datei", File);
        app.MapPost(Messages, Post).AddEndpointFilter(guard.Check);
        app.MapPost("/chat/voraus", Ahead).AddEndpointFilter(guard.CheckAid);
    }

    /// <summary>Gives a visitor a session, once. A request from another site's link comes without the cookie; this one never does.</summary>
    private static IResult Session(HttpContext http)
    {
        if (WebSession.Of(http.Request) is not null)
            return Results.NoContent();
        WebSession.Give(http, WebSession.NewSecret());
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    /// <summary>Ends the chat in this browser: for devices that others use too.</summary>
    private static IResult End(HttpContext http, WebStream stream)
    {
        if (WebSession.Of(http.Request) is { } account)
            stream.End(account);
        WebSession.Take(http);
        return Results.NoContent();
    }

    private static async Task<IResult> Post(HttpContext http, WebVisits visits, WebReceiver receiver)
    {
        var texts = PageTexts.For(http);
        if (!WebPost.IsJson(http.Request))
            return WebGuard.Refuse("content-type", StatusCodes.Status415UnsupportedMediaType, texts["chat.malformed"]);
        var (body, isTooLong) = await WebPost.Body(http.Request);
        if (isTooLong)
            return WebGuard.Refuse("oversized", StatusCodes.Status413PayloadTooLarge, texts["chat.too-long"]);
        if (WebPost.Read(body) is not { } post)
            return WebGuard.Refuse("malformed", StatusCodes.Status400BadRequest, texts["chat.malformed"]);
        if (await visits.Of(http, post.Chat) is not { } visit)
            return WebGuard.Refuse("no-visit", StatusCodes.Status404NotFound, texts["chat.no-session"]);
        try
        {
            var word = await receiver.Take(visit, post with { Language = post.Language ?? texts.Language });
            return Results.Json(new WebAnswer(word), WebPostJson.Default.WebAnswer);
        }
        catch (StoreUnavailableException)
        {
            http.Response.Headers.RetryAfter = "5";
            return WebGuard.Refuse("store", StatusCodes.Status503ServiceUnavailable, texts["chat.not-stored"]);
        }
    }

    /// <summary>Shows the emergency numbers for a message that waits behind others in the browser; it comes again in its turn.</summary>
    private static async Task<IResult> Ahead(HttpContext http, WebAid aid)
    {
        await aid.Give(http);
        return Results.NoContent();
    }

    private static async Task<IResult> File(HttpContext http, WebVisits visits, WebLog log, string chat, string zeile)
    {
        if (await visits.Of(http, chat) is not { } visit || await log.FileOf(visit.Place.Key, zeile) is not { } file)
            return ErrorPages.NotFound(http);
        return Results.File(file.Bytes, file.MediaType, file.Name);
    }
}
