using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// A random word that belongs to this store. It begins the ids of all that is sent: the same message tried again after a crash has the same
/// id, and a new store never takes up the ids of an old one.
/// </summary>
internal sealed record MatrixStamp : IDocument
{
    internal static readonly Kind<MatrixStamp> Kind = new("matrix-stamp", MatrixStampJson.Default.MatrixStamp);

    /// <summary>There is only one.</summary>
    internal const string Only = "only";

    /// <inheritdoc/>
    public string Id { get; init; } = Only;

    /// <summary>The word.</summary>
    public required string Word { get; init; }
}

[JsonSerializable(typeof(MatrixStamp))]
internal sealed partial class MatrixStampJson : JsonSerializerContext;

/// <summary>Makes transaction ids (https://spec.matrix.org/latest/client-server-api/#transaction-identifiers).</summary>
internal sealed class MatrixTransactions(IStore store, TimeProvider time)
{
    private const int Bytes = 6;
    private volatile string? stamp;

    /// <summary>The id of one request about a delivery.</summary>
    internal async ValueTask<string> Of(long deliveryId, string part) => $"nb-{await Stamp()}-{deliveryId}-{part}";

    /// <summary>The id of one request about something else that has a name of its own.</summary>
    internal async ValueTask<string> Of(string name)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        return $"nb-{await Stamp()}-{hash[..(4 * Bytes)]}";
    }

    private async ValueTask<string> Stamp()
    {
        while (stamp is null)
        {
            if (await store.Find(MatrixStamp.Kind, MatrixStamp.Only) is { } known)
            {
                stamp = known.Document.Word;
                break;
            }
            var word = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            changes.Puts.Add(new(MatrixStamp.Kind, new MatrixStamp { Word = word }, 0));
            if (await store.Commit(changes) == CommitResult.Conflict)
                store.Forget(MatrixStamp.Kind, MatrixStamp.Only);
        }
        return stamp;
    }
}
