namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>What came of reading a text for a time. A closed set.</summary>
public abstract record WhenReading
{
    private WhenReading() { }

    /// <summary>A time that exists and is not over.</summary>
    public sealed record Understood(When When) : WhenReading;

    /// <summary>A time that exists and is over: ask whether another one was meant.</summary>
    public sealed record InThePast(When When) : WhenReading;

    /// <summary>The person named a date or time that there is not (31.2., 25 Uhr, an hour the clocks skip).</summary>
    /// <param name="What">The words as the person wrote them.</param>
    public sealed record DoesNotExist(string What) : WhenReading;

    /// <summary>A time of day without a day: ask for the day, then read both with <see cref="WhenReader.Complete"/>.</summary>
    /// <param name="Said">The words as the person wrote them, such as "um 10".</param>
    public sealed record Partly(string Said) : WhenReading;

    /// <summary>More than one time can be meant: let the person choose (each choice exists and is not over).</summary>
    public sealed record Several(IReadOnlyList<When> Choices) : WhenReading;

    /// <summary>No time was found.</summary>
    public sealed record Unclear : WhenReading;
}
