using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Meetings;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Meetings;

/// <summary>What holds for every calendar file, read back by a reader that knows only the standard.</summary>
public sealed class IcsWriterTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 8, 0);

    private static readonly Gen<Instant> Moments = Gen.Choose(0, 15 * 365 * 24 * 4)
        .Select(quarters => Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromMinutes(quarters * 15L));

    private static readonly Gen<string> Words = Gen.Elements(
            "a",
            "ä",
            "€",
            "👩‍👩‍👧",
            " ",
            ",",
            ";",
            "\\",
            "\n",
            "\r\n",
            ":",
            "\"",
            "\u0007",
            "Straße",
            "BEGIN:VEVENT",
            "\\n"
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    [Fact]
    public void Every_moment_comes_back_as_it_was_across_all_changes_of_the_clocks() =>
        Prop.ForAll(
                Gen.Zip(Moments, Gen.Choose(1, 60 * 30)).ToArbitrary(),
                both =>
                {
                    var end = both.Item1 + Duration.FromMinutes(both.Item2);
                    var read = Read(Event(both.Item1, end));
                    return read.Moment(read.Events[0].Single(l => l.Name == "DTSTART")) == both.Item1
                        && read.Moment(read.Events[0].Single(l => l.Name == "DTEND")) == end;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Australia/Lord_Howe")]
    public void A_year_in_any_zone_comes_back_hour_by_hour(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        for (var hour = 0; hour < 366 * 24; hour += 1)
        {
            var at = Instant.FromUtc(2027, 1, 1, 0, 0) + Duration.FromHours(hour);
            if (hour % 24 != 0 && zone.GetZoneInterval(at).Equals(zone.GetZoneInterval(at + Duration.FromHours(3))))
                continue;
            var read = new IcsReader(IcsWriter.Bytes(new(zone, [Event(at, at + Duration.FromHours(1))])));
            Assert.Equal(at, read.Moment(read.Events[0].Single(l => l.Name == "DTSTART")));
        }
    }

    [Fact]
    public void All_words_come_back_and_never_become_lines_of_their_own() =>
        Prop.ForAll(
                Gen.Zip(Words, Words).ToArbitrary(),
                both =>
                {
                    var one = Event(Now, Now + Duration.FromHours(1)) with
                    {
                        Summary = both.Item1,
                        Location = both.Item2,
                        Description = both.Item1 + both.Item2,
                    };
                    var lines = Read(one).Events.Single();
                    return Same(lines, "SUMMARY", both.Item1)
                        && Same(lines, "LOCATION", both.Item2)
                        && Same(lines, "DESCRIPTION", both.Item1 + both.Item2);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Long_lines_are_folded_between_characters()
    {
        var words = string.Concat(Enumerable.Repeat("Ä€👋x", 60));
        var file = IcsWriter.Bytes(new(Berlin, [Event(Now, Now + Duration.FromHours(1)) with { Summary = words }]));
        Assert.Equal(words, new IcsReader(file)["SUMMARY"].Words);
        Assert.Contains(Encoding.UTF8.GetString(file).Split("\r\n"), l => Encoding.UTF8.GetByteCount(l) > 71);
    }

    [Fact]
    public void The_zone_of_Berlin_stands_before_the_events_with_its_two_rules()
    {
        var read = Read(Event(Now, Now + Duration.FromHours(1)));
        Assert.Equal(["Europe/Berlin"], read.Zones);
        Assert.Contains(read.Blocks("DAYLIGHT").Single(), l => l.Value == "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
        Assert.Contains(read.Blocks("STANDARD").Single(), l => l.Value == "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
        var begins = read.Lines.Where(l => l.Name == "BEGIN").Select(l => l.Value).ToList();
        Assert.True(begins.IndexOf("VTIMEZONE") < begins.IndexOf("VEVENT"));
    }

    [Fact]
    public void The_hour_that_comes_twice_stands_in_UTC()
    {
        var second = Instant.FromUtc(2026, 10, 25, 1, 30);
        var read = Read(Event(second, second + Duration.FromHours(2)));
        Assert.Equal("20261025T013000Z", Start(read).Value);
        Assert.Equal("Europe/Berlin", read.Events[0].Single(l => l.Name == "DTEND").Parameters["TZID"]);
    }

    [Fact]
    public void A_cancelled_event_stands_in_UTC_without_a_zone()
    {
        var read = Read(Event(Now, Now + Duration.FromHours(1)) with { IsCancelled = true, Sequence = 3 });
        Assert.Empty(read.Zones);
        Assert.Equal("CANCELLED", read["STATUS"].Value);
        Assert.Equal("3", read["SEQUENCE"].Value);
        Assert.EndsWith("Z", Start(read).Value);
    }

    [Fact]
    public void A_method_stands_there_only_with_an_organizer()
    {
        var one = Event(Now, Now + Duration.FromHours(1));
        Assert.False(Read(one).Has("METHOD"));
        var with = new IcsCalendar(Berlin, [one])
        {
            Organizer = "quartier@example.org",
            OrganizerName = "Quartier; \"Süd\"",
        };
        var read = new IcsReader(IcsWriter.Bytes(with));
        Assert.Equal("PUBLISH", read["METHOD"].Value);
        Assert.Equal("mailto:quartier@example.org", read["ORGANIZER"].Value);
        Assert.Equal("Quartier; Süd", read["ORGANIZER"].Parameters["CN"]);
        var off = new IcsReader(IcsWriter.Bytes(with with { Events = [one with { IsCancelled = true }] }));
        Assert.Equal("CANCEL", off["METHOD"].Value);
    }

    [Fact]
    public void A_feed_without_events_is_a_calendar_too()
    {
        var read = new IcsReader(IcsWriter.Bytes(new(Berlin, []) { Feed = "Nachbarschaft" }));
        Assert.Empty(read.Events);
        Assert.Equal("Nachbarschaft", read["X-WR-CALNAME"].Words);
    }

    private static IcsLine Start(IcsReader read) => read.Events[0].Single(l => l.Name == "DTSTART");

    private static bool Same(IReadOnlyList<IcsLine> lines, string name, string words)
    {
        var wanted = new string([.. words.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]);
        return (lines.SingleOrDefault(l => l.Name == name)?.Words ?? "") == wanted;
    }

    private static IcsReader Read(IcsEvent one) => new(IcsWriter.Bytes(new(Berlin, [one])));

    private static IcsEvent Event(Instant start, Instant end) =>
        new("abc@nachbarschaftsbot", 0, Now, start, end, "Treffen", "", "", null, false);
}
