using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Several dates in plain words, one a line or one after the other. What does not exist or is over is named.</summary>
internal sealed record SlotsQuestion(string Id) : Question(Id)
{
    private const char Between = ';';

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override bool IsKeptInCode => true;

    /// <inheritdoc/>
    public override int MaxLength => 600;

    /// <summary>The dates of an accepted answer; one that is only a moment is as long as <paramref name="length"/>.</summary>
    public static IReadOnlyList<Interval> Times(string? value, Duration length, DateTimeZone zone) =>
        [
            .. (value ?? "")
                .Split(Between, StringSplitOptions.RemoveEmptyEntries)
                .Select(When.Decode)
                .Select(when => when is null ? null : Time(when, length, zone))
                .OfType<Interval>(),
        ];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var found = new List<When>();
        foreach (
            var line in typed.Split(
                ['\n', Between],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
            if (Line(line, call, found) is { } why)
                return new Reading.Refused(why);
        var codes = found.Select(w => w.Encode()).Distinct().Order(StringComparer.Ordinal).ToList();
        return codes.Count switch
        {
            0 => new Reading.Refused("when.unclear"),
            > DatePoll.MostSlots => new Reading.Refused(
                Text.Of("datepoll.too-many-slots", ("max", DatePoll.MostSlots))
            ),
            _ => new Reading.Accepted(string.Join(Between, codes)),
        };
    }

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) =>
        Text.Plain(
            string.Join(
                "\n",
                value
                    .Split(Between)
                    .Select(w => Catalog.BuiltIn.Words(Text.Of("form.when", Arg.OfWhen("when", w)), call.Language))
            )
        );

    /// <summary>Reads one line; says why where it cannot be taken.</summary>
    private static Text? Line(string line, Call call, List<When> found)
    {
        var choices = When.Decode(line) is { } code
            ? [code]
            : WhenReader.Read(line, call.LocalNow, call.Zone) switch
            {
                WhenReading.Understood(var when) => [when],
                WhenReading.Several(var several) => several,
                WhenReading.InThePast(var when) => [when],
                WhenReading.DoesNotExist => null,
                _ => (IReadOnlyList<When>)[],
            };
        if (choices is null || choices.Any(w => IsSkipped(w, call.Zone)))
            return Text.Of("when.missing", ("what", line));
        if (choices.Count == 0 || choices.Any(w => !HasTime(w)))
            return Text.Of("datepoll.needs-time", ("what", line));
        if (choices.FirstOrDefault(w => w.Starts <= call.LocalNow) is { } over)
            return Text.Of("when.past", Arg.OfWhen("when", over.Encode()));
        found.AddRange(choices);
        return null;
    }

    private static bool HasTime(When when) =>
        when is When.Moment or When.Span { IsWholeDays: false } and { Starts: not null, Ends: not null }
        && (when is not When.Span span || Period.Between(span.From, span.To, PeriodUnits.Hours).Hours <= 12);

    private static bool IsSkipped(When when, DateTimeZone zone) =>
        HasTime(when) && (zone.MapLocal(when.Starts!.Value).Count == 0 || zone.MapLocal(when.Ends!.Value).Count == 0);

    private static Interval? Time(When when, Duration length, DateTimeZone zone) =>
        when switch
        {
            When.Moment moment => From(Start(moment.At, zone), length),
            When.Span span => new Interval(
                Start(span.From, zone),
                Instant.Max(Start(span.To, zone), Start(span.From, zone) + Duration.FromMinutes(1))
            ),
            _ => null,
        };

    private static Interval From(Instant start, Duration length) => new(start, start + length);

    private static Instant Start(LocalDateTime at, DateTimeZone zone) => at.InZoneLeniently(zone).ToInstant();
}
