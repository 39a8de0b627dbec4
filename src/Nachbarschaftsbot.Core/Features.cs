using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core;

/// <summary>All features. A new one is a folder and a line here.</summary>
public static class Features
{
    /// <summary>The registry with everything the bot can do.</summary>
    public static Registry Register()
    {
        var registry = new Registry();
        return registry;
    }
}
