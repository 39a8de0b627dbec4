using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>A report of a person to the moderation.</summary>
public sealed record Report : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Report> Kind = new(
        "report",
        NeighbourJson.Default.Report,
        new Index<Report>("person", r => IndexValue.Of(r.Person, r.Id)),
        new Index<Report>("other", r => IndexValue.Of(r.Other, r.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of the Quartier whose moderation decides.</summary>
    public required string Quartier { get; init; }

    /// <summary>Id of the person who reports.</summary>
    public required string Person { get; init; }

    /// <summary>Id of the person who is reported.</summary>
    public required string Other { get; init; }

    /// <summary>Id of the Vermittlung in which it happened; empty where it is about something that was only read.</summary>
    public required string Vermittlung { get; init; }

    /// <summary>One of <see cref="Reporting.Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What happened, in the person's words, at most 500 characters; may be empty.</summary>
    public string Words { get; init; } = "";

    /// <summary>Id of the message to a group that is meant, or null.</summary>
    public string? Message { get; init; }

    /// <summary>Id of the request or offer that is meant, or null.</summary>
    public string? Request { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>The reports a person made.</summary>
    internal static IReadOnlyList<Report> By(Call call, string person) => call.QueryBelow(Kind, "person", 200, person);

    /// <summary>The reports of a person.</summary>
    internal static IReadOnlyList<Report> Of(Call call, string other) => call.QueryBelow(Kind, "other", 200, other);

    /// <summary>What the moderation sees: who is reported, why, in which words.</summary>
    public static IReadOnlyList<Text> Lines(Call call, string id) =>
        call.Find(Kind, id) is { } report
            ?
            [
                .. Lines(call, report.Other, report.Reason, report.Words, report.Person),
                .. Meant(call, report),
                .. Meant(call, report.Request),
            ]
            : [];

    /// <summary>The request or offer that is meant, as it reads now.</summary>
    internal static IEnumerable<Text> Meant(Call call, string? request) =>
        call.Find(HelpRequest.Kind, request ?? "") is { } meant
            ? ["report.entry", Text.Quote(meant.What).By(meant.Owner)]
            : [];

    /// <summary>The message that is meant, as long as it is kept: who decides has to read it.</summary>
    private static IEnumerable<Text> Meant(Call call, Report report) =>
        report.Message is { } id && call.Find(GroupMessage.Kind, id) is { } message
            ? ["report.message", Text.Quote(message.Words).By(message.Author)]
            : [];

    internal static IReadOnlyList<Text> Lines(Call call, string other, string reason, string words, string? by)
    {
        var lines = new List<Text>
        {
            Text.Of("report.about", Arg.Of("name", call.Find(Neighbours.Person.Kind, other)?.FirstName ?? "", other)),
            Text.Of("report.reason", Arg.OfKey("reason", $"report.reason.{reason}")),
        };
        if (words.Length > 0)
            lines.Add(Text.Quote(words).By(by));
        return lines;
    }
}
