using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Turns;

/// <summary>How a turn ended.</summary>
/// <param name="Outcome">Done, known before, or parked after repeated failure.</param>
/// <param name="Toast">A short word for who pressed a button, or null.</param>
/// <param name="Language">The language of the toast.</param>
internal sealed record TurnResult(TurnOutcome Outcome, Text? Toast = null, string Language = "de")
{
    /// <summary>Whether a message goes to where it came from: then messengers without a place for short words need not say the toast, too.</summary>
    public bool IsAnswered { get; init; }
}

/// <summary>How a turn ended. In all cases the messenger may be told that the inbound was taken.</summary>
internal enum TurnOutcome
{
    /// <summary>It took effect.</summary>
    Done,

    /// <summary>It had taken effect before.</summary>
    Known,

    /// <summary>It failed three times, was put aside, and the person was told.</summary>
    Parked,
}
