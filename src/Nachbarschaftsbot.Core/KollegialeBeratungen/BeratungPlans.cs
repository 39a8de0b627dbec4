namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Templates: how long each phase takes. Everybody can change them before it begins.</summary>
internal static class BeratungPlans
{
    /// <summary>The template spread over days.</summary>
    public const string Days = "tage";

    /// <summary>All templates.</summary>
    public static readonly IReadOnlyList<string> Names = ["30", "45", "60", Days];

    /// <summary>The longest time of a phase, in minutes or days.</summary>
    public const int Longest = 90;

    private static readonly BeratungPhase[] Phases = Enum.GetValues<BeratungPhase>();

    /// <summary>The times of a template.</summary>
    public static IReadOnlyList<PhaseTime> Of(string name) =>
        name switch
        {
            "30" => Times(3, 4, 4, 4, 6, 3, 4, 2),
            "60" => Times(5, 8, 8, 8, 14, 6, 7, 4),
            Days => Times(1, 1, 2, 2, 3, 1, 2, 1),
            _ => Times(4, 6, 6, 6, 10, 5, 5, 3),
        };

    private static IReadOnlyList<PhaseTime> Times(params int[] lengths) =>
        [.. lengths.Select((length, i) => new PhaseTime(Phases[i], length))];
}
