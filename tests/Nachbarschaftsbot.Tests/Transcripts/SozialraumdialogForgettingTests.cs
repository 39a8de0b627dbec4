using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>How long rounds are kept: minutes, agreements, themes and rounds that have ended go after the time the Quartier set.</summary>
public sealed class SozialraumdialogForgettingTests
{
    [Fact]
    public async Task Minutes_go_with_their_links_posts_agreements_and_themes_and_the_round_goes_on()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        var street = await Street(world.Hood);
        world.Hood.Registry.About = new About { Web = "https://hilfe.example.org" };
        await Keep(world.Hood, 3);
        await world.Paula.Taps("Protokoll ansehen");
        world.Paula.SeesLast("Wird gelöscht: Di, 9. März 2027");
        await world.Paula.Taps("Kurzfassung für alle");
        await world.Paula.Taps("Für alle freigeben");
        var meeting = await world.Meeting();
        var round = await world.Round();
        Assert.Contains(street.Texts, t => t.Contains("Bänke"));

        await world.Hood.Advance(Duration.FromDays(85));
        Assert.NotNull(await world.Hood.Find(DialogueMeeting.Kind, meeting.Id));
        Assert.NotEmpty(await world.Hood.Query(MinutesLink.Kind, "meeting", meeting.Id));
        await world.Hood.Advance(Duration.FromDays(25));
        Assert.Null(await world.Hood.Find(DialogueMeeting.Kind, meeting.Id));
        Assert.Empty(await world.Hood.Query(MinutesLink.Kind, "meeting", meeting.Id));
        Assert.Empty(await world.Hood.Query(Agreement.Kind, "meeting", meeting.Id));
        Assert.Empty(await Themes(world.Hood, ThemeState.Talked));
        Assert.DoesNotContain(street.Texts, t => t.Contains("Bänke"));
        Assert.Equal(DialogueState.Active, (await world.Hood.Find(Dialogue.Kind, round.Id))!.State);
    }

    [Fact]
    public async Task A_round_that_has_ended_goes_with_everything_and_a_shorter_time_holds_for_what_is_there()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        var olga = await world.Hood.Neighbour("Olga", roles: Role.Operator);
        var round = await world.Round();
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        await world.Paula.Taps("Mehr zur Runde");
        await world.Paula.Taps("Runde beenden");
        await world.Paula.Taps("Ja, Runde beenden");
        await world.Hood.Advance(Duration.FromDays(100));
        Assert.NotNull(await world.Hood.Find(Dialogue.Kind, round.Id));

        await olga.Says("/quartier");
        olga.SeesLast("Protokolle und Themen von Runden lösche ich nach 12 Monaten.");
        await olga.Taps("Löschfrist der Runden ändern");
        await olga.Says("2");
        olga.SeesLast("Protokolle und Themen von Runden lösche ich nach 2 Monaten.");
        await world.Hood.Advance(Duration.FromDays(1));
        Assert.Null(await world.Hood.Find(Dialogue.Kind, round.Id));
        Assert.Empty(await world.Hood.Query(DialogueMeeting.Kind, "dialogue", round.Id));
        Assert.Empty(await world.Hood.Query(Agreement.Kind, "dialogue", round.Id));
        foreach (var person in (Actor[])[world.Paula, world.Mehmet, world.Ada])
            Assert.Empty(await world.Hood.Query(DialogueSeat.Kind, "person", person.PersonId));
    }

    [Fact]
    public async Task A_theme_that_nobody_takes_up_goes_and_one_that_comes_up_again_stays()
    {
        await using var world = await DialogueWorld.Empty();
        await Keep(world.Hood, 1);
        await world.Notes("Es fehlen Bänke");
        await world.Notes("Abends fährt kein Bus");
        await world.Hood.Advance(Duration.FromDays(20));
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Themen ansehen");
        await world.Paula.Taps("Thema 2 bearbeiten");
        await world.Paula.Taps("Anders sagen");
        await world.Paula.Says("Abends fährt kein Bus zum Friedhof");
        await world.Paula.Taps("Überspringen");
        await world.Paula.Taps("Ohne Personen: Thema aufnehmen");
        await world.Hood.Advance(Duration.FromDays(15));
        Assert.Equal(
            "Abends fährt kein Bus zum Friedhof",
            Assert.Single(await Themes(world.Hood, ThemeState.Open)).Words
        );
        await world.Hood.Advance(Duration.FromDays(20));
        Assert.Empty(await Themes(world.Hood, ThemeState.Open));
        Assert.DoesNotContain(
            await world.Hood.Store.DueTimers(world.Hood.Now + Duration.FromDays(400), 100),
            t => t.Kind == Forgetting.Timer
        );
    }

    [Fact]
    public async Task The_privacy_page_says_how_long()
    {
        await using var world = await DialogueWorld.Empty();
        await Keep(world.Hood, 6);
        await world.Ada.Says("/datenschutz");
        world.Ada.SeesLast("Protokolle und Themen von Runden lösche ich nach 6 Monaten.");
    }

    private static Task Keep(Hood hood, int months) =>
        hood.Put(Quartier.Kind, Hood.Lindenviertel with { KeepRoundsMonths = months });

    private static Task<List<Theme>> Themes(Hood hood, ThemeState state) =>
        hood.Query(Theme.Kind, "pool", Hood.Lindenviertel.Id, state.ToString());

    private static Task<Corner> Street(Hood hood) => hood.Bind(hood.Group("-100800"), ChannelPurpose.Neighbourhood);
}
