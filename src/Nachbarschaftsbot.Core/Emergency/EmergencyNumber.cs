namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>A number to call.</summary>
/// <param name="Id">Stable, lower case: "rescue", "police", …</param>
/// <param name="Number">With spaces, to be read aloud: "116 117".</param>
/// <param name="Label">Key of the words that say who answers.</param>
/// <param name="Hours">Key of the hours as the provider states them; null when there is nothing to say.</param>
/// <param name="Source">Where the number was read.</param>
public sealed record EmergencyNumber(string Id, string Number, string Label, string? Hours, string Source);
