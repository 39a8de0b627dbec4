using Microsoft.Identity.Client;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>
/// Tokens for Graph, from Microsoft's library, with a cache of their own: the bot's tokens for Teams are others and are never sent here.
/// </summary>
internal sealed class GraphLogin
{
    private const string Scope = "https://graph.microsoft.com/.default";
    private readonly IConfidentialClientApplication _app;

    /// <summary>Signs in as the app of the settings.</summary>
    internal GraphLogin(GraphSettings settings, IMsalHttpClientFactory? http = null)
    {
        var login = settings.LoginAddress.TrimEnd('/');
        var builder = ConfidentialClientApplicationBuilder
            .Create(settings.AppId.Trim())
            .WithAuthority($"{login}/{settings.TenantId.Trim()}/", validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithLegacyCacheCompatibility(false);
        builder =
            settings.CertificateFile.Length > 0
                ? builder.WithCertificate(settings.Certificate.Open(), sendX5C: true)
                : builder.WithClientSecret(settings.ClientSecret);
        _app = (http is null ? builder : builder.WithHttpClientFactory(http)).Build();
    }

    /// <summary>A token. What the service refuses for good (a secret that ran out) is told apart from a net that is down.</summary>
    internal async Task<GraphResult<string>> Get(bool fresh, CancellationToken cancel)
    {
        try
        {
            var token = await _app.AcquireTokenForClient([Scope]).WithForceRefresh(fresh).ExecuteAsync(cancel);
            return new(token.AccessToken, null);
        }
        catch (MsalServiceException refused) when (refused.StatusCode is >= 400 and < 500 and not 429)
        {
            return new(null, new GraphTrouble.Refused($"login {refused.ErrorCode}"));
        }
        catch (MsalException problem)
        {
            return new(null, new GraphTrouble.Passing($"login {problem.ErrorCode}"));
        }
        catch (HttpRequestException problem)
        {
            return new(null, new GraphTrouble.Passing($"login {problem.HttpRequestError}"));
        }
    }
}
