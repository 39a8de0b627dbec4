namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Reasons that are ready to choose; each says kindly why and what to do now.</summary>
internal static class DeclineReasons
{
    /// <summary>The beginning of their text keys; <c>.button</c> behind one labels its button.</summary>
    public const string Prefix = "triage.why.";

    /// <summary>The reasons in the order in which they are offered.</summary>
    public static readonly string[] All = ["contact", "place", "money", "experts", "unclear", "double"];
}
