using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>When people cannot come, as far as the bot itself knows: the meetings they did not decline.</summary>
internal static class PollBusy
{
    private const int Most = 100;

    /// <summary>The times in which these persons are busy.</summary>
    public static IReadOnlyList<BusyTime> Of(Call call, IEnumerable<string> persons) =>
        [
            .. persons
                .Distinct()
                .SelectMany(person =>
                    MeetingBook
                        .Ahead(call, person, Most)
                        .Where(m => call.Find(Attendance.Kind, Attendance.IdOf(m.Id, person)) is not { Comes: false })
                        .Select(m => new BusyTime(person, m.Start, m.End))
                ),
        ];
}
