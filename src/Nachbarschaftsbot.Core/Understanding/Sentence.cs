namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>What a person is after.</summary>
public enum Intent
{
    /// <summary>Nothing that can be told from the sentence alone.</summary>
    None,

    /// <summary>Wants help.</summary>
    Ask,

    /// <summary>Wants to give help.</summary>
    Offer,

    /// <summary>Wants to see what is open.</summary>
    Browse,
}

/// <summary>How soon help is needed.</summary>
public enum Urgency
{
    /// <summary>No hurry.</summary>
    Normal,

    /// <summary>In the next days.</summary>
    Soon,

    /// <summary>Now or today.</summary>
    Urgent,
}

/// <summary>What was understood of a plain sentence; null where it says nothing.</summary>
/// <param name="Intent">What the person is after.</param>
/// <param name="Category">The kind of help.</param>
/// <param name="When">The time, when it is clear and not over; see <paramref name="Time"/> for all else.</param>
/// <param name="People">How many helpers, 1 to 99.</param>
/// <param name="Urgency">How soon.</param>
/// <param name="What">The person's own sentence, tidied, at most 300 characters.</param>
/// <param name="Time">The whole reading of the time, so that a past or impossible date can be asked about.</param>
public sealed record Sentence(
    Intent Intent,
    Category? Category,
    When? When,
    int? People,
    Urgency? Urgency,
    string What,
    WhenReading Time
);
