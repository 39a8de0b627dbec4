using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Meetings;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What goes with a consultation.</summary>
public sealed class BeratungDeletionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleted_it_leaves_no_meeting_and_no_poll_that_says_who_took_part(bool isOver)
    {
        await using var world = await BeratungWorld.Start();
        var beratung = await world.Asked();
        await world.Vera.Taps("Termin finden");
        var poll = Assert.Single(await world.Hood.Query(DatePoll.Kind, "subject", "beratung", beratung.Id));
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
            await one.TapsToken($"1:p-all:{poll.Id}:");
        for (var hours = 0; hours < 48 && (await world.Beratung()).StartsAt is null; hours++)
            await world.Hood.Advance(Duration.FromHours(1));
        var part = Assert.Single(await world.Hood.Query(Attendance.Kind, "person", world.Ines.PersonId));
        var meeting = (await world.Hood.Find(Meeting.Kind, part.Meeting))!;
        if (isOver)
            await world.Hood.Advance(meeting.End - world.Hood.Now + Duration.FromHours(2));
        await world.Vera.TapsToken($"1:k-gone:{beratung.Id}:");
        Assert.Null(await world.Hood.Find(DatePoll.Kind, poll.Id));
        Assert.Empty(await world.Hood.Query(PollSeat.Kind, "poll", poll.Id));
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
            Assert.DoesNotContain(one.Chat.Messages, m => m.Ref == $"poll:{poll.Id}");
        if (!isOver)
        {
            world.Ines.Sees("Dieser Termin ist abgesagt.");
            await world.Hood.Advance(Duration.FromHours(25));
        }
        Assert.Null(await world.Hood.Find(Meeting.Kind, meeting.Id));
        foreach (var one in new[] { world.Vera, world.Ines, world.Kofi })
            Assert.Empty(await world.Hood.Query(Attendance.Kind, "person", one.PersonId));
    }
}
