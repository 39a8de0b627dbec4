using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;
using Nachbarschaftsbot.Turns;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// Takes a post: first the visitor's own line, then the turn. Both know the post's id, so that a post that is tried again, clicked
/// twice or sent from two tabs has one line and one effect. When this returns, both are durable.
/// </summary>
internal sealed class WebReceiver(WebLog log, IStore store, Turn turn)
{
    /// <summary>Takes one post.</summary>
    /// <returns>A word for the visitor, or null.</returns>
    /// <exception cref="StoreUnavailableException">It could not be stored: the page must try again.</exception>
    public async Task<string?> Take(WebVisit visit, WebPost post)
    {
        var inboundId = WebSession.InboundId(visit.Account, visit.Place.Key, post.Id);
        if (await store.Seen(inboundId))
            return null;
        var about = post.Line is null ? null : await log.Find(visit.Place.Key, post.Line);
        var inbound = Inbound(visit, post, inboundId, about);
        if (OwnLine(visit, post, about) is { } line)
            await WriteOrWarn(line with { Seal = about?.Seal ?? await SealOf(visit) }, inbound);
        var result = await turn.Take(inbound);
        WebCounters.Posted(
            post.Text is not null ? "words"
            : post.Token is not null ? "press"
            : "form"
        );
        return result.Toast is { } toast ? Catalog.BuiltIn.Words(toast, result.Language) : null;
    }

    /// <summary>Shows the emergency numbers for a post that is not taken now.</summary>
    public Task Warn(WebVisit visit, WebPost post) =>
        turn.Warn(Inbound(visit, post, WebSession.InboundId(visit.Account, visit.Place.Key, post.Id), null));

    private static Inbound Inbound(WebVisit visit, WebPost post, string id, WebLine? about) =>
        new(
            id,
            visit.Place,
            new Sender(visit.Account, visit.Person?.FirstName ?? "", post.Language),
            post.ToContent(),
            post.Text is null ? null : about?.Ref,
            $"{visit.Place.Key}/m{post.Id}"
        );

    /// <summary>While a confidential form is open, what the visitor writes is sealed as the form is.</summary>
    private async ValueTask<string?> SealOf(WebVisit visit) =>
        (await store.Find(Conversation.Kind, visit.Place.Key))?.Document is { Draft.Confidential: true } open
            ? open.Seal
            : null;

    private async Task WriteOrWarn(WebLine line, Inbound inbound)
    {
        try
        {
            using var lease = log.Enter(line.Place);
            await lease.Room.Add(line);
        }
        catch (SealGoneException)
        {
            // The form it belongs to was left in another tab; the turn says so.
        }
        catch (StoreUnavailableException)
        {
            await turn.Warn(inbound);
            throw;
        }
    }

    /// <summary>What the visitor did, as a line. On shared pages only words are one: presses and replies show in the card itself.</summary>
    private static WebLine? OwnLine(WebVisit visit, WebPost post, WebLine? about)
    {
        var words =
            post.Text is not null ? (visit.IsShared && about is not null ? null : post.Text.Trim())
            : visit.IsShared ? null
            : post.Token is not null ? Button(about, post.Token)?.Label
            : PageTexts.For(post.Language)["chat.filled", ("title", about?.Form?.Title ?? "")];
        return words is null
            ? null
            : new()
            {
                Id = $"{visit.Place.Key}/m{post.Id}",
                Place = visit.Place.Key,
                From = visit.Account.Id,
                Name = visit.IsShared ? visit.Person?.FirstName : null,
                Language = post.Language is "en" ? "en" : "de",
                Texts = [new(words)],
                Answers = IsStep(about, post) ? about!.Id : null,
            };
    }

    private static WebButton? Button(WebLine? line, string token) =>
        line?.Buttons.SelectMany(r => r).FirstOrDefault(b => b.Token == token && !b.IsLink);

    private static bool IsStep(WebLine? about, WebPost post) =>
        about?.Step is { } step
        && (post.Stamp == step || (post.Token is not null && WebSteps.StampOf(post.Token) == step));
}
