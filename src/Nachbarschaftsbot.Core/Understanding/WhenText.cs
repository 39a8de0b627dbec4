using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>
/// A <see cref="When"/> in words: weekday, day, month, year and time in full, in German or English (German for any
/// other language). "heute" and "morgen" only ever stand beside the date.
/// </summary>
public static class WhenText
{
    /// <summary>The words for <paramref name="when"/>.</summary>
    /// <param name="when">What to say.</param>
    /// <param name="language">A language tag; tags that begin with "en" give English.</param>
    /// <param name="today">When given, a date of today or tomorrow is preceded by that word.</param>
    public static string Format(When when, string language, LocalDate? today = null)
    {
        var words = WhenTextWords.For(language);
        return when switch
        {
            When.Flexible => words.Flexible,
            When.Day { Part: { } part } day => $"{Date(day.Date, words, today)}, {words.Parts[(int)part]}",
            When.Day day => Date(day.Date, words, today),
            When.Moment moment => $"{Date(moment.At.Date, words, today)}, {words.Clock(moment.At.TimeOfDay)}",
            When.Span span => Span(span, words, today),
            When.Weekly weekly => Weekly(weekly, words),
            _ => throw new ArgumentOutOfRangeException(nameof(when)),
        };
    }

    private static string Date(LocalDate date, WhenTextWords words, LocalDate? today)
    {
        var text = words.Date(date);
        return today is not { } day ? text
            : date == day ? $"{words.Today}, {text}"
            : date == day.PlusDays(1) ? $"{words.Tomorrow}, {text}"
            : text;
    }

    private static string Span(When.Span span, WhenTextWords words, LocalDate? today)
    {
        var last = span.To.TimeOfDay == LocalTime.Midnight ? span.To.Date.PlusDays(-1) : span.To.Date;
        if (span.From.Date == last)
            return Hours(span, words, today);
        return $"{words.From} {Side(span.From, words)} {words.To} {(span.To.Date == last ? Side(span.To, words) : words.Date(last))}";
    }

    private static string Side(LocalDateTime at, WhenTextWords words) =>
        at.TimeOfDay == LocalTime.Midnight
            ? words.Date(at.Date)
            : $"{words.Date(at.Date)}, {words.Clock(at.TimeOfDay)}";

    private static string Hours(When.Span span, WhenTextWords words, LocalDate? today)
    {
        var date = Date(span.From.Date, words, today);
        var fromMidnight = span.From.TimeOfDay == LocalTime.Midnight;
        var toMidnight = span.To.TimeOfDay == LocalTime.Midnight;
        return (fromMidnight, toMidnight) switch
        {
            (true, true) => date,
            (true, false) => $"{date}, {words.Until} {words.Clock(span.To.TimeOfDay)}",
            (false, true) => $"{date}, {words.Since} {words.Clock(span.From.TimeOfDay)}",
            _ =>
                $"{date}, {words.From} {WhenTextWords.Bare(span.From.TimeOfDay)} {words.To} {words.Clock(span.To.TimeOfDay)}",
        };
    }

    private static string Weekly(When.Weekly weekly, WhenTextWords words)
    {
        var day = $"{words.Every} {words.Weekdays[(int)weekly.On - 1]}";
        return weekly switch
        {
            { At: { } at } => $"{day}, {words.Clock(at)}",
            { Part: { } part } => $"{day}, {words.Parts[(int)part]}",
            _ => day,
        };
    }
}
