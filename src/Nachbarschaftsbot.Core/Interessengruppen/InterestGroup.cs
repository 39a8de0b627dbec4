using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.LinkedRooms;
using NodaTime;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>The life of a group.</summary>
public enum GroupState
{
    /// <summary>Waits for the moderation.</summary>
    Waiting,

    /// <summary>People can join.</summary>
    Open,

    /// <summary>Its end is being told; nothing can be done any more.</summary>
    Closed,
}

/// <summary>An interest group: a name, a purpose, people. It belongs to one Quartier and can be open to partners of it.</summary>
public sealed record InterestGroup : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<InterestGroup> Kind = new(
        "interestgroup",
        GroupJson.Default.InterestGroup,
        new Index<InterestGroup>("open", g => g.State == GroupState.Open ? IndexValue.Of(g.Quartier, g.Id) : null),
        new Index<InterestGroup>("leader", g => g.IsUnled ? null : IndexValue.Of(g.Leader, g.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of the Quartier it belongs to, whose moderation decides about it.</summary>
    public required string Quartier { get; init; }

    /// <summary>Its name, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, at most 200 characters.</summary>
    public required string Purpose { get; init; }

    /// <summary>Id of the person who leads it; empty while it waits for somebody new.</summary>
    public required string Leader { get; init; }

    /// <summary>Where it stands.</summary>
    public GroupState State { get; init; }

    /// <summary>Ids of partner Quartiere whose moderation was asked to let it in.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Ids of partner Quartiere whose people can join too: both moderations agreed.</summary>
    public IReadOnlyList<string> Across { get; init; } = [];

    /// <summary>The day on which messages last went out, ISO.</summary>
    public string Day { get; init; } = "";

    /// <summary>How many messages went out on that day.</summary>
    public int Sent { get; init; }

    /// <summary>Whether it waits for somebody to lead it.</summary>
    [JsonIgnore]
    public bool IsUnled => Leader.Length == 0;
}

/// <summary>That a person takes part in a group.</summary>
public sealed record GroupMember : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<GroupMember> Kind = new(
        "groupmember",
        GroupJson.Default.GroupMember,
        new Index<GroupMember>("group", m => IndexValue.Of(m.Group, m.Person)),
        new Index<GroupMember>("person", m => IndexValue.Of(m.Person, m.Group))
    );

    /// <summary>Group and person, see <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the group.</summary>
    public required string Group { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When the person joined.</summary>
    public Instant Since { get; init; }

    /// <summary>The id of a membership.</summary>
    public static string IdOf(string group, string person) => $"{group}-{person}";
}

/// <summary>A message to a group: waits for release, then goes to everybody in it. Kept for a while, so that it can be reported.</summary>
public sealed record GroupMessage : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<GroupMessage> Kind = new(
        "groupmessage",
        GroupJson.Default.GroupMessage,
        new Index<GroupMessage>("author", m => IndexValue.Of(m.Author, m.Id)),
        new Index<GroupMessage>("group", m => IndexValue.Of(m.Group, m.Id))
    );

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of the group.</summary>
    public required string Group { get; init; }

    /// <summary>Id of who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>The words, at most 600 characters.</summary>
    public required string Words { get; init; }

    /// <summary>Whether the moderation has it to release; otherwise the leader has it.</summary>
    public bool AtDesk { get; init; }

    /// <summary>When it was released, or null while it waits.</summary>
    public Instant? Released { get; init; }

    /// <summary>A mark for each who was told of it: they can report it, also when they have left since. Nobody is found by a mark.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>The mark of a person at this message.</summary>
    public string MarkOf(string person) => Carried.Short(6, Id, person);
}

[JsonSerializable(typeof(InterestGroup))]
[JsonSerializable(typeof(GroupMember))]
[JsonSerializable(typeof(GroupMessage))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter)]
)]
internal sealed partial class GroupJson : JsonSerializerContext;
