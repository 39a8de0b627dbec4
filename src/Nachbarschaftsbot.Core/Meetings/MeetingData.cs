using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>What is stored about a person here: meetings, whether they come, the calendar link.</summary>
internal sealed class MeetingData(Registry registry) : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. Parts(call, person).Select(a => Datum(call, a)),
            .. Feeds
                .Of(call, person.Id)
                .Select(f => new PersonDatum(
                    "feed.data",
                    new Dictionary<string, string> { ["since"] = InstantPattern.General.Format(f.Created) }
                )),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var feed in Feeds.Of(call, person.Id))
            call.Delete(Feed.Kind, feed.Id);
        var parts = Parts(call, person);
        var meetings = parts
            .Select(p => call.Find(Meeting.Kind, p.Meeting))
            .Concat(OwnedBy(call, person))
            .OfType<Meeting>()
            .DistinctBy(m => m.Id)
            .ToList();
        foreach (var part in parts)
            call.Delete(Attendance.Kind, part.Id);
        foreach (var meeting in meetings)
            Leave(call, meeting, person.Id);
    }

    /// <summary>Who does not live in a Quartier any more meets nobody there by their own date: those invited hear that it is off.</summary>
    public static void ResidenceEnded(Call call, Person person, string quartier)
    {
        var own = OwnedBy(call, person)
            .Where(m => m.Quartier == quartier && m.Feature == DatePolling.Alone && m.End > call.Now)
            .ToList();
        foreach (var meeting in own)
            MeetingBook.Cancel(call, meeting);
    }

    private static IReadOnlyList<Meeting> OwnedBy(Call call, Person person) =>
        call.Query(Meeting.Kind, "owner", person.Id, person.Id + "\u0001", Most);

    /// <summary>Declares what follows when two persons become one.</summary>
    public static void Follow(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<Attendance>(Attendance.Kind, "person")
            {
                With = (renaming, part) =>
                    renaming.Put(Meeting.Kind, renaming.Call.Find(Meeting.Kind, part.Meeting), Once),
            }
        );
        registry.PersonRules.Add(new PersonRule<Meeting>(Meeting.Kind, "owner") { Tidy = Once });
        registry.PersonRules.Add(new PersonRule<Feed>(Feed.Kind, "person"));
    }

    private static Meeting Once(Meeting meeting) =>
        meeting with
        {
            Participants = [.. meeting.Participants.Distinct()],
            InvitedByService = [.. meeting.InvitedByService.Distinct()],
        };

    /// <summary>The others meet without the person. A meeting that was only the person's is cancelled.</summary>
    private void Leave(Call call, Meeting meeting, string person)
    {
        var without = meeting with
        {
            Participants = [.. meeting.Participants.Where(p => p != person)],
            InvitedByService = [.. meeting.InvitedByService.Where(p => p != person)],
            Owner = meeting.Owner == person ? null : meeting.Owner,
        };
        call.Put(Meeting.Kind, without);
        if (meeting.State != MeetingState.Planned || meeting.End <= call.Now)
            return;
        var isOrphan = meeting.Owner == person && meeting.Feature.Length == 0;
        if (isOrphan || without.Participants.Count == 0)
        {
            MeetingBook.Cancel(call, without);
            registry.OnMeetingChanged.GetValueOrDefault(meeting.Feature)?.Invoke(call, meeting.Id);
        }
        else if (meeting.InvitedByService.Contains(person))
        {
            var next = without with { Sequence = meeting.Sequence + 1, Changed = call.Now };
            call.Put(Meeting.Kind, CalendarService.Ask(call, next));
        }
    }

    private static PersonDatum Datum(Call call, Attendance part)
    {
        var values = new Dictionary<string, string> { ["starts"] = InstantPattern.General.Format(part.Start) };
        if (part.Comes is { } comes)
            values["comes"] = comes ? "yes" : "no";
        if (call.Find(Meeting.Kind, part.Meeting) is { } meeting)
        {
            values["state"] = meeting.StateName;
            values["meeting"] = Texts.Catalog.BuiltIn.Words(meeting.Title, call.Language);
        }
        return new("meeting.data", values);
    }

    private static IReadOnlyList<Attendance> Parts(Call call, Person person) =>
        call.QueryBelow(Attendance.Kind, "person", Most, person.Id);
}
