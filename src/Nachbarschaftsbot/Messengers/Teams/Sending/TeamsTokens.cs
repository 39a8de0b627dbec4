using Microsoft.Identity.Client;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>A token for the connector, or why there is none.</summary>
/// <param name="Value">The token; never written anywhere.</param>
/// <param name="IsRefused">Whether the login refuses the app, so that trying again does not help.</param>
/// <param name="Reason">What went wrong, without anything secret.</param>
internal readonly record struct TeamsToken(string? Value, bool IsRefused = false, string Reason = "");

/// <summary>
/// Tokens of the app for the Bot Connector, from Microsoft's login. The library keeps one until five minutes before it ends, in memory
/// only.
/// </summary>
internal sealed class TeamsTokens(IConfidentialClientApplication app)
{
    private static readonly string[] Scopes = ["https://api.botframework.com/.default"];

    /// <summary>Tokens for an app by its secret or certificate.</summary>
    /// <param name="connection">The settings.</param>
    /// <param name="http">How to reach the login; null for the usual way.</param>
    internal static TeamsTokens Of(TeamsConnection connection, IMsalHttpClientFactory? http = null)
    {
        var builder = ConfidentialClientApplicationBuilder
            .Create(connection.AppId)
            .WithAuthority(new Uri(connection.LoginAddress, connection.TenantId), validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithLegacyCacheCompatibility(false);
        if (http is not null)
            builder = builder.WithHttpClientFactory(http);
        builder = connection.Certificate is { } certificate
            ? builder.WithCertificate(certificate.Open(), sendX5C: true)
            : builder.WithClientSecret(connection.ClientSecret);
        return new(builder.Build());
    }

    /// <summary>A token.</summary>
    /// <param name="isAgain">Whether the one that is kept was refused.</param>
    /// <param name="cancel">Ends the try.</param>
    internal async Task<TeamsToken> Get(bool isAgain, CancellationToken cancel)
    {
        try
        {
            var result = await app.AcquireTokenForClient(Scopes).WithForceRefresh(isAgain).ExecuteAsync(cancel);
            return new(result.AccessToken);
        }
        catch (MsalServiceException refusal) when (refusal.StatusCode is >= 400 and < 500 and not 429)
        {
            return new(null, IsRefused: true, $"the login refuses the app: {refusal.ErrorCode}");
        }
        catch (MsalException failure)
        {
            return new(null, IsRefused: false, $"no token: {failure.ErrorCode}");
        }
        catch (HttpRequestException failure)
        {
            return new(null, IsRefused: false, $"no token: {failure.HttpRequestError}");
        }
    }
}
