using Nachbarschaftsbot.Turns;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// The emergency numbers for a message that is not taken now: it came too often, or waits behind others in the browser. The message
/// itself stays untaken and comes again. Whatever holds no words of danger costs its reading and nothing else.
/// </summary>
internal sealed class WebAid(WebVisits visits, WebReceiver receiver)
{
    /// <summary>Shows the numbers where the request holds words of danger.</summary>
    public async Task Give(HttpContext http)
    {
        if (!WebPost.IsJson(http.Request))
            return;
        var (body, _) = await WebPost.Body(http.Request);
        if (WebPost.Read(body) is not { } post || !FirstAid.IsFor(post.ToContent()))
            return;
        if (await visits.Of(http, post.Chat) is { } visit)
            await receiver.Warn(visit, post with { Language = post.Language ?? PageTexts.For(http).Language });
    }
}
