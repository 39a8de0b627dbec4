using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Teams.Sending;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A poll on its way through outbox and cards to a connector that is as strict as Teams.</summary>
public sealed class DatePollTeamsTests
{
    [Fact]
    public async Task Two_hundred_members_change_their_minds_and_the_limits_of_Teams_hold()
    {
        await using var office = await TeamsOffice.Open();
        Actor ada = null!;
        Corner channel = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call) with
            {
                Slots = [.. Enumerable.Range(1, DatePoll.MostSlots).Select(d => Hour(call.Now, d))],
                Channels = [channel.Place.Key],
            }
        );
        await using var world = hood;
        await using var outbox = Outbox(hood, office);
        ada = await hood.Neighbour("Ada");
        channel = await hood.WorkingChannel("teams", TeamsOffice.Channel);
        var people = new List<Actor>();
        for (var i = 0; i < 200; i++)
            people.Add(await hood.Neighbour($"Nachbarin{i}", messenger: "teams"));
        await outbox.StartAsync(default);

        await ada.Says("/fest");
        await Pass(office, outbox, 2);
        foreach (var label in (string[])["1: Nein", "1: Ja"])
        foreach (var person in people)
        {
            await person.Taps(label, channel);
            await Pass(office, outbox, 0.3);
        }
        await Pass(office, outbox, 10);

        var card = Assert.Single(office.Connector[TeamsOffice.Channel].Shown);
        Assert.Contains("Ja: 200. Wenn nötig: 0. Nein: 0.", card.Words);
        Assert.Contains("und 196 weitere", card.Words);
        Assert.InRange(card.Edits, 20, 240);
        Assert.Empty(office.Connector.Violations);
        Assert.InRange(office.Connector.LargestBody, 1, FakeConnector.Largest);
        await outbox.StopAsync(default);
        Assert.DoesNotContain(await hood.Store.ReadOutbox(0, 1000), r => r.Lane.StartsWith("teams:"));
    }

    private static OutboxRunner Outbox(Hood hood, TeamsOffice office)
    {
        var runner = new OutboxRunner(
            hood.Store,
            [office.Messenger],
            _ => Task.CompletedTask,
            new(),
            office.Time,
            NullLogger<OutboxRunner>.Instance
        );
        hood.Sends = (messages, rows) =>
        {
            var ours = messages.Zip(rows).Where(m => m.First.To.Messenger == "teams").ToList();
            runner.Hand([.. ours.Select(m => m.First)], [.. ours.Select(m => m.Second)]);
        };
        return runner;
    }

    /// <summary>Time passes for the outbox and the connector.</summary>
    private static async Task Pass(TeamsOffice office, OutboxRunner outbox, double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.3)
        {
            office.Time.Advance(Duration.FromSeconds(Math.Min(left, 0.3)));
            await Task.Delay(3);
        }
        await outbox.Flush();
    }
}
