using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>What all parts of the dialogues need: finding them, who belongs to them, names and dates.</summary>
internal static class Rounds
{
    private const int Most = 100;

    /// <summary>The dialogues of a Quartier that have not ended, the oldest first.</summary>
    public static IReadOnlyList<Dialogue> Of(Call call, string quartier) =>
        [
            .. ((DialogueState[])[DialogueState.Active, DialogueState.Resting])
                .SelectMany(s => call.QueryBelow(Dialogue.Kind, "quartier", Most, quartier, s.ToString()))
                .Where(d => d.State != DialogueState.Ended)
                .DistinctBy(d => d.Id)
                .OrderBy(d => d.Created),
        ];

    /// <summary>Whether the person behind the call takes part, or works in the Quartier as a professional.</summary>
    public static bool TakesPart(Call call, Dialogue dialogue) =>
        dialogue.Has(call.Person?.Id) || IsColleague(call, dialogue.Quartier);

    /// <summary>Whether the person behind the call is a professional or network manager of a Quartier.</summary>
    public static bool IsColleague(Call call, string quartier) =>
        (Call.StandingOf(call.Person, quartier) & Who.Colleague) != 0;

    /// <summary>The meeting that comes or runs, or null.</summary>
    public static DialogueMeeting? Next(Call call, Dialogue dialogue) =>
        dialogue.Next is null ? null : call.Find(DialogueMeeting.Kind, dialogue.Next);

    /// <summary>All meetings of a dialogue, the newest first.</summary>
    public static IReadOnlyList<DialogueMeeting> Meetings(Call call, string dialogue) =>
        [
            .. call.QueryBelow(DialogueMeeting.Kind, "dialogue", 500, dialogue)
                .Where(m => m.State is MeetingState.Held or MeetingState.Released)
                .OrderByDescending(m => m.Number),
        ];

    /// <summary>
    /// The professionals and network managers who take care of a dialogue: those who take part, else those of the Quartier, else its operators.
    /// </summary>
    public static IReadOnlyList<Person> Carers(Call call, Dialogue? dialogue, string quartier)
    {
        var staff = Roles.Staff(call, quartier);
        var colleagues = staff.Where(p => (Call.StandingOf(p, quartier) & Who.Colleague) != 0).ToList();
        var inside = colleagues.Where(p => p.Id == dialogue?.Owner || dialogue?.Has(p.Id) == true).ToList();
        return inside.Count > 0 ? inside
            : colleagues.Count > 0 ? colleagues
            : [.. staff.Where(p => p.Is(Role.Operator, quartier))];
    }

    /// <summary>The people of a dialogue who can be found.</summary>
    public static IEnumerable<Person> People(Call call, Dialogue dialogue) =>
        dialogue.Members.Select(m => call.Find(Person.Kind, m.Person)).OfType<Person>();

    /// <summary>Tells everybody who takes part, the person behind the call apart.</summary>
    public static void TellAll(Call call, Dialogue dialogue, Message message)
    {
        foreach (var person in People(call, dialogue).Where(p => p.Id != call.Person?.Id))
            call.Tell(person, message);
    }

    /// <summary>The place where a dialogue works: the channel of the call, else the first working channel of the Quartier.</summary>
    public static Channel? Room(Call call, string quartier) =>
        call.Channel is { Purpose: ChannelPurpose.Working, Inactive: false } here && here.Quartier == quartier
            ? here
            : Channels.Of(call, quartier, ChannelPurpose.Working).FirstOrDefault();

    /// <summary>A moment on the clocks of a Quartier.</summary>
    public static Arg At(Call call, string name, Instant at, string quartier) =>
        Arg.OfWhen(name, new When.Moment(Minute(Local(call, at, quartier))).Encode());

    /// <summary>A day in a Quartier.</summary>
    public static Arg Day(Call call, string name, Instant at, string quartier) =>
        Arg.OfWhen(name, new When.Day(Local(call, at, quartier).Date).Encode());

    /// <summary>The local time of a moment.</summary>
    public static LocalDateTime Local(Call call, Instant at, string quartier) =>
        at.InZone(Zone(call, quartier)).LocalDateTime;

    /// <summary>The moment of a local time; one in the hour that the clocks skip moves to the next that exists.</summary>
    public static Instant Moment(Call call, LocalDateTime local, string quartier) =>
        Zone(call, quartier).AtLeniently(local).ToInstant();

    /// <summary>The time zone of a Quartier.</summary>
    public static DateTimeZone Zone(Call call, string quartier) => Call.ZoneOf(call.Find(Quartier.Kind, quartier));

    /// <summary>A button about something of a dialogue, for whoever takes part in it. For all others it is not there.</summary>
    public static ButtonSpec<T> Button<T>(
        string verb,
        Kind<T> kind,
        Func<T, string> dialogue,
        Action<Call, T> handle,
        params string[] states
    )
        where T : class, ISubject =>
        new(
            verb,
            Who.Resident,
            Relation.Any,
            states,
            kind,
            (call, document) =>
            {
                if (call.Find(Dialogue.Kind, dialogue(document)) is { } found && TakesPart(call, found))
                    handle(call, document);
                else
                    call.NotThere();
            }
        );

    /// <summary>
    /// Says something here that stands under nothing: where replies count for the first message of a thread, its own thread takes them.
    /// </summary>
    public static void Alone(Call call, Message message) =>
        call.Decision.Messages.Add(message.To(call.Inbound.Place, call.Language));

    /// <summary>A short word: in passing for a button, under the message for words.</summary>
    public static void Word(Call call, Text text)
    {
        if (call.Inbound.Content is Content.Press && call.Where != Where.Private)
            call.Toast(text);
        else
            call.Say(text);
    }

    private static LocalDateTime Minute(LocalDateTime at) => at.Date + new LocalTime(at.Hour, at.Minute);
}
