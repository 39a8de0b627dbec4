using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>A one-time code that gives a role. Only its hash is kept; whoever reads the database cannot use it.</summary>
public sealed record Code : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Code> Kind = new(
        "code",
        QuartierJson.Default.Code,
        new Index<Code>("issuer", c => IndexValue.Of(c.IssuedBy ?? FromHost, c.Id)),
        new Index<Code>("user", c => c.UsedBy is null ? null : IndexValue.Of(c.UsedBy, c.Id))
    );

    /// <summary>Stands in the issuer index for codes that the program printed at its start.</summary>
    public const string FromHost = "*";

    /// <summary>Hash of the code.</summary>
    public required string Id { get; init; }

    /// <summary>The role it gives.</summary>
    public required Role Role { get; init; }

    /// <summary>Id of the Quartier, or <see cref="Neighbours.RoleIn.Everywhere"/>.</summary>
    public required string Quartier { get; init; }

    /// <summary>Id of the operator who made it; null for the one printed at the first start.</summary>
    public string? IssuedBy { get; init; }

    /// <summary>First moment at which it no longer counts; null: counts until it is used.</summary>
    public Instant? Until { get; init; }

    /// <summary>Id of the person who used it, or null while it waits.</summary>
    public string? UsedBy { get; init; }

    /// <summary>The id of a code as typed: blanks, dashes and case do not matter.</summary>
    public static string IdOf(string typed)
    {
        var plain = new StringBuilder(16);
        foreach (var c in typed)
            if (char.IsAsciiLetterOrDigit(c))
                plain.Append(char.ToUpperInvariant(c));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(plain.ToString())).AsSpan(0, 16));
    }
}

/// <summary>Wrong codes that one account tried within the last hour.</summary>
public sealed record CodeTries : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<CodeTries> Kind = new("codetries", QuartierJson.Default.CodeTries);

    /// <summary>The account's key.</summary>
    public required string Id { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>When the first of them was.</summary>
    public Instant Since { get; init; }
}

/// <summary>Written with every change of roles: two changes at once meet here, and the second decides anew from what is true then.</summary>
public sealed record RoleChange : IDocument
{
    /// <summary>The kind; there is one document.</summary>
    public static readonly Kind<RoleChange> Kind = new("rolechange", QuartierJson.Default.RoleChange);

    /// <inheritdoc/>
    public string Id { get; init; } = "roles";

    /// <summary>Number of changes so far.</summary>
    public long Count { get; init; }
}

/// <summary>That a person in a moderation group wants to moderate; waits for an operator's word.</summary>
public sealed record RoleWish : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<RoleWish> Kind = new(
        "rolewish",
        QuartierJson.Default.RoleWish,
        new Index<RoleWish>("person", w => IndexValue.Of(w.Person, w.Id))
    );

    /// <summary>Quartier and person.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => "Waiting";

    /// <inheritdoc/>
    public Relation RelationOf(string person) => person == Person ? Relation.Owner : Relation.Any;
}
