using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody deletes everything while words of theirs still wait for the others' quiet hours.</summary>
public sealed class WithdrawnTests
{
    private const string Secret = "gespraechzqxjvkw";

    [Fact]
    public async Task A_relayed_message_that_still_waits_is_withdrawn_when_its_writer_deletes_everything()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await hood.Sent();
        await hood.Advance(Duration.FromHours(13));
        await ada.TapsToken($"1:v-talk:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
        await ada.Says($"Mein Schlüssel liegt beim Nachbarn {Secret}");
        Assert.Contains(await Waiting(hood), w => w.Contains(Secret, StringComparison.Ordinal));

        await Deletes(ada);
        var waiting = await Waiting(hood);
        Assert.DoesNotContain(waiting, w => w.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains(waiting, w => w.Contains("vermittlung.request-ended", StringComparison.Ordinal));
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(Secret));
        Assert.False(hood.HasInFiles(ada.PersonId));
    }

    [Fact]
    public async Task What_others_wait_for_stays()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var (cleo, dora) = (await hood.Neighbour("Cleo"), await hood.Neighbour("Dora"));
        var other = await hood.Asks(dora, "other");
        await hood.Advance(Duration.FromHours(13));
        await hood.Sent();
        await cleo.Helps(other, $"Gern {Secret}");
        await ada.TapsToken($"1:v-talk:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
        await ada.Says("Bis morgen");
        await Deletes(ada);
        Assert.Contains(await Waiting(hood), w => w.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_of_a_request_that_wait_for_the_morning_are_withdrawn_with_it()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, _) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await hood.Advance(Duration.FromHours(13));
        await hood.Sent();
        await ada.Says($"Kann mir jemand beim Einkaufen helfen? {Secret}");
        await ada.Says("flexibel");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        await ada.Taps("Anfrage absenden");
        await hood.Advance(Duration.FromSeconds(5));
        Assert.Contains(await Waiting(hood), w => w.Contains("request.notify.new", StringComparison.Ordinal));
        await Deletes(ada);
        Assert.DoesNotContain(await Waiting(hood), w => w.Contains(Secret, StringComparison.Ordinal));
        await hood.Store.Scrub();
        Assert.False(hood.HasInFiles(Secret));
    }

    [Fact]
    public async Task A_helpers_note_that_waits_is_withdrawn_with_the_helper()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var request = await hood.Asks(ada);
        await hood.Advance(Duration.FromHours(13));
        await hood.Sent();
        await ben.Helps(request, $"Ich wohne gegenüber {Secret}");
        Assert.Contains(await Waiting(hood), w => w.Contains(Secret, StringComparison.Ordinal));
        await Deletes(ben);
        Assert.DoesNotContain(await Waiting(hood), w => w.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invitation_goes_with_whoever_named_the_meeting_and_not_with_who_happened_to_make_it()
    {
        Actor ada = null!;
        Actor cleo = null!;
        await using var hood = await Hood.Start(also: registry =>
            registry.Add(
                new CommandSpec(
                    "treffen",
                    Who.Resident,
                    Where.Private,
                    call => MeetingBook.Schedule(call, Meeting(call.Now, ada, cleo)),
                    InMenu: false
                )
            )
        );
        ada = await hood.Neighbour("Ada");
        cleo = await hood.Neighbour("Cleo");
        var ben = await hood.Neighbour("Ben");
        await hood.Advance(Duration.FromHours(13));
        await hood.Sent();
        await ben.Says("/treffen");
        Assert.Contains(await Waiting(hood), IsInvitation);
        await Deletes(ben);
        Assert.Contains(await Waiting(hood), IsInvitation);
        await Deletes(ada);
        Assert.DoesNotContain(await Waiting(hood), IsInvitation);

        static bool IsInvitation(string waiting) =>
            waiting.Contains("meeting.invited", StringComparison.Ordinal)
            && waiting.Contains(Secret, StringComparison.Ordinal);
    }

    private static Meeting Meeting(Instant now, Actor owner, Actor guest) =>
        new()
        {
            Id = "m1",
            Quartier = Hood.Lindenviertel.Id,
            Title = Text.Plain(Secret),
            Start = now + Duration.FromDays(3),
            End = now + Duration.FromDays(3) + Duration.FromHours(1),
            Participants = [guest.PersonId],
            Owner = owner.PersonId,
        };

    private static async Task Deletes(Actor who)
    {
        await who.Says("/loeschen");
        await who.Taps("Ja, alles löschen");
        await who.Taps("Ja, endgültig löschen");
        who.SeesLast("Alles ist gelöscht");
    }

    /// <summary>What waits in the outbox's rows, as it is stored.</summary>
    private static async Task<List<string>> Waiting(Hood hood) =>
        [.. (await hood.Store.ReadOutbox(0, 1000)).Select(r => System.Text.Encoding.UTF8.GetString(r.Payload))];
}
