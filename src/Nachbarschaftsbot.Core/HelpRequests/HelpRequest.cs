using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Which way the help goes.</summary>
public enum Direction
{
    /// <summary>Somebody asks for help (Gesuch); people read "Anfrage".</summary>
    Gesuch,

    /// <summary>Somebody offers help (Angebot).</summary>
    Angebot,
}

/// <summary>The life of a request or offer.</summary>
public enum RequestState
{
    /// <summary>Waits for release by a moderator.</summary>
    Waiting,

    /// <summary>Neighbours can see it and answer.</summary>
    Open,

    /// <summary>All places are taken.</summary>
    Full,

    /// <summary>Its owner said that it is done.</summary>
    Done,

    /// <summary>Its owner took it back.</summary>
    Withdrawn,

    /// <summary>A moderator declined it, with a reason.</summary>
    Declined,

    /// <summary>Nobody said that it still counts.</summary>
    Expired,

    /// <summary>A moderator named a contact who can help instead.</summary>
    Referred,
}

/// <summary>That a partner Quartier can see it.</summary>
/// <param name="Quartier">Id of the partner.</param>
/// <param name="Since">Since when.</param>
public sealed record SharedWith(string Quartier, Instant Since);

/// <summary>A request for help or an offer of help.</summary>
public sealed record HelpRequest : ISubject
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<HelpRequest> Kind = new(
        "request",
        HelpRequestJson.Default.HelpRequest,
        new Index<HelpRequest>("open", r => r.State == RequestState.Open ? r.OpenIndex : null),
        new Index<HelpRequest>("owner", r => IndexValue.Of(r.Owner, r.Id)),
        new Index<HelpRequest>("quartier", r => IndexValue.Of(r.Quartier, r.StateName, r.Id)),
        new Index<HelpRequest>("news", r => r.State == RequestState.Open ? r.NewsIndex : null),
        new Index<HelpRequest>(
            "across",
            r => r.IsShared ? IndexValue.Of(r.Quartier, r.Direction.ToString(), r.Order) : null
        ),
        new Index<HelpRequest>("acrosskind", r => r.IsShared ? r.OpenIndex : null),
        new Index<HelpRequest>("acrossnews", r => r.IsLive && r.Shared.Count > 0 ? r.AcrossNewsIndex : null)
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Quartier { get; init; }

    /// <summary>Id of the person who asks or offers.</summary>
    public required string Owner { get; init; }

    /// <summary>Which way the help goes.</summary>
    public Direction Direction { get; init; }

    /// <summary>Id of the <see cref="Understanding.Category"/>.</summary>
    public required string Category { get; init; }

    /// <summary>What it is about, in the person's words, at most 300 characters.</summary>
    public required string What { get; init; }

    /// <summary>When, encoded by <see cref="Understanding.When.Encode"/>.</summary>
    public required string When { get; init; }

    /// <summary>Where, coarse: a street corner, a part of the Quartier; at most 80 characters.</summary>
    public required string Area { get; init; }

    /// <summary>How many people are needed or can be helped, 1 to 20.</summary>
    public int Places { get; init; } = 1;

    /// <summary>How urgent it is.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>Whether whoever answers first gets a place; otherwise the owner chooses.</summary>
    public bool FirstComes { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public RequestState State { get; init; }

    /// <summary>Ids of the Vermittlungen that hold a place; never more than <see cref="Places"/>.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>When it was submitted.</summary>
    public Instant Created { get; init; }

    /// <summary>When it expires unless its owner says that it still counts.</summary>
    public Instant OpenUntil { get; init; }

    /// <summary>When neighbours could see it for the first time, or null while they could not.</summary>
    public Instant? Released { get; init; }

    /// <summary>When it last became open again after all places were taken, or null.</summary>
    public Instant? Reopened { get; init; }

    /// <summary>Whether it is open again with a time that was over: neighbours hear of it when it has a new one.</summary>
    public bool Unheard { get; init; }

    /// <summary>Whether it was changed and waits for release; who answered already is told then.</summary>
    public bool Edited { get; init; }

    /// <summary>Keys of the neighbourhood channels where it stands.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Ids of the partner Quartiere to which its owner agreed to show it when it finds nobody at home.</summary>
    public IReadOnlyList<string> Across { get; init; } = [];

    /// <summary>When its owner agreed to that; agreements made later do not count. Null for those that never did.</summary>
    public Instant? AcrossAt { get; init; }

    /// <summary>The partner Quartiere whose people heard of it: they are not told again.</summary>
    public IReadOnlyList<string> ToldAcross { get; init; } = [];

    /// <summary>The partner Quartiere whose moderation does not want it there: it is not shared with them again.</summary>
    public IReadOnlyList<string> Unwanted { get; init; } = [];

    /// <summary>The partner Quartiere that it is shown to.</summary>
    public IReadOnlyList<SharedWith> Shared { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.ToString();

    /// <summary>When it was last shown to one more partner.</summary>
    [JsonIgnore]
    public Instant LastShared => Shared.Count == 0 ? Created : Shared.Max(s => s.Since);

    /// <summary>When neighbours last began to hear of it, or null while they did not.</summary>
    [JsonIgnore]
    public Instant? LastNews => Reopened ?? Released;

    /// <summary>Whether it is still going on.</summary>
    [JsonIgnore]
    public bool IsLive => State is RequestState.Waiting or RequestState.Open or RequestState.Full;

    /// <summary>Places that are still free.</summary>
    [JsonIgnore]
    public int Free => Places - Taken.Count;

    /// <summary>Where it stands among those of its category: by urgency, by time, by id. Also the mark after which a list goes on.</summary>
    [JsonIgnore]
    public string Order => IndexValue.Of((2 - (int)Urgency).ToString(), Sort, Id);

    private bool IsShared => State == RequestState.Open && Shared.Count > 0;

    private string AcrossNewsIndex => IndexValue.Of(Quartier, NewsMark(LastShared), Id);

    private string OpenIndex => IndexValue.Of(Quartier, Direction.ToString(), Category, Order);

    private string NewsIndex => IndexValue.Of(Quartier, NewsMark(LastNews ?? Created), Id);

    private string Sort => Understanding.When.Decode(When)?.Starts is { } at ? at.ToString("uuuuMMddHHmm", null) : "9";

    /// <summary>A moment as it stands in the index of news.</summary>
    public static string NewsMark(Instant at) => at.ToUnixTimeMilliseconds().ToString("D14", null);

    /// <inheritdoc/>
    public Relation RelationOf(string person) => person == Owner ? Relation.Owner : Relation.Any;

    /// <inheritdoc/>
    public bool IsNextTo(string quartier) => quartier == Quartier || Shared.Any(s => s.Quartier == quartier);
}

[JsonSerializable(typeof(HelpRequest))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class HelpRequestJson : JsonSerializerContext;
