using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// A visitor's session: 32 random bytes in a cookie that scripts cannot read and other sites cannot send. Only a hash of it is
/// ever stored, so the database does not let anybody in.
/// </summary>
internal static class WebSession
{
    /// <summary>Name of the cookie of the web chat itself where there is no https, on this computer.</summary>
    public const string CookieName = "nachbar";

    /// <summary>Its name with https: so named, no neighbouring site of the same domain can plant one (RFC 6265bis, 4.1.3).</summary>
    public const string HostCookieName = "__Host-" + CookieName;

    /// <summary>What the names of the Probierstube's cookies begin with.</summary>
    public const string SeatCookiePrefix = "probe-";

    private const int Bytes = 32;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(400);

    /// <summary>The account of a request's cookie, or null where there is none or it is malformed.</summary>
    public static Account? Of(HttpRequest request, string? cookieName = null) =>
        AccountOf(request.Cookies[cookieName ?? NameFor(request)]);

    /// <summary>The account of a session secret, or null where it is malformed.</summary>
    public static Account? AccountOf(string? secret)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (secret?.Length != 43 || !Base64Url.TryDecodeFromChars(secret, bytes, out var length) || length != Bytes)
            return null;
        return new(WebMessenger.MessengerName, Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16)));
    }

    /// <summary>A new session secret.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Gives the browser a session.</summary>
    public static void Give(HttpContext http, string secret, string? cookieName = null) =>
        http.Response.Cookies.Append(cookieName ?? NameFor(http.Request), secret, OptionsFor(http.Request, MaxAge));

    /// <summary>Takes the session out of the browser. What belongs to its account stays.</summary>
    public static void Take(HttpContext http) =>
        http.Response.Cookies.Delete(NameFor(http.Request), OptionsFor(http.Request, null));

    private static CookieOptions OptionsFor(HttpRequest request, TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Strict,
            MaxAge = age,
            IsEssential = true,
            Path = "/",
        };

    private static string NameFor(HttpRequest request) => request.IsHttps ? HostCookieName : CookieName;

    /// <summary>The private chat of an account.</summary>
    public static Place PlaceOf(Account account) =>
        new(WebMessenger.MessengerName, account.Id, null, PlaceKind.Private);

    /// <summary>The id of an inbound: tells nothing of the session.</summary>
    public static string InboundId(Account account, string placeKey, string clientId) =>
        InboundIds.Of(WebMessenger.MessengerName, $"{account.Id}\n{placeKey}\n{clientId}");
}
