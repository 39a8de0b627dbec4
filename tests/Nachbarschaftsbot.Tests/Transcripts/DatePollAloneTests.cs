using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody looks for a date for themselves: from the menu to the meeting.</summary>
public sealed class DatePollAloneTests
{
    [Fact]
    public async Task A_professional_asks_the_working_channel_without_typing_a_command()
    {
        await using var hood = await Hood.Start();
        var vera = await hood.Neighbour("Vera", roles: Role.Professional);
        var ole = await hood.Neighbour("Ole", roles: Role.Professional);
        var channel = await hood.WorkingChannel();
        await vera.Says("/hilfe");
        await vera.Taps("Einen Termin finden");
        vera.SeesLast("Worum geht es?");
        await vera.Says("Planung Spielplatz, Anna 0170 1234567");
        vera.SeesLast("Telefonnummer");
        await vera.Says("Planung Spielplatz");
        await vera.Says("Dienstag 10 Uhr\nMittwoch um 14 Uhr");
        vera.SeesLast("Wie lange dauert es?");
        await vera.Taps("1 Stunde 30 Minuten");
        await vera.Says("Stadtteilbüro");
        vera.SeesLast("Wen soll ich fragen?");
        await vera.Taps("Unseren Arbeitskanal (Test)");
        await vera.Taps("Fertig");
        await hood.Restart();
        await vera.Taps("Einfach: 3 Tage, der beste Termin gilt");
        vera.SeesLast("So sehen es alle, die Sie fragen:");
        vera.SeesLast("1. Di, 1. Dezember 2026, von 10:00 bis 11:30 Uhr");
        Assert.Empty(channel.Messages);
        await vera.Taps("Jetzt alle fragen");
        vera.SeesLast("Die Terminsuche läuft. Alle können antworten bis: Sa, 28. November 2026, 9:00 Uhr");
        Assert.Contains("Ja: Vera", Card(channel));

        await ole.Taps("2: Ja", channel);
        await ole.Taps("1: Nein", channel);
        await hood.Advance(Duration.FromDays(3));
        Assert.Contains("Der Termin steht fest: Mi, 2. Dezember 2026, von 14:00 bis 15:30 Uhr", Card(channel));
        Assert.Contains(channel.Texts, t => t.StartsWith("Es gibt einen neuen Termin."));
        ole.SeesLast("Sie sind zu diesem Termin eingeladen.");
        Assert.NotNull(ole.Chat.Messages[^1].File);
        var meeting = Assert.Single(await hood.Query(Meeting.Kind, "about", DatePolling.Alone));
        Assert.Equal("Stadtteilbüro", meeting.Where);
        Assert.Equal([vera.PersonId, ole.PersonId], meeting.Participants.Order());
    }

    [Fact]
    public async Task A_resident_passes_the_link_on_and_who_opens_it_takes_part_on_any_messenger()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", messenger: "teams"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        ada.Sees($"/start dp_{poll.Id}");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Taps("1: Wenn nötig");
        Assert.Contains("Wenn nötig: Ben", Card(ada.Chat));
        await ben.Says($"/start dp_{poll.Id}");
        Assert.Single(ben.Chat.Messages, m => m.Ref?.StartsWith("poll:") == true);
        Assert.Contains("Ihre Antwort: Wenn nötig", Card(ben.Chat));

        await ben.Replies("poll:", "1 passt doch, 2 nein");
        ben.SeesLast("Ihre Antwort ist gespeichert.");
        Assert.Contains("Ja: Ada, Ben", Card(ada.Chat));
        await ben.Replies("poll:", "mal sehen");
        ben.SeesLast("1 und 3 ja, 2 wenn nötig");
        await hood.Advance(Duration.FromDays(3));
        ben.SeesLast("Sie sind zu diesem Termin eingeladen.");

        var late = await hood.Neighbour("Late");
        await late.Says($"/start dp_{poll.Id}");
        late.Sees("Der Termin steht schon fest.");
        await late.Says("/start dp_gone");
        late.SeesLast("Das finde ich nicht.");
    }

    [Fact]
    public async Task Somebody_new_joins_by_the_link_and_then_answers()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        var neu = hood.Stranger("Neu");
        await neu.Says($"/start dp_{poll.Id}");
        neu.DoesNotSee("Lesekreis");
        await neu.Taps("Ja, einverstanden");
        await neu.Taps("Vorname: Neu");
        await hood.Restart();
        await neu.Taps("1: Ja");
        Assert.Contains("Ja: Ada, Neu", Card(ada.Chat));
    }

    [Fact]
    public async Task An_online_meeting_is_said_to_be_one()
    {
        await using var hood = await Hood.Start();
        var vera = await hood.Neighbour("Vera", roles: Role.Professional);
        await hood.WorkingChannel();
        await vera.Says("/termin_finden");
        await vera.Says("Planung");
        await vera.Says("Dienstag 10 Uhr");
        await vera.Taps("1 Stunde");
        await vera.Says("online");
        await vera.Says("1");
        await vera.Taps("Einfach: 3 Tage, der beste Termin gilt");
        vera.SeesLast("Sie können online dabei sein.");
        await vera.Taps("Jetzt alle fragen");
        await vera.Taps("Jetzt entscheiden");
        await vera.Taps("1 nehmen: Di, 1. Dezember 2026, von 10:00 bis 11:00 Uhr");
        Assert.True(Assert.Single(await hood.Query(Meeting.Kind, "about", DatePolling.Alone)).Online);
    }

    [Fact]
    public async Task Who_cannot_come_hears_the_date_and_is_not_invited()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await cem.Says($"/start dp_{poll.Id}");
        await ben.Taps("1: Nein");
        await cem.Taps("1: Ja");
        await hood.Advance(Duration.FromDays(3));
        ben.SeesLast("Sie können nicht. Das habe ich mir gemerkt.");
        Assert.Single(ben.Chat.Texts, t => t.Contains("Der Termin steht fest") && !t.StartsWith("Welcher Termin"));
        ben.DoesNotSee("eingeladen");
        cem.SeesLast("eingeladen");
    }

    [Fact]
    public async Task A_found_date_moves_and_is_cancelled_and_everybody_hears_it_once()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await AskedAndOpened(hood, "Dienstag 10 Uhr");
        await ben.Taps("1: Ja");
        await hood.Advance(Duration.FromDays(3));
        ben.Forgets();
        await ada.Taps("Termin verschieben");
        await ada.Says("Donnerstag 16 Uhr");
        await ada.Taps("Jetzt verschieben");
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Der Termin ist verschoben."));
        Assert.Contains("Der Termin wurde verschoben: Do, 3. Dezember 2026, von 16:00 bis 17:00 Uhr", Card(ada.Chat));
        await ada.Taps("Termin absagen");
        await ada.Says("Der Raum ist nicht frei.");
        await ada.Taps("Jetzt absagen");
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Dieser Termin ist abgesagt."));
        Assert.Contains("Der Termin wurde abgesagt.", Card(ada.Chat));
    }

    [Fact]
    public async Task What_runs_is_found_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await AskedAndOpened(hood, "Dienstag 10 Uhr");
        await ben.Says("/termin_finden");
        ben.SeesLast("Ihre Antwort fehlt noch.");
        await ben.Taps("Terminsuche 1 zeigen");
        await ben.Taps("1: Ja");
        await ben.Says("/meine_sachen");
        ben.SeesLast("Andere antworten noch.");
        await ada.Says("/termin_finden");
        await ada.Taps("Neue Terminsuche");
        ada.SeesLast("Worum geht es?");
    }
}
