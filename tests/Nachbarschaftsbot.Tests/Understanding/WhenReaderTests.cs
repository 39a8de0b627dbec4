using Nachbarschaftsbot.Core.Understanding;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Understanding;

/// <summary>Times in the words of people. It is Tuesday, 24 November 2026, 14:20.</summary>
public sealed class WhenReaderTests
{
    private static readonly LocalDateTime Now = new(2026, 11, 24, 14, 20);

    [Theory]
    [InlineData("heute", "2026-11-24")]
    [InlineData("Heute Abend", "2026-11-24T18:00@evening")]
    [InlineData("morgen", "2026-11-25")]
    [InlineData("Morgen früh", "2026-11-25T06:00@morning")]
    [InlineData("morgen Vormittag", "2026-11-25T09:00@forenoon")]
    [InlineData("übermorgen", "2026-11-26")]
    [InlineData("uebermorgen um 10", "2026-11-26T10:00")]
    [InlineData("ÜBERMORGEN UM 10 UHR", "2026-11-26T10:00")]
    [InlineData("U\u0308bermorgen", "2026-11-26")]
    [InlineData("Samstag", "2026-11-28")]
    [InlineData("am Sa", "2026-11-28")]
    [InlineData("Sa 10 Uhr", "2026-11-28T10:00")]
    [InlineData("Sa. 10-12", "2026-11-28T10:00/2026-11-28T12:00")]
    [InlineData("Sammstag", "2026-11-28")]
    [InlineData("sonnabend", "2026-11-28")]
    [InlineData("Mitwoch", "2026-11-25")]
    [InlineData("Donerstag 9 Uhr", "2026-11-26T09:00")]
    [InlineData("Dienstag", "2026-12-01")]
    [InlineData("diesen Dienstag", "2026-11-24")]
    [InlineData("diesen Freitag", "2026-11-27")]
    [InlineData("kommenden Mittwoch", "2026-11-25")]
    [InlineData("nächsten Mi", "2026-11-25")]
    [InlineData("naechsten Freitag um zehn", "2026-11-27T10:00")]
    [InlineData("übernächsten Freitag", "2026-12-04")]
    [InlineData("Mittwoch nächster Woche", "2026-12-02")]
    [InlineData("nächste Woche Mittwoch um 10", "2026-12-02T10:00")]
    [InlineData("Mittwoch in einer Woche", "2026-12-02")]
    [InlineData("heute in 14 Tagen", "2026-12-08")]
    [InlineData("Samstagvormittag", "2026-11-28T09:00@forenoon")]
    [InlineData("Samstag morgen", "2026-11-28T06:00@morning")]
    [InlineData("Samstag am Morgen", "2026-11-28T06:00@morning")]
    [InlineData("am Samstagabend um 8", "2026-11-28T20:00")]
    [InlineData("Sonntag Nachmittag um 3", "2026-11-29T15:00")]
    [InlineData("morgen mittag", "2026-11-25T12:00@noon")]
    [InlineData("Freitag, mittags um 12", "2026-11-27T12:00")]
    [InlineData("Freitag um Mitternacht", "2026-11-28T00:00")]
    [InlineData("in 3 Tagen", "2026-11-27")]
    [InlineData("in drei Tagen um 10", "2026-11-27T10:00")]
    [InlineData("in einer Woche", "2026-12-01")]
    [InlineData("in zwei Wochen", "2026-12-08")]
    [InlineData("in zwei Stunden", "2026-11-24T16:20")]
    [InlineData("in einer halben Stunde", "2026-11-24T14:50")]
    [InlineData("in 45 Minuten", "2026-11-24T15:05")]
    [InlineData("nächste Woche", "2026-11-30T00:00/2026-12-07T00:00")]
    [InlineData("diese Woche", "2026-11-24T00:00/2026-11-30T00:00")]
    [InlineData("am Wochenende", "2026-11-28T00:00/2026-11-30T00:00")]
    [InlineData("Anfang nächster Woche", "2026-11-30T00:00/2026-12-02T00:00")]
    [InlineData("Ende nächster Woche", "2026-12-03T00:00/2026-12-05T00:00")]
    [InlineData("Anfang Dezember", "2026-12-01T00:00/2026-12-11T00:00")]
    [InlineData("im März", "2027-03-01T00:00/2027-04-01T00:00")]
    [InlineData("in den nächsten Tagen", "2026-11-24T00:00/2026-12-01T00:00")]
    [InlineData("3.12.", "2026-12-03")]
    [InlineData("3.12", "2026-12-03")]
    [InlineData("am 3.12. um 15 Uhr", "2026-12-03T15:00")]
    [InlineData("3.12.2026", "2026-12-03")]
    [InlineData("03.12.26, 10:30", "2026-12-03T10:30")]
    [InlineData("3. 12. 2026", "2026-12-03")]
    [InlineData("3.12. 10:30", "2026-12-03T10:30")]
    [InlineData("2026-12-03", "2026-12-03")]
    [InlineData("3. Dezember", "2026-12-03")]
    [InlineData("3 Dez", "2026-12-03")]
    [InlineData("3. Maerz", "2027-03-03")]
    [InlineData("dritten Dezember um halb elf", "2026-12-03T10:30")]
    [InlineData("am 3.", "2026-12-03")]
    [InlineData("am 27. um 10 Uhr", "2026-11-27T10:00")]
    [InlineData("Donnerstag, 3. Dezember 2026, 10:00 Uhr", "2026-12-03T10:00")]
    [InlineData("1.3.", "2027-03-01")]
    [InlineData("vom 3. bis 5. März", "2027-03-03T00:00/2027-03-06T00:00")]
    [InlineData("3.-5.3.", "2027-03-03T00:00/2027-03-06T00:00")]
    [InlineData("vom 3.3. bis zum 5.3.", "2027-03-03T00:00/2027-03-06T00:00")]
    [InlineData("von Mittwoch bis Freitag", "2026-11-25T00:00/2026-11-28T00:00")]
    [InlineData("Freitag bis Montag", "2026-11-27T00:00/2026-12-01T00:00")]
    [InlineData("zwischen Mittwoch und Freitag", "2026-11-25T00:00/2026-11-28T00:00")]
    [InlineData("Samstag oder Sonntag", "2026-11-28T00:00/2026-11-30T00:00")]
    [InlineData("Sa/So", "2026-11-28T00:00/2026-11-30T00:00")]
    [InlineData("bis Freitag", "2026-11-24T00:00/2026-11-28T00:00")]
    [InlineData("ab Montag", "2026-11-30T00:00/2026-12-14T00:00")]
    [InlineData("vom 3. März 10 Uhr bis 4. März 12 Uhr", "2027-03-03T10:00/2027-03-04T12:00")]
    [InlineData("Samstag 10:30", "2026-11-28T10:30")]
    [InlineData("Samstag 10.30 Uhr", "2026-11-28T10:30")]
    [InlineData("Samstag um 10.30", "2026-11-28T10:30")]
    [InlineData("Samstag 10 Uhr 30", "2026-11-28T10:30")]
    [InlineData("Samstag halb elf", "2026-11-28T10:30")]
    [InlineData("Samstag um halb 11", "2026-11-28T10:30")]
    [InlineData("Samstag halb eins", "2026-11-28T12:30")]
    [InlineData("Samstag viertel nach drei", "2026-11-28T15:15")]
    [InlineData("Samstag viertel vor elf", "2026-11-28T10:45")]
    [InlineData("Samstag dreiviertel vier", "2026-11-28T15:45")]
    [InlineData("Samstag viertel drei", "2026-11-28T14:15")]
    [InlineData("Samstag zehn nach neun", "2026-11-28T09:10")]
    [InlineData("Samstag fünf vor halb elf", "2026-11-28T10:25")]
    [InlineData("Samstag um 3", "2026-11-28T15:00")]
    [InlineData("Samstag früh um 5", "2026-11-28T05:00")]
    [InlineData("Samstag 3:00", "2026-11-28T03:00")]
    [InlineData("heute um 8", "2026-11-24T20:00")]
    [InlineData("Samstag zwischen 10 und 12", "2026-11-28T10:00/2026-11-28T12:00")]
    [InlineData("Samstag von 9 bis 11 Uhr", "2026-11-28T09:00/2026-11-28T11:00")]
    [InlineData("Samstag, von 2 bis 4", "2026-11-28T14:00/2026-11-28T16:00")]
    [InlineData("Samstag 10-12 Uhr", "2026-11-28T10:00/2026-11-28T12:00")]
    [InlineData("Samstag 9 bis 17 Uhr", "2026-11-28T09:00/2026-11-28T17:00")]
    [InlineData("10 bis 12 Uhr am Samstag", "2026-11-28T10:00/2026-11-28T12:00")]
    [InlineData("Samstag ab 15 Uhr", "2026-11-28T15:00/2026-11-29T00:00")]
    [InlineData("morgen nach 15 Uhr", "2026-11-25T15:00/2026-11-26T00:00")]
    [InlineData("Samstag bis 12", "2026-11-28T00:00/2026-11-28T12:00")]
    [InlineData("heute Nacht um 2", "2026-11-25T02:00")]
    [InlineData("jeden Dienstag um 9", "weekly-2T09:00")]
    [InlineData("dienstags", "weekly-2")]
    [InlineData("immer mittwochs um 15 Uhr", "weekly-3T15:00")]
    [InlineData("jeden Freitagnachmittag", "weekly-5@afternoon")]
    [InlineData("an Heiligabend um 15 Uhr", "2026-12-24T15:00")]
    [InlineData("Silvester", "2026-12-31")]
    [InlineData("flexibel", "~")]
    [InlineData("ist mir egal", "~")]
    [InlineData("irgendwann", "~")]
    [InlineData("jederzeit", "~")]
    [InlineData("wann es passt", "~")]
    [InlineData("Samstag, die Uhrzeit ist egal", "2026-11-28")]
    [InlineData("Guten Morgen, ich brauche Samstag Hilfe", "2026-11-28")]
    [InlineData("Kann mir Samstag um 10 jemand beim Einkaufen helfen?", "2026-11-28T10:00")]
    [InlineData("Ich brauche am Freitag zwei Leute zum Tragen", "2026-11-27")]
    [InlineData("Am 3. Dezember brauche ich 2 Personen um 14 Uhr", "2026-12-03T14:00")]
    public void German_is_understood(string text, string expected) => Understands(text, expected);

    [Theory]
    [InlineData("today", "2026-11-24")]
    [InlineData("tomorrow morning", "2026-11-25T09:00@forenoon")]
    [InlineData("tomorrow at 3pm", "2026-11-25T15:00")]
    [InlineData("tomorrow at 10 a.m.", "2026-11-25T10:00")]
    [InlineData("the day after tomorrow", "2026-11-26")]
    [InlineData("on Saturday at ten", "2026-11-28T10:00")]
    [InlineData("next Saturday at half past ten", "2026-11-28T10:30")]
    [InlineData("this Friday, quarter to three", "2026-11-27T14:45")]
    [InlineData("Sat 10-12", "2026-11-28T10:00/2026-11-28T12:00")]
    [InlineData("Wednsday", "2026-11-25")]
    [InlineData("December 3rd at 10:30 am", "2026-12-03T10:30")]
    [InlineData("3rd of December", "2026-12-03")]
    [InlineData("3 December 2026, 15:00", "2026-12-03T15:00")]
    [InlineData("in two hours", "2026-11-24T16:20")]
    [InlineData("in a week", "2026-12-01")]
    [InlineData("next week", "2026-11-30T00:00/2026-12-07T00:00")]
    [InlineData("at the weekend", "2026-11-28T00:00/2026-11-30T00:00")]
    [InlineData("from Wednesday to Friday", "2026-11-25T00:00/2026-11-28T00:00")]
    [InlineData("Saturday between 2 and 4", "2026-11-28T14:00/2026-11-28T16:00")]
    [InlineData("Saturday from 10am to 2pm", "2026-11-28T10:00/2026-11-28T14:00")]
    [InlineData("Saturday 2-4pm", "2026-11-28T14:00/2026-11-28T16:00")]
    [InlineData("Saturday after 3pm", "2026-11-28T15:00/2026-11-29T00:00")]
    [InlineData("Saturday until noon", "2026-11-28T00:00/2026-11-28T12:00")]
    [InlineData("tonight at 8", "2026-11-24T20:00")]
    [InlineData("every Tuesday at 9", "weekly-2T09:00")]
    [InlineData("on Tuesdays", "weekly-2")]
    [InlineData("any time", "~")]
    [InlineData("I'm flexible", "~")]
    public void English_is_understood(string text, string expected) => Understands(text, expected);

    [Theory]
    [InlineData("gestern")]
    [InlineData("heute um 10")]
    [InlineData("heute Vormittag")]
    [InlineData("20.11.")]
    [InlineData("3.12.2025")]
    [InlineData("letzten Samstag")]
    [InlineData("vor 3 Tagen")]
    [InlineData("yesterday")]
    [InlineData("two days ago")]
    public void What_is_over_is_called_past(string text) =>
        Assert.IsType<WhenReading.InThePast>(WhenReader.Read(text, Now));

    [Theory]
    [InlineData("31.2.", "31.2.")]
    [InlineData("am 31. Februar um 10", "31. Februar")]
    [InlineData("29.2.2027", "29.2.2027")]
    [InlineData("29. Februar", "29. Februar")]
    [InlineData("Samstag um 25 Uhr", "um 25 Uhr")]
    [InlineData("Samstag 10:75", "10:75")]
    [InlineData("32.1.", "32.1.")]
    [InlineData("3.13.", "3.13.")]
    [InlineData("2027-02-30", "2027-02-30")]
    public void What_there_is_not_is_named(string text, string what) =>
        Assert.Equal(new WhenReading.DoesNotExist(what), WhenReader.Read(text, Now));

    [Theory]
    [InlineData("um 10", "um 10")]
    [InlineData("10", "10")]
    [InlineData("1o'", "1")]
    [InlineData("at 10 o'clock", "at 10 o'clock")]
    [InlineData("10 Uhr", "10 Uhr")]
    [InlineData("vormittags", "vormittags")]
    [InlineData("zwischen 10 und 12", "zwischen 10 und 12")]
    [InlineData("Kann jemand um halb elf kommen?", "um halb elf")]
    [InlineData("at 3pm", "at 3pm")]
    public void A_time_without_a_day_asks_for_the_day(string text, string said) =>
        Assert.Equal(new WhenReading.Partly(said), WhenReader.Read(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("Ich brauche Hilfe beim Einkaufen")]
    [InlineData("zwei Leute")]
    [InlineData("10 Euro")]
    [InlineData("so 10 Leute")]
    [InlineData("Wie geht es so?")]
    [InlineData("Guten Morgen")]
    [InlineData("Guten Abend zusammen")]
    [InlineData("Ich wohne in der Hauptstraße 12")]
    [InlineData("0176 1234567")]
    [InlineData("Ich bin 82 Jahre alt")]
    [InlineData("The sun is nice, I sat down, what can I do?")]
    [InlineData("jeden zweiten Dienstag")]
    [InlineData("alle zwei Wochen")]
    [InlineData("am 1. Advent")]
    [InlineData("Ich wohne im 3. Stock")]
    [InlineData("🙂")]
    [InlineData("so früh wie möglich")]
    [InlineData("Die Montage von einem Regal")]
    [InlineData("in 999999999 Tagen")]
    public void Without_a_time_it_is_unclear(string text) =>
        Assert.IsType<WhenReading.Unclear>(WhenReader.Read(text, Now));

    [Theory]
    [InlineData("Montag oder Freitag", "2026-11-30", "2026-11-27")]
    [InlineData("Samstag, 4.12.", "2026-12-04", "2026-11-28")]
    [InlineData("montags und mittwochs", "weekly-1", "weekly-3")]
    public void Several_times_are_offered_for_choice(string text, params string[] expected)
    {
        var several = Assert.IsType<WhenReading.Several>(WhenReader.Read(text, Now));
        Assert.Equal(expected, several.Choices.Select(choice => choice.Encode()));
    }

    [Fact]
    public void A_skipped_hour_does_not_exist()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var reading = WhenReader.Read("28. März 2027 um 2:30", Now, berlin);
        Assert.Equal(new WhenReading.DoesNotExist("28. März 2027 um 2:30"), reading);
        Assert.IsType<WhenReading.Understood>(WhenReader.Read("28. März 2027 um 3:30", Now, berlin));
    }

    [Theory]
    [InlineData("Samstag", "2026-11-28T10:00")]
    [InlineData("am 3.12.", "2026-12-03T10:00")]
    [InlineData("morgen um 12", "2026-11-25T12:00")]
    [InlineData("flexibel", "~")]
    public void The_day_is_asked_for_and_joined_with_the_time(string answer, string expected)
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var partly = Assert.IsType<WhenReading.Partly>(WhenReader.Read("um 10", Now));
        var whole = Assert.IsType<WhenReading.Understood>(WhenReader.Complete(partly, answer, Now, berlin));
        Assert.Equal(expected, whole.When.Encode());
    }

    private static void Understands(string text, string expected)
    {
        var reading = WhenReader.Read(text, Now);
        Assert.True(reading is WhenReading.Understood, $"{text}: {reading}");
        Assert.Equal(expected, ((WhenReading.Understood)reading).When.Encode());
    }
}
