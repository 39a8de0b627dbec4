namespace Nachbarschaftsbot.Web;

/// <summary>What every answer says to a browser: no foreign scripts, frames, sniffing or referrers, and no trace in caches.</summary>
internal static class WebHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>Sets the headers and turns a crash into a friendly page.</summary>
    public static void UseWebHeaders(this WebApplication app)
    {
        // Routing first: it tells whether a browser or a messenger's server asks.
        app.UseRouting();
        app.Use(
            async (http, next) =>
            {
                if (http.GetEndpoint()?.Metadata.GetMetadata<ForServers>() is null)
                    Set(http.Response.Headers);
                try
                {
                    await next(http);
                }
                catch (Exception failure) when (!http.Response.HasStarted && failure is not OperationCanceledException)
                {
                    app.Logger.LogError("A request failed: {Type}", failure.GetType().Name);
                    http.Response.Clear();
                    Set(http.Response.Headers);
                    await ErrorPages.Failed(http).ExecuteAsync(http);
                }
            }
        );
    }

    /// <summary>Says that only a messenger's server asks here: thousands of times a second in a rush, and no header for browsers is any use to it.</summary>
    public static void AnswersServers(this IEndpointConventionBuilder endpoint) =>
        endpoint.WithMetadata(new ForServers());

    private static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
    }

    private sealed class ForServers;
}
