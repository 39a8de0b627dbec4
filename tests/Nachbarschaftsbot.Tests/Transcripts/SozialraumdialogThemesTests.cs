using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The themes pool: what gets in, what does not, and that nobody can be recognised in it.</summary>
public sealed class SozialraumdialogThemesTests
{
    [Fact]
    public async Task Words_of_a_resident_get_in_only_after_a_professional_confirmed_them()
    {
        await using var world = await DialogueWorld.WithRound();
        var (paula, ada) = (world.Paula, world.Ada);
        await Proposes(ada, "Der alte Herr Krause im Eckhaus ist einsam");
        ada.Sees("Ist daran jemand zu erkennen? Herr Krause");
        paula.SeesLast("Ist daran jemand zu erkennen? Herr Krause");
        ada.SeesLast("Eine Fachkraft prüft, dass niemand zu erkennen ist.");
        await ada.Says("/sozialraumdialog");
        await ada.Taps("Runde Linden");
        await ada.Taps("Themen ansehen");
        ada.DoesNotSee("1. Der alte Herr Krause");
        paula.SeesLast("Der alte Herr Krause im Eckhaus ist einsam");
        await paula.Taps("Anders sagen");
        await paula.Says("Alte Menschen sind einsam");
        await paula.Taps("Überspringen");
        await paula.Taps("Ohne Personen: Thema aufnehmen");
        ada.Sees("Ihr Thema ist aufgenommen.");
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        Assert.Equal((ThemeState.Open, "Alte Menschen sind einsam"), (theme.State, theme.Words));
    }

    [Fact]
    public async Task A_proposal_that_is_left_out_is_answered_kindly_and_its_words_go()
    {
        await using var world = await DialogueWorld.WithRound();
        await Proposes(world.Ada, "Frau Meier macht Lärm");
        await world.Paula.Taps("Nicht aufnehmen");
        world.Ada.SeesLast("Schreiben Sie es gern noch einmal in anderen Worten.");
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        Assert.Null(theme.Words);
        await world.Paula.Taps("So aufnehmen");
        world.Paula.SeesLast("Dieses Thema wurde herausgenommen.");
    }

    [Fact]
    public async Task Telephone_numbers_and_addresses_are_refused_before_anything_is_saved()
    {
        await using var world = await DialogueWorld.WithRound();
        await world.Ada.Says("/notiz");
        await world.Ada.Says("Rufen Sie mich an: 0170 1234567");
        world.Ada.DoesNotSee("Wo im Quartier ist das so?");
        await world.Ada.Says("In der Lindenstraße 12 ist es laut");
        world.Ada.DoesNotSee("Wo im Quartier ist das so?");
        await world.Ada.Says("Nachts ist es laut");
        world.Ada.SeesLast("Wo im Quartier ist das so?");
        Assert.Empty(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
    }

    [Fact]
    public async Task Only_professionals_confirm()
    {
        await using var world = await DialogueWorld.WithRound();
        await Proposes(world.Ada, "Abends ist es zu dunkel");
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        await world.Ada.TapsToken($"1:s-ok:{theme.Id}:");
        world.Ada.SeesLast("Das finde ich nicht");
        Assert.Equal(ThemeState.Proposed, (await world.Hood.Find(Theme.Kind, theme.Id))!.State);
    }

    [Fact]
    public async Task Requests_of_three_people_become_a_theme_and_those_of_two_do_not()
    {
        await using var world = await DialogueWorld.WithRound();
        var hood = world.Hood;
        for (var i = 0; i < 3; i++)
            await Asked(hood, $"r{i}", $"person{i}", "einkauf", RequestState.Done);
        for (var i = 3; i < 8; i++)
            await Asked(hood, $"r{i}", $"person{i % 2}", "garten", RequestState.Open);
        for (var i = 8; i < 11; i++)
            await Asked(hood, $"r{i}", $"person{i}", "fahrt", RequestState.Expired);
        await hood.Advance(Duration.FromDays(1) + Duration.FromMinutes(1));
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Themen ansehen");
        world.Paula.SeesLast("Einkaufen: 3 Anfragen – mehrere Anfragen");
        world.Paula.SeesLast("Fahren und Bringen: 3 Anfragen ohne Antwort");
        world.Paula.DoesNotSee("Garten");
        Assert.Null(await hood.Find(ThemeSweep.Kind, Hood.Lindenviertel.Id));
        var pool = await hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id);
        Assert.All(pool, t => Assert.True(t is { Words: null, By: null, Area: null }));

        await Asked(hood, "r20", "person20", "einkauf", RequestState.Open);
        await hood.Advance(Duration.FromDays(1));
        Assert.Equal(
            4,
            (await hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id)).Single(t => t.Category == "einkauf").Count
        );
    }

    [Fact]
    public async Task A_counted_theme_that_was_taken_out_does_not_come_back_the_next_day()
    {
        await using var world = await DialogueWorld.WithRound();
        for (var i = 0; i < 3; i++)
            await Asked(world.Hood, $"r{i}", $"person{i}", "einkauf", RequestState.Done);
        await world.Hood.Advance(Duration.FromDays(2));
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Themen ansehen");
        await world.Paula.Taps("Thema 1 bearbeiten");
        await world.Paula.Taps("Nicht aufnehmen");
        await world.Hood.Advance(Duration.FromDays(3));
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        Assert.Equal(ThemeState.Dropped, theme.State);
    }

    [Fact]
    public async Task Many_requests_are_counted_page_by_page()
    {
        await using var world = await DialogueWorld.WithRound();
        for (var i = 0; i < 450; i++)
            await Asked(world.Hood, $"r{i:D4}", $"person{i}", "technik", RequestState.Open);
        await world.Hood.Advance(Duration.FromDays(1) + Duration.FromMinutes(1));
        var theme = Assert.Single(await world.Hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id));
        Assert.Equal(450, theme.Count);
    }

    [Fact]
    public async Task The_outcome_of_a_consultation_comes_in_as_a_theme()
    {
        await using var hood = await Hood.Start(also: r =>
            r.Add(
                new CommandSpec(
                    "ergebnis",
                    Who.Professional,
                    Where.Private,
                    call =>
                        ThemesPool.Add(call, "linden", ThemeSource.Consultation, "Übergang von der Schule in Arbeit")
                )
            )
        );
        var paula = await hood.Neighbour("Paula", roles: Role.Professional);
        await paula.Says("/ergebnis");
        await paula.Says("/sozialraumdialog");
        await paula.Taps("Themen ansehen");
        paula.SeesLast("1. Übergang von der Schule in Arbeit – kollegiale Beratung");
    }

    private static async Task Proposes(Actor person, string words)
    {
        await person.Says("/sozialraumdialog");
        await person.Taps("Ein Thema vorschlagen");
        await person.Says(words);
        await person.Taps("Überspringen");
        await person.Taps("Ohne Personen: Thema einreichen");
    }

    private static Task Asked(Hood hood, string id, string owner, string category, RequestState state) =>
        hood.Put(
            HelpRequest.Kind,
            new HelpRequest
            {
                Id = id,
                Quartier = Hood.Lindenviertel.Id,
                Owner = owner,
                Category = category,
                What = "Geheime Worte",
                When = "~",
                Area = "Marktplatz",
                State = state,
                Created = hood.Now,
                OpenUntil = hood.Now + Duration.FromDays(30),
            }
        );
}
