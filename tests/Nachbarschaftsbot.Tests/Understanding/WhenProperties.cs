using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Understanding;

/// <summary>What holds for every time and every text.</summary>
public sealed class WhenProperties
{
    private static readonly LocalDateTime Now = new(2026, 11, 24, 14, 20);

    private static readonly Gen<LocalDate> Dates = Gen.Choose(0, 20_000)
        .Select(days => new LocalDate(2026, 11, 25).PlusDays(days));

    private static readonly Gen<LocalDateTime> Moments = Gen.Zip(Dates, Gen.Choose(0, 1439))
        .Select(both => both.Item1.AtMidnight().PlusMinutes(both.Item2));

    private static readonly Gen<DayPart?> Parts = Gen.Elements(
        Enum.GetValues<DayPart>().Select(part => (DayPart?)part).Append(null)
    );

    private static readonly Gen<When> DaysAndMoments = Gen.OneOf(
        Gen.Zip(Dates, Parts).Select(both => (When)new When.Day(both.Item1, both.Item2)),
        Moments.Select(at => (When)new When.Moment(at))
    );

    private static readonly Gen<When> Spans = Gen.Zip(Moments, Gen.Choose(1, 60 * 24 * 20))
        .Select(both => (When)new When.Span(both.Item1, both.Item1.PlusMinutes(both.Item2)));

    private static readonly Gen<When> WholeDays = Gen.Zip(Dates, Gen.Choose(1, 60))
        .Select(both => (When)When.Span.OfDays(both.Item1, both.Item1.PlusDays(both.Item2)));

    private static readonly Gen<When> Weeklies = Triples(Gen.Choose(1, 7), Gen.Choose(-1, 1439), Parts)
        .Select(three =>
            (When)
                new When.Weekly(
                    (IsoDayOfWeek)three.Item1,
                    three.Item2 < 0 ? null : LocalTime.Midnight.PlusMinutes(three.Item2),
                    three.Item3
                )
        );

    private static readonly Gen<When> Exact = Gen.Zip(Dates, Gen.Choose(0, int.MaxValue))
        .Select(both => (When)new When.Moment(both.Item1.AtMidnight().PlusNanoseconds(both.Item2 * 40_000L)));

    private static readonly Gen<When> All = Gen.OneOf(
        DaysAndMoments,
        Spans,
        WholeDays,
        Weeklies,
        Exact,
        Gen.Constant((When)new When.Flexible())
    );

    // Words that mean something about time, thrown together: far more likely to reach odd places than random letters.
    private static readonly Gen<string> Muddles = Gen.Elements(
            "um von bis ab am nach vor zwischen und oder - / . , : ( in jeden nächste nächsten diesen übernächste letzten Woche Monat Wochenende Anfang Mitte Ende Samstag Sa so do Dienstag Sonntags Dezember Februar März Mai 3. 31. 29.2. 31.4. 30.2.2027 2026-12-03 2026-13-45 0 1 5 12 24 25 60 99 2026 9999 99999 10:30 10.30 25:00 Uhr uhr h halb viertel dreiviertel zehn elf zwei heute morgen gestern übermorgen früh abends mittags Nacht Mitternacht Tagen Wochen Stunden Minuten einer anderthalb flexibel egal pm am to from at tomorrow next every Tuesday past quarter half ago 3rd dritten Leute Euro 🙂 Guten \u0308 ' Januar 1999 00 3652 vom zum den dem der".Split(
                ' '
            )
        )
        .NonEmptyListOf()
        .Select(words => string.Join(' ', words));

    private static readonly Gen<string> Texts = Gen.OneOf(
        Muddles,
        Muddles.Select(text => text.Replace(" ", "", StringComparison.Ordinal)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")
    );

    [Fact]
    public void Every_time_comes_back_from_its_code() => Check(All, when => When.Decode(when.Encode()) == when);

    [Fact]
    public void Every_time_comes_back_from_JSON() =>
        Check(All, when => JsonSerializer.Deserialize<When>(JsonSerializer.Serialize(when)) == when);

    [Fact]
    public void Codes_sort_by_start() =>
        Check(
            Gen.Zip(Gen.OneOf(DaysAndMoments, Spans), Gen.OneOf(DaysAndMoments, Spans)),
            pair =>
                pair.Item1.Starts >= pair.Item2.Starts
                || string.CompareOrdinal(pair.Item1.Encode(), pair.Item2.Encode()) < 0
        );

    [Fact]
    public void Decoding_any_text_never_throws() =>
        Check(Texts, text => When.Decode(text) is not { } when || When.Decode(when.Encode()) == when);

    [Fact]
    public void A_day_or_moment_in_German_words_is_read_as_itself() =>
        Check(DaysAndMoments, when => IsReadBack(when, "de"));

    [Fact]
    public void A_day_or_moment_in_English_words_is_read_as_itself() =>
        Check(DaysAndMoments, when => IsReadBack(when, "en"));

    [Fact]
    public void Spans_in_words_are_read_as_themselves() =>
        Check(Gen.OneOf(Spans, WholeDays), when => IsReadBack(when, "de") && IsReadBack(when, "en"));

    [Fact]
    public void Reading_never_throws_and_never_understands_what_is_over() =>
        Check(
            Texts,
            text =>
                WhenReader.Read(text, Now) switch
                {
                    WhenReading.Understood understood => !understood.When.IsOver(Now) && IsSound(understood.When),
                    WhenReading.InThePast past => past.When.IsOver(Now),
                    WhenReading.Several several => several.Choices.Count > 1
                        && several.Choices.All(choice => !choice.IsOver(Now)),
                    WhenReading.DoesNotExist missing => text.Contains(missing.What, StringComparison.Ordinal),
                    WhenReading.Partly partly => text.Contains(partly.Said, StringComparison.Ordinal),
                    _ => true,
                }
        );

    [Fact]
    public void Reading_a_sentence_or_a_danger_never_throws() =>
        Check(Texts, text => SentenceReader.Read(text, Now).What.Length <= 300 && Danger.Read(text) is not null);

    [Fact]
    public void Only_dates_that_exist_are_understood() =>
        Check(
            Triples(Gen.Choose(0, 35), Gen.Choose(0, 14), Gen.Choose(2027, 2040)),
            date =>
            {
                var (day, month, year) = date;
                var exists =
                    month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);
                var reading = WhenReader.Read($"{day}.{month}.{year}", Now);
                return exists
                    ? reading == new WhenReading.Understood(new When.Day(new LocalDate(year, month, day)))
                    : reading is WhenReading.DoesNotExist;
            }
        );

    [Fact]
    public void Any_now_can_be_read_in()
    {
        var texts = new[]
        {
            "am 31.",
            "29.2.",
            "in 3 Monaten",
            "nächsten Monat",
            "Ende Februar",
            "am Wochenende",
            "28.12.",
            "heute um 8",
            "31.12.",
            "1.1.",
        };
        Check(
            Gen.Zip(Moments, Gen.Elements(texts)),
            both =>
                WhenReader.Read(both.Item2, both.Item1) is not WhenReading.Understood { When: var when }
                || !when.IsOver(both.Item1)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Four_thousand_characters_are_read_without_getting_lost()
    {
        foreach (
            var word in (string[])
                ["3.", "bis ", "10:", "vom 3. bis ", "fünf vor halb ", "nächste ", "ab ", "1-", "und ", "der "]
        )
        {
            var text = string.Concat(Enumerable.Repeat(word, 4096 / word.Length));
            await Task.Run(() => SentenceReader.Read(text, Now));
        }
    }

    private static bool IsReadBack(When when, string language) =>
        WhenReader.Read(WhenText.Format(when, language), Now) == new WhenReading.Understood(when)
        && WhenReader.Read(WhenText.Format(when, language, Now.Date), Now) == new WhenReading.Understood(when);

    private static bool IsSound(When when) =>
        When.Decode(when.Encode()) == when && WhenText.Format(when, "de").Length > 0;

    private static Gen<(T1 Item1, T2 Item2, T3 Item3)> Triples<T1, T2, T3>(
        Gen<T1> first,
        Gen<T2> second,
        Gen<T3> third
    ) => Gen.Zip(Gen.Zip(first, second), third).Select(all => (all.Item1.Item1, all.Item1.Item2, all.Item2));

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
