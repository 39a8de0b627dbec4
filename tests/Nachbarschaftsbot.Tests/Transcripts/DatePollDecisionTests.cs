using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>How a poll of a feature ends: by a person, longer, not at all, and what follows.</summary>
public sealed class DatePollDecisionTests
{
    [Fact]
    public async Task A_person_decides_and_who_is_needed_counts()
    {
        var (hood, heard, ada, ben, cem) = await AdaDecides();
        await using var _ = hood;
        await ben.Taps("1: Ja");
        await cem.Taps("1: Nein");
        await cem.Taps("2: Ja");
        await hood.Advance(Duration.FromHours(12));
        Assert.Single(heard);
        ada.SeesLast("2 Personen haben geantwortet. Bitte entscheiden Sie jetzt.");
        ada.SeesLast("Hier fehlt noch das Ja von jemandem");
        var first = ada.Chat.Last.IndexOf("2. Fr", StringComparison.Ordinal);
        Assert.True(first >= 0 && first < ada.Chat.Last.IndexOf("1. Do", StringComparison.Ordinal));
        await ada.Taps("2 nehmen: Fr, 27. November 2026, von 10:00 bis 11:00 Uhr");
        Assert.Equal("found f1 2", heard[^1]);
    }

    [Fact]
    public async Task The_owner_asks_longer_then_lets_it_be()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, heard) = await DatePollWorld.Start(call => Spec(call, ben) with { ByRule = false });
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await ada.Says("/fest");
        await hood.Advance(Duration.FromHours(12));
        ada.SeesLast("Niemand hat geantwortet.");
        await ada.Taps("Zwei Tage länger fragen");
        ada.SeesLast("Ich frage weiter bis: Fr, 27. November 2026, 10:00 Uhr");
        await ben.Taps("2: Ja");
        await hood.Advance(Duration.FromHours(40));
        ada.SeesLast("1 Person hat geantwortet.");
        await hood.Advance(Duration.FromDays(3));
        Assert.Equal("not found f1", heard[^1]);
        var late = await ada.TapsToken($"1:p-pick:{(await hood.Poll(ada)).Id}:2");
        Assert.Equal("stale.datepoll.notfound", late.Toast!.Key);
    }

    [Fact]
    public async Task An_ended_poll_is_told_once()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, heard) = await DatePollWorld.Start(call => Spec(call, ada, ben));
        await using var _ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await ada.Says("/fest");
        await ada.Taps("Terminsuche beenden");
        ada.SeesLast("Möchten Sie die Terminsuche wirklich beenden?");
        await ada.Taps("Nein, weiter suchen");
        ada.SeesLast("läuft weiter");
        await ada.Taps("Terminsuche beenden");
        await ada.Taps("Ja, ohne Termin beenden");
        ada.SeesLast("Die Terminsuche ist beendet. Alle Gefragten wissen Bescheid.");
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Die Terminsuche wurde beendet."));
        var again = await ada.TapsToken($"1:p-end:{(await hood.Poll(ada)).Id}:");
        Assert.Equal("stale.datepoll.cancelled", again.Toast!.Key);
        await hood.Advance(Duration.FromDays(40));
        Assert.Single(heard);
        Assert.Empty(await hood.Query(DatePoll.Kind, "owner", ada.PersonId));
    }

    [Fact]
    public async Task A_date_of_a_feature_that_moves_is_right_on_the_card_too()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, ada, ben));
        await using var __ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        hood.Registry.OnDateFound[Feature] = (call, poll, slot) =>
            MeetingBook.Schedule(
                call,
                new Meeting
                {
                    Id = "m1",
                    Quartier = poll.Quartier,
                    Title = poll.Title,
                    Start = slot.Start,
                    End = slot.End,
                    Participants = poll.Participants,
                    Owner = poll.Owner,
                    Feature = Feature,
                    Subject = poll.Subject,
                }
            );
        await ada.Says("/fest");
        await ben.Taps("Alles passt mir");
        await ada.Taps("Alles passt mir");
        Assert.Contains("Der Termin steht fest: Do, 26. November", Card(ben.Chat));
        await ada.Taps("Termin verschieben");
        await ada.Says("Freitag 16 Uhr");
        await ada.Taps("Jetzt verschieben");
        Assert.Contains("Der Termin wurde verschoben: Fr, 27. November 2026, von 16:00 bis 17:00 Uhr", Card(ben.Chat));
        Assert.Single(ben.Chat.Texts, t => t.StartsWith("Der Termin ist verschoben."));
    }

    [Fact]
    public async Task Only_numbers_are_seen_where_it_is_so_agreed()
    {
        var (hood, _, ada, ben, cem) = await AdaDecides(names: false);
        await using var __ = hood;
        await ben.Taps("1: Ja");
        Assert.Contains("Ja: 1. Wenn nötig: 0. Nein: 0.", Card(cem.Chat));
        await ada.Taps("Jetzt entscheiden");
        foreach (var actor in (Actor[])[ada, cem])
        {
            actor.Sees("Alle sehen nur Zahlen, keine Namen.");
            actor.DoesNotSee("Ben");
            actor.DoesNotSee("Hier fehlt noch das Ja");
        }
    }

    [Fact]
    public async Task Others_cannot_answer_nor_decide_and_learn_nothing()
    {
        Actor ada = null!,
            ben = null!;
        Corner channel = null!;
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, ben) with { Channels = [channel.Place.Key] });
        await using var __ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        channel = await hood.WorkingChannel();
        var eve = await hood.Neighbour("Eve", roles: Role.Operator);
        await ada.Says("/fest");
        var id = (await hood.Poll(ada)).Id;
        string[] verbs =
        [
            "p-yes",
            "p-maybe",
            "p-no",
            "p-all",
            "p-none",
            "p-answer",
            "p-show",
            "p-decide",
            "p-pick",
            "p-end",
        ];
        foreach (var verb in verbs)
        {
            var forged = await eve.TapsToken($"1:{verb}:{id}:1");
            Assert.Equal("call.not-there", forged.Toast!.Key);
            Assert.Equal(forged.Toast, (await eve.TapsToken($"1:{verb}:gone:1")).Toast);
        }
        Assert.Equal("call.not-there", (await ben.TapsToken($"1:p-pick:{id}:1")).Toast!.Key);
        Assert.Equal("call.not-there", (await ben.TapsToken($"1:p-yes:{id}:1", hood.Moderation)).Toast!.Key);
        Assert.Equal("call.not-there", (await ada.TapsToken($"1:p-decide:{id}:", channel)).Toast!.Key);
        Assert.Equal("call.join-first", (await hood.Stranger("Sam").TapsToken($"1:p-yes:{id}:1", channel)).Toast!.Key);
        Assert.Equal("datepoll.slot-over", (await ben.TapsToken($"1:p-yes:{id}:9")).Toast!.Key);
        Assert.Empty((await hood.Poll(ada)).Answers);
        Assert.Equal(PollState.Open, (await hood.Poll(ada)).State);
    }

    /// <summary>A poll of three that Ada decides and that Cem is needed for.</summary>
    private static async Task<(Hood Hood, List<string> Heard, Actor Ada, Actor Ben, Actor Cem)> AdaDecides(
        bool names = true
    )
    {
        Actor ben = null!,
            cem = null!;
        var (hood, heard) = await DatePollWorld.Start(call =>
            Spec(call, ben, cem) with
            {
                Names = names,
                ByRule = false,
                Needed = [cem.PersonId],
            }
        );
        var ada = await hood.Neighbour("Ada");
        (ben, cem) = (await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        await ada.Says("/fest");
        return (hood, heard, ada, ben, cem);
    }
}
