namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Whose bot it is: what people must be told (Art. 13 GDPR, § 5 DDG). The host fills it from its settings.</summary>
public sealed record About
{
    /// <summary>Name of the operator as people know it, at most 80 characters.</summary>
    public string Operator { get; init; } = "Nachbarschaftsbot (zum Ausprobieren)";

    /// <summary>How a person reaches a human at the operator: phone, e-mail or address, in one line; empty where none is set.</summary>
    public string Contact { get; init; } = "";

    /// <summary>Address of the full privacy page, or null.</summary>
    public string? PrivacyLink { get; init; }

    /// <summary>The public address of the web pages without a slash at the end, or null where there is none.</summary>
    public string? Web { get; init; }

    /// <summary>Provider identification, in one or several lines; empty where none is set.</summary>
    public string Imprint { get; init; } = "";

    /// <summary>The data protection authority people can complain to; empty: that of the Land, without a name.</summary>
    public string ComplaintOffice { get; init; } = "";

    /// <summary>Number of the poison centre of the region, with spaces to be read aloud; empty where none is set.</summary>
    public string PoisonCentre { get; init; } = "";

    /// <summary>When somebody usually answers, in words of the operator; empty where none are set.</summary>
    public string OfficeHours { get; init; } = "";

    /// <summary>Hours within which the moderation usually answers.</summary>
    public int AnswerHours { get; init; } = 24;
}
