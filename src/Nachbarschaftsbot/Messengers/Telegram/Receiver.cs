using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>What the receiver needs of the house.</summary>
/// <param name="Take">Takes an inbound exactly once; durable when it returns.</param>
/// <param name="ReferenceOf">Our own id of a message, by place and the messenger's id.</param>
internal sealed record ReceiverPorts(
    Func<Inbound, Task<TurnResult>> Take,
    Func<string, string, ValueTask<string?>> ReferenceOf
)
{
    /// <summary>Brings the emergency numbers for an inbound that cannot be taken now.</summary>
    public Func<Inbound, Task> Warn { get; init; } = _ => Task.CompletedTask;

    /// <summary>The linked places of a chat.</summary>
    public Func<string, IEnumerable<Place>> LinkedIn { get; init; } = _ => [];

    /// <summary>Whether somebody keeps out of linked rooms: nothing that they send there is fetched.</summary>
    public Func<Account, ValueTask<bool>> KeepsOut { get; init; } = _ => new(false);
}

/// <summary>One update's way from the wire into the turns; the same for webhook and polling.</summary>
internal sealed class Receiver(
    Translator translator,
    Renderer renderer,
    TelegramClient client,
    ReceiverPorts ports,
    TelegramCounters counters
)
{
    private static readonly TimeSpan PicturePatience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the update has taken effect for good, or needs none.</summary>
    /// <exception cref="Store.StoreUnavailableException">It could not be stored: Telegram must not be told that it was taken.</exception>
    internal Task Take(Update update)
    {
        var translation = Translate(update);
        counters.Update(translation.Kind);
        if (translation.CallbackId is not null)
            return TakePress(translation);
        return translation.Inbound is { } inbound ? TakeAll(translation, inbound) : Task.CompletedTask;
    }

    private Task TakeAll(Translation translation, Inbound inbound)
    {
        if (translation.PictureId is { } picture)
            return TakeWithPicture(inbound, picture);
        return translation.More.Count == 0 ? TakeInbound(inbound) : TakeInTurn([inbound, .. translation.More]);
    }

    private async Task TakeInTurn(IEnumerable<Inbound> all)
    {
        foreach (var inbound in all)
            await TakeInbound(inbound);
    }

    /// <summary>Where the picture cannot be had, the other rooms are told that there was one.</summary>
    private async Task TakeWithPicture(Inbound inbound, string id)
    {
        if (
            inbound is { Content: Content.Posted { Media: { } media } posted, Sender: { } sender }
            && !await ports.KeepsOut(sender.Account)
        )
        {
            using var patience = new CancellationTokenSource(PicturePatience);
            var bytes = await client.Download(id, Pictures.Largest, patience.Token);
            var picture = bytes is null ? null : Pictures.Of(bytes);
            inbound = inbound with { Content = posted with { Media = media with { Picture = picture } } };
        }
        await TakeInbound(inbound);
    }

    /// <summary>Looks at an update that cannot be taken now: words of danger bring the numbers, nothing else happens.</summary>
    internal Task Warn(Update update) =>
        Translate(update).Inbound is { } inbound ? ports.Warn(inbound) : Task.CompletedTask;

    /// <summary>What cannot be translated is a mistake of ours; left in the queue it would block its chat for a day.</summary>
    private Translation Translate(Update update)
    {
        try
        {
            return translator.Translate(update);
        }
        catch (Exception)
        {
            return new(null, "untranslatable", update.CallbackQuery?.Id);
        }
    }

    private Task<TurnResult> TakeInbound(Inbound inbound) =>
        inbound.ReplyTo is null ? ports.Take(inbound) : TakeReply(inbound);

    private async Task<TurnResult> TakeReply(Inbound inbound)
    {
        var own = await ports.ReferenceOf(inbound.Place.Key, inbound.ReplyTo!);
        if (own is null && inbound.Content is Content.Reacted)
            own = await ReferenceInTopics(inbound);
        return await ports.Take(own is null ? inbound : inbound with { ReplyTo = own });
    }

    /// <summary>Of an emoji only the chat is told: the message may stand in any of its topics.</summary>
    private async Task<string?> ReferenceInTopics(Inbound inbound)
    {
        foreach (var place in ports.LinkedIn(inbound.Place.Chat))
            if (await ports.ReferenceOf(place.Key, inbound.ReplyTo!) is { } own)
                return own;
        return null;
    }

    /// <summary>A press is always answered, also when nothing comes of it: until then the button spins.</summary>
    private async Task TakePress(Translation press)
    {
        string? toast = null;
        try
        {
            if (press.Inbound is { } inbound)
            {
                var result = await TakeInbound(inbound);
                toast = renderer.Toast(result.Toast, result.Language);
            }
        }
        finally
        {
            // Nobody waits for it: a late or failed answer changes nothing.
            _ = Answer(press.CallbackId!, toast);
        }
    }

    private async Task Answer(string callbackId, string? toast)
    {
        var outcome = await client.AnswerCallbackQuery(new(callbackId, toast), CancellationToken.None);
        if (outcome is TelegramOutcome.Transient)
            outcome = await client.AnswerCallbackQuery(new(callbackId, toast), CancellationToken.None);
        if (outcome is not (TelegramOutcome.Ok or TelegramOutcome.QueryTooOld))
            counters.Event("press-not-answered");
    }
}
