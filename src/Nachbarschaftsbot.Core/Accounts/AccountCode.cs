using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>
/// A one-time code with which a person brings another account of theirs along. Only its hash is kept, see <see cref="Quartiere.Code.IdOf"/>.
/// </summary>
public sealed record AccountCode : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<AccountCode> Kind = new(
        "accountcode",
        AccountJson.Default.AccountCode,
        new Index<AccountCode>("person", c => IndexValue.Of(c.Person, c.Id))
    );

    /// <summary>Hash of the code.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the person who made it.</summary>
    public required string Person { get; init; }

    /// <summary>The account with which it was made.</summary>
    public required Account Account { get; init; }

    /// <summary>The private chat in which it was made.</summary>
    public required Place Place { get; init; }

    /// <summary>First moment at which it no longer counts.</summary>
    public required Instant Until { get; init; }

    /// <summary>The account that typed it and belongs to somebody already: now the maker is asked. Null while it waits.</summary>
    public Account? Asking { get; init; }

    /// <summary>The private chat of that account.</summary>
    public Place? AskingPlace { get; init; }
}

/// <summary>That the documents of one person are on their way to another, page by page.</summary>
public sealed record AccountMerge : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<AccountMerge> Kind = new(
        "accountmerge",
        AccountJson.Default.AccountMerge,
        new Index<AccountMerge>("from", m => IndexValue.Of(m.From, m.Id)),
        new Index<AccountMerge>("into", m => IndexValue.Of(m.Into, m.Id))
    );

    /// <summary>By chance: what comes in by its timer leaves no trace of who went.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the person who goes.</summary>
    public required string From { get; init; }

    /// <summary>Id of the person who stays.</summary>
    public required string Into { get; init; }
}

[JsonSerializable(typeof(AccountCode))]
[JsonSerializable(typeof(AccountMerge))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class AccountJson : JsonSerializerContext;
