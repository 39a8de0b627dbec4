using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>The moderation's work in a room: taps on keys, numbers, answers and threads, all under the one card.</summary>
[Collection(typeof(MatrixVillages))]
[Trait("Peer", "synapse")]
public sealed class MatrixDeskTests(MatrixVillage village)
{
    private string Desk => village.Desk;

    [Fact]
    public async Task Asked_back_in_a_thread_and_by_an_answer_and_declined_with_a_reason()
    {
        await village.Settle();
        var (mara, ada, chat) = (village.Mara, village.Ada, village.AdaChat);
        var card = await village.AdaAsks("Ich brauche Wasser.");
        await mara.SaysBelow(Desk, card.Id, "Kennen wir sie schon?");
        await mara.SaysBelow(Desk, card.Id, "Wie viele Kisten sind es?", isAnswer: true);
        var asked = await ada.Sees(chat, "Wie viele Kisten sind es?");
        var sent = await mara.Sees(Desk, "Gesendet an Ada.");
        Assert.Equal(card.Id, sent.Thread);
        await ada.Replies(chat, asked.Id, "Sieben Kisten");
        await mara.Sees(Desk, "Sieben Kisten");
        await IsBelow(card, "Sieben Kisten");
        Assert.DoesNotContain(ada.All, e => e.Body.Contains("Kennen wir sie schon?"));

        await mara.Replies(Desk, card.Id, "Gibt es einen Aufzug?");
        await ada.Sees(chat, "Gibt es einen Aufzug?");
        await ada.Chooses(chat, "Antworten");
        await ada.Sees(chat, "Was möchten Sie der Moderation antworten?");
        await ada.Says(chat, "Einen alten Aufzug");
        await mara.Sees(Desk, "Einen alten Aufzug");
        await IsBelow(card, "Einen alten Aufzug");

        await mara.Reacts(Desk, card.Id, Key(card, "Ablehnen"));
        var why = await mara.Sees(Desk, "Warum passt es nicht?");
        await mara.Replies(Desk, why.Id, "Dafür ist der Hausmeister da.");
        await ada.Sees(chat, "Dafür ist der Hausmeister da.");
        await Reads(card, "Abgelehnt von Mara.");
    }

    [Fact]
    public async Task Taken_by_one_marked_urgent_and_referred_while_the_other_is_told_who_came_first()
    {
        await village.Settle();
        var (mara, moni) = (village.Mara, village.Moni);
        await MakesContact();
        var card = await village.AdaAsks("Ich brauche Salz und Mehl.");
        await mara.Reacts(Desk, card.Id, Key(card, "Übernehmen"));
        await Reads(card, "Mara kümmert sich.");
        await moni.Reacts(Desk, card.Id, Key(card, "Übernehmen"));
        var told = await moni.Sees(Desk, "Mara kümmert sich schon.");
        Assert.Equal([moni.Id], Mentioned(told));
        Assert.DoesNotContain(mara.All, e => e.Edits == card.Id && e.Body.Contains("Moni kümmert sich"));

        await mara.Reacts(Desk, card.Id, Key(await Now(card), "Als dringend markieren"));
        await Reads(card, "Dringend");
        await mara.Reacts(Desk, card.Id, Key(await Now(card), "Weitervermitteln"));
        await mara.Sees(Desk, "An wen möchten Sie vermitteln?");
        await mara.Chooses(Desk, "Pflegestützpunkt");
        await village.Ada.Sees(village.AdaChat, "Telefon 0000 654321");
        await Reads(card, "Weitervermittelt von Mara an:");
    }

    [Fact]
    public async Task What_waits_is_shown_on_the_call_of_the_bot_alone()
    {
        await village.Settle();
        var card = await village.AdaAsks("Ich brauche Tee und Honig.");
        var mara = village.Mara;
        await mara.Says(Desk, "warteschlange");
        await mara.Says(Desk, "!hilfe");
        var before = mara.Heard(Desk).Count;
        await mara.Says(Desk, "!nachbar warteschlange");
        var waiting = Waiting(await mara.Sees(Desk, "Es warten Karten:"));
        Assert.Equal(before + 1, mara.Heard(Desk).Count);
        await mara.Reacts(Desk, card.Id, Key(card, "Freigeben"));
        await Reads(card, "Freigegeben von Mara.");
        await mara.Says(Desk, "!nachbar warteschlange");
        var now = await mara.Await(
            e => e.Room == Desk && e.Sender == MatrixHouse.Bot && e.Body.Contains("warte"),
            "what waits now"
        );
        Assert.Equal(waiting - 1, now.Body.Contains("Gerade wartet nichts.") ? 0 : Waiting(now));
    }

    private async Task MakesContact()
    {
        var (mara, chat) = (village.Mara, village.MaraChat);
        await mara.Says(chat, "!kontakte");
        await mara.Sees(chat, "Es gibt noch keine Kontakte.");
        await mara.Chooses(chat, "Kontakt hinzufügen");
        await mara.Sees(chat, "Wie heißt der Kontakt?");
        await mara.Says(chat, "Pflegestützpunkt");
        await mara.Sees(chat, "Wofür ist der Kontakt da?");
        await mara.Says(chat, "Fragen zur Pflege");
        await mara.Sees(chat, "Wie erreicht man den Kontakt?");
        await mara.Says(chat, "Telefon 0000 654321");
        await mara.Sees(chat, "Kontakt speichern");
        await mara.Chooses(chat, "Kontakt speichern");
        await mara.Sees(chat, "Pflegestützpunkt");
    }

    /// <summary>Words of the person came as a message of their own, as an answer to the card.</summary>
    private async Task IsBelow(MatrixSeen card, string words)
    {
        var news = await village.Mara.Await(
            e => e.Room == Desk && e.Edits is null && e.Body.Contains(words),
            words,
            all: true
        );
        Assert.Equal(card.Id, (string?)news.Content["m.relates_to"]?["m.in_reply_to"]?["event_id"]);
    }

    /// <summary>Waits until the card itself says something.</summary>
    private Task<MatrixSeen> Reads(MatrixSeen card, string words) =>
        village.Mara.Await(e => e.Edits == card.Id && e.Body.Contains(words), $"\"{words}\" on the card", all: true);

    /// <summary>What the card says now.</summary>
    private Task<MatrixSeen> Now(MatrixSeen card) =>
        village.Mara.Await(e => e.Id == card.Id || e.Edits == card.Id, "the card", all: true);

    private static int Waiting(MatrixSeen queue) =>
        int.Parse(Regex.Match(queue.Body, @"Es warten Karten: (\d+)\.").Groups[1].Value);

    private static string Key(MatrixSeen card, string choice) => $"{card.Number(choice)}\ufe0f\u20e3";

    private static IReadOnlyList<string> Mentioned(MatrixSeen message) =>
        [.. ((JsonArray?)message.Content["m.mentions"]?["user_ids"] ?? []).Select(u => (string)u!)];
}
