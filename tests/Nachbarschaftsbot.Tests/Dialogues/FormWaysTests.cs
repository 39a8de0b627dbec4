using Nachbarschaftsbot.Tests.Transcripts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Dialogues;

/// <summary>At every step of a form there is a way back, out, to help and to a human.</summary>
public sealed class FormWaysTests
{
    private readonly ProbeForm _probe = new();

    [Fact]
    public async Task The_preview_and_what_to_change_have_all_the_ways()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await ToThePreview(ada);
        Assert.Superset(Set("Einen Schritt zurück", "Abbrechen", HelpButton, HumanButton), Buttons(ada));
        await ada.Taps("Etwas ändern");
        Assert.Superset(Set("Nichts ändern", "Abbrechen", HelpButton, HumanButton), Buttons(ada));
        await ada.Taps("Nichts ändern");
        ada.SeesLast("Ein Korb / a");
        await ada.Taps("Einen Schritt zurück");
        ada.SeesLast("Schritt 5 von 5");
    }

    [Fact]
    public async Task A_draft_that_waits_offers_help_and_a_human()
    {
        var (hood, ada) = await _probe.Begin();
        await using var _ = hood;
        await hood.Advance(Duration.FromDays(8));
        await ada.Says("Ich bin wieder da");
        Assert.Equal(Set("Damit weitermachen", "Entwurf löschen", HelpButton, HumanButton), Buttons(ada));
        await ada.Taps(HelpButton);
        ada.SeesLast("Schritt 1");
        await ada.Says("/kurzform");
        await ada.Says("irgendwas");
        ada.SeesLast("Es gibt noch einen Entwurf");
        Assert.Equal(Set("Damit weitermachen", "Entwurf löschen", HelpButton, HumanButton), Buttons(ada));
    }

    [Fact]
    public async Task A_whole_form_goes_back_from_its_second_step_and_from_the_preview()
    {
        var (hood, ada) = await _probe.Begin("web");
        await using var _ = hood;
        Assert.Equal(Set("Abbrechen", HelpButton, HumanButton), Buttons(ada));
        await ada.FillsIn(("what", "Ein Korb"), ("kind", "b"), ("when", "flexibel"), ("days", "x"));
        Assert.Equal(["count"], ada.Chat.Messages[^1].Form!.Fields.Select(f => f.Id));
        Assert.Equal(Set("Einen Schritt zurück", "Abbrechen", HelpButton, HumanButton), Buttons(ada));
        await ada.Taps("Einen Schritt zurück");
        IsWhole(ada);
        await ada.FillsIn(("what", "Ein Korb"), ("kind", "b"), ("count", "2"), ("when", "flexibel"), ("days", "x"));
        ada.SeesLast("Ein Korb / b");
        await ada.Taps("Einen Schritt zurück");
        IsWhole(ada);
    }

    private const string HelpButton = "Hilfe zu diesem Schritt";
    private const string HumanButton = "Mit einem Menschen sprechen";

    private static void IsWhole(Actor who)
    {
        var fields = who.Chat.Messages[^1].Form!.Fields;
        Assert.Equal(["what", "kind", "count", "when", "days", "note"], fields.Select(f => f.Id));
        Assert.Equal("Ein Korb", fields[0].Value);
    }

    private static async Task ToThePreview(Actor who)
    {
        await who.Says("Ein Korb");
        await who.Says("1");
        await who.Says("flexibel");
        await who.Taps("Xaver");
        await who.Taps("Fertig");
        await who.Taps("Überspringen");
    }

    private static HashSet<string> Set(params string[] labels) => [.. labels];

    private static HashSet<string> Buttons(Actor who)
    {
        var last = who.Chat.Messages[^1];
        return [.. last.Buttons.SelectMany(r => r).Select(b => Corner.LabelOf(b, last))];
    }
}
