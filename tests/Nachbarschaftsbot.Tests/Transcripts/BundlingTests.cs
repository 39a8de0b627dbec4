using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A moderator bundles requests into a theme of the Quartier.</summary>
public sealed class BundlingTests
{
    [Fact]
    public async Task A_request_and_those_like_it_become_a_theme_in_words_of_the_moderator()
    {
        await using var hood = await WithRound();
        var (ada, ben, moni) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Moderator("Moni"));
        await TriageWorld.WaitsFor(hood, ben, "Wocheneinkauf im Winter");
        await hood.Advance(Duration.FromMinutes(5));
        var request = await TriageWorld.WaitsFor(hood, ada, "Wasserkisten für Frau Yilmaz tragen");
        var pressed = await moni.Taps("Zum Thema machen", hood.Moderation);
        Assert.Equal("call.alone.sent", pressed.Toast?.Key);
        await moni.Taps("Zum Thema machen");
        moni.SeesLast("Wocheneinkauf im Winter");
        await moni.Taps("Wocheneinkauf im Winter");
        await moni.Taps("Fertig");
        await moni.Taps("Überspringen");
        moni.SeesLast("Mehrere Menschen suchen Hilfe: Einkaufen");
        moni.SeesLast("So viele Anfragen stecken darin: 2.");
        moni.DoesNotSee("Yilmaz");

        await moni.Taps("Etwas ändern");
        await moni.Taps("Thema");
        await moni.Says("Frau Yilmaz, Lindenstraße 4, Telefon 0171 2345678, kann nicht tragen");
        moni.SeesLast("Frau Yilmaz");
        moni.SeesLast("Lindenstraße 4");
        moni.SeesLast("0171 2345678");
        Assert.Empty(await Themes(hood));
        await moni.Says("Schwere Einkäufe sind für viele ein Problem");
        await moni.Taps("Ohne Personen: Thema aufnehmen");
        moni.SeesLast("Das Thema steht jetzt auf der Liste.");

        var theme = Assert.Single(await Themes(hood));
        Assert.Equal(
            ("Schwere Einkäufe sind für viele ein Problem", 2, "einkauf", ThemeSource.Requests, null, null),
            (theme.Words, theme.Count, theme.Category, theme.Source, theme.By, theme.Area)
        );
        Assert.DoesNotContain("Yilmaz", System.Text.Json.JsonSerializer.Serialize(theme));
        moni.SeesLast("Das ist jetzt auch ein Thema für den Sozialraumdialog.", hood.Moderation);
        moni.DoesNotSee("[Zum Thema machen]", hood.Moderation);
        var again = await moni.TapsToken($"1:t-theme:{(await Card(hood, request)).Id}:", hood.Moderation);
        Assert.Equal("triage.theme.already", again.Toast?.Key);
    }

    [Fact]
    public async Task What_was_only_counted_gets_the_words_and_goes_on_counting()
    {
        await using var hood = await WithRound();
        var moni = await hood.Moderator("Moni");
        foreach (var name in (string[])["Ada", "Ben", "Cem"])
            await TriageWorld.WaitsFor(hood, await hood.Neighbour(name), "Einkauf", state: RequestState.Open);
        await hood.Advance(Duration.FromDays(2));
        var counted = Assert.Single(await Themes(hood));
        Assert.Equal((null, 3), (counted.Words, counted.Count));

        await Bundles(hood, moni);
        var theme = Assert.Single(await Themes(hood));
        Assert.Equal((counted.Id, 3), (theme.Id, theme.Count));
        Assert.Equal("Mehrere Menschen suchen Hilfe: Einkaufen", theme.Words);
        await TriageWorld.WaitsFor(hood, await hood.Neighbour("Dana"), "Einkauf", state: RequestState.Open);
        await hood.Advance(Duration.FromDays(2));
        theme = Assert.Single(await Themes(hood));
        Assert.Equal((counted.Id, 4), (theme.Id, theme.Count));
    }

    [Fact]
    public async Task Without_a_round_nothing_of_it_is_there()
    {
        await using var hood = await Hood.Start();
        var moni = await hood.Moderator("Moni");
        var request = await TriageWorld.WaitsFor(hood, await hood.Neighbour("Ada"), "Einkauf");
        moni.DoesNotSee("Zum Thema machen", hood.Moderation);
        await moni.TapsToken($"1:t-theme:{(await Card(hood, request)).Id}:", hood.Moderation);
        Assert.Empty(moni.Chat.Messages);
        await moni.TapsToken($"1:t-theme:{(await Card(hood, request)).Id}:");
        moni.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Who_does_not_moderate_cannot_and_who_no_longer_moderates_cannot_finish()
    {
        await using var hood = await WithRound();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        var request = await TriageWorld.WaitsFor(hood, ada, "Einkauf");
        await ada.TapsToken($"1:t-theme:{(await Card(hood, request)).Id}:");
        ada.SeesLast("Das finde ich nicht");

        await moni.Taps("Zum Thema machen", hood.Moderation);
        await moni.Taps("Zum Thema machen");
        await moni.Taps("Nur diese Anfrage");
        await moni.Taps("Fertig");
        await moni.Taps("Überspringen");
        await hood.Put(Core.Neighbours.Person.Kind, moni.AsPerson());
        await moni.Taps("Ohne Personen: Thema aufnehmen");
        moni.SeesLast("Das finde ich nicht");
        Assert.Empty(await Themes(hood));
    }

    private static async Task Bundles(Hood hood, Actor moni)
    {
        await moni.Taps("Zum Thema machen", hood.Moderation);
        await moni.Taps("Zum Thema machen");
        await moni.Taps("Nur diese Anfrage");
        await moni.Taps("Fertig");
        await moni.Taps("Überspringen");
        await moni.Taps("Ohne Personen: Thema aufnehmen");
    }

    private static async Task<Hood> WithRound()
    {
        var hood = await Hood.Start();
        await hood.Put(
            Dialogue.Kind,
            new Dialogue
            {
                Id = "d1",
                Quartier = Hood.Lindenviertel.Id,
                Name = "Runde Linden",
                Purpose = "Wir wollen ältere Menschen früher erreichen.",
                Created = hood.Now,
            }
        );
        await hood.Take(
            new("timer", "sweep", null, Core.Messages.PlaceKind.Private),
            null,
            new Core.Messages.Content.Due(ThemeSweeping.Timer, Hood.Lindenviertel.Id, hood.Now)
        );
        return hood;
    }

    private static async Task<Card> Card(Hood hood, HelpRequest request) =>
        Assert.Single(await hood.Query(Core.Triage.Card.Kind, "subject", request.Id));

    private static Task<List<Theme>> Themes(Hood hood) =>
        hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id, nameof(ThemeState.Open));
}
