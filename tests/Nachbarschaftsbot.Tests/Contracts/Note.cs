using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>A document for tests of the store.</summary>
internal sealed record Note(string Id, string By, string? Words) : IDocument
{
    public static readonly Kind<Note> Kind = new(
        "note",
        NoteJson.Default.Note,
        new Index<Note>("by", n => n.By),
        new Index<Note>("words", n => n.Words)
    );
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
