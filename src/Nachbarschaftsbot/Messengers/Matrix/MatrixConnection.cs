using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Operations;

namespace Nachbarschaftsbot.Messengers.Matrix;

/// <summary>The settings of Matrix as the adapter uses them; <see cref="SettingsCheck"/> has looked at them before.</summary>
internal sealed class MatrixConnection
{
    private MatrixConnection(Settings settings)
    {
        var matrix = settings.Matrix;
        Homeserver = new Uri(matrix.Homeserver.Trim());
        Appservice = matrix.Appservice.IsOn ? MatrixAppservice.Of(matrix.Appservice) : null;
        Token = Appservice?.AsToken ?? matrix.AccessToken.Trim();
        Inviters = matrix.Inviters();
        Pace = new Pace(matrix.PerRoomPerSecond, matrix.RoomBurst, 0, matrix.OverallPerSecond);
        WebChat =
            settings.Web.Chat && settings.Web.PublicAddress.Length > 0
                ? settings.Web.PublicAddress.TrimEnd('/') + "/"
                : null;
    }

    /// <summary>Where the homeserver answers.</summary>
    internal Uri Homeserver { get; }

    /// <summary>What we show to it.</summary>
    internal string Token { get; }

    /// <summary>The application service, or null for an account that asks for news.</summary>
    internal MatrixAppservice? Appservice { get; }

    /// <summary>Users and servers whose invitations are followed; empty: the own server.</summary>
    internal IReadOnlyList<string> Inviters { get; }

    /// <summary>How fast may be sent.</summary>
    internal Pace Pace { get; }

    /// <summary>The address of the web chat, where people can reach it; the other way out of encrypted rooms.</summary>
    internal string? WebChat { get; }

    /// <summary>Names this instance in ids of what is sent; the same after a restart.</summary>
    internal string Instance { get; } = Environment.MachineName;

    /// <summary>Null when Matrix is off.</summary>
    internal static MatrixConnection? Of(Settings settings) =>
        settings.Matrix.IsOn ? new MatrixConnection(settings) : null;
}

/// <summary>The application service as its registration says.</summary>
/// <param name="Id">Its name on the homeserver.</param>
/// <param name="AsToken">What we show to the homeserver.</param>
/// <param name="HsToken">What the homeserver shows to us.</param>
/// <param name="Localpart">The name of the bot's account before the server.</param>
/// <param name="Path">Below which path we listen, without a slash at its end.</param>
internal sealed record MatrixAppservice(string Id, string AsToken, string HsToken, string Localpart, string Path)
{
    internal static MatrixAppservice Of(AppserviceSettings settings) =>
        new(
            settings.Id.Trim(),
            settings.AsToken,
            settings.HsToken,
            settings.SenderLocalpart,
            new Uri(settings.Url).AbsolutePath.TrimEnd('/')
        );
}
