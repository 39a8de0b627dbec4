namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>Where independent programs are.</summary>
internal static class Peers
{
    internal static string Folder =>
        Environment.GetEnvironmentVariable("NACHBARSCHAFTSBOT_PEERS")
        ?? Path.Combine(Path.GetTempPath(), "nachbarschaftsbot-peers");

    internal static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, "node")));
}
