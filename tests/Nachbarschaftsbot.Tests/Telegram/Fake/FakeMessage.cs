using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

/// <summary>A button as a person sees it.</summary>
public sealed record FakeButton(string Label, string? Data, string? Url);

/// <summary>A message as it stands in a chat now, edits applied.</summary>
public sealed class FakeMessage
{
    internal FakeMessage(FakeChat chat, int id, FakeUser? author, DateTimeOffset sent)
    {
        Chat = chat;
        Id = id;
        Author = author;
        Sent = sent;
    }

    public FakeChat Chat { get; }
    public int Id { get; }

    /// <summary>Null when the bot wrote it.</summary>
    public FakeUser? Author { get; }
    public DateTimeOffset Sent { get; }
    public string Text { get; internal set; } = "";
    public int? Topic { get; internal init; }
    public int? ReplyTo { get; internal init; }
    public string? FileName { get; internal init; }
    public byte[]? File { get; internal init; }
    public int Edits { get; internal set; }
    public bool IsDeleted { get; internal set; }
    public bool IsFromBot => Author is null;

    /// <summary>Entities or parse mode, as the bot asked for them.</summary>
    internal string Formatting { get; set; } = "";
    internal JsonArray? Keyboard { get; set; }

    /// <summary>Rises with every change anywhere, so that a test can wait for something newer.</summary>
    internal long Revision { get; set; }

    public IReadOnlyList<FakeButton> Buttons =>
        [
            .. (Keyboard ?? [])
                .SelectMany(row => row!.AsArray())
                .Select(b => new FakeButton((string)b!["text"]!, (string?)b["callback_data"], (string?)b["url"])),
        ];

    public override string ToString() =>
        Text + string.Concat(Buttons.Select(b => $" [{b.Label}]")) + (FileName is null ? "" : $" ({FileName})");
}
