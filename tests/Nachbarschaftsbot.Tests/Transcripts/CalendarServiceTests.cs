using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.CalendarWorld;
using static Nachbarschaftsbot.Tests.Transcripts.MeetingWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The calendar service of the office: whom it invites, what it refuses, and who hears of that.</summary>
public sealed class CalendarServiceTests
{
    [Fact]
    public async Task Whom_the_service_invites_gets_no_file_and_all_others_do()
    {
        await using var hood = await Connected();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await InDirectory(hood, ada, AdaId);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben) with { Online = true }));
        var asked = Service(hood).Messages.Single();
        Assert.Equal((Act.Send, "meeting:meet1234"), (asked.Act, asked.Ref));
        Assert.Equal([new Invitee(ada.PersonId, AdaId)], asked.Event!.Invitees);
        Assert.Equal(
            ("Sozialraumdialog", "Europe/Berlin", true),
            (asked.Event.Subject, asked.Event.Zone, asked.Event.Online)
        );
        ada.SeesLast("Der Termin kommt von selbst in Ihren Kalender.");
        ada.SeesLast("Den Link schicke ich Ihnen gleich.");
        Assert.Empty(Files(ada));
        Assert.Single(Files(ben));

        await Answers(hood, EventOutcome.Done, link: "https://teams.example.org/l/1");
        ada.SeesLast("Online dabei sein: https://teams.example.org/l/1");
        ben.SeesLast("Jetzt ist der Link für diesen Termin da.");
        Assert.Equal("https://teams.example.org/l/1", Files(ben)[^1]["URL"].Value);
        var told = ben.Chat.Messages.Count;
        await hood.Advance(Duration.FromHours(1));
        Assert.Equal(told, ben.Chat.Messages.Count);

        await Decide(hood, ada, call => MeetingBook.Cancel(call, call.Find(Meeting.Kind, "meet1234")!));
        Assert.Empty(Service(hood).Messages);
        ada.SeesLast("Der Termin verschwindet von selbst aus Ihrem Kalender.");
        ben.SeesLast("Dieser Termin ist abgesagt.");
    }

    [Fact]
    public async Task Where_the_service_refuses_everybody_gets_the_file_and_the_owner_hears_of_the_missing_link()
    {
        await using var hood = await Connected();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await InDirectory(hood, ben, BenId);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ben) with { Online = true }));
        Assert.Empty(Files(ben));
        await Answers(hood, EventOutcome.Refused);
        ben.SeesLast("Hier ist der Termin als Datei.");
        Assert.Single(Files(ben));
        ada.SeesLast("Ich bekomme keinen Link für diesen Termin.");
        await Answers(hood, EventOutcome.Refused);
        Assert.Single(Files(ben));
    }

    [Fact]
    public async Task Where_the_service_says_nothing_for_half_an_hour_the_file_comes()
    {
        await using var hood = await Connected();
        var ada = await MeetsAlone(hood);
        await hood.Advance(Duration.FromMinutes(29));
        Assert.Empty(Files(ada));
        await hood.Restart();
        await hood.Advance(Duration.FromMinutes(2));
        ada.SeesLast("Hier ist der Termin als Datei.");
    }

    [Fact]
    public async Task Whom_the_directory_does_not_know_gets_the_file()
    {
        await using var hood = await Connected();
        var (ada, ben) = await BothInDirectory(hood);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben)));
        await Answers(hood, EventOutcome.Done, 0, null, ben);
        Assert.Empty(Files(ada));
        Assert.Single(Files(ben));
        Assert.Equal([ada.PersonId], (await hood.Find(Meeting.Kind, "meet1234"))!.InvitedByService);
    }

    [Fact]
    public async Task An_answer_to_an_older_version_changes_nothing()
    {
        await using var hood = await Connected();
        var ada = await MeetsAlone(hood);
        await Decide(
            hood,
            ada,
            call => MeetingBook.Move(call, call.Find(Meeting.Kind, "meet1234")! with { Where = "Im Park" })
        );
        Assert.Equal((Act.Edit, 1), (Service(hood).Messages[^1].Act, Service(hood).Messages[^1].Event!.Sequence));
        await Answers(hood, EventOutcome.Refused, sequence: 0);
        Assert.Equal(EventState.Asked, (await hood.Find(Meeting.Kind, "meet1234"))!.Event);
        await Answers(hood, EventOutcome.Done, sequence: 1);
        Assert.Equal(EventState.Done, (await hood.Find(Meeting.Kind, "meet1234"))!.Event);
    }

    [Fact]
    public async Task A_cancellation_the_service_refuses_is_said_to_those_who_still_see_the_event()
    {
        await using var hood = await Connected();
        var ada = await MeetsAlone(hood);
        await Answers(hood, EventOutcome.Done);
        await Decide(hood, ada, call => MeetingBook.Cancel(call, call.Find(Meeting.Kind, "meet1234")!));
        await Answers(hood, EventOutcome.Refused, sequence: 1);
        ada.Sees("Er steht vielleicht noch in Ihrem Kalender.");
        ada.SeesLast("Er steht vielleicht noch bei: Ada.");
        ada.SeesLast("Er steht vielleicht auch im Postfach quartier@example.org.");
    }

    [Fact]
    public async Task A_change_the_service_refuses_is_said_to_those_who_still_see_the_old_event()
    {
        const string Old = "In Ihrem Kalender steht vielleicht noch der alte Stand.";
        await using var hood = await Connected();
        var ada = await MeetsAlone(hood);
        await Answers(hood, EventOutcome.Done);
        ada.DoesNotSee(Old);
        await Decide(
            hood,
            ada,
            call => MeetingBook.Move(call, call.Find(Meeting.Kind, "meet1234")! with { Where = "Im Park" })
        );
        await Answers(hood, EventOutcome.Refused, sequence: 1);
        ada.SeesLast(Old);
    }

    [Fact]
    public async Task Where_nobody_owns_the_meeting_the_operators_hear_what_is_left_of_it()
    {
        await using var hood = await Connected();
        var (ada, olga) = (await hood.Neighbour("Ada"), await hood.Neighbour("Olga", roles: Role.Operator));
        await InDirectory(hood, ada, AdaId);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(null, ada)));
        await Answers(hood, EventOutcome.Done);
        await Decide(hood, ada, call => MeetingBook.Cancel(call, call.Find(Meeting.Kind, "meet1234")!));
        await Answers(hood, EventOutcome.Refused, sequence: 1);
        olga.SeesLast("Er steht vielleicht noch bei: Ada.");
        ada.DoesNotSee("Er steht vielleicht noch bei:");
    }

    [Fact]
    public async Task That_the_service_takes_nothing_the_operators_hear_once_a_day()
    {
        const string Word = "Der Kalender von Microsoft nimmt gerade keine Termine an.";
        await using var hood = await Connected();
        var olga = await hood.Neighbour("Olga", roles: Role.Operator);
        var ada = await MeetsAlone(hood);
        await Answers(hood, EventOutcome.Refused);
        olga.SeesLast(Word);
        ada.DoesNotSee(Word);
        olga.Forgets();
        await Fails(1);
        olga.DoesNotSee(Word);
        await hood.Advance(Duration.FromDays(1));
        await Fails(2);
        olga.Sees(Word);

        async Task Fails(int sequence)
        {
            await Decide(
                hood,
                ada,
                call => MeetingBook.Move(call, call.Find(Meeting.Kind, "meet1234")! with { Where = $"Raum {sequence}" })
            );
            await Answers(hood, EventOutcome.Refused, sequence);
        }
    }
}
