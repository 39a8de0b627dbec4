using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Transcripts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Dialogues;

/// <summary>Walks through forms.</summary>
public sealed class FormsTests
{
    private readonly ProbeForm _probe = new();

    [Fact]
    public async Task Typed_answers_lead_to_the_preview_and_to_the_end()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Says("2");
        await ada.Says("drei");
        await ada.Says("Samstag um 10");
        await ada.Says("Xaver, Yvonne");
        await ada.Says("überspringen");
        ada.SeesLast("Ein Korb / b");
        await ada.Says("ja");
        ada.Sees("Angekommen.");
        Assert.Equal("3", Assert.Single(_probe.Completed)["count"]);
    }

    [Fact]
    public async Task A_question_that_does_not_apply_is_not_asked()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Taps("Apfel");
        ada.SeesLast("Schritt 3 von 5");
    }

    [Fact]
    public async Task What_is_wrong_is_explained_and_asked_again()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("🙂🙂");
        ada.SeesLast("Darin finde ich keine Wörter");
        await ada.Says(new string('x', 21));
        ada.SeesLast("Erlaubt sind 20");
        await ada.Says("ab");
        ada.SeesLast("sehr kurz");
        await ada.Sends(AttachmentKind.Voice);
        ada.SeesLast("Ich kann nur Text lesen");
        await ada.Says("Ein Korb");
        await ada.Says("Kirsche");
        ada.SeesLast("Das gehört nicht zu den Antworten");
    }

    [Fact]
    public async Task Back_takes_the_last_answer_back()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Taps("Einen Schritt zurück");
        ada.SeesLast("Schritt 1");
        await ada.Says("zurück");
        ada.SeesLast("Das ist die erste Frage");
    }

    [Fact]
    public async Task A_button_of_an_earlier_question_explains_itself()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        var old = ada.Token("Apfel");
        await ada.Taps("Birne");
        await ada.TapsToken(old);
        ada.SeesLast("Diese Taste gehört zu einer früheren Frage");
        ada.SeesLast("Schritt 3");
    }

    [Fact]
    public async Task A_double_tap_counts_once()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Says("1");
        await ada.Says("flexibel");
        await ada.Says("Xaver");
        await ada.Taps("Überspringen");
        var send = ada.Chat.Messages[^1].Buttons[0][0].Token;
        await Task.WhenAll(ada.TapsToken(send), ada.TapsToken(send));
        Assert.Single(_probe.Completed);
    }

    [Fact]
    public async Task One_answer_can_be_changed_from_the_preview()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Says("1");
        await ada.Says("flexibel");
        await ada.Taps("Xaver");
        await ada.Taps("Fertig");
        await ada.Taps("Überspringen");
        var change = ada.Token("Etwas ändern");
        await ada.TapsToken(change);
        await ada.TapsToken(change.Replace("~change", "what"));
        await ada.Says("Zwei Körbe");
        ada.SeesLast("Zwei Körbe / a");
    }

    [Fact]
    public async Task A_draft_survives_a_restart_and_a_week_of_silence()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await hood.Restart();
        await hood.Advance(Duration.FromDays(8));
        await ada.Says("Ich bin wieder da");
        ada.SeesLast("Ihr Entwurf ist noch da");
        await ada.Taps("Damit weitermachen");
        ada.SeesLast("Schritt 1");
        await ada.Says("Ein Korb");
        ada.SeesLast("Schritt 2");
    }

    [Fact]
    public async Task A_form_left_for_another_one_comes_back()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Says("/kurzform");
        await ada.Says("irgendwas");
        ada.Sees("Kurz fertig.");
        ada.SeesLast("Es gibt noch einen Entwurf");
        await ada.Taps("Damit weitermachen");
        ada.SeesLast("Schritt 2");
    }

    [Fact]
    public async Task A_time_without_a_day_asks_for_the_day_and_keeps_the_time()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("Ein Korb");
        await ada.Says("1");
        await ada.Says("um halb elf");
        ada.SeesLast("An welchem Tag?");
        await ada.Says("Samstag");
        Assert.Equal("2026-11-28T10:30", (await hood.Find(Conversation.Kind, ada.Place.Key))!.Draft!["when"]);
    }

    [Fact]
    public async Task Cancel_throws_the_draft_away()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ada.Says("abbrechen");
        ada.Sees("Abgebrochen");
        Assert.Null((await hood.Find(Conversation.Kind, ada.Place.Key))!.Draft);
    }

    [Fact]
    public async Task A_whole_form_keeps_what_is_right_and_marks_what_is_wrong()
    {
        var (hood, ada) = await _probe.Begin("web");
        await using var _ = hood;
        await ada.FillsIn(("what", "Ein Korb"), ("kind", "b"), ("when", "31.2."), ("days", "x"));
        var form = ada.Chat.Messages[^1].Form!;
        Assert.Equal(["when"], form.Fields.Where(f => f.Error is not null).Select(f => f.Id));
        Assert.Equal(["what", "kind", "count", "when", "days", "note"], form.Fields.Select(f => f.Id));
        Assert.Equal("Ein Korb", form.Fields[0].Value);
        await ada.FillsIn(("what", "Ein Korb"), ("kind", "b"), ("count", "9"), ("when", "flexibel"), ("days", "x"));
        form = ada.Chat.Messages[^1].Form!;
        Assert.Equal(["count"], form.Fields.Select(f => f.Id));
        Assert.NotNull(form.Fields[0].Error);
        await ada.FillsIn(("count", "2"));
        ada.SeesLast("Ein Korb / b");
    }
}
