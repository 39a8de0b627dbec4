using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>The triage card in a room: everything a moderator does elsewhere is done here by keys, numbers and answers.</summary>
public sealed class MatrixTriageTests : IAsyncLifetime
{
    private MatrixVillage village = null!;
    private FakeMatrixUser ada = null!;
    private FakeShown card = null!;

    public async ValueTask InitializeAsync()
    {
        village = await MatrixVillage.Open();
        ada = await village.Neighbour("Ada");
        await MatrixVillage.Asks(ada.Direct);
        card = await village.Desk.Awaits("Anfrage von Ada");
    }

    public async ValueTask DisposeAsync()
    {
        await village.AllIsWell();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_second_changes_nothing_and_is_told_so_by_name()
    {
        await village.Desk.Taps("Übernehmen");
        var mine = await village.Desk.Awaits("Sie kümmern sich jetzt um diese Karte.");
        Assert.Equal("Mara: Sie kümmern sich jetzt um diese Karte.", mine.Body);
        Assert.Equal(card.Id, mine.ReplyTo);
        Assert.Equal([village.Mara.Id], Mentioned(mine));
        await village.Desk.Awaits("Mara kümmert sich.");
        var before = village.Now(card).Body;

        await village.MaxAtDesk.Taps("Freigeben");
        var told = await village.MaxAtDesk.Awaits("Mara kümmert sich schon.");
        Assert.StartsWith("Max: ", told.Body, StringComparison.Ordinal);
        Assert.Equal([village.Max.Id], Mentioned(told));
        Assert.Equal(before, village.Now(card).Body);

        await village.Desk.Taps("Wieder abgeben");
        await village.Desk.Awaits("Die Karte ist wieder frei.");
        village.MaxAtDesk.Chooses("Freigeben");
        await village.MaxAtDesk.Awaits("Freigegeben von Max.");
        await ada.Awaits("ist freigegeben");
        Assert.Single(village.Desk.Sees(), m => m.Body.StartsWith("Anfrage von Ada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Urgent_and_calm_again()
    {
        await village.Desk.Taps("Als dringend markieren");
        await village.Desk.Awaits("Als dringend markiert.");
        Assert.Equal(card.Id, (await village.Desk.Awaits("Dringend")).Id);
        village.Desk.Chooses("Nicht mehr dringend");
        await village.Desk.Awaits("Die Karte ist nicht mehr dringend.");
        Assert.DoesNotContain("Dringend\n", (await village.Desk.Awaits("Als dringend markieren")).Body);
    }

    [Fact]
    public async Task Declined_for_a_reason_by_number()
    {
        await village.Desk.Taps("Ablehnen");
        var prompt = await village.Desk.Awaits("Warum passt es nicht?");
        Assert.Equal(card.Id, prompt.ReplyTo);
        village.Desk.RepliesTo(prompt, "2");
        await village.Desk.Awaits("Abgelehnt von Mara.");
        await ada.Awaits("Der Ort liegt nicht in unserem Quartier.");
        Assert.DoesNotContain(village.Desk.Sees(), m => m.Id == prompt.Id);
        Assert.Empty(village.Now(card).Choices);
    }

    [Fact]
    public async Task Declined_in_own_words_by_an_answer()
    {
        await village.Desk.Taps("Ablehnen");
        var prompt = await village.Desk.Awaits("Warum passt es nicht?");
        village.Desk.RepliesTo(prompt, "Bitte fragen Sie zuerst den Hausmeister.");
        await village.Desk.Awaits("Abgelehnt von Mara.");
        await ada.Awaits("Bitte fragen Sie zuerst den Hausmeister.");
    }

    [Fact]
    public async Task Referred_to_a_contact()
    {
        await MakeContact();
        await village.Desk.Taps("Weitervermitteln");
        await village.Desk.Awaits("An wen möchten Sie vermitteln?");
        await village.Desk.Taps("Pflegestützpunkt");
        await village.Desk.Awaits("Weitervermittelt von Mara an:");
        await ada.Awaits("Telefon 0000 654321");
    }

    [Fact]
    public async Task In_a_thread_below_the_card_only_an_answer_to_it_goes_to_the_person()
    {
        village.Desk.WritesBelow(card, "Die kenne ich, das ist im Hinterhaus.");
        village.Desk.WritesBelow(card, "Wie viele Kisten sind es?", isAnswer: true);
        await ada.Awaits("Wie viele Kisten sind es?");
        var sent = await village.Desk.Awaits("Gesendet an Ada.");
        Assert.Equal(card.Id, sent.Thread);
        Assert.DoesNotContain(ada.Direct.Sees(), m => m.Body.Contains("Hinterhaus"));
    }

    [Fact]
    public async Task Asked_back_by_the_key_and_an_answer()
    {
        await village.Desk.Taps("Rückfrage stellen");
        var prompt = await village.Desk.Awaits("Antworten Sie auf diese Nachricht.");
        village.Desk.RepliesTo(prompt, "In welchem Stock?");
        await ada.Awaits("In welchem Stock?");
        ada.Direct.RepliesTo(ada.Direct.Last, "Im dritten.");
        await village.Desk.Awaits("Im dritten.");
    }

    [Fact]
    public async Task A_number_that_is_not_there_says_so_and_goes_to_nobody()
    {
        village.Desk.RepliesTo(card, "9");
        var told = await village.Desk.Awaits("Diese Zahl gibt es hier nicht.");
        Assert.Equal([village.Mara.Id], Mentioned(told));
        await village.Desk.Taps("Freigeben");
        await village.Desk.Awaits("Freigegeben von Mara.");
        // The card has two numbers left: the third is an old one.
        village.Desk.RepliesTo(card, "3");
        await village.Desk.Awaits("Diese Zahl gibt es hier nicht.");
        await ada.Awaits("ist freigegeben");
        Assert.DoesNotContain(ada.Direct.Sees(), m => m.Body.Contains("Die Moderation hat eine Frage"));
    }

    [Fact]
    public async Task Talk_in_the_room_is_nobodys_business()
    {
        village.Desk.Types("1");
        village.Desk.Types("Freigeben?");
        village.Desk.Reacts(card.Id, "👍");
        village.Desk.Reacts(card.Id, "7️⃣");
        village.Desk.Types("!nachbar hilfe");
        await village.Desk.Awaits("!nachbar warteschlange");
        Assert.Contains("Noch nicht bearbeitet.", village.Now(card).Body, StringComparison.Ordinal);
        Assert.Single(village.Desk.Sees(), m => m.IsFromBot && m.Event.Order > card.Event.Order);
    }

    [Fact]
    public async Task After_a_restart_keys_and_numbers_still_press()
    {
        await village.Restart();
        village.MaxAtDesk.Reacts(card.Id, "2️⃣");
        await village.MaxAtDesk.Awaits("Max kümmert sich.");
        await village.Restart();
        village.MaxAtDesk.RepliesTo(card, "1");
        await village.MaxAtDesk.Awaits("Freigegeben von Max.");
    }

    private async Task MakeContact()
    {
        village.Olga.Types("!kontakte");
        await village.Olga.Awaits("Es gibt noch keine Kontakte.");
        village.Olga.Chooses("Kontakt hinzufügen");
        await village.Olga.Awaits("Wie heißt der Kontakt?");
        village.Olga.Types("Pflegestützpunkt");
        await village.Olga.Awaits("Wofür ist der Kontakt da?");
        village.Olga.Types("Fragen zur Pflege");
        await village.Olga.Awaits("Wie erreicht man den Kontakt?");
        village.Olga.Types("Telefon 0000 654321");
        await village.Olga.Awaits("So erreichbar: Telefon 0000 654321");
        village.Olga.Chooses("Kontakt speichern");
        await village.Olga.Awaits("Gespeichert: Pflegestützpunkt.");
    }

    private static IEnumerable<string?> Mentioned(FakeShown message) =>
        message.Event.Content["m.mentions"]!["user_ids"]!.AsArray().Select(u => (string?)u);
}
