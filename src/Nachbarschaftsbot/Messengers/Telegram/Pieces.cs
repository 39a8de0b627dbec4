using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>One message of those that a long text or one with a file becomes.</summary>
internal sealed record Piece(Part Text, InlineKeyboardMarkup? Keyboard, OutboundFile? File);

/// <summary>Cuts what is to be said into messages that Telegram takes, and sends and edits each.</summary>
internal sealed class Pieces(TelegramClient client, Renderer renderer, TelegramCounters counters)
{
    /// <summary>The pieces to send in order; the keyboard stands under the last one.</summary>
    internal List<Piece> Plan(Outbound message, IReadOnlyList<Part> parts)
    {
        var keyboard = renderer.Keyboard(message);
        if (message.File is null && parts is [var only])
            return [new Piece(only, keyboard, null)];
        var plan = parts.Select(p => new Piece(p, null, null)).ToList();
        if (message.File is { } file)
        {
            // Short words go under the file itself.
            var isCaption = parts is [{ Entities: null, Text.Length: <= Renderer.LongestCaption }];
            if (isCaption)
                plan.Clear();
            plan.Add(new Piece(isCaption ? parts[0] : new Part("", null), null, file));
        }
        if (plan.Count > 0)
            plan[^1] = plan[^1] with { Keyboard = keyboard };
        return plan;
    }

    internal async Task<TelegramResult<SentMessage>> Send(
        Target target,
        Piece piece,
        ReplyParameters? reply,
        CancellationToken cancel
    )
    {
        if (piece.File is { } picture && piece.Keyboard is null && piece.Text.Text.Length == 0 && Pictures.Is(picture))
            return await client.SendPhoto(PhotoOf(target, picture, reply), cancel);
        if (piece.File is not null)
            return await client.SendDocument(DocumentOf(target, piece, reply), cancel);
        var message = new SendMessage
        {
            ChatId = target.Chat,
            MessageThreadId = target.Topic,
            Text = piece.Text.Text,
            Entities = piece.Text.Entities,
            LinkPreviewOptions = LinkPreviewOptions.Off,
            ReplyParameters = reply,
            ReplyMarkup = piece.Keyboard,
        };
        var result = await client.SendMessage(message, cancel);
        if (result.Outcome is not Outcome.BadEntities)
            return result;
        counters.Event("bad-entities");
        return await client.SendMessage(message with { Entities = null }, cancel);
    }

    internal async Task<Outcome> Edit(Target target, Piece piece, int id, CancellationToken cancel)
    {
        var edit = new EditMessageText
        {
            ChatId = target.Chat,
            MessageId = id,
            Text = piece.Text.Text,
            Entities = piece.Text.Entities,
            LinkPreviewOptions = LinkPreviewOptions.Off,
            ReplyMarkup = piece.Keyboard,
        };
        var outcome = await client.EditMessageText(edit, cancel);
        if (outcome is not Outcome.BadEntities)
            return outcome;
        counters.Event("bad-entities");
        return await client.EditMessageText(edit with { Entities = null }, cancel);
    }

    private static SendPhoto PhotoOf(Target target, OutboundFile picture, ReplyParameters? reply) =>
        new()
        {
            ChatId = target.Chat,
            MessageThreadId = target.Topic,
            FileName = picture.Name,
            MediaType = picture.MediaType,
            Content = picture.Bytes,
            ReplyParameters = reply,
        };

    private static SendDocument DocumentOf(Target target, Piece piece, ReplyParameters? reply) =>
        new()
        {
            ChatId = target.Chat,
            MessageThreadId = target.Topic,
            FileName = piece.File!.Name,
            MediaType = piece.File.MediaType,
            Content = piece.File.Bytes,
            Caption = piece.Text.Text.Length > 0 ? piece.Text.Text : null,
            ReplyParameters = reply,
            ReplyMarkup = piece.Keyboard,
        };
}
