using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>A file that a message in Teams links to, for some days.</summary>
internal sealed record TeamsFile : IDocument
{
    internal static readonly Kind<TeamsFile> Kind = new(
        "teams-file",
        TeamsFileJson.Default.TeamsFile,
        new Index<TeamsFile>("place", f => IndexValue.Of(f.Place, f.Id)),
        new Index<TeamsFile>("until", f => Sortable(f.Until))
    );

    /// <summary>Made of the secret in the address, so that the store alone opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>Key of the place it was sent to.</summary>
    public required string Place { get; init; }

    /// <summary>When it goes.</summary>
    public Instant Until { get; init; }

    /// <summary>File name with ending.</summary>
    public required string Name { get; init; }

    /// <summary>Its media type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The content.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>A moment as an index value.</summary>
    internal static string Sortable(Instant moment) =>
        moment.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(TeamsFile))]
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
internal sealed partial class TeamsFileJson : JsonSerializerContext;

/// <summary>
/// Files for Teams. A bot cannot attach one in a channel, and in a personal chat only by way of somebody's cloud folder: so the message has a
/// button with an address of ours that nobody can guess.
/// </summary>
internal sealed class TeamsFiles(IStore store, TimeProvider time, Settings settings) : IPlaceTrace
{
    /// <summary>The page of a file.</summary>
    internal const string Path = "/teams/datei/{secret}";

    private static readonly Duration Age = Duration.FromDays(7);
    private const int SecretBytes = 32;
    private const int SweptAtOnce = 20;

    /// <summary>Keeps a file and makes the button that opens it.</summary>
    internal async Task<(Button Button, string Id)> Offer(Place place, OutboundFile file)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetCurrentInstant();
        var kept = new TeamsFile
        {
            Id = IdOf(secret),
            Place = place.Key,
            Until = now + Age,
            Name = file.Name,
            MediaType = file.MediaType,
            Bytes = file.Bytes,
        };
        var changes = new ChangeSet { At = now };
        changes.Puts.Add(new(TeamsFile.Kind, kept, 0));
        var old = await store.Query(TeamsFile.Kind, "until", "", TeamsFile.Sortable(now), SweptAtOnce);
        changes.Deletes.AddRange(old.Select(o => new DeleteDocument(TeamsFile.Kind, o.Document.Id, o.Version)));
        if (await store.Commit(changes) != CommitResult.Done)
            throw new StoreUnavailableException("A file was swept by somebody else.");
        var label = Text.Of("messenger.card.file", ("name", file.Name));
        return (new(label, $"{Base}/teams/datei/{secret}", IsLink: true), kept.Id);
    }

    /// <summary>Lets go of a file whose message did not go out.</summary>
    internal async Task Withdraw(string id)
    {
        if (await store.Find(TeamsFile.Kind, id) is not { } known)
            return;
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Deletes.Add(new(TeamsFile.Kind, id, known.Version));
        await store.Commit(changes);
    }

    /// <summary>Answers who opens the address.</summary>
    internal async Task Show(HttpContext http, string secret)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (await Find(secret) is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = file.MediaType;
        headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileNameStar = file.Name,
        }.ToString();
        await http.Response.Body.WriteAsync(file.Bytes);
    }

    /// <inheritdoc/>
    public async ValueTask Forget(string placeKey, ChangeSet changes)
    {
        var (from, below) = (IndexValue.Below(placeKey), IndexValue.After(placeKey));
        foreach (var file in await store.Query(TeamsFile.Kind, "place", from, below, 1000))
            changes.Deletes.Add(new(TeamsFile.Kind, file.Document.Id, file.Version));
    }

    /// <inheritdoc/>
    public ValueTask Forgotten(string placeKey) => ValueTask.CompletedTask;

    private async Task<TeamsFile?> Find(string secret)
    {
        if (secret.Length > 2 * SecretBytes || await store.Find(TeamsFile.Kind, IdOf(secret)) is not { } found)
            return null;
        return found.Document.Until > time.GetCurrentInstant() ? found.Document : null;
    }

    private string Base =>
        (settings.Web.PublicAddress.Length > 0 ? settings.Web.PublicAddress : settings.Web.Listen).TrimEnd('/');

    private static string IdOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 24));
}
