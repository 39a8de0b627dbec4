using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>
/// Small pictures that people send. They lie on any server in the world, which our homeserver asks: one that fails or is slow is left out
/// for a while, because everybody waits for it.
/// </summary>
internal sealed class MatrixPictures(MatrixClient client, MatrixIdentity me, TimeProvider time)
{
    /// <summary>How long is waited for a picture.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long a server is left out.</summary>
    internal static readonly Duration Rest = Duration.FromMinutes(10);

    /// <summary>Where so many are left out, somebody makes them up: then only our own homeserver's are fetched.</summary>
    private const int MostLeftOut = 20;

    private static readonly TimeSpan Slow = Patience / 2;
    private readonly ConcurrentDictionary<string, Instant> _leftOut = new();

    /// <summary>The picture at an <c>mxc://</c> address, or null where it cannot be had, is too large, or is none.</summary>
    internal async ValueTask<OutboundFile?> Of(string address)
    {
        if (MatrixIds.MediaOf(address) is not var (server, _) || IsLeftOut(server))
            return null;
        var began = time.GetTimestamp();
        var found = await client.Download(address, Pictures.Largest, Patience, CancellationToken.None);
        if (found.Outcome is MatrixOutcome.Transient || time.GetElapsedTime(began) > Slow)
            _leftOut[server] = time.GetCurrentInstant() + Rest;
        return found.IsOk ? Pictures.Of(found.Value.ToArray()) : null;
    }

    private bool IsLeftOut(string server)
    {
        var now = time.GetCurrentInstant();
        foreach (var (name, until) in _leftOut)
            if (until <= now)
                _leftOut.TryRemove(name, out _);
        return _leftOut.ContainsKey(server) || (_leftOut.Count >= MostLeftOut && server != MatrixIds.ServerOf(me.User));
    }
}
