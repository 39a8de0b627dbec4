using Nachbarschaftsbot.Core.Understanding;
using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Understanding;

/// <summary>Plain sentences of residents. It is Tuesday, 24 November 2026, 14:20.</summary>
public sealed class SentenceReaderTests
{
    private static readonly LocalDateTime Now = new(2026, 11, 24, 14, 20);

    [Theory]
    [InlineData("Kann mir Samstag um 10 jemand beim Einkaufen helfen?", Intent.Ask, "einkauf")]
    [InlineData("Ich brauche dringend zwei Leute zum Tragen", Intent.Ask, "haushalt")]
    [InlineData("ich suche jemanden der mit meinem hund gassi geht", Intent.Ask, "tiere")]
    [InlineData("Wer kann mir eine Leiter leihen?", Intent.Ask, "leihen")]
    [InlineData("Könnten Sie mich am 3.12. zum Arzt fahren?", Intent.Ask, null)]
    [InlineData("Hilfe beim Ausfüllen vom Antrag gesucht", Intent.Ask, "papiere")]
    [InlineData("Ich kann nicht mehr alleine einkaufen", Intent.Ask, "einkauf")]
    [InlineData("Mein Wasserhahn tropft, wer kennt sich aus? Brauche Hilfe.", Intent.Ask, "reparatur")]
    [InlineData("Ich hätte gern mal Besuch zum Kaffee", Intent.Ask, "besuch")]
    [InlineData("Mein Handy geht nicht mehr, hilft mir jemand?", Intent.Ask, "technik")]
    [InlineData("Suche Nachhilfe für meinen Sohn", Intent.Ask, "kinder")]
    [InlineData("Kann jemand meine Blumen giessen?", Intent.Ask, "garten")]
    [InlineData("Can someone help me with shopping on Saturday?", Intent.Ask, "einkauf")]
    [InlineData("I need two people to carry a sofa", Intent.Ask, "haushalt")]
    [InlineData("Looking for help with my garden", Intent.Ask, "garten")]
    [InlineData("Ich kann gern im Garten helfen", Intent.Offer, "garten")]
    [InlineData("Ich helfe gerne beim Einkaufen", Intent.Offer, "einkauf")]
    [InlineData("Ich habe am Samstag Zeit", Intent.Offer, null)]
    [InlineData("Biete Nachhilfe in Mathe", Intent.Offer, "kinder")]
    [InlineData("Ich habe eine Bohrmaschine zu verleihen", Intent.Offer, "leihen")]
    [InlineData("Ich möchte jemandem beim Einkaufen helfen", Intent.Offer, "einkauf")]
    [InlineData("Gerne begleite ich Sie zum Spaziergang", Intent.Offer, "begleitung")]
    [InlineData("I can help with the garden", Intent.Offer, "garten")]
    [InlineData("I'm happy to walk your dog", Intent.Offer, "tiere")]
    [InlineData("Ich kann montags und mittwochs vormittags mit dem Hund gehen", Intent.Offer, "tiere")]
    [InlineData("Ich hab am Freitag ab 16 Uhr Zeit und kann beim Tragen helfen", Intent.Offer, "haushalt")]
    [InlineData("Wir sind zu zweit und können am Sonntag im Garten helfen", Intent.Offer, "garten")]
    [InlineData("Ich hätte Zeit zum Vorlesen für Kinder", Intent.Offer, "kinder")]
    [InlineData("I could do the shopping for someone next Tuesday", Intent.Offer, "einkauf")]
    [InlineData("Ich möchte mir eine Bohrmaschine ausleihen", Intent.Ask, "leihen")]
    [InlineData("Kann ich eine Bohrmaschine ausleihen?", Intent.Ask, "leihen")]
    [InlineData("Ich möchte mit jemandem reden", Intent.Ask, "besuch")]
    [InlineData("Ich würde gerne mit jemandem Schach spielen", Intent.Ask, "besuch")]
    [InlineData("Wer braucht Hilfe?", Intent.Browse, null)]
    [InlineData("Wo kann ich helfen?", Intent.Browse, null)]
    [InlineData("Braucht jemand am Samstag Hilfe?", Intent.Browse, null)]
    [InlineData("Was gibt es gerade?", Intent.Browse, null)]
    [InlineData("Zeig mir offene Gesuche", Intent.Browse, null)]
    [InlineData("Who needs help?", Intent.Browse, null)]
    [InlineData("How can I help?", Intent.Browse, null)]
    [InlineData("danke", Intent.None, null)]
    [InlineData("hallo", Intent.None, null)]
    [InlineData("Guten Morgen", Intent.None, null)]
    [InlineData("ok", Intent.None, null)]
    [InlineData("👍", Intent.None, null)]
    [InlineData("", Intent.None, null)]
    [InlineData("Das Wetter ist schön", Intent.None, null)]
    public void Intent_and_kind_are_read(string text, Intent intent, string? category)
    {
        var sentence = SentenceReader.Read(text, Now);
        Assert.Equal(intent, sentence.Intent);
        if (category is not null || intent == Intent.None)
            Assert.Equal(category, sentence.Category?.Id);
    }

    [Fact]
    public void The_whole_sentence_is_understood()
    {
        var sentence = SentenceReader.Read(
            "  Ich brauche dringend  am Samstag um 10\nzwei starke Leute zum Tragen ",
            Now
        );
        Assert.Equal(Intent.Ask, sentence.Intent);
        Assert.Equal(new When.Moment(new LocalDateTime(2026, 11, 28, 10, 0)), sentence.When);
        Assert.Equal(2, sentence.People);
        Assert.Equal(Urgency.Urgent, sentence.Urgency);
        Assert.Equal("Ich brauche dringend am Samstag um 10 zwei starke Leute zum Tragen", sentence.What);
    }

    [Theory]
    [InlineData("Brauche 3 Personen", 3)]
    [InlineData("wir können zu zweit kommen", 2)]
    [InlineData("need five volunteers", 5)]
    [InlineData("Samstag um 10", null)]
    [InlineData("ein Mann hilft", 1)]
    public void Helpers_are_counted(string text, int? people) =>
        Assert.Equal(people, SentenceReader.Read(text, Now).People);

    [Theory]
    [InlineData("Es ist dringend", Urgency.Urgent)]
    [InlineData("es eilt nicht", Urgency.Normal)]
    [InlineData("Nicht dringend", Urgency.Normal)]
    [InlineData("möglichst bald", Urgency.Soon)]
    [InlineData("ASAP please", Urgency.Urgent)]
    [InlineData("Samstag", null)]
    public void Urgency_is_read(string text, Urgency? urgency) =>
        Assert.Equal(urgency, SentenceReader.Read(text, Now).Urgency);

    [Fact]
    public void A_past_date_is_kept_to_ask_about()
    {
        var sentence = SentenceReader.Read("Ich brauchte gestern Hilfe", Now);
        Assert.Null(sentence.When);
        Assert.IsType<WhenReading.InThePast>(sentence.Time);
    }

    [Fact]
    public void A_long_text_is_cut_at_a_word()
    {
        var what = SentenceReader.Read(string.Join(' ', Enumerable.Repeat("Nachbarschaft", 100)), Now).What;
        Assert.True(what.Length <= 300);
        Assert.EndsWith("Nachbarschaft…", what, StringComparison.Ordinal);
    }
}
