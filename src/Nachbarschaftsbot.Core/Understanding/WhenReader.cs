using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>
/// Reads when something shall be out of a text in German or English, whole sentences included. Pure; time used grows with
/// the length of the text, of which the first 4,096 characters count.
/// <list type="bullet">
/// <item>A weekday is the next such day after today ("diesen Samstag" may be today); "nächsten" and "kommenden" say the same.</item>
/// <item>A date without a year is this year's, or next year's when this year's was more than seven days ago.</item>
/// <item>Hours from 1 to 6 without "morgens" or minutes are in the afternoon: "um 3" is 15:00, "3:00" is not.</item>
/// <item>"ab Montag" is two weeks from Monday; "bis Freitag" is from today.</item>
/// </list>
/// </summary>
public static class WhenReader
{
    /// <summary>Reads a text as of <paramref name="now"/>, the local time of the Quartier.</summary>
    public static WhenReading Read(string text, LocalDateTime now) => Read(text, Words.Read(text), now);

    /// <summary>As above, of a text that is cut into <paramref name="tokens"/> already.</summary>
    internal static WhenReading Read(string text, List<Token> tokens, LocalDateTime now)
    {
        var pieces = WhenScanner.Scan(tokens, now);
        if (pieces.OfType<WrongPiece>().FirstOrDefault() is { } wrong)
            return new WhenReading.DoesNotExist(Said(text, tokens, wrong.First, wrong.End));
        var composer = new WhenComposer(now);
        var found = composer.Compose(pieces);
        if (found.Count > 0)
            return Judge(found, now);
        return composer.HasLoneTime && !pieces.OfType<OtherRecurrencePiece>().Any()
            ? new WhenReading.Partly(TimeSaid(text, tokens, pieces))
            : new WhenReading.Unclear();
    }

    /// <summary>As above, and a local time that the clocks of <paramref name="zone"/> skip does not exist.</summary>
    public static WhenReading Read(string text, LocalDateTime now, DateTimeZone zone)
    {
        var reading = Read(text, now);
        return reading is WhenReading.Understood { When: var when } && IsSkipped(when, zone)
            ? new WhenReading.DoesNotExist(WholeSaid(text, now))
            : reading;
    }

    /// <summary>Reads the answer to "on which day?" together with the time of day that was said before.</summary>
    public static WhenReading Complete(WhenReading.Partly before, string answer, LocalDateTime now, DateTimeZone zone)
    {
        var alone = Read(answer, now, zone);
        return alone is WhenReading.Understood { When: When.Day { Part: null } } or WhenReading.InThePast
            ? Read($"{answer.Trim()} {before.Said}", now, zone)
            : alone;
    }

    private static WhenReading Judge(IReadOnlyList<When> found, LocalDateTime now)
    {
        var open = found.Where(when => !when.IsOver(now)).ToList();
        return open switch
        {
            [] => new WhenReading.InThePast(found[0]),
            [var only] => new WhenReading.Understood(only),
            _ => new WhenReading.Several(open),
        };
    }

    private static bool IsSkipped(When when, DateTimeZone zone) =>
        when switch
        {
            When.Moment moment => IsSkipped(moment.At, zone),
            When.Span { IsWholeDays: false } span => IsSkipped(span.From, zone) || IsSkipped(span.To, zone),
            _ => false,
        };

    private static bool IsSkipped(LocalDateTime at, DateTimeZone zone) => zone.MapLocal(at).Count == 0;

    private static string TimeSaid(string text, List<Token> tokens, List<Piece> pieces)
    {
        var times = pieces.Where(piece => piece is ClockPiece or PartPiece).ToList();
        return Said(text, tokens, times[0].First, times[^1].End);
    }

    private static string WholeSaid(string text, LocalDateTime now)
    {
        var tokens = Words.Read(text);
        var pieces = WhenScanner.Scan(tokens, now).Where(piece => piece is not LinkPiece).ToList();
        return Said(text, tokens, pieces[0].First, pieces[^1].End);
    }

    private static string Said(string text, List<Token> tokens, int first, int end) =>
        text[tokens[first].Start..tokens[end - 1].End];
}
