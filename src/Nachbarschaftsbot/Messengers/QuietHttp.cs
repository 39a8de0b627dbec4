using System.Net;

namespace Nachbarschaftsbot.Messengers;

/// <summary>
/// HTTP to a service that gets a secret with each request: pooled connections, no redirects that a secret could follow, no cookies, and no
/// diagnostics that would write an address anywhere.
/// </summary>
internal static class QuietHttp
{
    /// <summary>Makes one; whoever asks for it disposes of it.</summary>
    /// <param name="connections">How many connections one server gets at most.</param>
    /// <param name="unpacks">Whether answers may come packed.</param>
    internal static HttpMessageInvoker Create(int connections, bool unpacks = false) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = unpacks ? DecompressionMethods.All : DecompressionMethods.None,
                ActivityHeadersPropagator = null,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                MaxConnectionsPerServer = connections,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
                PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            }
        );
}
