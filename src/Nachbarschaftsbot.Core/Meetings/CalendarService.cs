using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>
/// What goes to the calendar service and what comes back. Who has an account there is invited by it; where it does not take an
/// event, or says nothing for half an hour, everybody gets a file instead.
/// </summary>
internal static class CalendarService
{
    /// <summary>The service has not answered in time.</summary>
    public const string Timer = "m-service";

    private static readonly Duration Patience = Duration.FromMinutes(30);

    /// <summary>A try that begins earlier than this before the end of the patience has ended by then.</summary>
    private static readonly Duration LastTry = Duration.FromMinutes(2);

    private static readonly Duration QuietAfterComplaint = Duration.FromDays(1);

    /// <summary>What the host says about calendars.</summary>
    public static CalendarHouse House(Call call) =>
        call.Find(CalendarHouse.Kind, CalendarHouse.Only) ?? new CalendarHouse();

    /// <summary>Those of these persons who have an account in the calendar service.</summary>
    public static IReadOnlyList<Invitee> Invitees(Call call, IEnumerable<string> persons)
    {
        var house = House(call);
        return house.Service.Length == 0
            ? []
            :
            [
                .. from person in persons
                let found = call.Find(Person.Kind, person)
                let reach = found?.Reaches.FirstOrDefault(r =>
                    r.Account.Messenger == house.ServiceFor && Guid.TryParse(r.Account.Id, out _)
                )
                where reach is not null
                select new Invitee(person, reach.Account.Id),
            ];
    }

    /// <summary>Hands a new or changed meeting to the service, where that is of use.</summary>
    public static Meeting Ask(Call call, Meeting meeting)
    {
        var house = House(call);
        var invitees = Invitees(call, meeting.Participants);
        var needsLink = meeting is { Online: true, JoinLink: null };
        if (house.Service.Length == 0 || invitees.Count == 0 && !needsLink && meeting.Event == EventState.None)
            return meeting with { Event = EventState.None, InvitedByService = [] };
        Send(
            call,
            meeting,
            meeting.Sequence == 0 ? Act.Send : Act.Edit,
            invitees,
            Catalog.BuiltIn.Words("meeting.event-words", Catalog.Fallback)
        );
        call.Remind(Timer, meeting.Id, call.Now + Patience);
        return meeting with { Event = EventState.Asked, InvitedByService = [.. invitees.Select(i => i.Person)] };
    }

    /// <summary>Cancels at the service what it knows. Nobody needs to be named for that.</summary>
    public static Meeting Cancel(Call call, Meeting meeting, Text? why)
    {
        call.Unremind(Timer, meeting.Id);
        if (meeting.Event != EventState.None && House(call).Service.Length > 0)
            Send(call, meeting, Act.Delete, [], why is null ? "" : Catalog.BuiltIn.Words(why, Catalog.Fallback));
        return meeting;
    }

    /// <summary>Asks for busy times.</summary>
    /// <returns>False where there is nobody to ask.</returns>
    public static bool AskFreeBusy(Call call, FreeBusyQuestion question)
    {
        if (question.Persons.Count == 0 || question.To <= question.From)
            return false;
        call.Decision.Messages.Add(
            new()
            {
                To = Place(House(call), $"busy-{question.Feature}-{question.Subject}"),
                Priority = Priority.Notice,
                Asks = question,
            }
        );
        return true;
    }

    /// <summary>The service says how it took an event.</summary>
    public static void Answered(Call call)
    {
        if (
            call.Inbound.Content is not Content.Scheduled answer
            || call.Find(Meeting.Kind, answer.Meeting) is not { } meeting
            || meeting.Sequence != answer.Sequence
        )
            return;
        call.Unremind(Timer, meeting.Id);
        if (meeting.State == MeetingState.Cancelled)
            MeetingNews.StillThere(call, meeting, House(call).Mailbox);
        else if (answer.Outcome == EventOutcome.Done)
            Take(call, meeting, answer);
        else if (meeting.Event == EventState.Asked)
            Fail(call, meeting);
    }

    /// <summary>The service said nothing for a long time.</summary>
    public static void Late(Call call, Content.Due due)
    {
        if (call.Find(Meeting.Kind, due.Subject) is { State: MeetingState.Planned, Event: EventState.Asked } meeting)
            Fail(call, meeting);
    }

    private static void Take(Call call, Meeting meeting, Content.Scheduled answer)
    {
        var link = answer.JoinLink is { Length: > 0 } made && made != meeting.JoinLink ? made : null;
        var others = meeting.InvitedByService.Intersect(answer.NotInvited).ToList();
        var taken = call.Put(
            Meeting.Kind,
            meeting with
            {
                Event = EventState.Done,
                JoinLink = link ?? meeting.JoinLink,
                InvitedByService = [.. meeting.InvitedByService.Except(others)],
            }
        );
        if (link is not null)
            MeetingNews.Link(call, taken);
        else
            MeetingNews.Files(call, taken, others);
    }

    private static void Fail(Call call, Meeting meeting)
    {
        var others = meeting.InvitedByService;
        var failed = call.Put(Meeting.Kind, meeting with { Event = EventState.Failed, InvitedByService = [] });
        call.Decision.Counted.Add("meeting.service-failed");
        MeetingNews.Files(call, failed, others);
        if (failed is { Online: true, JoinLink: null })
            MeetingNews.NoLink(call, failed);
        Complain(call, failed);
    }

    /// <summary>Tells those who run the Quartier that the service takes nothing; once a day is enough.</summary>
    private static void Complain(Call call, Meeting meeting)
    {
        if (call.Find(ServiceNote.Kind, meeting.Quartier) is { } note && call.Now - note.Told < QuietAfterComplaint)
            return;
        call.Put(ServiceNote.Kind, new ServiceNote { Id = meeting.Quartier, Told = call.Now });
        MeetingNews.ServiceFails(call, meeting);
    }

    private static void Send(Call call, Meeting meeting, Act act, IReadOnlyList<Invitee> invitees, string words)
    {
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, meeting.Quartier));
        // A link that the feature brought along is kept; otherwise the service makes one.
        var makesLink = meeting.Online && (meeting.JoinLink is null || meeting.Event != EventState.None);
        call.Decision.Messages.Add(
            new()
            {
                To = Place(House(call), meeting.Id),
                Priority = Priority.Notice,
                Act = act,
                Ref = MeetingNews.Ref(meeting),
                Event = new(
                    meeting.Id,
                    meeting.Sequence,
                    Catalog.BuiltIn.Words(meeting.Title, Catalog.Fallback),
                    meeting.Start,
                    meeting.End,
                    zone.Id,
                    meeting.Where,
                    makesLink,
                    invitees,
                    words
                )
                {
                    Until = act == Act.Delete ? null : call.Now + Patience - LastTry,
                },
            }
        );
    }

    private static Place Place(CalendarHouse house, string lane) => new(house.Service, lane, null, PlaceKind.Private);
}
