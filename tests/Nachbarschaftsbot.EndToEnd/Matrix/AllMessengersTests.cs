using Microsoft.Playwright;
using Nachbarschaftsbot.EndToEnd.Browser;
using Nachbarschaftsbot.EndToEnd.Teams;
using Nachbarschaftsbot.EndToEnd.Telegram;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>
/// One neighbourhood over all messengers at once: Ada lives in Telegram, Mara moderates in Matrix, Ben helps from the web chat, Alex works in
/// Teams. One program behind them, peers of others in front of it.
/// </summary>
[Trait("Peer", "synapse")]
[Trait("Peer", "Playground")]
public sealed class AllMessengersTests : IAsyncLifetime
{
    private Synapse homeserver = null!;
    private TelegramTestApi telegram = null!;
    private Playground teams = null!;
    private MatrixPerson mara = null!;
    private string desk = "";

    [Fact]
    public async Task One_request_goes_from_start_to_thanks_and_its_card_is_the_same_everywhere()
    {
        using var ada = telegram.Person(5_000_000_001, "Ada");
        await ada.Joins("Ada");
        var ben = await teams.Visitor("/start", "Ben");

        await ada.Asks();
        var card = await mara.Sees(desk, "Anfrage von Ada");
        await teams.Goes("General");
        await teams.Sees("Anfrage von Ada");
        await TakenInTeams(card);
        await AskedBackFromMatrix(ada, card);
        await teams.Presses("Wieder abgeben");
        await Reads(card, "Noch nicht bearbeitet.");

        await teams.PowerCut();
        await mara.AnswersWith(desk, "Freigeben");
        await Reads(card, "Freigegeben von Mara.");
        await teams.Sees("Freigegeben von Mara.");
        await Assertions.Expect(teams.Button("Freigeben")).ToHaveCountAsync(0);
        await ada.Awaits("ist freigegeben");

        await Helped(ada, ben);
        Assert.Single(mara.All, e => e.Room == desk && e.Edits is null && e.Body.Contains("Anfrage von Ada"));
        Assert.Single(await ben.Lines(), l => l.Contains("Ada sagt Danke!", StringComparison.Ordinal));
        foreach (var secret in (string[])["Ada", "Mara", "Ben", "Alex", "Einkaufen"])
            Assert.DoesNotContain(secret, teams.Output, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TelegramTestApi.Missing() is not null, TelegramTestApi.Missing() ?? "");
        homeserver = await Synapse.Start();
        telegram = await TelegramTestApi.Start();
        var matrix = MatrixHouse.ByAccount(homeserver, await homeserver.Account("nachbarschaftsbot"));
        teams = await Playground.Open([
            .. matrix.Select(s => (s.Key, s.Value)),
            ("Telegram__Token", TelegramTestApi.Token),
            ("Telegram__BaseAddress", telegram.BaseAddress.ToString()),
        ]);
        await teams.Settle();
        await teams.Goes("Personal Chat");
        await teams.Writes($"/rolle {await teams.NewCode()}");
        await teams.Sees("Sie haben jetzt eine neue Rolle: Fachkraft");

        mara = await homeserver.Person("Mara");
        var chat = await mara.Opens(MatrixHouse.Bot);
        await mara.Says(chat, "Hallo");
        await mara.Agrees(chat, "Mara");
        await mara.Says(chat, $"!rolle {await teams.NewCode("Betrieb")}");
        await mara.Sees(chat, "neue Rolle: Betrieb");
        desk = await mara.OpensDesk();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in (IAsyncDisposable?[])[mara, teams, telegram, homeserver])
            if (peer is not null)
                await peer.DisposeAsync();
    }

    /// <summary>Who comes second, in another messenger, is told so.</summary>
    private async Task TakenInTeams(MatrixSeen card)
    {
        await teams.Presses("Übernehmen");
        await teams.Sees("Alex kümmert sich.");
        await Reads(card, "Alex kümmert sich.");
        await mara.Chooses(desk, "Freigeben");
        await mara.Sees(desk, "Alex kümmert sich schon.");
    }

    private async Task AskedBackFromMatrix(TestPerson ada, MatrixSeen card)
    {
        await mara.Replies(desk, card.Id, "Brauchen Sie auch Getränke?");
        await ada.Awaits("Brauchen Sie auch Getränke?");
        await ada.Presses("Antworten");
        await ada.Awaits("Was möchten Sie der Moderation antworten?");
        await ada.Types("Nur eine Flasche Saft.");
        await mara.Sees(desk, "Nur eine Flasche Saft.");
        await teams.Sees("Nur eine Flasche Saft.");
    }

    private static async Task Helped(TestPerson ada, Hand ben)
    {
        await ben.Sees("Jemand in Ihrem Quartier braucht Hilfe.");
        await ben.Presses("Ich helfe");
        await ben.Fills("Ihre Notiz", "Ich habe ein Auto.");
        await ben.Submits();
        await ben.Sees("Ich habe Ada von Ihnen erzählt.");
        await ada.Awaits("Ich habe ein Auto.");
        await ada.Presses("Ben auswählen");
        await ben.Sees("Ada hat Sie ausgewählt.");
        await ada.Presses("Es hat geklappt");
        await ben.Sees("Ada sagt: Es ist erledigt.");
        await ada.Presses("Danke sagen");
        await ben.Sees("Ada sagt Danke!");
    }

    private Task<MatrixSeen> Reads(MatrixSeen card, string words) =>
        mara.Await(e => e.Edits == card.Id && e.Body.Contains(words), $"\"{words}\" on the card", all: true);
}
