using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>An operator ends that somebody belongs to a Quartier: nobody waits for an appointment with them.</summary>
public sealed class ResidenceDatesTests
{
    [Fact]
    public async Task An_agreed_appointment_is_called_off()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var match = (await hood.Match(request, ben))!;
        await hood.Put(
            Vermittlung.Kind,
            match with
            {
                State = VermittlungState.Agreed,
                Agreed = new("2026-11-28T10:00", "Am Park", ada.PersonId),
            }
        );
        await ResidenceTests.Ends(await RolesTests.Operator(hood), "Ada", "Ada");
        ben.Sees("Der Termin ist abgesagt: Sa, 28. November 2026, 10:00 Uhr.");
        Assert.Equal(VermittlungState.Cancelled, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task A_search_for_a_date_ends()
    {
        await using var hood = await Hood.Start();
        var (_, ben, poll) = await DatePollWorld.AskedAndOpened(hood, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        await ResidenceTests.Ends(await RolesTests.Operator(hood), "Ada", "Ada");
        ben.Sees("Die Terminsuche wurde beendet.");
        Assert.Equal(PollState.Cancelled, (await hood.Find(DatePoll.Kind, poll.Id))!.State);
    }

    [Fact]
    public async Task A_date_that_was_found_is_called_off()
    {
        await using var hood = await Hood.Start();
        var (_, ben, _) = await DatePollWorld.AskedAndOpened(hood, "Dienstag 10 Uhr\nMittwoch 14 Uhr");
        await ben.Taps("1: Ja");
        await hood.Advance(Duration.FromDays(3));
        var meeting = Assert.Single(await hood.Query(Meeting.Kind, "about", DatePolling.Alone));
        ben.Forgets();
        await ResidenceTests.Ends(await RolesTests.Operator(hood), "Ada", "Ada");
        ben.Sees("Dieser Termin ist abgesagt.");
        Assert.Equal(MeetingState.Cancelled, (await hood.Find(Meeting.Kind, meeting.Id))!.State);
    }
}
