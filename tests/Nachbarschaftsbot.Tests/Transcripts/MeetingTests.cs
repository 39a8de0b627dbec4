using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.MeetingWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A meeting, its invitations, its changes and its reminders.</summary>
public sealed class MeetingTests
{
    private const string Thursday = "Do, 3. Dezember 2026, von 18:00 bis 20:00 Uhr";

    [Fact]
    public async Task Everybody_is_invited_once_reminded_and_hears_of_the_change()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada", roles: Role.Professional), await hood.Neighbour("Ben"));
        await Decide(
            hood,
            ada,
            call => MeetingBook.Schedule(call, Of(ada, ada, ben) with { Channels = [Channel(hood).Place.Key] })
        );
        foreach (var actor in (Actor[])[ada, ben])
        {
            Assert.Single(actor.Chat.Messages);
            actor.SeesLast("Sie sind zu diesem Termin eingeladen.\nSozialraumdialog\nTermin: " + Thursday);
            actor.SeesLast("Ort: Treff, Lindenstraße 4");
            var file = Files(actor).Single();
            Assert.Equal(Start, file.Moment(file.Events[0].Single(l => l.Name == "DTSTART")));
            Assert.Equal("Treff, Lindenstraße 4", file["LOCATION"].Words);
        }
        ada.SeesLast("[Termin verschieben]");
        ben.DoesNotSee("[Termin verschieben]");
        ada.Sees("Es gibt einen neuen Termin.\nSozialraumdialog", Channel(hood));

        await hood.Restart();
        await ben.Taps("Ich komme");
        ben.SeesLast("Ich merke mir: Sie kommen.");
        Actor.Forget(ada, ben);
        await hood.Advance(Instant.FromUtc(2026, 12, 2, 16, 59) - hood.Now);
        Assert.Empty(ben.Chat.Messages);
        await hood.Advance(Duration.FromMinutes(2));
        ben.SeesLast("Morgen haben Sie einen Termin.");
        await hood.Advance(Instant.FromUtc(2026, 12, 3, 16, 1) - hood.Now);
        ada.SeesLast("In einer Stunde beginnt Ihr Termin.");
        Assert.Equal(2, ada.Chat.Messages.Count);
    }

    [Fact]
    public async Task The_owner_moves_it_by_button_and_the_same_event_moves_in_every_calendar()
    {
        var (hood, heard) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben)));
        await ben.Taps("Ich komme");
        var uid = Files(ben).Single()["UID"].Value;
        Actor.Forget(ada, ben);
        await ada.TapsToken("1:m-move:meet1234:");
        ada.SeesLast("Wann soll der Termin jetzt sein?");
        await ada.Says("Montag um 14 Uhr");
        await ada.Taps("Jetzt verschieben");
        ada.Sees("Ich sage es allen.");
        Assert.Single(ben.Chat.Messages);
        ben.SeesLast("Der Termin ist verschoben.");
        ben.SeesLast("Termin: Mo, 30. November 2026, von 14:00 bis 16:00 Uhr.");
        ben.SeesLast($"Bisher: {Thursday}.");
        var file = Files(ben).Single();
        Assert.Equal((uid, "1"), (file["UID"].Value, file["SEQUENCE"].Value));
        Assert.Equal(["meet1234"], heard);
        Assert.Null((await hood.Find(Attendance.Kind, $"meet1234:{ben.PersonId}"))!.Comes);

        Actor.Forget(ada, ben);
        await hood.Advance(Instant.FromUtc(2026, 12, 3, 18, 0) - hood.Now);
        Assert.Equal(2, ben.Chat.Messages.Count);
        ben.SeesLast("In einer Stunde beginnt Ihr Termin.");
    }

    [Fact]
    public async Task It_is_cancelled_with_a_reason_once_and_old_buttons_explain_themselves()
    {
        var (hood, heard) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ben)));
        var (yes, uid) = (ben.Token("Ich komme"), Files(ben).Single()["UID"].Value);
        Actor.Forget(ada, ben);
        await ada.TapsToken("1:m-cancel:meet1234:");
        await ada.Says("Der Raum ist nicht frei.");
        await ada.Taps("Jetzt absagen");
        await ada.TapsToken("1:m-cancel:meet1234:");
        ada.SeesLast("Dieser Termin ist abgesagt.");
        Assert.Single(ben.Chat.Messages);
        ben.SeesLast("Dieser Termin ist abgesagt.\nDer Raum ist nicht frei.");
        var file = Files(ben).Single();
        Assert.Equal((uid, "1", "CANCELLED"), (file["UID"].Value, file["SEQUENCE"].Value, file["STATUS"].Value));
        Assert.Single(heard);
        await ben.TapsToken(yes);
        ben.SeesLast("Dieser Termin ist abgesagt.");

        ben.Forgets();
        await hood.Advance(Duration.FromDays(20));
        Assert.Empty(ben.Chat.Messages);
    }

    [Fact]
    public async Task Who_joins_is_invited_who_leaves_hears_it_and_the_rest_is_left_in_peace()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(null, ada, ben)));
        Actor.Forget(ada, ben);
        await Decide(
            hood,
            ada,
            call =>
                MeetingBook.Move(
                    call,
                    call.Find(Meeting.Kind, "meet1234")! with
                    {
                        Participants = [ada.PersonId, cem.PersonId],
                    }
                )
        );
        Assert.Empty(ada.Chat.Messages);
        ben.SeesLast("Sie sind bei diesem Termin nicht mehr dabei.");
        Assert.Equal("CANCELLED", Files(ben).Single()["STATUS"].Value);
        cem.SeesLast("Sie sind zu diesem Termin eingeladen.");
        Assert.Null(await hood.Find(Attendance.Kind, $"meet1234:{ben.PersonId}"));
    }

    [Fact]
    public async Task Nothing_is_said_when_nothing_changed()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        ada.Forgets();
        await Decide(hood, ada, call => MeetingBook.Move(call, call.Find(Meeting.Kind, "meet1234")!));
        Assert.Empty(ada.Chat.Messages);
        Assert.Equal(0, (await hood.Find(Meeting.Kind, "meet1234"))!.Sequence);
    }

    [Fact]
    public async Task Whoever_says_no_is_not_reminded_and_the_owner_hears_it_once()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben)));
        Actor.Forget(ada, ben);
        await ben.TapsToken("1:m-no:meet1234:");
        await ben.TapsToken("1:m-no:meet1234:");
        ben.SeesLast("Ich merke mir: Sie kommen nicht.");
        Assert.Single(ada.Chat.Messages);
        ada.SeesLast("Ben kommt nicht zu diesem Termin.");
        Actor.Forget(ada, ben);
        await hood.Advance(Duration.FromDays(9));
        Assert.Empty(ben.Chat.Messages);
        Assert.Equal(2, ada.Chat.Messages.Count);
        await ada.TapsToken("1:m-show:meet1234:");
        ada.SeesLast("Es kommen: 0. Es kommen nicht: 1. Noch ohne Antwort: 1.");
    }

    [Fact]
    public async Task Whom_nobody_reaches_the_owner_is_told()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var person = (await hood.Find(Person.Kind, ben.PersonId))!;
        await hood.Put(Person.Kind, person with { Reaches = [person.Reaches[0] with { Unreachable = true }] });
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada, ben)));
        ada.Sees("Diese Personen erreiche ich nicht: Ben. Bitte sagen Sie ihnen selbst Bescheid.");
    }

    [Fact]
    public async Task In_English_all_of_it_is_English()
    {
        var (hood, _) = await Open();
        await using var _hood = hood;
        var ada = await hood.Neighbour("Ada", "en");
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada) with { Online = true, Where = "" }));
        ada.SeesLast("You are invited to this meeting.");
        ada.SeesLast("When: Thu, 3 December 2026, from 18:00 to 20:00");
        Assert.Equal("Online", Files(ada).Single()["LOCATION"].Words);
        await ada.Says("my meetings");
        ada.SeesLast("Your next meetings");
    }
}
