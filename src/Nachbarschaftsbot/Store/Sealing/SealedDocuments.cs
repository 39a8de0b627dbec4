using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Store.Sealing;

/// <summary>Documents on their way to and from the file.</summary>
internal static class SealedDocuments
{
    /// <summary>A document as it is written: JSON, or JSON sealed with the document's key.</summary>
    public static byte[] Write(this ISeal seal, Kind kind, IDocument document) =>
        kind.SealOf(document) is { } key ? seal.Seal(key, kind.Serialize(document)) : kind.Serialize(document);

    /// <summary>A document as it was written; null where its key is gone.</summary>
    public static IDocument? Read(this ISeal seal, Kind kind, ReadOnlySpan<byte> stored)
    {
        if (!Envelope.IsSealed(stored))
            return kind.Deserialize(stored);
        return seal.Open(stored) is { } plain ? kind.Deserialize(plain) : null;
    }
}
