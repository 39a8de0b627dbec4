namespace Nachbarschaftsbot.Operations;

/// <summary>Matrix: as an account that asks for news, or as an application service that the homeserver calls.</summary>
internal sealed class MatrixSettings
{
    /// <summary>Address of the homeserver's client-server API; empty: Matrix is off.</summary>
    public string Homeserver { get; set; } = "";

    /// <summary>The access token of the bot's account. A secret: environment variable or a file only the bot can read.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>The application service, in place of an access token.</summary>
    public AppserviceSettings Appservice { get; set; } = new();

    /// <summary>Whose invitations are followed: users (<c>@ada:example.org</c>) and servers (<c>example.org</c>), separated by comma; empty: the own server; <c>*</c>: all.</summary>
    public string AllowInvitesFrom { get; set; } = "";

    /// <summary>Messages a second into one room, 0.1 to 1000.</summary>
    public double PerRoomPerSecond { get; set; } = 2;

    /// <summary>Messages one room takes at once, 1 to 1000; Synapse lets 10 through.</summary>
    public int RoomBurst { get; set; } = 10;

    /// <summary>Messages a second over all rooms, 0 (no limit) to 100000. The homeserver's own limit is always kept.</summary>
    public double OverallPerSecond { get; set; } = 10;

    /// <summary>Whether Matrix is connected.</summary>
    public bool IsOn => Homeserver.Trim().Length > 0;

    /// <summary>Users and servers whose invitations are followed, in lower case where servers are.</summary>
    public IReadOnlyList<string> Inviters() =>
        AllowInvitesFrom.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The application service: what stands in its registration file too.</summary>
internal sealed class AppserviceSettings
{
    /// <summary>Its name on the homeserver; with it the bot is an application service.</summary>
    public string Id { get; set; } = "";

    /// <summary>The token we show to the homeserver. A secret.</summary>
    public string AsToken { get; set; } = "";

    /// <summary>The token the homeserver shows to us. A secret.</summary>
    public string HsToken { get; set; } = "";

    /// <summary>Where the homeserver calls us; a path in it is where we listen.</summary>
    public string Url { get; set; } = "";

    /// <summary>The name of the bot's account before the server.</summary>
    public string SenderLocalpart { get; set; } = "nachbarschaftsbot";

    /// <summary>Whether the bot is an application service.</summary>
    public bool IsOn => Id.Trim().Length > 0;
}
