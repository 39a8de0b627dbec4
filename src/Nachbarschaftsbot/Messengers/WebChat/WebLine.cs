using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>A paragraph as it is read.</summary>
internal sealed record WebText(string Words, TextStyle Style = TextStyle.Normal);

/// <summary>A button with its words.</summary>
internal sealed record WebButton(string Label, string Token, bool IsLink = false);

/// <summary>An option of a choice with its words.</summary>
internal sealed record WebOption(string Value, string Label);

/// <summary>A question of a form with its words.</summary>
internal sealed record WebField(
    string Id,
    FieldKind Kind,
    string Label,
    string? Hint,
    IReadOnlyList<WebOption> Options,
    string? Value,
    string? Error,
    bool Optional,
    int MaxLength
);

/// <summary>A form with its words.</summary>
internal sealed record WebForm(string Stamp, string Title, IReadOnlyList<WebField> Fields, string Submit);

/// <summary>
/// One line of a web chat: what the page shows again after a reload. Its id comes from the outbox's delivery or from the visitor's
/// own message, so that the same line is never there twice.
/// </summary>
internal sealed record WebLine : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<WebLine> Kind = new(
        "webline",
        WebChatJson.Default.WebLine,
        new Index<WebLine>("place", l => IndexValue.Of(l.Place, WebFile.Sortable(l.Seq))),
        new Index<WebLine>("age", l => WebFile.Sortable(l.Seq)),
        new Index<WebLine>("seal", l => l.Seal is null ? null : IndexValue.Of(l.Seal, l.Id))
    )
    {
        SealedWith = l => l.Seal,
    };

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Key of the place it stands in.</summary>
    public required string Place { get; init; }

    /// <summary>Where it stands among the others: its first <see cref="Seq"/>; stays when it is edited.</summary>
    public long Order { get; init; }

    /// <summary>Rises with every change in the place, also over restarts (never below the clock's milliseconds).</summary>
    public long Seq { get; init; }

    /// <summary>When it was written.</summary>
    public Instant At { get; init; }

    /// <summary>Account id of the visitor who wrote it; null for the bot.</summary>
    public string? From { get; init; }

    /// <summary>First name of the visitor, on pages that several people read.</summary>
    public string? Name { get; init; }

    /// <summary>Language of its words.</summary>
    public string Language { get; init; } = "de";

    /// <summary>The paragraphs.</summary>
    public IReadOnlyList<WebText> Texts { get; init; } = [];

    /// <summary>Rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<WebButton>> Buttons { get; init; } = [];

    /// <summary>A form to fill in.</summary>
    public WebForm? Form { get; init; }

    /// <summary>Name of a file to fetch, or null.</summary>
    public string? File { get; init; }

    /// <summary>Our own id of the message, for replies to it.</summary>
    public string? Ref { get; init; }

    /// <summary>Mark of the step of a form whose buttons it carries: only the newest step counts.</summary>
    public string? Step { get; init; }

    /// <summary>Id of the line whose step this one answered.</summary>
    public string? Answers { get; init; }

    /// <summary>Name of the key it is sealed with, or null; it goes with the key.</summary>
    public string? Seal { get; init; }

    /// <summary>Deleted: nothing is left but the place it had, so that open pages learn of it.</summary>
    public bool Gone { get; init; }
}

/// <summary>A file that a line offers; kept for a day.</summary>
internal sealed record WebFile : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<WebFile> Kind = new(
        "webfile",
        WebChatJson.Default.WebFile,
        new Index<WebFile>("place", f => IndexValue.Of(f.Place, f.Id)),
        new Index<WebFile>("age", f => Sortable(f.At.ToUnixTimeMilliseconds()))
    );

    /// <summary>Id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>Key of the place.</summary>
    public required string Place { get; init; }

    /// <summary>When it was offered.</summary>
    public Instant At { get; init; }

    /// <summary>File name with ending.</summary>
    public required string Name { get; init; }

    /// <summary>Its media type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The content.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>A number as an index value.</summary>
    public static string Sortable(long number) =>
        number.ToString("D16", System.Globalization.CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(WebLine))]
[JsonSerializable(typeof(WebFile))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class WebChatJson : JsonSerializerContext;
