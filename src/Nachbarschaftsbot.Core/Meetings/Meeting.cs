using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>How a meeting stands.</summary>
public enum MeetingState
{
    /// <summary>It takes place.</summary>
    Planned,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>How the calendar service stands to a meeting.</summary>
public enum EventState
{
    /// <summary>It has nothing to do with it.</summary>
    None,

    /// <summary>It was asked and has not answered yet.</summary>
    Asked,

    /// <summary>The event stands in its calendars.</summary>
    Done,

    /// <summary>It did not take it; everybody has a file instead.</summary>
    Failed,
}

/// <summary>
/// A meeting of several people at one time. Features make one with <see cref="MeetingBook.Schedule"/>. What stands in it reaches
/// calendars that others can see: no name of somebody it is about, no reason.
/// </summary>
public sealed record Meeting : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Meeting> Kind = new(
        "meeting",
        MeetingJson.Default.Meeting,
        new Index<Meeting>("about", m => m.Subject.Length == 0 ? null : IndexValue.Of(m.Feature, m.Subject)),
        new Index<Meeting>("owner", m => m.Owner)
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>The neutral title, for example "Sozialraumdialog". Stands in calendars.</summary>
    public required Text Title { get; init; }

    /// <summary>When it begins.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it ends, after the start.</summary>
    public required Instant End { get; init; }

    /// <summary>The place in words, or empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>Whether people can take part from where they are. With a calendar service the link is made by it.</summary>
    public bool Online { get; init; }

    /// <summary>The link to take part online: given by the feature, or made by the calendar service.</summary>
    public string? JoinLink { get; init; }

    /// <summary>Ids of the persons who are invited; the owner only where named here.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Ids of bound channels that hear of it too.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Id of the person who may move and cancel it, or null where only the feature may.</summary>
    public string? Owner { get; init; }

    /// <summary>The feature it belongs to, or empty; see <see cref="Registry.OnMeetingChanged"/>.</summary>
    public string Feature { get; init; } = "";

    /// <summary>The feature's document it belongs to, or empty.</summary>
    public string Subject { get; init; } = "";

    /// <summary>How it stands.</summary>
    public MeetingState State { get; init; }

    /// <summary>0 when new, one more with each change that people hear of.</summary>
    public int Sequence { get; init; }

    /// <summary>Its id in calendars everywhere, for ever the same. Made by <see cref="MeetingBook.Schedule"/>.</summary>
    public string Uid { get; init; } = "";

    /// <summary>When it was last changed.</summary>
    public Instant Changed { get; init; }

    /// <summary>How the calendar service stands to it.</summary>
    public EventState Event { get; init; }

    /// <summary>Ids of persons whom the calendar service invites; all others get a file.</summary>
    public IReadOnlyList<string> InvitedByService { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <inheritdoc/>
    public Relation RelationOf(string person) =>
        (Owner == person ? Relation.Owner : Relation.Any)
        | (Participants.Contains(person) ? Relation.Party : Relation.Any);
}

/// <summary>One person's part in one meeting; found by person and time.</summary>
public sealed record Attendance : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Attendance> Kind = new(
        "attendance",
        MeetingJson.Default.Attendance,
        new Index<Attendance>("person", a => IndexValue.Of(a.Person, Key(a.Start)))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The meeting.</summary>
    public required string Meeting { get; init; }

    /// <summary>The person.</summary>
    public required string Person { get; init; }

    /// <summary>When the meeting begins.</summary>
    public required Instant Start { get; init; }

    /// <summary>Whether the person said to come; null while nothing was said.</summary>
    public bool? Comes { get; init; }

    /// <summary>The id of a person's part in a meeting.</summary>
    public static string IdOf(string meeting, string person) => $"{meeting}:{person}";

    /// <summary>A moment as it stands in the index.</summary>
    public static string Key(Instant at) => at.ToUnixTimeSeconds().ToString("D12", null);
}

/// <summary>A person's private calendar feed. Only the hash of its secret is kept; who has the link can read it until it is switched off.</summary>
public sealed record Feed : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Feed> Kind = new(
        "feed",
        MeetingJson.Default.Feed,
        new Index<Feed>("person", f => f.Person)
    );

    /// <summary>The hash of the secret.</summary>
    public required string Id { get; init; }

    /// <summary>Whose meetings it shows.</summary>
    public required string Person { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant Created { get; init; }
}

/// <summary>What the host says about calendars; there is one, written at start.</summary>
public sealed record CalendarHouse : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<CalendarHouse> Kind = new("calendarhouse", MeetingJson.Default.CalendarHouse);

    /// <summary>The id of the one document.</summary>
    public const string Only = "house";

    /// <inheritdoc/>
    public string Id { get; init; } = Only;

    /// <summary>The beginning of the addresses of feeds, with a slash at the end; empty: there are none.</summary>
    public string Feeds { get; init; } = "";

    /// <summary>The name under which the outbox knows the calendar service; empty where none is connected.</summary>
    public string Service { get; init; } = "";

    /// <summary>The messenger whose accounts have calendars in the calendar service.</summary>
    public string ServiceFor { get; init; } = "";

    /// <summary>The mailbox in whose name invitations go out, or empty.</summary>
    public string Mailbox { get; init; } = "";
}

/// <summary>When those who run a Quartier last heard that the calendar service takes nothing.</summary>
public sealed record ServiceNote : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<ServiceNote> Kind = new("servicenote", MeetingJson.Default.ServiceNote);

    /// <summary>Id of the Quartier.</summary>
    public required string Id { get; init; }

    /// <summary>When.</summary>
    public Instant Told { get; init; }
}

[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(Attendance))]
[JsonSerializable(typeof(Feed))]
[JsonSerializable(typeof(CalendarHouse))]
[JsonSerializable(typeof(ServiceNote))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class MeetingJson : JsonSerializerContext;
