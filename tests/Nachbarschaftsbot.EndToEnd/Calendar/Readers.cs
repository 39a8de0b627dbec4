using System.Text.Json;
using Nachbarschaftsbot.EndToEnd.Operations;
using NodaTime;

namespace Nachbarschaftsbot.EndToEnd.Calendar;

/// <summary>An event as somebody else's program read it.</summary>
/// <param name="Uid">Its id.</param>
/// <param name="Start">The moment it begins, by the reader's own reckoning.</param>
/// <param name="End">The moment it ends.</param>
/// <param name="Summary">Its title.</param>
/// <param name="Location">Its place.</param>
/// <param name="Sequence">Its version.</param>
/// <param name="Status">How it stands.</param>
internal sealed record ReadEvent(
    string Uid,
    Instant Start,
    Instant End,
    string Summary,
    string Location,
    int Sequence,
    string Status
);

/// <summary>Debian's python3-icalendar: reads a file, and reckons with the rules of the zone that stand in it.</summary>
internal static class PythonIcalendar
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The zone is made from the VTIMEZONE of the file, never from the reader's own data.</summary>
    private const string Script = """
        import json, sys, datetime, pytz
        from icalendar import Calendar
        calendar = Calendar.from_ical(open(sys.argv[1], 'rb').read())
        zones = {str(z['TZID']): z.to_tz() for z in calendar.walk('VTIMEZONE')}
        def moment(prop):
            at, zone = prop.dt, prop.params.get('TZID')
            if zone:
                at = zones[zone].localize(at.replace(tzinfo=None), is_dst=None)
            return int(at.astimezone(pytz.utc).timestamp())
        print(json.dumps([{
            'uid': str(e['UID']), 'start': moment(e['DTSTART']), 'end': moment(e['DTEND']), 'summary': str(e['SUMMARY']),
            'location': str(e.get('LOCATION', '')), 'sequence': int(e['SEQUENCE']), 'status': str(e['STATUS']),
        } for e in calendar.walk('VEVENT')]))
        """;

    /// <summary>Why it cannot be asked, or null.</summary>
    internal static async Task<string?> Missing()
    {
        const string Reason = "python3-icalendar is missing. To run this test: apt-get install python3-icalendar";
        if (!File.Exists(Python))
            return Reason;
        var ended = await Shell.Run(Python, ["-c", "import icalendar, pytz"], Path.GetTempPath());
        return ended.Code == 0 ? null : Reason;
    }

    /// <summary>Reads a file.</summary>
    internal static async Task<IReadOnlyList<ReadEvent>> Read(string file)
    {
        var ended = await Shell.Run(Python, ["-c", Script, file], Path.GetDirectoryName(file)!);
        Assert.True(ended.Code == 0, ended.Output);
        using var json = JsonDocument.Parse(ended.Output);
        return
        [
            .. json
                .RootElement.EnumerateArray()
                .Select(e => new ReadEvent(
                    e.GetProperty("uid").GetString()!,
                    Instant.FromUnixTimeSeconds(e.GetProperty("start").GetInt64()),
                    Instant.FromUnixTimeSeconds(e.GetProperty("end").GetInt64()),
                    e.GetProperty("summary").GetString()!,
                    e.GetProperty("location").GetString()!,
                    e.GetProperty("sequence").GetInt32(),
                    e.GetProperty("status").GetString()!
                )),
        ];
    }
}

/// <summary>khal with a calendar of its own: imports files as somebody would, and lists what stands there in Berlin time.</summary>
internal sealed class Khal : IDisposable
{
    private const string Program = "/usr/bin/khal";
    private readonly string _folder = Directory.CreateTempSubdirectory("khal-").FullName;

    internal Khal()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "calendar"));
        File.WriteAllText(
            Config,
            $"""
            [calendars]
            [[ours]]
            path = {_folder}/calendar
            [locale]
            local_timezone = Europe/Berlin
            default_timezone = Europe/Berlin
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%d %H:%M
            longdatetimeformat = %Y-%m-%d %H:%M
            [sqlite]
            path = {_folder}/khal.db
            [default]
            default_calendar = ours
            """
        );
    }

    /// <summary>Why it cannot be asked, or null.</summary>
    internal static string? Missing =>
        File.Exists(Program) ? null : "khal is missing. To run this test: apt-get install khal";

    private string Config => Path.Combine(_folder, "config");

    /// <summary>Takes a file into the calendar.</summary>
    internal Task Import(string file) => Run("import", "--batch", "-a", "ours", file);

    /// <summary>What stands in the calendar, one line an event.</summary>
    internal async Task<IReadOnlyList<string>> List(string from, int days) =>
        (
            await Run(
                "list",
                "--once",
                "-df",
                "",
                "-f",
                "{start-date-long} {start-time}|{end-date-long} {end-time}|{title}|{location}|{status}",
                from,
                $"{days}d"
            )
        )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => l.TrimEnd())
            .ToList();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> Run(params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["LC_ALL"] = "C.UTF-8",
            ["HOME"] = _folder,
            ["XDG_DATA_HOME"] = _folder,
            ["XDG_CACHE_HOME"] = _folder,
        };
        var ended = await Shell.Run(Program, ["-c", Config, .. arguments], _folder, environment);
        Assert.True(ended.Code == 0, ended.Output);
        return ended.Output;
    }
}
