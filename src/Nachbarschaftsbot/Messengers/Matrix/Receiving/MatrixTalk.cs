using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>Ordinary talk of a room that is linked with others, in the neutral language. Pure.</summary>
internal static class MatrixTalk
{
    /// <summary>A message as it is carried.</summary>
    /// <param name="sent">The message.</param>
    /// <param name="kind">What it is, where it is a file.</param>
    internal static Content.Posted Posted(MatrixEvent sent, AttachmentKind? kind)
    {
        if (kind is not { } known)
            return new(sent.Id, MatrixRich.Read(sent.Body ?? "", sent.Html));
        var hasCaption = sent.FileName is { } name && name != sent.Body;
        var caption = hasCaption ? MatrixRich.Read(sent.Body ?? "", sent.Html) : Rich.Empty;
        return new(sent.Id, caption, new Media(known, sent.Size, null));
    }

    /// <summary>What a message says now; null where the edit cannot be read. It is always the first event that is named.</summary>
    internal static Content.Edited? Edited(MatrixEvent sent) =>
        sent is { RelatesTo: { } changed, NewBody: { } body }
            ? new(changed, MatrixRich.Read(body, sent.NewHtml))
            : null;

    /// <summary>Whether a picture is small enough to be carried.</summary>
    internal static bool HasSmallPicture(MatrixEvent sent) =>
        sent is { MessageType: "m.image", Url: not null, Size: > 0 and <= Pictures.Largest };
}
