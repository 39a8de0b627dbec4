using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Sozialraumdialoge;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Where a released theme goes: into the themes pool of the Quartier, without persons.</summary>
internal static class BeratungThemes
{
    /// <summary>Hands the theme over, if there is one.</summary>
    public static void Take(Call call, Beratung beratung)
    {
        if (beratung.Theme is { } theme)
            ThemesPool.Add(call, beratung.Quartier, ThemeSource.Consultation, theme);
    }
}
