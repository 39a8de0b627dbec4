using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// Lets only our own pages in, and not too often: the origin is checked on everything that changes something, and each session and
/// each network address has its measure. Words of danger get the emergency numbers also beyond it.
/// </summary>
internal sealed class WebGuard(Settings settings, WebAid aid) : IDisposable
{
    /// <summary>How much wider the measure is up to which messages beyond the others are still read for words of danger.</summary>
    private const int Wider = 2;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _addresses = Limiter(
        http => AddressOf(http.Connection.RemoteIpAddress),
        settings.Web.PerAddressPerMinute
    );

    private readonly PartitionedRateLimiter<HttpContext> _sessions = Limiter(
        http => WebSession.Of(http.Request)?.Id ?? AddressOf(http.Connection.RemoteIpAddress),
        settings.Web.PerVisitorPerMinute
    );

    private readonly PartitionedRateLimiter<HttpContext> _aid = Limiter(
        http => AddressOf(http.Connection.RemoteIpAddress),
        settings.Web.PerAddressPerMinute * Wider
    );

    private readonly Uri? _public = Uri.TryCreate(settings.Web.PublicAddress, UriKind.Absolute, out var uri)
        ? uri
        : null;

    /// <summary>Refuses other origins and what comes too often; otherwise lets it go on.</summary>
    public async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var texts = PageTexts.For(http);
        var isPost = HttpMethods.IsPost(http.Request.Method);
        if (!IsOwn(http.Request, isPost))
            return Refuse("origin", StatusCodes.Status403Forbidden, texts["chat.foreign"]);
        using var address = _addresses.AttemptAcquire(http);
        if (!address.IsAcquired)
            return await TooOften(http, address, texts);
        if (!isPost)
            return await next(context);
        using var session = _sessions.AttemptAcquire(http);
        return session.IsAcquired ? await next(context) : await TooOften(http, session, texts);
    }

    /// <summary>Lets a message of our own pages look for help ahead of those that wait, whatever was sent before.</summary>
    public async ValueTask<object?> CheckAid(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var texts = PageTexts.For(http);
        if (!IsOwn(http.Request, isPost: true))
            return Refuse("origin", StatusCodes.Status403Forbidden, texts["chat.foreign"]);
        using var measure = _aid.AttemptAcquire(http);
        return measure.IsAcquired ? await next(context) : Later(http, measure, texts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addresses.Dispose();
        _sessions.Dispose();
        _aid.Dispose();
    }

    /// <summary>Turns a request away, with a plain word, and counts it.</summary>
    public static IResult Refuse(string reason, int status, string message)
    {
        WebCounters.Refused(reason);
        return Results.Json(new WebAnswer(message), WebPostJson.Default.WebAnswer, statusCode: status);
    }

    /// <summary>Whether a request comes from one of our own pages. A post without a sign of where it comes from is none.</summary>
    private bool IsOwn(HttpRequest request, bool isPost)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site.Length > 0 && site != "same-origin")
            return false;
        if (origin.Length > 0)
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && (
                    string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(uri.Authority, _public?.Authority, StringComparison.OrdinalIgnoreCase)
                );
        return !isPost || site.Length > 0;
    }

    private async Task<IResult> TooOften(HttpContext http, RateLimitLease lease, PageTexts texts)
    {
        if (http.Request.Path == WebChatModule.Messages)
        {
            using var measure = _aid.AttemptAcquire(http);
            if (measure.IsAcquired)
                await aid.Give(http);
        }
        return Later(http, lease, texts);
    }

    private static IResult Later(HttpContext http, RateLimitLease lease, PageTexts texts)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(5);
        var seconds = (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 60);
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Refuse(
            "rate",
            StatusCodes.Status429TooManyRequests,
            texts["chat.too-often", ("seconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        );
    }

    /// <summary>A bucket that holds half of a minute's measure and refills steadily.</summary>
    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> key, int perMinute) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            RateLimitPartition.GetTokenBucketLimiter(
                key(http),
                _ =>
                    new()
                    {
                        TokenLimit = Math.Max(5, perMinute / 2),
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = Minute / perMinute,
                        AutoReplenishment = true,
                        QueueLimit = 0,
                    }
            )
        );

    /// <summary>An address for counting: of IPv6 the network, because one visitor has billions of addresses in it.</summary>
    public static string AddressOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
