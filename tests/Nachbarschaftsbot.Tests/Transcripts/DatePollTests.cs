using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
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
    public async Task A_person_decides_and_who_is_needed_counts()
    {
        Actor ada = null!,
            ben = null!,
            cem = null!;
        var (hood, heard) = await DatePollWorld.Start(call =>
            Spec(call, ben, cem) with
            {
                ByRule = false,
                Needed = [cem.PersonId],
            }
        );
        await using var _ = hood;
        (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        await ada.Says("/fest");
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
        Actor ada = null!,
            ben = null!,
            cem = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call, ben, cem) with
            {
                Names = false,
                ByRule = false,
                Needed = [cem.PersonId],
            }
        );
        await using var __ = hood;
        (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        await ada.Says("/fest");
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

    [Fact]
    public async Task Two_hundred_answers_at_once_are_all_counted_and_edited_in_place()
    {
        Actor ada = null!;
        var people = new List<Actor>();
        Corner channel = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call) with
            {
                Channels = [channel.Place.Key],
                Minimum = 150,
            }
        );
        await using var __ = hood;
        ada = await hood.Neighbour("Ada");
        channel = await hood.WorkingChannel();
        for (var i = 0; i < 200; i++)
            people.Add(await hood.Neighbour($"N{i}"));
        await ada.Says("/fest");
        var (yes, no) = (ada.Token("1: Ja", channel), ada.Token("2: Nein", channel));
        await Task.WhenAll(people.Select(p => Task.Run(() => p.TapsToken(yes, channel))));
        await Task.WhenAll(people.Take(50).Select(p => Task.Run(() => p.TapsToken(no, channel))));
        Assert.Equal(200, (await hood.Poll(ada)).Answers.Count);
        Assert.Contains("Ja: 200. Wenn nötig: 0. Nein: 0.", Card(channel));
        Assert.Contains("Ja: 0. Wenn nötig: 0. Nein: 50.", Card(channel));
        Assert.Contains("und 188 weitere", Card(channel));
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task The_largest_card_fits_into_one_message_and_button_tokens_into_their_place()
    {
        Actor ada = null!;
        Corner channel = null!;
        var (hood, _) = await DatePollWorld.Start(call =>
            Spec(call) with
            {
                Title = Text.Plain(new string('t', 80)),
                Where = new string('w', 120),
                Slots = [.. Enumerable.Range(1, DatePoll.MostSlots).Select(d => Hour(call.Now, d))],
                Channels = [channel.Place.Key],
            }
        );
        await using var __ = hood;
        ada = await hood.Neighbour("Ada");
        channel = await hood.WorkingChannel();
        await ada.Says("/fest");
        var poll = await hood.Poll(ada);
        await hood.Put(
            DatePoll.Kind,
            poll with
            {
                Answers =
                [
                    .. Enumerable
                        .Range(0, DatePoll.MostPersons)
                        .Select(i => new PollAnswer(
                            $"x{i}",
                            $"{i}".PadRight(40, 'n'),
                            poll.Slots.ToDictionary(s => s.Id, s => (PollVoice)((i + s.Id.Length) % 3)),
                            hood.Now
                        )),
                ],
            }
        );
        await ada.Taps("1: Ja", channel);
        var card = channel.Messages.Last(m => m.Ref == $"poll:{poll.Id}");
        // A blank line between paragraphs, as messengers have it.
        Assert.InRange(Corner.TextOf(card with { Buttons = [] }).Length + card.Lines.Count, 2000, 4096);
        Assert.All(card.Buttons.SelectMany(r => r), b => Assert.InRange(b.Token.Length, 1, 64));
    }

    [Fact]
    public async Task Private_cards_of_many_wait_for_each_other_and_end_alike()
    {
        Actor ada = null!;
        var people = new List<Actor>();
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, [.. people]));
        await using var __ = hood;
        ada = await hood.Neighbour("Ada");
        for (var i = 0; i < 30; i++)
            people.Add(await hood.Neighbour($"N{i}"));
        await ada.Says("/fest");
        foreach (var person in people.Take(10))
            await person.Taps("1: Ja");
        Assert.Contains("Ihre Antwort: Ja", Card(people[9].Chat));
        Assert.Contains("Ja: 0.", Card(people[20].Chat));
        await hood.Advance(Duration.FromSeconds(21));
        foreach (var actor in people.Append(ada))
            Assert.Contains("Ja: 10. Wenn nötig: 0. Nein: 0.", Card(actor.Chat));
    }

    [Fact]
    public async Task Nobody_is_woken_up_for_a_poll()
    {
        Actor ada = null!,
            ben = null!;
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, ben));
        await using var __ = hood;
        (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await hood.Advance(Duration.FromHours(14));
        await ada.Says("/fest");
        Assert.All(ben.Chat.Messages, m => Assert.NotNull(m.NotBefore));
        Assert.All(ada.Chat.Messages, m => Assert.Null(m.NotBefore));
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
    public async Task A_group_that_moved_takes_its_polls_along()
    {
        Actor ada = null!;
        Corner channel = null!;
        var (hood, heard) = await DatePollWorld.Start(call =>
            Spec(call) with
            {
                Channels = [channel.Place.Key],
                Minimum = 1,
            }
        );
        await using var _ = hood;
        ada = await hood.Neighbour("Ada");
        channel = await hood.WorkingChannel();
        await ada.Says("/fest");
        var old = ada.Token("2: Ja", channel);
        await hood.Take(channel.Place, null, new Content.Moved("-100901"));
        await hood.Advance(Duration.FromSeconds(1));
        var moved = hood.Group("-100901");
        Assert.Contains("Planung Sommerfest", Card(moved));
        Assert.Equal("call.not-there", (await ada.TapsToken(old, channel)).Toast!.Key);
        await ada.Taps("2: Ja", moved);
        Assert.Contains("Ja: Ada", Card(moved));
        await hood.Advance(Duration.FromHours(12));
        Assert.Equal("found f1 2", heard[^1]);
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
        ada.SeesLast("Es fehlt, wen ich fragen soll.");
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
        ada.SeesLast("Es fehlt, wen ich fragen soll.");
        Assert.Empty(heard);
    }

    [Fact]
    public async Task Who_is_deleted_leaves_no_trace_in_polls()
    {
        Actor ada = null!,
            ben = null!,
            cem = null!;
        Corner channel = null!;
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, ben, cem) with { Channels = [channel.Place.Key] });
        await using var __ = hood;
        (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Benedikt"), await hood.Neighbour("Cem"));
        channel = await hood.WorkingChannel();
        await ada.Says("/fest");
        await ben.Taps("1: Ja");
        await ben.Says("/meine_daten");
        ben.Sees("Terminsuche");
        Assert.Contains("Benedikt", Card(channel));
        await ben.Says("/loeschen");
        await ben.Taps("Ja, alles löschen");
        await ben.Taps("Ja, endgültig löschen");
        Assert.DoesNotContain("Benedikt", Card(channel));
        Assert.Empty((await hood.Poll(ada)).Answers);
        Assert.DoesNotContain(ben.PersonId, (await hood.Poll(ada)).Participants);

        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        Assert.Contains("Diese Terminsuche gibt es nicht mehr.", Card(channel));
        cem.Sees("Die Terminsuche wurde beendet.");
        Assert.Empty(await hood.Query(DatePoll.Kind, "owner", ada.PersonId));
        Assert.Empty(await hood.Query(PollSeat.Kind, "person", cem.PersonId));
    }
}
