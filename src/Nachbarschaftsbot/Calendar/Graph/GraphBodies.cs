using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>A wall time with the name of its zone; never with an offset.</summary>
internal sealed record GraphTime(
    [property: JsonPropertyName("dateTime")] string DateTime,
    [property: JsonPropertyName("timeZone")] string TimeZone
);

/// <summary>Words of an event.</summary>
internal sealed record GraphBody(
    [property: JsonPropertyName("contentType")] string ContentType,
    [property: JsonPropertyName("content")] string Content
);

/// <summary>A place in words.</summary>
internal sealed record GraphLocation([property: JsonPropertyName("displayName")] string DisplayName);

/// <summary>A mail address.</summary>
internal sealed record GraphAddress([property: JsonPropertyName("address")] string Address);

/// <summary>Somebody invited.</summary>
internal sealed record GraphAttendee(
    [property: JsonPropertyName("emailAddress")] GraphAddress EmailAddress,
    [property: JsonPropertyName("type")] string Type
);

/// <summary>
/// An event to create or to change. What is null is left out: a change carries no body, because replacing the body of an online
/// meeting takes its link away.
/// </summary>
internal sealed record GraphEvent
{
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    [JsonPropertyName("body")]
    public GraphBody? Body { get; init; }

    [JsonPropertyName("start")]
    public required GraphTime Start { get; init; }

    [JsonPropertyName("end")]
    public required GraphTime End { get; init; }

    [JsonPropertyName("location")]
    public required GraphLocation Location { get; init; }

    [JsonPropertyName("attendees")]
    public required IReadOnlyList<GraphAttendee> Attendees { get; init; }

    [JsonPropertyName("isOnlineMeeting")]
    public bool? IsOnlineMeeting { get; init; }

    [JsonPropertyName("onlineMeetingProvider")]
    public string? OnlineMeetingProvider { get; init; }

    [JsonPropertyName("transactionId")]
    public string? TransactionId { get; init; }

    [JsonPropertyName("sensitivity")]
    public string? Sensitivity { get; init; }

    [JsonPropertyName("hideAttendees")]
    public bool? HideAttendees { get; init; }

    [JsonPropertyName("allowNewTimeProposals")]
    public bool? AllowNewTimeProposals { get; init; }

    [JsonPropertyName("responseRequested")]
    public bool? ResponseRequested { get; init; }
}

/// <summary>Cancels an event. The name is spelled as the metadata spell it.</summary>
internal sealed record GraphCancel([property: JsonPropertyName("Comment")] string Comment);

/// <summary>Asks for busy times. The names are spelled as the metadata spell them.</summary>
internal sealed record GraphScheduleQuestion(
    [property: JsonPropertyName("Schedules")] IReadOnlyList<string> Schedules,
    [property: JsonPropertyName("StartTime")] GraphTime StartTime,
    [property: JsonPropertyName("EndTime")] GraphTime EndTime,
    [property: JsonPropertyName("AvailabilityViewInterval")] int AvailabilityViewInterval
);

/// <summary>An event as it comes back.</summary>
internal sealed record GraphEventAnswer(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("transactionId")] string? TransactionId,
    [property: JsonPropertyName("onlineMeeting")] GraphOnline? OnlineMeeting
);

/// <summary>Where to take part online.</summary>
internal sealed record GraphOnline([property: JsonPropertyName("joinUrl")] string? JoinUrl);

/// <summary>Several events.</summary>
internal sealed record GraphEvents([property: JsonPropertyName("value")] IReadOnlyList<GraphEventAnswer>? Value);

/// <summary>One person's schedule.</summary>
internal sealed record GraphSchedule(
    [property: JsonPropertyName("scheduleId")] string? ScheduleId,
    [property: JsonPropertyName("availabilityView")] string? AvailabilityView,
    [property: JsonPropertyName("scheduleItems")] IReadOnlyList<GraphScheduleItem>? ScheduleItems,
    [property: JsonPropertyName("error")] GraphScheduleError? Error
);

/// <summary>A time in a schedule; what for is not read.</summary>
internal sealed record GraphScheduleItem(
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("start")] GraphTime? Start,
    [property: JsonPropertyName("end")] GraphTime? End
);

/// <summary>Why a schedule could not be read.</summary>
internal sealed record GraphScheduleError([property: JsonPropertyName("responseCode")] string? ResponseCode);

/// <summary>Several schedules.</summary>
internal sealed record GraphSchedules([property: JsonPropertyName("value")] IReadOnlyList<GraphSchedule>? Value);

/// <summary>The address of somebody in the directory.</summary>
internal sealed record GraphUser(
    [property: JsonPropertyName("mail")] string? Mail,
    [property: JsonPropertyName("userPrincipalName")] string? UserPrincipalName
);

/// <summary>An error, as Graph wraps it.</summary>
internal sealed record GraphErrorAnswer([property: JsonPropertyName("error")] GraphErrorBody? Error);

/// <summary>What is wrong.</summary>
internal sealed record GraphErrorBody([property: JsonPropertyName("code")] string? Code);

[JsonSerializable(typeof(GraphEvent))]
[JsonSerializable(typeof(GraphCancel))]
[JsonSerializable(typeof(GraphScheduleQuestion))]
[JsonSerializable(typeof(GraphEventAnswer))]
[JsonSerializable(typeof(GraphEvents))]
[JsonSerializable(typeof(GraphSchedules))]
[JsonSerializable(typeof(GraphUser))]
[JsonSerializable(typeof(GraphErrorAnswer))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class GraphJson : JsonSerializerContext;
