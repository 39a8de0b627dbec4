using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Joining, menu, settings, rights over one's data, reports and blocks.</summary>
internal static class NeighboursFeature
{
    /// <summary>Declares all of it.</summary>
    public static void Register(Registry registry)
    {
        registry.OnSeen += Presence.Seen;
        registry.OnPlaceChange += Presence.Change;
        Joining.Register(registry);
        Menu.Register(registry);
        Privacy.Register(registry);
    }
}
