using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class EmergencyTests
{
    [Fact]
    public async Task Words_of_danger_bring_the_numbers_before_anything_else()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("Hilfe, meine Mutter atmet nicht mehr!");
        var first = ada.Chat.Messages[0];
        Assert.Equal(Priority.Emergency, first.Priority);
        Assert.Contains("112", Corner.TextOf(first), StringComparison.Ordinal);
        Assert.Contains("Ich kann keine Hilfe rufen", Corner.TextOf(first), StringComparison.Ordinal);
        ada.SeesLast("[Ja, einverstanden]");
    }

    [Fact]
    public async Task The_words_of_danger_are_not_kept()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("Ich will nicht mehr leben");
        ada.Sees("TelefonSeelsorge");
        Assert.Equal("", (await hood.Find(Conversation.Kind, ada.Place.Key))!.Carried);
    }

    [Fact]
    public async Task At_most_three_numbers_then_all_of_them_by_button()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Mein Mann schlägt mich und ich will nicht mehr leben, es brennt");
        Assert.InRange(ada.Chat.Messages[0].Lines.Count, 3, 5);
        await ada.Taps("Alle Nummern");
        ada.SeesLast("116 117");
        ada.SeesLast("116 111");
    }

    [Theory]
    [InlineData("/notfall")]
    [InlineData("/112")]
    [InlineData("/sos")]
    [InlineData("/emergency")]
    [InlineData("Notfall")]
    public async Task The_command_works_for_everyone_and_answers_once(string words)
    {
        await using var hood = await Hood.Start();
        foreach (var actor in new[] { hood.Stranger("Ada"), await hood.Neighbour("Bo") })
        {
            await actor.Says(words);
            Assert.Single(actor.Chat.Messages, m => m.Priority == Priority.Emergency);
            actor.Sees("112");
        }
    }

    [Fact]
    public async Task In_a_group_the_text_is_neutral()
    {
        await using var hood = await Hood.Start();
        var group = hood.Group("-77");
        var ada = hood.Stranger("Ada");
        await ada.Says("Er hat mich bedroht, ich habe Angst um mein Leben", group);
        ada.SeesLast("Polizei: 110", group);
        ada.DoesNotSee("bedroht", group);
        await ada.Says("/notfall", group);
        Assert.Equal(2, group.Messages.Count);
    }

    [Theory]
    [InlineData("tr-TR", "Ben bir programım.", "Polis: 110")]
    [InlineData("ru", "Я программа.", "Полиция: 110")]
    [InlineData("uk", "Я програма.", "Поліція: 110")]
    [InlineData("ar", "أنا برنامج.", "الشرطة: 110")]
    [InlineData("en", "I am a program.", "Polizei: 110")]
    [InlineData("fr", "Ich bin ein Programm.", "Polizei: 110")]
    public async Task The_command_speaks_the_language_of_the_messenger(string language, string alone, string inGroup)
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada", language);
        await ada.Says("/notfall");
        Assert.StartsWith(alone, ada.Chat.Texts[0], StringComparison.Ordinal);
        var group = hood.Group("-77");
        await ada.Says("/notfall", group);
        ada.SeesLast(inGroup, group);
    }

    [Theory]
    [InlineData("/notfall", "110 – Polizei", "116 117")]
    [InlineData("/sos", "110 – Polizei", "116 117")]
    [InlineData("/notfall ich will nicht mehr leben", "TelefonSeelsorge", "0800 111 0 222")]
    [InlineData("/feuer", "112", "Rettung und Feuerwehr")]
    public async Task The_name_of_the_command_is_no_word_of_danger(string words, params string[] numbers)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says(words);
        Assert.All(numbers, number => Assert.Contains(number, ada.Chat.Texts[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_group_the_words_are_answered_in_their_language()
    {
        await using var hood = await Hood.Start();
        var group = hood.Group("-77");
        await hood.Stranger("Ada").Says("Помогите, пожар!", group);
        Assert.StartsWith("Кто-нибудь в опасности?", Assert.Single(group.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_form_goes_on_afterwards()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        await ada.Taps("Ja, einverstanden");
        await ada.Says("/notfall");
        ada.SeesLast("112");
        await ada.Taps("Vorname: Ada");
        ada.SeesLast("Willkommen, Ada!");
    }

    [Theory]
    [InlineData("Помогите, пожар!", "112")]
    [InlineData("My husband is hitting me", "116 016")]
    public async Task Other_languages_are_understood(string words, string number)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", "en");
        await ada.Says(words);
        Assert.Contains(number, ada.Chat.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_in_Turkish_are_answered_in_Turkish()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Kocam beni dövüyor");
        Assert.StartsWith("Ben bir programım.", ada.Chat.Texts[0], StringComparison.Ordinal);
        await ada.Taps("Tüm numaralar");
        ada.SeesLast("116 016 – Şiddet gören kadınlar için yardım hattı");
    }

    [Fact]
    public async Task The_numbers_come_even_when_everything_else_fails()
    {
        await using var hood = await Hood.Start();
        hood.Registry.OnSentence = (_, _) => throw new InvalidOperationException("broken");
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Es brennt in der Küche, ich bekomme keine Luft");
        Assert.Contains("112", ada.Chat.Texts[0], StringComparison.Ordinal);
        ada.SeesLast("nicht geklappt");
    }

    [Fact]
    public async Task The_poison_centre_of_the_region_is_named_where_it_is_known()
    {
        await using var hood = await Hood.Start();
        hood.Registry.About = new About { PoisonCentre = "030 19240" };
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Mein Kind hat Putzmittel getrunken");
        Assert.Contains("030 19240", ada.Chat.Texts[0], StringComparison.Ordinal);
    }
}
