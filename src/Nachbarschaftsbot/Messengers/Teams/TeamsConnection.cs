using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>The settings of Teams as the adapter uses them; <see cref="SettingsCheck"/> has looked at them before.</summary>
internal sealed class TeamsConnection
{
    private TeamsConnection(TeamsSettings settings)
    {
        AppId = settings.AppId.Trim();
        TenantId = settings.TenantId.Trim();
        ClientSecret = settings.ClientSecret;
        Certificate = settings.CertificateFile.Length > 0 ? settings.Certificate : null;
        LoginAddress = new Uri(settings.LoginAddress);
        KeyAddress = new Uri(settings.KeyAddress);
        IsAnonymous = settings.Anonymous;
        Tenants = settings.Tenants();
    }

    /// <summary>The id of the app registration; inbound tokens are made out to it. Empty in anonymous mode.</summary>
    internal string AppId { get; }

    /// <summary>The tenant of the app registration, where outbound tokens come from.</summary>
    internal string TenantId { get; }

    /// <summary>The secret of the app registration, or empty.</summary>
    internal string ClientSecret { get; }

    /// <summary>A certificate in place of the secret, or null.</summary>
    internal AppCertificate? Certificate { get; }

    /// <summary>Where outbound tokens are asked for.</summary>
    internal Uri LoginAddress { get; }

    /// <summary>Where the keys of inbound tokens are described (OpenID metadata).</summary>
    internal Uri KeyAddress { get; }

    /// <summary>Whether neither side sends tokens: for the Playground, in Development and on loopback only.</summary>
    internal bool IsAnonymous { get; }

    /// <summary>The tenants whose people are heard, in lower case.</summary>
    internal IReadOnlySet<string> Tenants { get; }

    /// <summary>Null when Teams is off.</summary>
    internal static TeamsConnection? Of(TeamsSettings settings) => settings.IsOn ? new TeamsConnection(settings) : null;
}
