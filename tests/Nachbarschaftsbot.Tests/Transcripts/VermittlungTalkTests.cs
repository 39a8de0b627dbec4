using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class VermittlungTalkTests
{
    [Fact]
    public async Task Two_people_talk_through_the_bot_from_two_messengers()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch(benMessenger: "other");
        await ada.TapsToken(await Talk(hood));
        ada.SeesLast("Sie schreiben jetzt an Ben.");
        await ada.Says("Hallo Ben, haben Sie ein Auto?");
        ada.SeesLast("Weitergegeben an Ben.");
        ben.SeesLast("Nachricht von Ada. Es geht um: Einkaufen");
        ben.SeesLast("Hallo Ben, haben Sie ein Auto?");

        await hood.Restart();
        await ben.Replies("vtalk:", "Ja, ein kleines.");
        ben.SeesLast("Weitergegeben an Ada.");
        ada.SeesLast("Ja, ein kleines.");
        await ada.Says("Wunderbar!");
        ben.SeesLast("Wunderbar!");

        await ada.Taps("Fertig");
        ada.Sees("Das Gespräch ist beendet.");
        ben.Forgets();
        await ada.Says("Das geht nur mich etwas an");
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task The_words_are_not_kept()
    {
        await using var hood = await Hood.Start();
        var (ada, _, request) = await hood.InTouch();
        await ada.TapsToken(await Talk(hood));
        await ada.Says("Mein Hund heißt Zebulon");
        var kept = Vermittlung.Kind.Serialize((await hood.Query(Vermittlung.Kind, "request", request.Id)).Single());
        Assert.DoesNotContain("Zebulon", System.Text.Encoding.UTF8.GetString(kept));
    }

    [Theory]
    [InlineData("fertig")]
    [InlineData("/fertig")]
    [InlineData("/done")]
    [InlineData("Zurück")]
    public async Task Talk_ends_with_a_word(string word)
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await ada.TapsToken(await Talk(hood));
        await ada.Says(word);
        ada.Sees("Das Gespräch ist beendet.");
        Assert.Empty(ben.Chat.Messages);
        ada.Forgets();
        await ada.Says("/fertig");
        ada.Sees("Gerade ist kein Gespräch offen.");
    }

    [Fact]
    public async Task Quiet_hours_hold_unless_the_other_side_just_wrote()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await hood.Advance(Duration.FromHours(13));
        await ada.TapsToken(await Talk(hood));
        await ada.Says("Sind Sie noch wach?");
        ada.SeesLast("Ben hat gerade Ruhezeit. Ihre Nachricht kommt später an: Do, 26. November 2026, 8:00 Uhr.");
        Assert.NotNull(ben.Chat.Messages[^1].NotBefore);
        await ben.Replies("vtalk:", "Ja!");
        Assert.Null(ada.Chat.Messages[^1].NotBefore);
        await ada.Says("Gut!");
        Assert.Null(ben.Chat.Messages[^1].NotBefore);
        await hood.Advance(Duration.FromMinutes(16));
        await ada.Says("Und jetzt?");
        Assert.NotNull(ben.Chat.Messages[^1].NotBefore);
    }

    [Fact]
    public async Task A_telephone_number_is_passed_on_with_a_hint_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await ada.TapsToken(await Talk(hood));
        await ada.Says("Meine Nummer ist 0170 1234567");
        ada.SeesLast("Möchten Sie einen Kontakt teilen?");
        ben.SeesLast("0170 1234567");
        await ada.Says("Also 0170 1234567");
        Assert.DoesNotContain("Kontakt teilen?", ada.Chat.Last);
    }

    [Fact]
    public async Task What_cannot_be_passed_on_says_why()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await ada.TapsToken(await Talk(hood));
        await ada.Says(new string('x', 1001));
        ada.SeesLast("Der Text ist zu lang.");
        await ada.Sends(AttachmentKind.Voice);
        ada.SeesLast("Ich kann nur Text lesen.");
        await ada.Says("hilfe");
        ada.SeesLast("Ich gebe jede Nachricht weiter");
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task A_talk_that_was_silent_for_long_passes_nothing_on_by_surprise()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await ada.TapsToken(await Talk(hood));
        await hood.Advance(Duration.FromHours(13));
        await ada.Says("Mir geht es nicht gut heute");
        ada.SeesLast("war lange still");
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task A_blocked_person_cannot_talk()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        await ben.TapsToken(await Talk(hood));
        await hood.Blocks(ada, ben);
        await ben.Says("Hallo?");
        ben.Sees("Das finde ich nicht.");
        ben.SeesLast("Ihre Nachricht habe ich nicht weitergegeben.");
        await ben.TapsToken(await Talk(hood));
        ben.SeesLast("Das finde ich nicht.");
        Assert.Empty(ada.Chat.Messages);
    }

    [Fact]
    public async Task Somebody_else_cannot_talk_or_reply()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var eve = await hood.Neighbour("Eve");
        var id = Marks.Vermittlung(request.Id, ben.PersonId);
        await eve.TapsToken(await Talk(hood));
        eve.SeesLast("Das finde ich nicht.");
        await eve.Says("Ich will auch", replyTo: $"vtalk:{id}:1");
        eve.SeesLast("Das finde ich nicht.");
        Assert.Empty(ada.Chat.Messages);
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task A_form_that_was_open_comes_back_after_the_talk()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch();
        var other = await hood.Asks(ben, "req9");
        await ada.TapsToken($"1:v-help:{other.Id}:");
        await ada.TapsToken(await Talk(hood));
        await ada.Says("Kurz gefragt: passt 10 Uhr?");
        ben.SeesLast("passt 10 Uhr?");
        await ada.Says("fertig");
        ada.SeesLast("Es gibt noch einen Entwurf: Ihre Antwort");
        await ada.Taps("Damit weitermachen");
        await ada.Says("überspringen");
        Assert.NotNull(await hood.Match(other, ada));
    }

    [Fact]
    public async Task In_English()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await hood.InTouch("en");
        await ben.TapsToken(await Talk(hood));
        ben.SeesLast("You are now writing to Ada.");
        await ben.Says("Hello Ada");
        ben.SeesLast("Passed on to Ada.");
        ada.SeesLast("Nachricht von Ben.");
        await ben.Says("done");
        ben.Sees("The conversation has ended.");
    }

    internal static async Task<string> Talk(Hood hood) =>
        $"1:v-talk:{(await hood.Query(Vermittlung.Kind, "request", "req1")).Single().Id}:";
}
