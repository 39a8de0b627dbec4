using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core;

/// <summary>All features. A new one is a folder and a line here.</summary>
public static class Features
{
    /// <summary>The registry with everything the bot can do.</summary>
    /// <param name="about">Whose bot it is; null where nobody has said so yet.</param>
    public static Registry Register(About? about = null)
    {
        var registry = new Registry { About = about ?? new() };
        EmergencyFeature.Register(registry);
        HelpRequestsFeature.Register(registry);
        MeetingsFeature.Register(registry);
        NeighboursFeature.Register(registry);
        QuartierFeature.Register(registry);
        NachbarquartiereFeature.Register(registry);
        GroupsFeature.Register(registry);
        TriageFeature.Register(registry);
        SozialraumdialogeFeature.Register(registry);
        VermittlungenFeature.Register(registry);
        DatePollsFeature.Register(registry);
        BeratungFeature.Register(registry);
        AccountsFeature.Register(registry);
        LinkedRoomsFeature.Register(registry);
        return registry;
    }
}
