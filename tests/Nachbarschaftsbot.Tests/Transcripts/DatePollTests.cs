using Nachbarschaftsbot.Core.DatePolls;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A poll of a feature: asked in several messengers, one state, finished by rule or by a person.</summary>
public sealed class DatePollTests
{
    [Fact]
    public async Task One_poll_in_a_channel_and_three_messengers_has_one_result()
    {
        Actor ada = null!,
            ben = null!,
            cem = null!,
            dana = null!;
        Corner channel = null!;
        var (hood, heard) = await DatePollWorld.Start(call =>
            Spec(call, ada, ben, cem) with
            {
                Channels = [channel.Place.Key],
            }
        );
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", "en", "web"));
        (cem, dana) = (
            await hood.Neighbour("Cem", messenger: "teams"),
            await hood.Neighbour("Dana", messenger: "teams")
        );
        channel = await hood.WorkingChannel("teams", "19:team");

        await ada.Says("/fest");
        Assert.Equal(["started, 0 unreached"], heard);
        foreach (var corner in (Corner[])[ada.Chat, cem.Chat, channel])
            Assert.Contains("1. Do, 26. November 2026, von 10:00 bis 11:00 Uhr", Card(corner));
        Assert.Contains("1. Thu, 26 November 2026", Card(ben.Chat));

        await ben.Taps("2: Yes");
        await cem.Taps("2: Wenn nötig");
        await dana.Taps("2: Ja", channel);
        await hood.Restart();
        await dana.Taps("1: Nein", channel);
        foreach (var corner in (Corner[])[ada.Chat, cem.Chat, channel])
        {
            Assert.Contains("Ja: 2. Wenn nötig: 1. Nein: 0.", Card(corner));
            Assert.Contains("Ja: Ben, Dana", Card(corner));
            Assert.Contains("Wenn nötig: Cem", Card(corner));
            Assert.Single(corner.Messages, m => m.Ref?.StartsWith("poll:") == true);
        }
        Assert.Contains("Ihre Antwort: Wenn nötig", Card(cem.Chat));
        Assert.DoesNotContain("Ihre Antwort:", Card(channel));
        Assert.Contains("Your answer: Yes", Card(ben.Chat));

        await hood.Advance(Duration.FromHours(13));
        Assert.Equal("found f1 2", heard[^1]);
        foreach (var corner in (Corner[])[ada.Chat, cem.Chat, channel])
        {
            Assert.Contains("Der Termin steht fest: Fr, 27. November 2026, von 10:00 bis 11:00 Uhr", Card(corner));
            Assert.DoesNotContain("[1: Ja]", Card(corner));
        }
        Assert.Contains("The date is fixed", Card(ben.Chat));
    }

    [Fact]
    public async Task Who_said_everything_need_not_wait_and_a_second_tap_changes_nothing()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, heard) = await DatePollWorld.Start(call => Spec(call, ada, ben));
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await ada.Says("/fest");
        var token = ben.Token("1: Ja");
        Assert.Equal("datepoll.saved.one", (await ben.TapsToken(token)).Toast!.Key);
        await ben.TapsToken(token);
        Assert.Single((await hood.Poll(ada)).Answers);
        await ben.Taps("2: Nein");
        Assert.Single(heard);
        await ada.Taps("Alles passt mir");
        Assert.Equal("found f1 1", heard[^1]);

        var late = await ben.TapsToken(token);
        Assert.Equal("stale.datepoll.found", late.Toast!.Key);
        await hood.Advance(Duration.FromDays(2));
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task Only_who_has_not_answered_is_reminded_once_and_not_who_paused()
    {
        Actor ada = null!,
            ben = null!,
            cem = null!,
            dana = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call, ben, cem, dana) with
            {
                Deadline = call.Now + Duration.FromHours(8),
            }
        );
        await using var __ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        (cem, dana) = (await hood.Neighbour("Cem", "en"), await hood.Neighbour("Dana"));
        await dana.Says("/stop");
        await ada.Says("/fest");
        await ben.Taps("1: Ja");
        foreach (var actor in (Actor[])[ada, ben, cem, dana])
            actor.Forgets();
        await hood.Advance(Duration.FromHours(5));
        cem.SeesLast("Your answer is still missing.");
        Assert.Single(cem.Chat.Messages);
        Assert.Empty(ada.Chat.Messages);
        Assert.Empty(ben.Chat.Messages);
        Assert.Empty(dana.Chat.Messages);

        await cem.Taps("Show the dates");
        await cem.Taps("2: If needed");
        Assert.Contains("Your answer: If needed", Card(cem.Chat));
    }

    [Fact]
    public async Task Nobody_answers_and_the_feature_hears_that_there_is_no_date()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, heard) = await DatePollWorld.Start(call => Spec(call, ben));
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await ada.Says("/fest");
        await hood.Advance(Duration.FromHours(12));
        Assert.Equal("not found f1", heard[^1]);
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Es gibt keinen gemeinsamen Termin."));
        Assert.Contains("Diese Terminsuche ist zu Ende", Card(ben.Chat));
    }

    [Fact]
    public async Task A_reminder_that_would_come_after_the_end_does_not_come()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call, ben) with
            {
                Deadline = call.Now + Duration.FromHours(22),
            }
        );
        await using var __ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await hood.Put(Core.Neighbours.Person.Kind, ben.AsPerson() with { Quiet = new(19, 10) });
        await ada.Says("/fest");
        ben.Forgets();
        await hood.Advance(Duration.FromHours(21));
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task A_poll_without_dates_or_people_says_what_is_missing()
    {
        Actor ada = null!,
            ben = null!;
        DatePollSpec Change(DatePollSpec spec) => spec;
        Func<DatePollSpec, DatePollSpec> change = Change;
        var (hood, heard) = await DatePollWorld.Start(call => change(Spec(call, ben)));
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        change = spec => spec with { Participants = [] };
        await ada.Says("/fest");
        ada.SeesLast("Wen soll ich fragen?");
        change = spec =>
            spec with
            {
                Slots = [.. spec.Slots.Select(s => new Interval(s.Start - Duration.FromDays(9), s.End))],
            };
        await ada.Says("/fest");
        ada.SeesLast("Es fehlt ein Termin in der Zukunft.");
        change = spec => spec with { Slots = [.. Enumerable.Range(1, 11).Select(d => Hour(hood.Now, d))] };
        await ada.Says("/fest");
        ada.SeesLast("höchstens 10");
        change = spec => spec with { Deadline = hood.Now };
        await ada.Says("/fest");
        ada.SeesLast("Die Zeit zum Antworten ist schon vorbei.");
        change = spec => spec with { Participants = ["nobody"], Channels = ["test:gone"] };
        await ada.Says("/fest");
        ada.SeesLast("Wen soll ich fragen?");
        Assert.Empty(heard);
    }
}
