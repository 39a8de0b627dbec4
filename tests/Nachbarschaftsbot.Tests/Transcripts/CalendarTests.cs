using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.CalendarWorld;
using static Nachbarschaftsbot.Tests.Transcripts.MeetingWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The calendar of a person: what lies ahead, the private link, busy times, and that nothing of it outlives the person.</summary>
public sealed class CalendarTests
{
    [Fact]
    public async Task The_command_shows_what_lies_ahead_and_gives_a_link_that_can_be_switched_off()
    {
        await using var hood = await Connected();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/kalender");
        ada.SeesLast("Sie haben gerade keine Termine.");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        await ada.Says("meine termine");
        ada.SeesLast("Sozialraumdialog\nTermin: Do, 3. Dezember 2026");
        await ada.Taps("Kalender-Link holen");
        ada.SeesLast("https://hilfe.example.org/kalender/");
        var first = Secret(ada);
        Assert.NotNull(await hood.Find(Feed.Kind, Feeds.IdOf(first)));
        Assert.False(hood.HasInFiles($"\"{first}\""), "The secret stands in the database.");

        await ada.Says("/kalender");
        ada.SeesLast("Ihr Kalender-Link ist an seit: Mi, 25. November 2026.");
        await ada.Taps("Neuen Kalender-Link holen");
        ada.SeesLast("Der alte gilt nicht mehr");
        Assert.Null(await hood.Find(Feed.Kind, Feeds.IdOf(first)));
        var second = Secret(ada);
        Assert.NotEqual(first, second);
        await ada.Taps("Kalender-Link abschalten");
        ada.SeesLast("Der Kalender-Link ist abgeschaltet.");
        Assert.Null(await hood.Find(Feed.Kind, Feeds.IdOf(second)));
        await ada.TapsToken("1:m-nofeed::");
        ada.SeesLast("Es gibt gerade keinen Kalender-Link von Ihnen.");
    }

    [Fact]
    public async Task The_link_is_never_said_in_a_group()
    {
        await using var hood = await Connected();
        var ada = await hood.Neighbour("Ada", roles: Role.Professional);
        await ada.TapsToken("1:m-feed::", Channel(hood));
        Assert.DoesNotContain(Channel(hood).Texts, t => t.Contains("/kalender/"));
        Assert.DoesNotContain(ada.Chat.Texts, t => t.Contains("/kalender/"));
    }

    [Fact]
    public async Task Busy_times_come_back_to_the_feature_that_asked()
    {
        Content.FreeBusy? answer = null;
        await using var hood = await Hood.Start(also: r => r.OnFreeBusy["test"] = (_, busy) => answer = busy);
        await Connect(hood);
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await InDirectory(hood, ada, AdaId);
        var asked = false;
        await Decide(
            hood,
            ada,
            call =>
                asked = MeetingBook.AskFreeBusy(
                    call,
                    "test",
                    "poll1",
                    [ada.PersonId, ben.PersonId],
                    Start,
                    Start + Duration.FromDays(2)
                )
        );
        Assert.True(asked);
        var place = Service(hood, "busy-test-poll1");
        Assert.Equal([new Invitee(ada.PersonId, AdaId)], place.Messages.Single().Asks!.Persons);
        await hood.Take(
            place.Place,
            null,
            new Content.FreeBusy("test", "poll1", [new(ada.PersonId, Start, Start + Duration.FromHours(1))], [])
        );
        Assert.Equal(ada.PersonId, Assert.Single(answer!.Busy).Person);

        await Decide(
            hood,
            ada,
            call =>
                asked = MeetingBook.AskFreeBusy(
                    call,
                    "test",
                    "poll2",
                    [ben.PersonId],
                    Start,
                    Start + Duration.FromDays(2)
                )
        );
        Assert.False(asked);
    }

    [Fact]
    public async Task Deleting_a_person_ends_the_link_and_takes_the_person_out_of_the_event()
    {
        await using var hood = await Connected();
        var (ada, ben) = await BothInDirectory(hood);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(null, ada, ben)));
        await Answers(hood, EventOutcome.Done);
        await ada.TapsToken("1:m-feed::");
        var secret = Secret(ada);
        await ada.Says("/loeschen");
        await ada.Says("Ja");
        await ada.Says("Ja");
        Assert.Null(await hood.Find(Feed.Kind, Feeds.IdOf(secret)));
        Assert.Equal([new Invitee(ben.PersonId, BenId)], Service(hood).Messages[^1].Event!.Invitees);
    }

    [Fact]
    public async Task An_event_that_still_waits_goes_out_without_the_person_who_was_deleted()
    {
        await using var hood = await Connected();
        var (ada, ben) = await BothInDirectory(hood);
        await Decide(hood, ben, call => MeetingBook.Schedule(call, Of(null, ada, ben)));
        Assert.True(hood.HasInFiles(AdaId));
        await ada.Says("/loeschen");
        await ada.Says("Ja");
        await ada.Says("Ja");
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(AdaId), "The account of who was deleted still waits to be sent.");
        var waiting = (await hood.Store.ReadOutbox(0, 100)).Where(r => r.Messenger == "graph");
        var left = Nachbarschaftsbot.Outbox.OutboundJson.Deserialize(Assert.Single(waiting).Payload);
        Assert.Equal([new Invitee(ben.PersonId, BenId)], left.Event!.Invitees);
    }

    private static string Secret(Actor actor) =>
        actor
            .Chat.Texts.SelectMany(t => t.Split('\n'))
            .Last(l => l.StartsWith("https://hilfe.example.org/kalender/"))
            .Split('/')[^1]
            .Replace(".ics", "");
}
