using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Tests.Transcripts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Meetings;

/// <summary>Whatever happens to a meeting in whatever order: whom it concerns hears of each change once, in words and in the calendar.</summary>
public sealed class MeetingBookProperties
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Everybody_concerned_hears_of_each_change_exactly_once(int seed)
    {
        var random = new Random(seed);
        var (hood, _) = await MeetingWorld.Open();
        await using var _hood = hood;
        var host = await hood.Neighbour("Host");
        List<Actor> all = [];
        foreach (var name in (string[])["Ada", "Ben", "Cem", "Dora", "Emil"])
            all.Add(await hood.Neighbour(name));
        var now = MeetingWorld.Of(null, Some(random, all));
        await MeetingWorld.Decide(hood, host, call => MeetingBook.Schedule(call, now));
        var files = all.ToDictionary(a => a, _ => (Uid: "", Sequence: -1));
        Check(all, files, now.Participants);
        for (var step = 0; step < 8; step++)
        {
            foreach (var actor in all)
                actor.Forgets();
            var next = Change(random, now, all);
            var isOff = random.Next(8) == 0;
            await MeetingWorld.Decide(
                hood,
                host,
                call =>
                {
                    if (isOff)
                        MeetingBook.Cancel(call, now);
                    else
                        MeetingBook.Move(call, next with { JoinLink = null });
                }
            );
            Check(all, files, Concerned(now, next, isOff));
            if (isOff && now.State == MeetingState.Planned)
                now = now with { State = MeetingState.Cancelled };
            else if (now.State == MeetingState.Planned)
                now = next;
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    private static IReadOnlyCollection<string> Concerned(Meeting now, Meeting next, bool isOff)
    {
        if (now.State == MeetingState.Cancelled)
            return [];
        if (isOff)
            return [.. now.Participants];
        var isNews = now.Start != next.Start || now.End != next.End || now.Where != next.Where;
        return isNews
            ? [.. now.Participants.Union(next.Participants)]
            : [.. now.Participants.Except(next.Participants), .. next.Participants.Except(now.Participants)];
    }

    private static Meeting Change(Random random, Meeting now, List<Actor> all) =>
        random.Next(5) switch
        {
            0 => now with { Start = now.Start + Duration.FromHours(1), End = now.End + Duration.FromHours(1) },
            1 => now with { Where = $"Raum {random.Next(3)}" },
            2 => now with { Participants = [.. Some(random, all).Select(a => a.PersonId)] },
            3 => now with
            {
                End = now.End + Duration.FromMinutes(30),
                Participants = [.. Some(random, all).Select(a => a.PersonId)],
            },
            _ => now,
        };

    private static Actor[] Some(Random random, List<Actor> all) =>
        [.. all.OrderBy(_ => random.Next()).Take(random.Next(1, all.Count + 1))];

    /// <summary>One message with one file for each of these and nothing for the others; the file's version rises.</summary>
    private static void Check(
        List<Actor> all,
        Dictionary<Actor, (string Uid, int Sequence)> files,
        IReadOnlyCollection<string> concerned
    )
    {
        foreach (var actor in all)
        {
            Assert.Equal(concerned.Contains(actor.PersonId) ? 1 : 0, actor.Chat.Messages.Count);
            if (actor.Chat.Messages.Count == 0)
                continue;
            var file = MeetingWorld.Files(actor).Single();
            var (uid, sequence) = (file["UID"].Value, int.Parse(file["SEQUENCE"].Value));
            Assert.True(sequence > files[actor].Sequence, $"{sequence} after {files[actor].Sequence}");
            Assert.True(files[actor].Uid is "" || files[actor].Uid == uid);
            files[actor] = (uid, sequence);
        }
    }
}
