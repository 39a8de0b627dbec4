using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Messengers.Matrix.Sending;
using Nachbarschaftsbot.Tests.Matrix.Fake;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>Forms in a direct chat, step by step: numbers, words, stale keys, both languages, and the end of it all.</summary>
public sealed class MatrixFormTests : IAsyncLifetime
{
    private MatrixVillage village = null!;

    public async ValueTask InitializeAsync() => village = await MatrixVillage.Open();

    public async ValueTask DisposeAsync()
    {
        await village.AllIsWell();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task A_number_means_the_newest_question_and_an_old_key_explains_itself()
    {
        var ada = await village.Neighbour("Ada");
        ada.Chooses("Ich brauche Hilfe");
        var kind = await ada.Awaits("Wobei brauchen Sie Hilfe?");
        ada.Chooses("Einkaufen");
        await ada.Awaits("Was genau soll jemand tun?");
        ada.Direct.Reacts(kind.Id, "2️⃣");
        await ada.Awaits("Was genau soll jemand tun?");
        ada.Direct.RepliesTo(kind, "99");
        await ada.Awaits("Diese Zahl gibt es hier nicht.");
        ada.Types("zurück");
        await ada.Awaits("Wobei brauchen Sie Hilfe?");
        ada.Types("42");
        await ada.Awaits("Wobei brauchen Sie Hilfe?");
        ada.Types("abbrechen");
        await ada.Awaits("Abgebrochen.");
    }

    [Fact]
    public async Task Where_numbers_are_the_answer_every_number_is_one()
    {
        var ada = await village.Neighbour("Ada");
        ada.Chooses("Ich brauche Hilfe");
        await ada.Awaits("Wobei brauchen Sie Hilfe?");
        ada.Chooses("Einkaufen");
        await ada.Awaits("Was genau soll jemand tun?");
        ada.Types("Zwei Kisten Wasser tragen.");
        await ada.Awaits("Wann brauchen Sie die Hilfe?");
        ada.Types("Samstag um 10 Uhr");
        await ada.Awaits("Wo ungefähr ist es?");
        ada.Types("nahe der Kirche");
        var question = await ada.Awaits("Wie viele Personen");
        Assert.All(question.Choices, c => Assert.Equal($"{c.Number}", c.Label));
        Assert.Contains("zurück, abbrechen, hilfe, mensch", question.Body, StringComparison.Ordinal);
        ada.Types("5");
        await ada.Awaits("Wie eilig ist es?");
        ada.Chooses("Es eilt nicht");
        var preview = await ada.Awaits("Genau das sehen die anderen");
        Assert.Contains("Gesucht: 5 Personen", preview.Body, StringComparison.Ordinal);
        await village.Restart();
        await ada.Taps("Anfrage absenden");
        await ada.Awaits("Ihre Anfrage ist angekommen.");
    }

    [Fact]
    public async Task In_English_for_who_wants_it()
    {
        var eve = village.Stranger("Eve");
        await eve.OpensDirectChat();
        eve.Types("Hello");
        await eve.Awaits("automatisches Programm");
        await eve.Taps("In English, please");
        var consent = await eve.Awaits("I am an automatic program (bot).");
        Assert.Contains("Please write a number. Or tap the number below.", consent.Body, StringComparison.Ordinal);
        Assert.Contains("!loeschen", consent.Body, StringComparison.Ordinal);
        eve.Types("1");
        var name = await eve.Awaits("first name");
        Assert.Contains("You can also write: cancel, help, human.", name.Body, StringComparison.Ordinal);
        eve.Types("1");
        await eve.Awaits("Welcome, Eve!");
        eve.Chooses("I need help");
        var kinds = await eve.Awaits("What do you need help with?");
        eve.Direct.RepliesTo(kinds, "99");
        await eve.Awaits("This number is not there.");
    }

    [Fact]
    public async Task Who_deletes_everything_leaves_no_numbers()
    {
        var ada = await village.Neighbour("Ada");
        Assert.NotEmpty(await Kept(ada));
        ada.Types("!loeschen");
        await ada.Awaits("Möchten Sie alle Ihre Daten löschen?");
        ada.Chooses("Ja, alles löschen");
        await ada.Awaits("Sind Sie sicher?");
        ada.Chooses("Ja, endgültig löschen");
        await ada.Awaits("gelöscht");
        Assert.Empty(await Kept(ada));
        Assert.Equal(0, await village.House.Store.VersionOf(MatrixLastChoice.Kind, $"matrix:{ada.Id}"));
    }

    [Fact]
    public async Task A_message_with_numbers_is_tried_again_after_the_homeserver_was_away()
    {
        var ada = await village.Neighbour("Ada");
        await village.Homeserver.GoAway();
        var asked = ada.Types("!einstellungen");
        await village.Homeserver.ComeBack();
        await ada.Awaits("Einstellungen");
        Assert.Single(ada.Direct.Sees(), m => m.IsFromBot && m.Event.Order > asked.Order);
    }

    [Fact]
    public async Task The_dates_of_a_poll_are_polls_that_can_be_answered()
    {
        var ada = await village.Neighbour("Ada");
        ada.Types("!termin_finden");
        await ada.Awaits("Worum geht es?");
        ada.Types("Planung Spielplatz");
        await ada.Awaits("Welche Termine schlagen Sie vor?");
        ada.Types("Dienstag 10 Uhr\nMittwoch um 14 Uhr");
        await ada.Awaits("Wie lange dauert es?");
        ada.Chooses("1 Stunde");
        await ada.Awaits("Wo treffen Sie sich?");
        ada.Types("Spielplatz");
        await ada.Awaits("Wie soll die Terminsuche laufen?");
        ada.Chooses("Einfach: 3 Tage, der beste Termin gilt");
        await ada.Awaits("So sehen es alle, die Sie fragen:");
        ada.Chooses("Jetzt alle fragen");
        await ada.Awaits("Ihre Antwort: Ja");
        var poll = await village.Homeserver.Until(
            () => ada.Direct.Room.Events.LastOrDefault(e => e.Type == "org.matrix.msc3381.poll.start"),
            () => "There is no poll."
        );
        ada.Direct.Answers(poll, "3");
        await ada.Awaits("Ihre Antwort: Nein");
        ada.Direct.Answers(poll, "2");
        await ada.Awaits("Ihre Antwort: Wenn nötig");
    }

    [Fact]
    public async Task Under_the_usual_limit_messages_go_before_keys()
    {
        village.Homeserver.Limit = (0.2, 10);
        var ada = await village.Neighbour("Ada");
        await MatrixVillage.Asks(ada.Direct);
        await village.Desk.Awaits("Anfrage von Ada");
        village.Homeserver.Limit = default;
        Assert.Contains(village.Homeserver.Calls, c => c.Status == 429);
        var messages = village.Homeserver.Calls.Count(c => c.Status == 429 && c.Sends("m.room.message"));
        Assert.True(messages < ada.Direct.Sees().Count, $"{messages} messages had to wait.");
    }

    private async Task<IReadOnlyList<string>> Kept(FakeMatrixUser user)
    {
        var place = $"matrix:{user.Id}";
        var found = await village.House.Store.Query(
            MatrixChoice.Kind,
            "place",
            IndexValue.Below(place),
            IndexValue.After(place),
            100
        );
        return [.. found.Select(f => f.Document.Id)];
    }
}
