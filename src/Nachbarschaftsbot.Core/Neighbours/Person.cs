using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>When a person wants to hear of new requests.</summary>
public enum Notify
{
    /// <summary>As soon as they are open, outside of the quiet hours.</summary>
    AtOnce,

    /// <summary>Once a day, together.</summary>
    Daily,

    /// <summary>Not at all; what waits for an answer still comes.</summary>
    Off,
}

/// <summary>A way to reach a person: one account on one messenger.</summary>
/// <param name="Account">The account.</param>
/// <param name="Place">The private chat with the bot.</param>
/// <param name="Unreachable">The person blocked the bot or the account is gone.</param>
/// <param name="LastSeen">Last sign of life, to the day.</param>
public sealed record Reach(Account Account, Place Place, bool Unreachable, Instant LastSeen);

/// <summary>A role in a Quartier; <see cref="Everywhere"/> stands for all of them.</summary>
public sealed record RoleIn(string Quartier, Role Role)
{
    /// <summary>The mark for a role that counts in every Quartier.</summary>
    public const string Everywhere = "*";
}

/// <summary>Consent to the storing of data (Art. 6, 7 GDPR): which text, when.</summary>
/// <param name="TextVersion">Version of the consent text that was shown.</param>
/// <param name="At">When it was given.</param>
public sealed record Consent(int TextVersion, Instant At)
{
    /// <summary>Version of the consent text that is shown now. Who agreed to an older one is asked again.</summary>
    public const int CurrentText = 1;

    /// <summary>Whether it was given to the text that is shown now.</summary>
    [JsonIgnore]
    public bool IsCurrent => TextVersion >= CurrentText;
}

/// <summary>Quiet hours in the Quartier's local time; <paramref name="From"/> may be after <paramref name="To"/> (over midnight); equal: none.</summary>
/// <param name="From">First quiet hour, 0 to 23.</param>
/// <param name="To">First hour that is not quiet, 0 to 23.</param>
/// <remarks>Always written: midnight is a value, and leaving it out would bring back what holds otherwise.</remarks>
public sealed record QuietHours(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int From = 20,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int To = 8
);

/// <summary>A person. Only what the loop needs; accounts are not merged without asking.</summary>
public sealed record Person : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Person> Kind = new(
        "person",
        NeighbourJson.Default.Person,
        new Index<Person>("quartier", p => p.Quartier is null ? null : IndexValue.Of(p.Quartier, p.Id)),
        new Index<Person>(
            "listens",
            p => p.IsMember && p.Notify != Notify.Off ? IndexValue.Of(p.Quartier!, p.Notify.ToString(), p.Id) : null
        ),
        new Index<Person>("staff", p => p.Roles.Any(r => r.Role > Role.Resident) ? p.Id : null),
        new Index<Person>(
            "named",
            p => p.Quartier is null ? null : IndexValue.Of(p.Quartier, Plain.Fold(p.FirstName), p.Id)
        ),
        new Index<Person>("ended", p => p.NotIn is { Count: > 0 } ? IndexValue.Of(Plain.Fold(p.FirstName), p.Id) : null)
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>First name as others see it, at most 40 characters.</summary>
    public required string FirstName { get; init; }

    /// <summary>Two-letter language.</summary>
    public string Language { get; init; } = "de";

    /// <summary>Ways to reach the person, the last used first.</summary>
    public IReadOnlyList<Reach> Reaches { get; init; } = [];

    /// <summary>Key of the account to which messages go; null: to where the person was last.</summary>
    public string? Preferred { get; init; }

    /// <summary>Whether another person became one with this one: what has an id made of the person's may have another one.</summary>
    public bool IsMerged { get; init; }

    /// <summary>The consent, or null while there is none.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Id of the Quartier the person lives in, or null before joining.</summary>
    public string? Quartier { get; init; }

    /// <summary>Ids of the Quartiere whose operators ended that the person lives there; null where none did. No way leads back in but theirs.</summary>
    public IReadOnlyList<string>? NotIn { get; init; }

    /// <summary>Roles beyond resident.</summary>
    public IReadOnlyList<RoleIn> Roles { get; init; } = [];

    /// <summary>Kinds of help the person wants to hear of.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>When the person wants to hear of new requests.</summary>
    public Notify Notify { get; init; } = Notify.AtOnce;

    /// <summary>When the bot keeps quiet, apart from answers and emergencies.</summary>
    public QuietHours Quiet { get; init; } = new();

    /// <summary>Whether news, invitations and their reminders are paused; what the person agreed on goes on.</summary>
    public bool Paused { get; init; }

    /// <summary>When somebody who has not joined agreed to be answered by the moderation, or null.</summary>
    public Instant? ContactConsent { get; init; }

    /// <summary>Whether the invitation to give something was made (once, without pressure).</summary>
    public bool InvitedToGive { get; init; }

    /// <summary>Whether the person agreed to the present text and belongs to a Quartier.</summary>
    [JsonIgnore]
    public bool IsMember => Consent is { IsCurrent: true } && Quartier is not null;

    /// <summary>The place to write to first, or null when the person cannot be reached.</summary>
    [JsonIgnore]
    public Place? Home => HomeAmong(_ => true);

    /// <summary>The place to write to first among some of them: the preferred one, else that of the last message.</summary>
    public Place? HomeAmong(Func<Place, bool> some) =>
        Reaches
            .Where(r => !r.Unreachable && some(r.Place))
            .OrderByDescending(r => r.Account.Key == Preferred)
            .FirstOrDefault()
            ?.Place;

    /// <summary>Whether the person can belong to a Quartier.</summary>
    public bool MayJoin(string quartier) => NotIn?.Contains(quartier) != true;

    /// <summary>Whether the person has a role in a Quartier.</summary>
    public bool Is(Role role, string? quartier)
    {
        if (role == Role.Resident)
            return IsMember;
        foreach (var held in Roles)
            if (held.Role == role && (held.Quartier == RoleIn.Everywhere || held.Quartier == quartier))
                return true;
        return false;
    }
}

/// <summary>Which person an account belongs to.</summary>
public sealed record AccountLink : IDocument
{
    /// <summary>The kind.</summary>
    public static readonly Kind<AccountLink> Kind = new("account", NeighbourJson.Default.AccountLink);

    /// <summary>The account's key.</summary>
    public required string Id { get; init; }

    /// <summary>The person.</summary>
    public required string Person { get; init; }
}

[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(AccountLink))]
[JsonSerializable(typeof(Block))]
[JsonSerializable(typeof(Report))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class NeighbourJson : JsonSerializerContext;
