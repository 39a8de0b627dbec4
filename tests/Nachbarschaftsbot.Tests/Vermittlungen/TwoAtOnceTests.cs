using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Vermittlungen;
using Nachbarschaftsbot.Tests.Transcripts;

namespace Nachbarschaftsbot.Tests.Vermittlungen;

/// <summary>Two people who are equally fast never both get a place that is only there once.</summary>
public sealed class TwoAtOnceTests
{
    private const int Times = 1000;

    [Fact]
    public async Task Two_helpers_tap_at_the_same_instant_a_thousand_times()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var wins = new Dictionary<string, int> { [ben.PersonId] = 0, [cem.PersonId] = 0 };
        for (var i = 0; i < Times; i++)
        {
            var request = await hood.Asks(ada, $"r{i}", firstComes: true);
            Forget(ada, ben, cem);
            await AtOnce(
                () => ben.TapsToken($"1:v-help:{request.Id}:"),
                () => cem.TapsToken($"1:v-help:{request.Id}:")
            );
            wins[await OnlyOne(hood, request)]++;
            Assert.Single(ada.Chat.Messages);
            Assert.Equal(1, Yes(ben) + Yes(cem));
        }
        Assert.Equal(Times, wins.Values.Sum());
    }

    [Fact]
    public async Task An_owner_on_two_devices_chooses_two_for_one_place_a_thousand_times()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var phone = ada.Place with { Chat = ada.Place.Chat + "b" };
        for (var i = 0; i < Times; i++)
        {
            var request = await hood.Asks(ada, $"r{i}");
            await ben.Helps(request);
            await cem.Helps(request);
            Forget(ada, ben, cem);
            await AtOnce(
                () => ada.TapsToken($"1:v-choose:{Marks.Vermittlung(request.Id, ben.PersonId)}:"),
                () =>
                    hood.Take(
                        phone,
                        new Sender(ada.Account, "Ada"),
                        new Content.Press($"1:v-choose:{Marks.Vermittlung(request.Id, cem.PersonId)}:")
                    )
            );
            await OnlyOne(hood, request);
        }
    }

    [Fact]
    public async Task Nobody_who_answers_at_the_instant_of_the_choice_is_left_without_a_word()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        for (var i = 0; i < 200; i++)
        {
            var request = await hood.Asks(ada, $"r{i}");
            await ben.Helps(request);
            await cem.TapsToken($"1:v-help:{request.Id}:");
            Forget(ada, ben, cem);
            await AtOnce(
                () => ada.TapsToken($"1:v-choose:{Marks.Vermittlung(request.Id, ben.PersonId)}:"),
                () => cem.Says("überspringen")
            );
            var state = (await hood.Match(request, cem))?.State;
            Assert.NotEqual(VermittlungState.Offered, state);
            var words = state is null ? "Hier sind schon alle Plätze vergeben." : "mit jemand anderem gepasst";
            cem.Sees(words);
        }
    }

    private static async Task<string> OnlyOne(Hood hood, HelpRequest request)
    {
        var full = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal(RequestState.Full, full.State);
        var live = (await hood.Query(Vermittlung.Kind, "request", request.Id)).Where(v => v.IsLive).ToList();
        Assert.Equal(full.Taken, live.Select(v => v.Id));
        return Assert.Single(live).Helper;
    }

    private static Task AtOnce(Func<Task> one, Func<Task> other)
    {
        var start = new Barrier(2);
        return Task.WhenAll(Run(one), Run(other));

        Task Run(Func<Task> act) =>
            Task
                .Factory.StartNew(
                    () =>
                    {
                        start.SignalAndWait();
                        return act();
                    },
                    default,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .Unwrap();
    }

    private static void Forget(params Actor[] actors)
    {
        foreach (var actor in actors)
            actor.Forgets();
    }

    private static int Yes(Actor actor) => actor.Chat.Texts.Count(t => t.Contains("Der Platz gehört Ihnen."));
}
