using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

/// <summary>A key that Teams signs with.</summary>
/// <param name="Parameters">The public key.</param>
/// <param name="Endorsements">The channels it may speak for.</param>
internal sealed record SigningKey(RSAParameters Parameters, FrozenSet<string> Endorsements);

/// <summary>The keys could not be fetched and there are none from before: nobody can be checked now.</summary>
internal sealed class KeysUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The keys that Teams signs with: fetched at the first need, again each day, and once more when a token names a key that is not among
/// them, at most once a minute. When the fetch fails, the known ones count for five days.
/// </summary>
internal sealed class KeyRing(KeySource source, TimeProvider time, TeamsCounters counters)
{
    /// <summary>How long keys count without a fetch that worked.</summary>
    internal static readonly Duration Longest = Duration.FromDays(5);
    private static readonly Duration Fresh = Duration.FromDays(1);
    private static readonly Duration Pause = Duration.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Ring? _ring;
    private Instant _tried = Instant.MinValue;

    /// <summary>Whether keys were asked for and there are none that count: nobody can be checked.</summary>
    internal bool IsBlind => _tried != Instant.MinValue && (_ring is not { } ring || Now - ring.At >= Longest);

    /// <summary>A key by its id, or null when Teams has none of this name.</summary>
    /// <exception cref="KeysUnavailableException">There are no keys at all.</exception>
    internal async ValueTask<SigningKey?> Find(string id)
    {
        var ring = _ring;
        if (ring is null || Now - ring.At > Fresh)
            ring = await Refresh(ring);
        if (ring.Keys.TryGetValue(id, out var known))
            return known;
        return (await Refresh(ring)).Keys.GetValueOrDefault(id);
    }

    /// <summary>Fetches anew, unless somebody just did.</summary>
    private async Task<Ring> Refresh(Ring? seen)
    {
        await _gate.WaitAsync();
        try
        {
            if (_ring is { } newer && newer != seen)
                return newer;
            if (Now - Pause < _tried)
                return Old("Asked a moment ago.");
            _tried = Now;
            var keys = await source.Fetch();
            counters.Event("keys-fetched");
            return _ring = new(keys, Now);
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or JsonException
                        or InvalidDataException
            )
        {
            counters.Event("keys-not-fetched");
            return Old(failure.Message, failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    private Ring Old(string reason, Exception? failure = null) =>
        _ring is { } old && Now - old.At < Longest ? old : throw new KeysUnavailableException(reason, failure);

    private Instant Now => time.GetCurrentInstant();

    private sealed record Ring(FrozenDictionary<string, SigningKey> Keys, Instant At);
}
