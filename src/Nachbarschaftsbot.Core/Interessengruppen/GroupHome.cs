using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary><c>/gruppen</c>: the groups there are; joining, leaving, and what can be done in each.</summary>
internal static class GroupHome
{
    private const int Portion = 6;

    /// <summary>Lists the groups, from the n-th on.</summary>
    public static void List(Call call, int from = 0)
    {
        var me = call.Person!;
        var groups = Groups.For(call, me);
        from = from >= 0 && from < groups.Count ? from : 0;
        var message = Message.Of(groups.Count == 0 ? "group.none" : "group.list");
        foreach (var group in groups.Skip(from).Take(Portion))
            message = message
                .And([.. Groups.Lines(call, group, me.Quartier)])
                .Row(Press.Labelled(Text.Of("group.see", Groups.Name(group)), "g-show", group.Id));
        if (from + Portion < groups.Count)
            message = message.Row(Press.Labelled("group.more", "g-list", $"{from + Portion}"));
        call.Say(message.Row(Press.Button("g-new")));
    }

    /// <summary>Shows one group with what the person of the call can do.</summary>
    public static void Show(Call call, string id, params Text[] before)
    {
        if (GroupLeading.FindAndHandOver(call, id) is { } group && MaySee(call, group))
            Show(call, group, before);
        else
            call.NotThere();
    }

    /// <summary>Joins.</summary>
    public static void Join(Call call, string id)
    {
        if (call.Find(InterestGroup.Kind, id) is not { } group || !Groups.IsOpenTo(call, group, call.Person!.Quartier))
            call.NotThere();
        else if (Groups.IsMember(call, group))
            Show(call, group, [Text.Of("group.in", Groups.Name(group))]);
        else if (Groups.Members(call, id).Count >= Groups.MostMembers)
            call.Say("group.full", "call.what-now");
        else
        {
            Enter(call, group, call.Person);
            Show(call, group, [Text.Of("group.joined", Groups.Name(group)), "group.joined.next"]);
        }
    }

    /// <summary>Leaves.</summary>
    public static void Leave(Call call, string id)
    {
        var member = GroupMember.IdOf(id, call.Person!.Id);
        if (call.Find(GroupMember.Kind, member) is null || GroupLeading.FindAndHandOver(call, id) is not { } group)
            call.NotThere();
        else if (group.Leader == call.Person.Id)
            call.Say(Message.Of("group.leader-stays").Row(Press.Button("g-end", id)));
        else
        {
            call.Delete(GroupMember.Kind, member);
            call.Say(Text.Of("group.left", Groups.Name(group)), "call.what-now");
        }
    }

    /// <summary>Writes a person into a group.</summary>
    public static void Enter(Call call, InterestGroup group, Person person) =>
        call.Put(
            GroupMember.Kind,
            new GroupMember
            {
                Id = GroupMember.IdOf(group.Id, person.Id),
                Group = group.Id,
                Person = person.Id,
                Since = call.Now,
            }
        );

    /// <summary>What of the groups stands in "Meine Sachen".</summary>
    public static IReadOnlyList<(IReadOnlyList<Text> Lines, IReadOnlyList<Button> Buttons)> Things(Call call) =>
        [
            .. Groups
                .Of(call, call.Person!.Id)
                .Where(g => g.State != GroupState.Closed)
                .Select(g =>
                    (
                        (IReadOnlyList<Text>)
                            [
                                Text.Of(
                                    g.State == GroupState.Waiting ? "group.mine.waits" : "group.mine",
                                    Groups.Name(g)
                                ),
                            ],
                        (IReadOnlyList<Button>)[Press.Labelled(Text.Of("group.see", Groups.Name(g)), "g-show", g.Id)]
                    )
                ),
        ];

    private static void Show(Call call, InterestGroup group, IReadOnlyList<Text> before)
    {
        var me = call.Person!;
        var message = Message.Of([
            .. before,
            .. Groups.Lines(call, group, me.Quartier),
            Text.Of("group.members", ("count", Groups.Members(call, group.Id).Count)),
        ]);
        if (group.State == GroupState.Waiting)
            message = message.And("group.waits");
        else if (Groups.IsMember(call, group))
            message = message.Row(Press.Button("g-write", group.Id), Press.Button("g-leave", group.Id));
        else
            message = message.Row(Press.Button("g-join", group.Id));
        if (group.IsUnled && GroupLeading.MayLead(call, group))
            message = message.Row(Press.Button("g-lead", group.Id));
        call.Say(group.Leader == me.Id ? message.Row(Press.Button("g-end", group.Id)) : message);
    }

    private static bool MaySee(Call call, InterestGroup group) =>
        group.State != GroupState.Closed
        && (group.Leader == call.Person!.Id || Groups.IsOpenTo(call, group, call.Person.Quartier));
}
