using NodaTime;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>What goes differently than planned, lived through in Telegram.</summary>
public sealed class TelegramEdgeTests
{
    [Fact]
    public async Task Who_blocks_the_bot_gets_nothing_until_unblocking()
    {
        await using var village = await TelegramVillage.Open();
        var (ada, ben) = (await village.Neighbour("Ada"), await village.Neighbour("Ben"));
        ben.Blocks();
        await TelegramVillage.Asks(ada.Private, "Bitte einen Sack Kartoffeln tragen.");
        await village.Releases(ada);
        Assert.DoesNotContain(ben.Sees(), m => m.Text.Contains("Kartoffeln"));
        ben.Unblocks();
        ben.Types("/start");
        await ben.Awaits("Was möchten Sie tun?");
        await TelegramVillage.Asks(ada.Private, "Bitte einen Korb Äpfel tragen.");
        await village.Releases(ada);
        await ben.Awaits("Korb Äpfel");
        await village.AllIsWell();
        Assert.InRange(village.Api.Requests.Count(r => r.Status == 403), 0, 1);
    }

    [Fact]
    public async Task Cards_go_on_when_the_group_becomes_a_supergroup()
    {
        await using var village = await TelegramVillage.Open(forum: false);
        var (ada, ben) = (await village.Neighbour("Ada"), await village.Neighbour("Ben"));
        await TelegramVillage.Asks(ada.Private);
        await village.Desk.Awaits("Anfrage von Ada");
        village.Migrate();
        await TelegramVillage.Asks(ben.Private, "Bitte einen Korb Äpfel tragen.");
        var second = await village.Desk.Awaits("Anfrage von Ben");
        village.Desk.PressesOn(second, "Freigeben");
        await ben.Awaits("ist freigegeben");
        village.Desk.Types("/warteschlange@" + village.Api.BotUsername);
        await village.Desk.Awaits("Es warten Karten: 1.");
        village.Desk.Presses("Karte 1 zeigen");
        var first = await village.Desk.Awaits("Anfrage von Ada");
        village.Desk.PressesOn(first, "Freigeben");
        await ada.Awaits("ist freigegeben");
        await village.Api.Until(() => first.Text.Contains("Freigegeben von Mara") ? first : null);
        await village.AllIsWell();
    }

    [Fact]
    public async Task A_declined_request_tells_the_reason()
    {
        await using var village = await TelegramVillage.Open();
        var ada = await village.Neighbour("Ada");
        await TelegramVillage.Asks(ada.Private);
        var card = await village.Desk.Awaits("Anfrage von Ada");
        village.Desk.PressesOn(card, "Ablehnen");
        await village.Desk.Awaits("Ada liest diesen Grund.");
        village.Desk.Presses("Nicht unser Quartier");
        await ada.Awaits("Der Ort liegt nicht in unserem Quartier.");
        await village.Api.Until(() => card.Text.Contains("Abgelehnt von Mara") ? card : null);
        await village.AllIsWell();
    }

    [Fact]
    public async Task Whoever_deletes_everything_is_a_stranger_again()
    {
        await using var village = await TelegramVillage.Open();
        var ada = await village.Neighbour("Ada");
        await TelegramVillage.Asks(ada.Private);
        var card = await village.Desk.Awaits("Anfrage von Ada");
        ada.Types("/loeschen");
        await ada.Awaits("Möchten Sie alle Ihre Daten löschen?");
        ada.Presses("Ja, alles löschen");
        await ada.Awaits("Sind Sie sicher?");
        ada.Presses("Ja, endgültig löschen");
        await ada.Awaits("Alles ist gelöscht.");
        await village.Api.Until(() => card.Text.Contains("Die Person hat ihre Daten gelöscht.") ? card : null);
        Assert.DoesNotContain("Ada", card.Text);
        ada.Types("/meine_sachen");
        await ada.Awaits("automatisches Programm");
        await village.AllIsWell();
    }

    [Fact]
    public async Task Danger_brings_the_numbers_before_any_consent()
    {
        await using var village = await TelegramVillage.Open();
        var eve = village.Stranger("Eve");
        eve.Types("Hilfe, es brennt bei mir!");
        var numbers = await eve.Awaits("112");
        Assert.Equal(numbers, eve.Sees().First(m => m.IsFromBot));
        Assert.Contains("Ich kann keine Hilfe rufen", numbers.Text);
        await village.AllIsWell();
    }

    [Fact]
    public async Task Old_foreign_and_invented_presses_are_answered_and_change_nothing()
    {
        await using var village = await TelegramVillage.Open();
        var (ada, eve) = (await village.Neighbour("Ada"), await village.Neighbour("Eve"));
        await TelegramVillage.Asks(ada.Private);
        var card = await village.Desk.Awaits("Anfrage von Ada");
        var release = card.Buttons.First(b => b.Label == "Freigeben").Data!;
        eve.Private.PressesData(release, null);
        await eve.Awaits("Das finde ich nicht.");
        eve.In(village.Group).PressesData(release, card);
        ada.Types("/meine_sachen");
        await ada.Awaits("Stand: Die Moderation sieht es sich an");
        var withdraw = ada.Last.Buttons.First(b => b.Label == "Anfrage zurückziehen").Data!;
        eve.Private.PressesData(withdraw, null);
        await eve.Awaits("Das finde ich nicht.");
        eve.Private.PressesData("quatsch", null);
        await eve.Awaits("Diese Taste ist schon älter.");
        await village.AllIsWell();
        Assert.Contains("Noch nicht bearbeitet.", card.Text);
        village.Desk.PressesOn(card, "Freigeben");
        await ada.Awaits("ist freigegeben");
        village.Desk.PressesData(release, card);
        await village.AllIsWell();
        Assert.Single(ada.Sees(), m => m.Text.Contains("ist freigegeben"));
    }

    [Fact]
    public async Task Pictures_edits_endless_texts_and_smileys_leave_the_question_open()
    {
        await using var village = await TelegramVillage.Open();
        var ada = await village.Neighbour("Ada");
        ada.Presses("Ich brauche Hilfe");
        await ada.Awaits("Wobei brauchen Sie Hilfe?");
        var said = ada.Types("Einkaufen");
        await ada.Awaits("Was genau soll jemand tun?");
        ada.Private.Edits(said, "Garten");
        ada.Private.SendsPhoto();
        await ada.Awaits("Ich kann nur Text lesen.");
        ada.Private.SendsSticker();
        await ada.Awaits("Ich kann nur Text lesen.");
        ada.Types(new string('x', 4096));
        await ada.Awaits("Der Text ist zu lang. Er hat 4096 Zeichen.");
        ada.Types("🙂👍");
        await ada.Awaits("Darin finde ich keine Wörter.");
        ada.Types("Bitte einen Korb Äpfel tragen.");
        await ada.Awaits("Wann brauchen Sie die Hilfe?");
        Assert.DoesNotContain(ada.Sees(), m => m.IsFromBot && m.Text.Contains("Garten"));
        await village.AllIsWell();
    }

    [Fact]
    public async Task Strangers_in_the_group_get_nothing_out_of_it()
    {
        await using var village = await TelegramVillage.Open();
        var (ada, eve) = (await village.Neighbour("Ada"), village.Stranger("Eve"));
        village.Group.Join(eve);
        await TelegramVillage.Asks(ada.Private);
        var card = await village.Desk.Awaits("Anfrage von Ada");
        var seat = eve.In(village.Group, card.Topic);
        foreach (var command in (string[])["warteschlange", "kanal", "quartier", "rolle", "meine_daten", "loeschen"])
            seat.Types($"/{command}@{village.Api.BotUsername}");
        seat.RepliesTo(card, "Ich will das auch lesen.");
        foreach (var button in card.Buttons)
            seat.PressesData(button.Data!, card);
        await village.AllIsWell();
        await village.Advance(Duration.FromMinutes(5));
        await Task.Delay(1000);
        Assert.DoesNotContain(ada.Sees(), m => m.Text.Contains("Ich will das auch lesen."));
        Assert.Contains("Noch nicht bearbeitet.", card.Text);
        Assert.DoesNotContain(village.Group.Messages, m => m.IsFromBot && m.Text.Contains("Es warten Karten"));
    }
}
