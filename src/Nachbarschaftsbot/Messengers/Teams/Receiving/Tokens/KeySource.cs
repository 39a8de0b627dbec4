using System.Buffers.Text;
using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

/// <summary>Where the keys come from: the OpenID metadata name the address of the key set.</summary>
internal sealed class KeySource(HttpMessageInvoker http, Uri metadata)
{
    private const int Largest = 2 << 20;
    private const int SmallestModulus = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A client that follows nobody elsewhere.</summary>
    internal static HttpMessageInvoker CreateHttp() => QuietHttp.Create(connections: 8, unpacks: true);

    /// <summary>All RSA keys for signing.</summary>
    /// <exception cref="InvalidDataException">The answer is not what it should be.</exception>
    internal async Task<FrozenDictionary<string, SigningKey>> Fetch()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var description = await Get(metadata, patience.Token);
        if (!Uri.TryCreate(Text(description.RootElement, "jwks_uri"), UriKind.Absolute, out var address))
            throw new InvalidDataException("The metadata name no key set.");
        if (address.Scheme != Uri.UriSchemeHttps && !(metadata.IsLoopback && address.IsLoopback))
            throw new InvalidDataException("The key set is not behind https.");
        using var set = await Get(address, patience.Token);
        var keys = Read(set.RootElement);
        return keys.Count > 0 ? keys : throw new InvalidDataException("The key set holds no usable key.");
    }

    private static FrozenDictionary<string, SigningKey> Read(JsonElement set)
    {
        var keys = new Dictionary<string, SigningKey>();
        if (set.ValueKind == JsonValueKind.Object && set.TryGetProperty("keys", out var list))
            if (list.ValueKind == JsonValueKind.Array)
                foreach (var one in list.EnumerateArray())
                    if (Text(one, "kid") is { Length: > 0 } id && KeyOf(one) is { } key)
                        keys.TryAdd(id, key);
        return keys.ToFrozenDictionary();
    }

    private static SigningKey? KeyOf(JsonElement key)
    {
        if (Text(key, "kty") != "RSA" || Text(key, "use") is not (null or "sig"))
            return null;
        if (Bytes(Text(key, "n")) is not { } modulus || Bytes(Text(key, "e")) is not { Length: > 0 } exponent)
            return null;
        if (modulus.AsSpan().TrimStart((byte)0).Length < SmallestModulus)
            return null;
        return new(new() { Modulus = modulus, Exponent = exponent }, Endorsements(key));
    }

    private static FrozenSet<string> Endorsements(JsonElement key) =>
        key.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
                .Where(e => e.ValueKind == JsonValueKind.String)
                .Select(e => e.GetString()!)
                .ToFrozenSet(StringComparer.Ordinal)
            : [];

    private async Task<JsonDocument> Get(Uri address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, cancel);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidDataException($"The keys were answered with {(int)response.StatusCode}.");
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await body.ReadAsync(piece, cancel) is > 0 and var read)
        {
            if (buffer.Length + read > Largest)
                throw new InvalidDataException("The key set is far too large.");
            buffer.Write(piece, 0, read);
        }
        return JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static byte[]? Bytes(string? text)
    {
        try
        {
            return text is null ? null : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
