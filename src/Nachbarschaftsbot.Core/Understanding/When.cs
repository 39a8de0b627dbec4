using System.Text.Json.Serialization;
using NodaTime;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>
/// When help is needed or offered, in the local time of the Quartier. A closed set: <see cref="Flexible"/>,
/// <see cref="Day"/>, <see cref="Moment"/>, <see cref="Span"/>, <see cref="Weekly"/>. In JSON it is the text of
/// <see cref="Encode"/>.
/// </summary>
[JsonConverter(typeof(WhenJsonConverter))]
public abstract record When
{
    private When() { }

    /// <summary>The first moment it can be about; null when it has no date of its own.</summary>
    public abstract LocalDateTime? Starts { get; }

    /// <summary>The moment after which it is over (exclusive; for a moment, the moment itself); null when it has no date of its own.</summary>
    public abstract LocalDateTime? Ends { get; }

    /// <summary>
    /// Short stable text, the same in every language. Dated values sort by their start, then weekly ones, then flexible:
    /// <c>2026-12-03</c>, <c>2026-12-03T18:00@evening</c>, <c>2026-12-03T10:00</c>, <c>2026-12-03T10:00/2026-12-03T12:00</c>,
    /// <c>weekly-2T09:00</c>, <c>~</c>.
    /// </summary>
    public string Encode() => WhenCode.Encode(this);

    /// <summary>Reads what <see cref="Encode"/> wrote; null for anything else.</summary>
    public static When? Decode(string? code) => WhenCode.Decode(code);

    /// <summary>True when it is over at <paramref name="now"/>. What has no date of its own is never over.</summary>
    public bool IsOver(LocalDateTime now) => this is Moment moment ? moment.At < now : Ends is { } ends && ends <= now;

    /// <summary>Any time is fine.</summary>
    public sealed record Flexible : When
    {
        /// <inheritdoc/>
        public override LocalDateTime? Starts => null;

        /// <inheritdoc/>
        public override LocalDateTime? Ends => null;
    }

    /// <summary>Some time on a day, or in a part of it.</summary>
    public sealed record Day(LocalDate Date, DayPart? Part = null) : When
    {
        /// <inheritdoc/>
        public override LocalDateTime? Starts => Part?.StartOn(Date) ?? Date.AtMidnight();

        /// <inheritdoc/>
        public override LocalDateTime? Ends => Part?.EndOn(Date) ?? Date.AtMidnight().PlusHours(24);
    }

    /// <summary>A day and a time.</summary>
    public sealed record Moment(LocalDateTime At) : When
    {
        /// <inheritdoc/>
        public override LocalDateTime? Starts => At;

        /// <inheritdoc/>
        public override LocalDateTime? Ends => At;
    }

    /// <summary>
    /// From one moment to a later one (exclusive). A side at midnight stands for the whole day: 3 March 0:00 to 6 March 0:00
    /// is "3 to 5 March", 3 March 15:00 to 4 March 0:00 is "3 March, from 15:00".
    /// </summary>
    public sealed record Span : When
    {
        /// <summary>A span; <paramref name="to"/> must be later than <paramref name="from"/>.</summary>
        /// <exception cref="ArgumentException">The span would be empty or backwards.</exception>
        public Span(LocalDateTime from, LocalDateTime to)
        {
            if (to <= from)
                throw new ArgumentException("A span ends after it begins", nameof(to));
            From = from;
            To = to;
        }

        /// <summary>The first moment.</summary>
        public LocalDateTime From { get; }

        /// <summary>The first moment after it.</summary>
        public LocalDateTime To { get; }

        /// <summary>True when it is made of whole days.</summary>
        public bool IsWholeDays => From.TimeOfDay == LocalTime.Midnight && To.TimeOfDay == LocalTime.Midnight;

        /// <inheritdoc/>
        public override LocalDateTime? Starts => From;

        /// <inheritdoc/>
        public override LocalDateTime? Ends => To;

        /// <summary>Whole days, both included.</summary>
        public static Span OfDays(LocalDate first, LocalDate last) =>
            new(first.AtMidnight(), last.AtMidnight().PlusHours(24));
    }

    /// <summary>Every week on one day, with a time, a part of the day, or neither.</summary>
    public sealed record Weekly(IsoDayOfWeek On, LocalTime? At = null, DayPart? Part = null) : When
    {
        /// <inheritdoc/>
        public override LocalDateTime? Starts => null;

        /// <inheritdoc/>
        public override LocalDateTime? Ends => null;

        /// <summary>The next time it is due, not before <paramref name="now"/>; without a time it counts from the part's start or midnight.</summary>
        public LocalDateTime Next(LocalDateTime now)
        {
            var date = now.Date.With(DateAdjusters.NextOrSame(On));
            var start = StartOn(date);
            return start >= now ? start : StartOn(date.PlusWeeks(1));
        }

        private LocalDateTime StartOn(LocalDate date) =>
            At is { } at ? date + at : Part?.StartOn(date) ?? date.AtMidnight();
    }
}
