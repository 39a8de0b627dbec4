using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>What people and channels hear of a meeting: each news once, with a file for those whom no calendar service invites.</summary>
internal static class MeetingNews
{
    /// <summary>Our own id of the messages about a meeting.</summary>
    public static string Ref(Meeting meeting) => $"meeting:{meeting.Id}";

    /// <summary>A new meeting.</summary>
    public static void Invite(Call call, Meeting meeting)
    {
        TellAll(call, meeting, meeting.Participants, person => Invitation(call, meeting, person));
        if (meeting.Owner is { } owner && !meeting.Participants.Contains(owner))
            Tell(call, owner, Message.Of(["meeting.yours", .. Facts(call, meeting)]).Row(OwnerButtons(meeting)));
        Post(call, meeting, "meeting.new");
    }

    /// <summary>A changed meeting: who stays hears what is new, who is new is invited, who is no longer part hears that.</summary>
    public static void Move(Call call, Meeting before, Meeting now)
    {
        var stay = before.Participants.Intersect(now.Participants);
        var isElsewhere = before.Start != now.Start || before.End != now.End;
        var isNews = isElsewhere || IsOther(before, now);
        if (isNews)
        {
            TellAll(call, now, stay, person => Change(call, before, now, person));
            Post(call, now, [isElsewhere ? "meeting.moved" : "meeting.changed", .. Was(call, before, now)]);
        }
        TellAll(call, now, now.Participants.Except(before.Participants), person => Invitation(call, now, person));
        TellAll(
            call,
            now,
            before.Participants.Except(now.Participants),
            person =>
                Off(call, before with { Sequence = now.Sequence, Changed = now.Changed }, person, ["meeting.removed"])
        );
    }

    /// <summary>A cancelled meeting.</summary>
    public static void Cancel(Call call, Meeting meeting, Text? why)
    {
        Text[] lines = why is null ? ["meeting.cancelled"] : ["meeting.cancelled", why];
        TellAll(call, meeting, meeting.Participants, person => Off(call, meeting, person, lines));
        Post(call, meeting, lines);
    }

    /// <summary>The link to take part online is there: for everybody, with a new file for those who have one.</summary>
    public static void Link(Call call, Meeting meeting)
    {
        TellAll(
            call,
            meeting,
            meeting.Participants,
            person => WithFile(call, meeting, person, Message.Of(["meeting.link-here", .. Facts(call, meeting)]))
        );
        Post(call, meeting, "meeting.link-here");
    }

    /// <summary>The meeting as a file, for persons whom the calendar service did not invite.</summary>
    public static void Files(Call call, Meeting meeting, IEnumerable<string> persons) =>
        TellAll(
            call,
            meeting,
            persons,
            person =>
                WithFile(
                    call,
                    meeting,
                    person,
                    Message.Of(["meeting.as-file", .. Facts(call, meeting), .. Old(meeting)])
                )
        );

    /// <summary>A change that the calendar service did not take leaves in calendars what it took before.</summary>
    private static IReadOnlyList<Text> Old(Meeting meeting) =>
        meeting is { Event: EventState.Failed, Sequence: > 0 } ? ["meeting.old-stays"] : [];

    /// <summary>No link could be made: the owner knows another way.</summary>
    public static void NoLink(Call call, Meeting meeting)
    {
        if (meeting.Owner is { } owner)
            Tell(call, owner, Message.Of(["meeting.no-link", .. Facts(call, meeting)]).Row(OwnerButtons(meeting)));
    }

    /// <summary>
    /// The calendar service did not take the cancellation: the event may still stand in calendars. Who is in charge hears in whose, and
    /// what takes it out of all at once.
    /// </summary>
    public static void StillThere(Call call, Meeting meeting, string mailbox)
    {
        TellAll(
            call,
            meeting,
            meeting.InvitedByService,
            _ => Message.Of("meeting.still-there", Title(meeting), MeetingTime.Line(call, meeting))
        );
        var message = Message.Of("meeting.left", Title(meeting), MeetingTime.Line(call, meeting));
        var names = meeting.InvitedByService.Select(p => call.Find(Person.Kind, p)?.FirstName).OfType<string>();
        if (string.Join(", ", names) is { Length: > 0 } all)
            message = message.And(Text.Of("meeting.left.whose", ("names", all)));
        if (mailbox.Length > 0)
            message = message.And(Text.Of("meeting.left.mailbox", ("mailbox", mailbox)));
        foreach (var person in InCharge(call, meeting))
            Tell(call, person, message);
    }

    /// <summary>The calendar service takes no events: the operators can see to it.</summary>
    public static void ServiceFails(Call call, Meeting meeting)
    {
        foreach (var person in Roles.Operators(call, meeting.Quartier))
            Tell(call, person.Id, Message.Of("meeting.service-fails", "meeting.service-fails.now"));
    }

    /// <summary>A reminder to everybody who did not say no.</summary>
    public static void Remind(Call call, Meeting meeting, Text first)
    {
        foreach (var person in meeting.Participants)
            if (
                call.Find(Attendance.Kind, Attendance.IdOf(meeting.Id, person)) is not { Comes: false }
                && !ComesTooLate(call, meeting, person)
            )
                call.Tell(
                    person,
                    Message.Of([first, .. Facts(call, meeting)]).Row(Press.Button("m-no", meeting.Id)) with
                    {
                        Priority = Priority.Reminder,
                        Promised = true,
                    }
                );
    }

    /// <summary>The title as a heading. Where the owner wrote it, the owner takes it along.</summary>
    public static Text Title(Meeting meeting) => meeting.Title.By(meeting.Owner) with { Style = TextStyle.Title };

    /// <summary>Title, time, place and link.</summary>
    public static IReadOnlyList<Text> Facts(Call call, Meeting meeting)
    {
        List<Text> lines = [Title(meeting), MeetingTime.Line(call, meeting)];
        if (meeting.Where.Length > 0)
            lines.Add(Text.Of("meeting.where", ("where", meeting.Where)));
        if (meeting.JoinLink is { } link)
            lines.Add(Text.Of("meeting.link", ("link", link)));
        else if (meeting.Online)
            lines.Add(meeting.Event == EventState.Asked ? "meeting.link-later" : "meeting.online");
        return lines;
    }

    /// <summary>What the owner can do with it.</summary>
    public static Button[] OwnerButtons(Meeting meeting) =>
        [Press.Button("m-move", meeting.Id), Press.Button("m-cancel", meeting.Id)];

    /// <summary>The buttons under a meeting for a person.</summary>
    public static Message WithButtons(Message message, Meeting meeting, string person)
    {
        if (meeting.Participants.Contains(person))
            message = message.Row(Press.Button("m-yes", meeting.Id), Press.Button("m-no", meeting.Id));
        return meeting.Owner == person ? message.Row(OwnerButtons(meeting)) : message;
    }

    private static Message Invitation(Call call, Meeting meeting, string person) =>
        WithButtons(
            WithFile(call, meeting, person, Message.Of(["meeting.invited", .. Facts(call, meeting)])),
            meeting,
            person
        );

    private static Message Change(Call call, Meeting before, Meeting now, string person) =>
        WithButtons(
            WithFile(
                call,
                now,
                person,
                Message.Of([
                    before.Start != now.Start || before.End != now.End ? "meeting.moved" : "meeting.changed",
                    .. Facts(call, now),
                    .. Was(call, before, now),
                ])
            ),
            now,
            person
        );

    private static Message Off(Call call, Meeting meeting, string person, Text[] lines)
    {
        var message = Message.Of([.. lines, Title(meeting), MeetingTime.Line(call, meeting)]);
        return meeting.InvitedByService.Contains(person)
            ? message.And("meeting.by-service-off")
            : message.And("meeting.file-off") with
            {
                File = MeetingFiles.Of(call, meeting, LanguageOf(call, person), true),
            };
    }

    private static IReadOnlyList<Text> Was(Call call, Meeting before, Meeting now) =>
        before.Start != now.Start || before.End != now.End
            ? [Text.Of("meeting.was", MeetingTime.Arg(call, before))]
            : [];

    private static bool IsOther(Meeting before, Meeting now) =>
        before.Where != now.Where
        || before.Online != now.Online
        || before.JoinLink != now.JoinLink
        || before.Title.Key != now.Title.Key
        || !before.Title.Args.SequenceEqual(now.Title.Args);

    /// <summary>The way into the person's calendar: the service's invitation, or a file.</summary>
    private static Message WithFile(Call call, Meeting meeting, string person, Message message) =>
        meeting.InvitedByService.Contains(person)
            ? message.And("meeting.by-service")
            : message.And(meeting.Sequence == 0 ? "meeting.by-file" : "meeting.by-new-file") with
            {
                File = MeetingFiles.Of(call, meeting, LanguageOf(call, person), false),
            };

    private static string LanguageOf(Call call, string person) => call.Find(Person.Kind, person)?.Language ?? "de";

    private static void TellAll(Call call, Meeting meeting, IEnumerable<string> persons, Func<string, Message> make)
    {
        var missed = persons.Where(person => !Tell(call, person, make(person))).ToList();
        var names = missed.Select(p => call.Find(Person.Kind, p)?.FirstName).OfType<string>().ToList();
        if (names.Count > 0 && meeting.Owner is { } owner && !missed.Contains(owner))
            Tell(
                call,
                owner,
                Message.Of(
                    Text.Of("meeting.unreachable", ("names", string.Join(", ", names))),
                    MeetingTime.Line(call, meeting)
                )
            );
    }

    /// <summary>The owner; where there is none whom a message reaches, the operators.</summary>
    private static IEnumerable<string> InCharge(Call call, Meeting meeting) =>
        meeting.Owner is { } owner && call.Find(Person.Kind, owner)?.Home is not null
            ? [owner]
            : Roles.Operators(call, meeting.Quartier).Select(p => p.Id);

    /// <summary>Who does something now hears at once what came of it; all others after their quiet hours.</summary>
    private static bool Tell(Call call, string person, Message message) =>
        call.Tell(person, message with { Priority = call.Person?.Id == person ? Priority.Answer : Priority.Notice });

    private static void Post(Call call, Meeting meeting, params Text[] lines)
    {
        foreach (var channel in meeting.Channels.Select(c => call.Find(Channel.Kind, c)).OfType<Channel>())
            if (!channel.Inactive && channel.Quartier == meeting.Quartier)
                call.Post(
                    channel,
                    Message.Of([.. lines, .. Facts(call, meeting)]) with
                    {
                        Priority = Priority.Notice,
                        Ref = meeting.Sequence == 0 ? Ref(meeting) : null,
                        Under = meeting.Sequence == 0 ? null : Ref(meeting),
                    }
                );
    }

    /// <summary>Whether the quiet hours would hold a reminder back until the meeting has begun.</summary>
    private static bool ComesTooLate(Call call, Meeting meeting, string person) =>
        call.Find(Person.Kind, person) is { } found
        && QuietTime.HoldBeyond(meeting.Start, found.Quiet, call.Now, MeetingTime.Zone(call, meeting));
}
