using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Emergency;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Emergency;

public sealed partial class EmergencyAnswerTests
{
    private static readonly string[] Languages = ["de", "en", "tr", "ru", "uk", "ar"];

    [Theory]
    [InlineData("Es brennt", "112")]
    [InlineData("Ich will nicht mehr leben", "112", "0800 111 0 111", "0800 111 0 222")]
    [InlineData("Mein Mann schlägt mich", "110", "116 016")]
    [InlineData("Meine Frau schlägt mich", "110", "0800 123 99 00")]
    [InlineData("Mein Papa schlägt mich", "110", "116 111", "0800 111 0 550")]
    [InlineData("Der Trainer hat mein Kind missbraucht", "110", "116 111", "0800 22 55 530")]
    [InlineData("Ich wurde missbraucht", "110", "0800 22 55 530", "116 111")]
    [InlineData("Mein Mann schlägt mich, ich blute stark", "112", "110", "116 016")]
    [InlineData("Ich habe unerträgliche Schmerzen", "116 117", "112")]
    [InlineData("Hallo", "112", "110", "116 117")]
    public void The_numbers_fit(string text, params string[] numbers) =>
        Assert.Equal(numbers, EmergencyAnswer.For(Danger.Read(text)).Numbers.Select(number => number.Number));

    [Fact]
    public void There_are_never_more_than_three_numbers_and_always_one()
    {
        var kinds = Enum.GetValues<DangerKind>();
        for (var set = 0; set < 1 << kinds.Length; set++)
        {
            var chosen = kinds.Where((_, at) => (set >> at & 1) == 1).ToHashSet();
            var numbers = EmergencyAnswer.For(chosen).Numbers;
            Assert.InRange(numbers.Count, 1, 3);
            Assert.Distinct(numbers);
            if (chosen.Contains(DangerKind.Life) || chosen.Contains(DangerKind.Fire))
                Assert.Equal("112", numbers[0].Number);
        }
    }

    [Fact]
    public void The_poison_centre_of_the_Land_stands_beside_112()
    {
        var centre = new EmergencyNumber("poison", "00 00", "emergency.number.poison", null, "test");
        var answer = EmergencyAnswer.For(new HashSet<DangerKind> { DangerKind.Poisoning }, centre);
        Assert.Equal(["112", "00 00"], answer.Numbers.Select(number => number.Number));
    }

    [Fact]
    public void The_answer_says_what_it_is_and_gives_each_number_its_own_line()
    {
        var answer = EmergencyAnswer.For(Danger.Read("Mein Mann schlägt mich"));
        var lines = EmergencyText.Render(answer, "de").Split('\n');
        Assert.StartsWith("Ich bin ein Programm. Ich kann keine Hilfe rufen.", lines[0], StringComparison.Ordinal);
        Assert.Equal("110 – Polizei", lines[1]);
        Assert.StartsWith("116 016 – ", lines[2], StringComparison.Ordinal);
        Assert.Contains("laut Anbieter", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Every_language_says_everything()
    {
        var all = EmergencyNumbers.Germany.All;
        foreach (var language in Languages)
        {
            var text = EmergencyText.RenderAll(language);
            Assert.All(all, number => Assert.Contains(number.Number, text, StringComparison.Ordinal));
            Assert.DoesNotContain("emergency.", text, StringComparison.Ordinal);
            Assert.Contains("nora", text, StringComparison.Ordinal);
            Assert.Contains("Tess", text, StringComparison.Ordinal);
            Assert.Matches("112.*110", EmergencyText.RenderGroup(language));
            Assert.NotEmpty(EmergencyText.AllNumbersButton(language));
            Assert.NotEmpty(EmergencyText.HumanButton(language));
        }
        Assert.Equal(EmergencyText.RenderAll("de"), EmergencyText.RenderAll("de-x-leicht"));
        Assert.Equal(EmergencyText.RenderAll("de"), EmergencyText.RenderAll("xx"));
    }

    [Theory]
    [InlineData("أريد أن أموت", "de", "ar")]
    [InlineData("Викличте швидку", "de", "uk")]
    [InlineData("Пожар", "de", "ru")]
    [InlineData("Не хочу жити", "de", "uk")]
    [InlineData("Моя мама зникла", "de", "uk")]
    [InlineData("В общежитии возник пожар", "de", "ru")]
    [InlineData("Es brennt", "tr", "tr")]
    [InlineData("Evde yangın var", "de", "tr")]
    [InlineData("olmek istiyorum", "en", "tr")]
    [InlineData("My husband is hitting me", "de", "en")]
    [InlineData("Ich blute stark", "en", "en")]
    [InlineData("Ich will ein Interview über Notfall und emergency führen", "de", "de")]
    public void The_answer_comes_in_the_language_of_the_words(string text, string known, string expected) =>
        Assert.Equal(expected, Danger.LanguageOf(text, known));

    [Fact]
    public void The_numbers_were_checked_in_the_last_six_months()
    {
        var today = LocalDate.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var until = EmergencyNumbers.Germany.CheckedOn.PlusMonths(6);
        Assert.True(
            today <= until,
            $"numbers.de.json was checked on {EmergencyNumbers.Germany.CheckedOn}. Compare every number with its source, then set checked_on and the checksum."
        );
    }

    [Fact]
    public void Every_number_names_the_page_where_it_was_read() =>
        Assert.All(
            EmergencyNumbers.Germany.All,
            number =>
                Assert.True(Uri.TryCreate(number.Source, UriKind.Absolute, out var page) && page.Host.Contains('.'))
        );

    [Fact]
    public void Every_language_names_the_same_hours()
    {
        foreach (var number in EmergencyNumbers.Germany.All)
        {
            var german = Hours(number, "de");
            Assert.All(Languages, language => Assert.Equal(german, Hours(number, language)));
        }
    }

    [Fact]
    public void In_Arabic_the_parts_of_a_number_keep_their_order()
    {
        foreach (var line in EmergencyText.RenderAll("ar").Split('\n').Skip(1).Take(EmergencyNumbers.Germany.All.Count))
            Assert.Matches(@"^\u2066[\d ]+\u2069 – \p{IsArabic}", line);
        Assert.DoesNotContain('\u2066', EmergencyText.RenderAll("de"));
    }

    [Fact]
    public void The_file_of_numbers_was_not_changed_by_accident() =>
        Assert.Equal(EmergencyNumbers.Checksum, EmergencyNumbers.ChecksumOfFile());

    [Fact]
    public void Unconfirmed_numbers_are_not_shown()
    {
        var shown = EmergencyNumbers.Germany.All.Select(number =>
            number.Number.Replace(" ", "", StringComparison.Ordinal)
        );
        Assert.Empty(shown.Intersect(["113", "116123"]));
    }

    /// <summary>The full hours in the line of a number: "8:00", "8.00" and "8" are the same.</summary>
    private static List<string> Hours(EmergencyNumber number, string language)
    {
        var line = EmergencyText.Render(new EmergencyAnswer([number]), language).Split('\n')[1];
        return
        [
            .. Hour().Matches(line[(line.IndexOf('–', StringComparison.Ordinal) + 1)..]).Select(m => m.Groups[1].Value),
        ];
    }

    [GeneratedRegex(@"(?<!\d[:.])\b(\d{1,2})(?:[:.]00)?")]
    private static partial Regex Hour();

    [Fact(Timeout = 60_000)]
    public async Task A_long_text_is_read_without_getting_lost()
    {
        var text = string.Concat(Enumerable.Repeat("nicht ich mein mann kind ", 200))[..4096];
        await Task.Run(() => Danger.Read(text));
    }
}
