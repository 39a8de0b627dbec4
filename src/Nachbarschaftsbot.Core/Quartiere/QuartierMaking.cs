using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>Makes further Quartiere; the first one is the host's affair.</summary>
internal static class QuartierMaking
{
    /// <summary>Makes a Quartier and its moderation page.</summary>
    public static Quartier Make(Call call, string name, string zone, bool releaseFirst)
    {
        var quartier = call.Put(
            Quartier.Kind,
            new Quartier
            {
                Id = call.Ids.Short(),
                Name = name,
                JoinCode = FreeCode(call),
                Zone = zone,
                ReleaseFirst = releaseFirst,
            }
        );
        call.Put(Channel.Kind, Channels.Page(quartier.Id));
        return quartier;
    }

    /// <summary>A join code that no other Quartier has.</summary>
    public static string FreeCode(Call call)
    {
        while (true)
        {
            var code = call.Ids.Code();
            if (call.Query(Quartier.Kind, "code", code, code + "\u0001", 1).Count == 0)
                return code;
        }
    }
}
