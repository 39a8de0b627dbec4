namespace Nachbarschaftsbot.Web;

/// <summary>What every answer says to the browser: no foreign scripts, frames, sniffing or referrers, and no trace in caches.</summary>
internal static class WebHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>Sets the headers and turns a crash into a friendly page.</summary>
    public static void UseWebHeaders(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
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
}
