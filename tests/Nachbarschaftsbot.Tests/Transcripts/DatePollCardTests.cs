using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The cards of many people in many places: all counted, all fit, nobody woken up, nobody left in them.</summary>
public sealed class DatePollCardTests
{
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
        Assert.NotEmpty(ben.Chat.Messages);
        Assert.All(ben.Chat.Messages, m => Assert.NotNull(m.NotBefore));
        Assert.All(ada.Chat.Messages, m => Assert.Null(m.NotBefore));
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
