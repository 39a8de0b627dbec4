using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Tests.Meetings;

/// <summary>A line of a calendar file: name, parameters, value as it stands there.</summary>
internal sealed record IcsLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The value as words.</summary>
    public string Words
    {
        get
        {
            var words = new StringBuilder();
            for (var i = 0; i < Value.Length; i++)
                if (Value[i] != '\\')
                    words.Append(Value[i]);
                else
                    words.Append(
                        Value[++i] switch
                        {
                            'n' or 'N' => '\n',
                            '\\' or ',' or ';' => Value[i],
                            var other => throw new InvalidDataException($"\\{other} is no escape"),
                        }
                    );
            return words.ToString();
        }
    }
}

/// <summary>
/// A strict reader of calendar files, written from RFC 5545 and not from the writer: refuses bare line feeds, lines over 75
/// octets, values with an unescaped comma, unknown escapes and zones that are not declared before they are used.
/// </summary>
internal sealed class IcsReader
{
    private static readonly LocalDateTimePattern Stamp = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss"
    );

    public IcsReader(byte[] file)
    {
        Lines = [.. Unfold(file).Select(Parse)];
        Zones = [.. Lines.Where(l => l.Name == "TZID").Select(l => l.Value)];
    }

    public IReadOnlyList<IcsLine> Lines { get; }

    public HashSet<string> Zones { get; }

    /// <summary>The only line of this name.</summary>
    public IcsLine this[string name] => Lines.Single(l => l.Name == name);

    public bool Has(string name) => Lines.Any(l => l.Name == name);

    /// <summary>The lines of each event.</summary>
    public IReadOnlyList<IReadOnlyList<IcsLine>> Events => Blocks("VEVENT");

    /// <summary>The lines of each block of a name.</summary>
    public IReadOnlyList<IReadOnlyList<IcsLine>> Blocks(string name)
    {
        List<IReadOnlyList<IcsLine>> blocks = [];
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] is not { Name: "BEGIN", Value: var begun } || begun != name)
                continue;
            var end = i;
            while (Lines[end] is not { Name: "END", Value: var ended } || ended != name)
                end++;
            blocks.Add([.. Lines.Skip(i + 1).Take(end - i - 1)]);
        }
        return blocks;
    }

    /// <summary>The moment of a line, by the declared rules of its zone alone.</summary>
    public Instant Moment(IcsLine line)
    {
        if (line.Value.EndsWith('Z'))
            return Stamp.Parse(line.Value.TrimEnd('Z')).GetValueOrThrow().InUtc().ToInstant();
        Assert.Contains(line.Parameters["TZID"], Zones);
        var local = Stamp.Parse(line.Value).GetValueOrThrow();
        return local.WithOffset(OffsetAt(local)).ToInstant();
    }

    /// <summary>The offset by the rules: that of the observance whose last onset comes before the local time.</summary>
    private Offset OffsetAt(LocalDateTime local) =>
        Blocks("STANDARD")
            .Concat(Blocks("DAYLIGHT"))
            .Select(rule => (Onset: LastOnset(rule, local), Rule: rule))
            .MaxBy(r => r.Onset)
            .Rule.Single(l => l.Name == "TZOFFSETTO")
            .Value
            is var text
            ? OffsetPattern.CreateWithInvariantCulture("+HHmm").Parse(text).GetValueOrThrow()
            : default;

    private static LocalDateTime LastOnset(IReadOnlyList<IcsLine> rule, LocalDateTime local)
    {
        var start = Stamp.Parse(rule.Single(l => l.Name == "DTSTART").Value).GetValueOrThrow();
        if (rule.SingleOrDefault(l => l.Name == "RRULE") is not { } recurs)
            return start;
        var parts = recurs.Value.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        Assert.Equal("YEARLY", parts["FREQ"]);
        var month = int.Parse(parts["BYMONTH"]);
        var week = int.Parse(parts["BYDAY"][..^2]);
        var day = Enum.GetValues<IsoDayOfWeek>()
            .Single(d => d.ToString().ToUpperInvariant().StartsWith(parts["BYDAY"][^2..]));
        Assert.Equal(start.Date, Day(start.Year, month, week, day));
        return new[] { local.Year, local.Year - 1 }
            .Select(year => Day(year, month, week, day) + start.TimeOfDay)
            .First(onset => onset <= local);
    }

    private static LocalDate Day(int year, int month, int week, IsoDayOfWeek day)
    {
        var days = Enumerable
            .Range(1, CalendarSystem.Iso.GetDaysInMonth(year, month))
            .Select(d => new LocalDate(year, month, d))
            .Where(d => d.DayOfWeek == day)
            .ToList();
        return week < 0 ? days[^-week] : days[week - 1];
    }

    private static IEnumerable<string> Unfold(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("\r\n", text);
        var physical = text[..^2].Split("\r\n");
        Assert.All(physical, l => Assert.DoesNotContain('\n', l));
        Assert.All(physical, l => Assert.DoesNotContain('\r', l));
        Assert.All(physical, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
        var line = new StringBuilder(physical[0]);
        foreach (var next in physical.Skip(1))
        {
            if (next[0] == ' ')
                line.Append(next.AsSpan(1));
            else
            {
                yield return line.ToString();
                line.Clear().Append(next);
            }
        }
        yield return line.ToString();
    }

    private static IcsLine Parse(string line)
    {
        var (quoted, end) = (false, -1);
        List<int> cuts = [];
        for (var i = 0; i < line.Length && end < 0; i++)
        {
            quoted ^= line[i] == '"';
            if (!quoted && line[i] == ';')
                cuts.Add(i);
            else if (!quoted && line[i] == ':')
                end = i;
        }
        Assert.True(end > 0, $"no value: {line}");
        cuts.Add(end);
        var parameters = cuts.Zip(cuts.Skip(1), (from, to) => line[(from + 1)..to].Split('=', 2))
            .ToDictionary(p => p[0], p => p[1].Trim('"'));
        return new(line[..cuts[0]], parameters, line[(end + 1)..]);
    }
}
