using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.DatePollWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Answering and asking in words, by number, step by step or in a whole form.</summary>
public sealed class DatePollAnswerTests
{
    [Fact]
    public async Task Typed_numbers_answer_the_only_poll_and_ask_which_one_among_several()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben", "en", "web"));
        await ben.Says("1 yes, 2 no");
        ben.DoesNotSee("Your answer is saved.");
        var poll = await Ask(hood, ada, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        await ben.Says($"/start dp_{poll.Id}");
        await ben.Says("1 yes, 2 no");
        ben.SeesLast("Your answer is saved.");
        Assert.Contains("Nein: Ben", Card(ada.Chat));
        var cem = await hood.Neighbour("Cem");
        var other = await Ask(hood, cem, "Freitag 10 Uhr");
        await ben.Says($"/start dp_{other.Id}");
        await ben.Says("1 no");
        ben.SeesLast("Searches for a date that are running");
        Assert.Null((await hood.Poll(cem)).AnswerOf(ben.PersonId));
    }

    [Fact]
    public async Task In_a_channel_that_belongs_to_another_Quartier_by_now_nobody_answers_and_nothing_is_said_of_the_poll()
    {
        Corner channel = null!;
        Actor ben = null!;
        var (hood, _) = await DatePollWorld.Start(call => Spec(call, ben) with { Channels = [channel.Place.Key] });
        await using var __ = hood;
        var ada = await hood.Neighbour("Ada");
        ben = await hood.Neighbour("Ben");
        channel = await hood.WorkingChannel();
        await ada.Says("/fest");
        var yes = ben.Token("1: Ja", channel);
        var card = channel.Messages.Single();
        var bound = (await hood.Find(Channel.Kind, channel.Place.Key))!;
        await hood.Put(Quartier.Kind, Hood.Lindenviertel with { Id = "hafen", Name = "Hafen", JoinCode = "HAFEN234" });
        await hood.Put(Channel.Kind, bound with { Quartier = "hafen" });
        Assert.Equal("datepoll.not-here-any-more", (await ben.TapsToken(yes, channel)).Toast!.Key);
        await ben.Replies("poll:", "1 ja", channel);
        ben.SeesLast("In diesem Kanal läuft die Terminsuche nicht mehr", channel);
        Assert.Empty((await hood.Poll(ada)).Answers);

        await ben.TapsToken(yes);
        Assert.NotNull((await hood.Poll(ada)).AnswerOf(ben.PersonId));
        Assert.Same(card, channel.Messages[0]);
        await ada.TapsToken($"1:p-end:{(await hood.Poll(ada)).Id}:");
        Assert.Same(card, channel.Messages[0]);
        Assert.Equal(2, channel.Messages.Count);
    }

    [Theory]
    [InlineData("28.3.2027 um 2:30 Uhr", "28.3.2027 um 2:30 Uhr")]
    [InlineData("Dienstag 10 Uhr\n31.2.2027 um 9 Uhr", "31.2.2027 um 9 Uhr")]
    [InlineData("Dienstag 10 Uhr\nirgendwann", "irgendwann")]
    [InlineData("Dienstag", "Dienstag")]
    [InlineData("1.11.2026 um 9 Uhr", "2026")]
    [InlineData("jeden Dienstag um 10 Uhr", "jeden Dienstag um 10 Uhr")]
    public async Task A_date_that_cannot_be_is_named_and_asked_again(string typed, string named)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Termin finden");
        await ada.Says("Lesekreis");
        await ada.Says(typed);
        ada.SeesLast(named);
        ada.SeesLast("Welche Termine schlagen Sie vor?");
        await ada.Says("Dienstag 10 Uhr");
        ada.SeesLast("Wie lange dauert es?");
    }

    [Fact]
    public async Task The_web_shows_one_form_with_errors_beside_the_questions()
    {
        await using var hood = await Hood.Start();
        var ben = await hood.Neighbour("Ben", "en", "web");
        await ben.Says("find a date");
        await ben.FillsIn(
            ("titel", "Reading circle"),
            ("termine", "28 March 2027 at 2:30"),
            ("dauer", "60"),
            ("wen", "link"),
            ("regeln", "selbst"),
            ("frist", "7"),
            ("mindestens", "3"),
            ("sichtbar", "zahlen"),
            ("schluss", "selbst")
        );
        ben.SeesLast("does not exist");
        await ben.FillsIn(
            ("titel", "Reading circle"),
            ("termine", "Tuesday 10:00; Friday 15:00 to 17:00"),
            ("dauer", "60"),
            ("wen", "link"),
            ("regeln", "selbst"),
            ("frist", "7"),
            ("mindestens", "3"),
            ("sichtbar", "zahlen"),
            ("schluss", "selbst")
        );
        ben.SeesLast("Everybody sees only numbers, no names.");
        await ben.Taps("Change something");
        var form = ben.Chat.Messages[^1].Form!;
        Assert.Equal(
            "Fri, 27 November 2026, from 15:00 to 17:00\nTue, 1 December 2026, 10:00",
            form.Fields.Single(f => f.Id == "termine").Value
        );
        await ben.FillsIn([.. form.Fields.Where(f => f.Value is not null).Select(f => (f.Id, f.Value!))]);
        await ben.Taps("Ask everybody now");
        var poll = await hood.Poll(ben);
        Assert.Equal((3, false, false), (poll.Minimum, poll.Names, poll.ByRule));
        Assert.Equal([Duration.FromHours(2), Duration.FromHours(1)], poll.Slots.Select(s => s.End - s.Start));

        await ben.Taps("Answer step by step");
        await ben.FillsIn(("ja", "2"), ("notfalls", ""));
        Assert.Contains("Your answer: No", Card(ben.Chat));
        Assert.Contains("Your answer: Yes", Card(ben.Chat));
        Assert.Equal(PollVoice.No, (await hood.Poll(ben)).Answers[0].Voices["1"]);
    }

    [Fact]
    public async Task Step_by_step_every_date_can_be_answered_by_words()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, _) = await AskedAndOpened(hood, "Dienstag 10 Uhr\nMittwoch 14 Uhr\nDonnerstag 9 Uhr");
        await ben.Taps("Schritt für Schritt antworten");
        await ben.Says("1");
        ben.SeesLast("Welche Termine gehen, wenn es nötig ist?");
        ben.SeesLast("2. Di, 1. Dezember");
        Assert.DoesNotContain("1. Do, 26. November", ben.Chat.Last);
        await ben.Says("1");
        ben.SeesLast("Ihre Antwort ist gespeichert.");
        Assert.Equal(
            [PollVoice.Yes, PollVoice.IfNeeded, PollVoice.No],
            (await hood.Poll(ada)).AnswerOf(ben.PersonId)!.Voices.OrderBy(v => v.Key).Select(v => v.Value)
        );
    }
}
