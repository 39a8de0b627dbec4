using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using NodaTime;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>The life of an agreement between two Quartiere.</summary>
public enum PartnershipState
{
    /// <summary>One side proposed it; the other has not answered.</summary>
    Proposed,

    /// <summary>Both sides confirmed: they share.</summary>
    Agreed,

    /// <summary>The other side declined it.</summary>
    Declined,

    /// <summary>The side that proposed it took it back.</summary>
    Withdrawn,

    /// <summary>One side ended it.</summary>
    Ended,
}

/// <summary>What two Quartiere share: any of these.</summary>
[Flags]
public enum Sharables
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Requests for help.</summary>
    Requests = 1,

    /// <summary>Offers of help.</summary>
    Offers = 2,

    /// <summary>Offers of things to lend.</summary>
    Things = 4,
}

/// <summary>
/// An agreement between two Quartiere to share what found nobody. There is one document for each pair, so that two proposals at the same
/// moment meet in it. Who proposed is known until it is answered, so that somebody else answers; who agreed is not kept: it is an agreement of
/// Quartiere.
/// </summary>
public sealed record Partnership : IDocument
{
    /// <summary>The kind; the indexes find what is proposed or agreed by each of its sides.</summary>
    public static readonly Kind<Partnership> Kind = new(
        "partnership",
        PartnershipJson.Default.Partnership,
        new Index<Partnership>("proposer", p => p.IsLive ? IndexValue.Of(p.Proposer, p.Id) : null),
        new Index<Partnership>("asked", p => p.IsLive ? IndexValue.Of(p.Asked, p.Id) : null),
        new Index<Partnership>("by", p => p.By is null ? null : IndexValue.Of(p.By, p.Id))
    );

    /// <summary>Both Quartiere, see <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the Quartier that proposed it.</summary>
    public required string Proposer { get; init; }

    /// <summary>Id of the Quartier that was asked.</summary>
    public required string Asked { get; init; }

    /// <summary>Id of the person who proposed it, until it is answered.</summary>
    public string? By { get; init; }

    /// <summary>Where it stands.</summary>
    public PartnershipState State { get; init; }

    /// <summary>What is shared, both ways.</summary>
    public Sharables Shares { get; init; }

    /// <summary>Hours after which what found nobody is shared.</summary>
    public int WaitHours { get; init; } = 24;

    /// <summary>When both sides had agreed; what was shared before counts no more.</summary>
    public Instant Since { get; init; }

    /// <summary>Whether it is proposed or agreed.</summary>
    [JsonIgnore]
    public bool IsLive => State is PartnershipState.Proposed or PartnershipState.Agreed;

    /// <summary>The id of the agreement of two Quartiere, whoever proposed it.</summary>
    public static string IdOf(string a, string b) => string.CompareOrdinal(a, b) < 0 ? $"{a}-{b}" : $"{b}-{a}";

    /// <summary>The other side.</summary>
    public string Other(string quartier) => quartier == Proposer ? Asked : Proposer;

    /// <summary>Whether a request or offer is of what is shared.</summary>
    public bool Covers(Direction direction, string category) =>
        direction == Direction.Gesuch ? Shares.HasFlag(Sharables.Requests)
        : Shares.HasFlag(Sharables.Offers) ? true
        : category == "leihen" && Shares.HasFlag(Sharables.Things);
}

/// <summary>How one Quartier shares, whatever it agreed on with others.</summary>
public sealed record SharingRules : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<SharingRules> Kind = new("sharingrules", PartnershipJson.Default.SharingRules);

    /// <summary>Id of the Quartier.</summary>
    public required string Id { get; init; }

    /// <summary>What is new stays within the Quartier unless its owner says otherwise; false: it is shared unless its owner objects.</summary>
    public bool StaysHome { get; init; }

    /// <summary>Urgent requests may be shared without waiting, where the other side says so too.</summary>
    public bool UrgentAtOnce { get; init; }

    /// <summary>What partners share stands in the neighbourhood channels here.</summary>
    public bool InChannels { get; init; }
}

[JsonSerializable(typeof(Partnership))]
[JsonSerializable(typeof(SharingRules))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class PartnershipJson : JsonSerializerContext;
