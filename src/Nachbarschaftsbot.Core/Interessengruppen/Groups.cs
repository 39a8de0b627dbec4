using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>Which groups there are for whom.</summary>
internal static class Groups
{
    /// <summary>How many people one group can have.</summary>
    public const int MostMembers = 500;

    /// <summary>How many groups one person can lead.</summary>
    public const int MostLed = 5;

    private const int Most = 50;

    /// <summary>The groups that a person can join or is in: those of the own Quartier, and those of partners that are open here.</summary>
    public static IReadOnlyList<InterestGroup> For(Call call, Person person)
    {
        if (person.Quartier is not { } home)
            return [];
        var own = call.QueryBelow(InterestGroup.Kind, "open", Most, home);
        var across = Partners
            .Agreed(call, home)
            .SelectMany(p => call.QueryBelow(InterestGroup.Kind, "open", Most, p.Other(home)))
            .Where(g => g.Across.Contains(home));
        return [.. own.Concat(across).Where(g => g.State == GroupState.Open)];
    }

    /// <summary>Whether people of a Quartier can take part in a group.</summary>
    public static bool IsOpenTo(Call call, InterestGroup group, string? quartier) =>
        quartier is not null
        && group.State == GroupState.Open
        && (
            group.Quartier == quartier
            || group.Across.Contains(quartier) && Partners.Between(call, group.Quartier, quartier) is not null
        );

    /// <summary>Whether the person of the call is in a group and may be.</summary>
    public static bool IsMember(Call call, InterestGroup group) =>
        call.Person is { } me
        && call.Find(GroupMember.Kind, GroupMember.IdOf(group.Id, me.Id)) is not null
        && IsOpenTo(call, group, me.Quartier);

    /// <summary>The groups that a person is in.</summary>
    public static IReadOnlyList<InterestGroup> Of(Call call, string person) =>
        [
            .. call.QueryBelow(GroupMember.Kind, "person", Most, person)
                .Select(m => call.Find(InterestGroup.Kind, m.Group))
                .OfType<InterestGroup>(),
        ];

    /// <summary>The groups that a person leads.</summary>
    public static IReadOnlyList<InterestGroup> LedBy(Call call, string person) =>
        call.QueryBelow(InterestGroup.Kind, "leader", Most, person);

    /// <summary>The people of a group, with who joins in this very call.</summary>
    public static IReadOnlyList<GroupMember> Members(Call call, string group) =>
        [
            .. call.QueryBelow(GroupMember.Kind, "group", MostMembers, group)
                .Concat(call.Decision.Documents.Values.OfType<GroupMember>().Where(m => m.Group == group))
                .DistinctBy(m => m.Id),
        ];

    /// <summary>The name of a group as a value of a text.</summary>
    public static Arg Name(InterestGroup group, string arg = "group") => (arg, group.Name);

    /// <summary>What everybody sees of a group.</summary>
    public static IReadOnlyList<Text> Lines(Call call, InterestGroup group, string? reader)
    {
        List<Text> lines = [Text.Title("group.title", Name(group)), Text.Quote(group.Purpose).By(group.Leader)];
        if (reader is not null && reader != group.Quartier)
            lines.Add(Text.Of("across.from", Partners.Named(call, group.Quartier)));
        lines.AddRange(Reaches(call, group));
        if (group.IsUnled)
            lines.Add("group.unled");
        return lines;
    }

    /// <summary>From which other Quartiere people take part, where there are any.</summary>
    public static IEnumerable<Text> Reaches(Call call, InterestGroup group) =>
        group.Across.Count > 0 ? [Text.Of("group.card.across", Partners.Names(call, group.Across))] : [];
}
