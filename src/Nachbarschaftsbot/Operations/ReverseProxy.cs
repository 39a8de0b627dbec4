using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// Behind a reverse proxy the visitor's address and https come in headers. They count only from loopback and from the proxy that
/// the settings name; anybody else could write them.
/// </summary>
internal static class ReverseProxy
{
    /// <summary>Takes the headers of the proxy for what they say.</summary>
    public static void TrustProxy(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        };
        if (NetworkOf(app.Services.GetRequiredService<Settings>().Web.Proxy) is { } network)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>An address or a network in CIDR notation, or null.</summary>
    public static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
