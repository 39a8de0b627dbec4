using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>The stored text of a <see cref="When"/>; its form is described at <see cref="When.Encode"/>.</summary>
internal static class WhenCode
{
    private const string AnyTime = "~";
    private const string WeeklyPrefix = "weekly-";

    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm"
    );
    private static readonly LocalDateTimePattern Exact = LocalDateTimePattern.ExtendedIso;
    private static readonly LocalTimePattern TimeMinute = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
    private static readonly LocalTimePattern TimeExact = LocalTimePattern.ExtendedIso;

    public static string Encode(When when) =>
        when switch
        {
            When.Flexible => AnyTime,
            When.Day { Part: { } part } day => $"{Text(part.StartOn(day.Date))}@{Text(part)}",
            When.Day day => Date.Format(day.Date),
            When.Moment moment => Text(moment.At),
            When.Span span => $"{Text(span.From)}/{Text(span.To)}",
            When.Weekly weekly => WeeklyPrefix + (int)weekly.On + TimeText(weekly.At) + PartText(weekly.Part),
            _ => throw new ArgumentOutOfRangeException(nameof(when)),
        };

    public static When? Decode(string? code) =>
        code switch
        {
            null or "" => null,
            _ when !MayBegin(code[0]) => null,
            AnyTime => new When.Flexible(),
            _ when code.StartsWith(WeeklyPrefix, StringComparison.Ordinal) => Weekly(code[WeeklyPrefix.Length..]),
            _ when code.Split('/') is [var from, var to] => Span(Moment(from), Moment(to)),
            _ when code.Split('@') is [var start, var part] => DayWithPart(Moment(start), Part(part)),
            _ when Date.Parse(code) is { Success: true } date => new When.Day(date.Value),
            _ => Moment(code) is { } at ? new When.Moment(at) : null,
        };

    /// <summary>Nearly all that people type begins otherwise, and need not be tried in each form.</summary>
    private static bool MayBegin(char first) => char.IsAsciiDigit(first) || first is '-' or '+' or '~' or 'w';

    private static When? Span(LocalDateTime? from, LocalDateTime? to) =>
        from is { } first && to is { } last && first < last ? new When.Span(first, last) : null;

    private static When? DayWithPart(LocalDateTime? start, DayPart? part) =>
        start is { } at && part is { } named && named.StartOn(at.Date) == at ? new When.Day(at.Date, named) : null;

    private static When? Weekly(string rest)
    {
        var pieces = rest.Split('@');
        if (pieces.Length > 2 || pieces[0].Length == 0 || pieces[0][0] is < '1' or > '7')
            return null;
        var part = pieces.Length == 2 ? Part(pieces[1]) : null;
        if (pieces.Length == 2 && part is null)
            return null;
        var on = (IsoDayOfWeek)(pieces[0][0] - '0');
        if (pieces[0].Length == 1)
            return new When.Weekly(on, null, part);
        return pieces[0][1] == 'T' && Time(pieces[0][2..]) is { } at ? new When.Weekly(on, at, part) : null;
    }

    private static string Text(LocalDateTime at) =>
        (at.Second == 0 && at.NanosecondOfSecond == 0 ? Minute : Exact).Format(at);

    private static string Text(DayPart part) => part.ToString().ToLowerInvariant();

    private static string PartText(DayPart? part) => part is { } named ? "@" + Text(named) : "";

    private static string TimeText(LocalTime? at) =>
        at is { } time
            ? "T" + (time.Second == 0 && time.NanosecondOfSecond == 0 ? TimeMinute : TimeExact).Format(time)
            : "";

    private static LocalDateTime? Moment(string text) =>
        Minute.Parse(text) is { Success: true } minute ? minute.Value
        : Exact.Parse(text) is { Success: true } exact ? exact.Value
        : null;

    private static LocalTime? Time(string text) =>
        TimeMinute.Parse(text) is { Success: true } minute ? minute.Value
        : TimeExact.Parse(text) is { Success: true } exact ? exact.Value
        : null;

    private static DayPart? Part(string text)
    {
        foreach (var part in Enum.GetValues<DayPart>())
            if (Text(part) == text)
                return part;
        return null;
    }
}

/// <summary>Writes a <see cref="When"/> into JSON as the text of <see cref="When.Encode"/>.</summary>
public sealed class WhenJsonConverter : JsonConverter<When>
{
    /// <inheritdoc/>
    public override When Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        When.Decode(reader.GetString()) ?? throw new JsonException("Not the text of a When");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, When value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Encode());
}
