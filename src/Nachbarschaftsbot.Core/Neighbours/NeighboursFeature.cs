using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Joining, menu, settings, rights over one's data, reports and blocks.</summary>
internal static class NeighboursFeature
{
    /// <summary>Declares all of it.</summary>
    public static void Register(Registry registry)
    {
        registry.OnSeen += call => Presence.Seen(call, registry);
        registry.OnPlaceChange += call => Presence.Change(call, registry);
        Joining.Register(registry);
        Menu.Register(registry);
        SettingsPage.Register(registry);
        Human.Register(registry);
        Reporting.Register(registry);
        Privacy.Register(registry);
        MyData.Register(registry);
        Deleting.Register(registry);
        Inactivity.Register(registry);
    }

    /// <summary>A button that only stands in private chats: pressed elsewhere, it is forged.</summary>
    public static PlainButton Button(string verb, Who who, Action<Call, string> handle) =>
        new(
            verb,
            who,
            (call, subject) =>
            {
                if (call.Where == Where.Private)
                    handle(call, subject);
                else
                    call.NotThere();
            }
        );
}
