using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>
/// Who leads a group lives where it is at home. When the leader moves away, the group waits for somebody in it who takes over, and ends
/// when nobody does.
/// </summary>
internal static class GroupLeading
{
    /// <summary>Timer: the next page of people who are asked. Subject: group, last person asked.</summary>
    public const string SeekTimer = "g-seek";

    /// <summary>Timer: nobody took over.</summary>
    public const string EndTimer = "g-unled";

    /// <summary>For how many days a group waits.</summary>
    public const int Days = 30;

    private const int Page = 100;

    /// <summary>A person lives somewhere else now, or nowhere: leaves what is not open there, and leads nothing any more.</summary>
    /// <returns>What the person reads of it.</returns>
    public static IReadOnlyList<Text> Moved(Call call, Person me)
    {
        List<InterestGroup> unled =
        [
            .. Groups.LedBy(call, me.Id).Where(g => g.State != GroupState.Closed && IsElsewhere(g, me)),
        ];
        List<InterestGroup> left =
        [
            .. Groups.Of(call, me.Id).Where(g => IsElsewhere(g, me) && !Groups.IsOpenTo(call, g, me.Quartier)),
        ];
        foreach (var group in left)
            call.Delete(GroupMember.Kind, GroupMember.IdOf(group.Id, me.Id));
        var vacated = unled.ConvertAll(g => Vacate(call, g));
        return
        [
            .. Line("group.moved.led", vacated.Where(g => g.State == GroupState.Open)),
            .. Line("group.moved.over", vacated.Where(g => g.State == GroupState.Closed)),
            .. Line("group.moved.left", left.ExceptBy(unled.Select(Id), Id).Where(g => g.State == GroupState.Open)),
        ];
    }

    /// <summary>
    /// A group with the leader it may have: somebody can have moved away while groups were not handed over yet. Whoever deals with the group
    /// next hands it over.
    /// </summary>
    public static InterestGroup? FindAndHandOver(Call call, string id)
    {
        if (
            call.Find(InterestGroup.Kind, id) is not { State: not GroupState.Closed } group
            || call.Find(Person.Kind, group.Leader) is not { Quartier: { } home } leader
            || home == group.Quartier
        )
            return call.Find(InterestGroup.Kind, id);
        if (!Groups.IsOpenTo(call, group, home))
            call.Delete(GroupMember.Kind, GroupMember.IdOf(id, leader.Id));
        var vacated = Vacate(call, group);
        call.Tell(
            leader,
            Message.Of([
                .. Line(vacated.State == GroupState.Open ? "group.moved.led" : "group.moved.over", [vacated]),
            ]) with
            {
                Priority = Priority.Notice,
            }
        );
        return vacated;
    }

    /// <summary>The person of the call takes over.</summary>
    public static void Take(Call call, string id)
    {
        if (call.Find(InterestGroup.Kind, id) is not { } group || !MayLead(call, group))
            call.NotThere();
        else if (!group.IsUnled)
            call.Say("group.led", "call.what-now");
        else if (Groups.LedBy(call, call.Person!.Id).Count >= Groups.MostLed)
            call.Say(Text.Of("group.too-many", ("most", Groups.MostLed)), "call.what-now");
        else
        {
            group = call.Put(InterestGroup.Kind, group with { Leader = call.Person.Id });
            call.Unremind(EndTimer, id);
            GroupDesk.Led(call, group);
            GroupHome.Show(call, id, Text.Of("group.lead.done", Groups.Name(group)));
        }
    }

    /// <summary>Whether the person of the call is one of those who can lead a group.</summary>
    public static bool MayLead(Call call, InterestGroup group) =>
        Groups.IsMember(call, group) && !IsElsewhere(group, call.Person!);

    /// <summary>Asks one page of people.</summary>
    public static void Seek(Call call, Content.Due due)
    {
        if (due.Subject.Split(':') is not [var id, var after] || Unled(call, id) is not { } group)
            return;
        var page = GroupEnding.Next(call, id, after, Page);
        foreach (var member in page)
            if (call.Find(Person.Kind, member.Person) is { IsMember: true } person && !IsElsewhere(group, person))
                call.Tell(person, Asking(group));
        if (page.Count == Page)
            call.Remind(SeekTimer, $"{id}:{page[^1].Person}", call.Now);
    }

    /// <summary>Nobody took over: the group ends.</summary>
    public static void GiveUp(Call call, Content.Due due)
    {
        if (Unled(call, due.Subject) is { } group)
            GroupEnding.Begin(call, group, GroupEnding.ByNobody);
    }

    private static InterestGroup Vacate(Call call, InterestGroup group)
    {
        // What waits with the leader is taken back while it is known who that is.
        GroupWaiting.LeaderGone(call, group);
        group = call.Put(InterestGroup.Kind, group with { Leader = "" });
        if (group.State == GroupState.Waiting || Groups.Members(call, group.Id).Count == 0)
            return GroupEnding.Begin(call, group, GroupEnding.ByNobody);
        GroupDesk.Unled(call, group);
        call.Remind(SeekTimer, $"{group.Id}:", call.Now);
        call.Remind(EndTimer, group.Id, call.Now + Duration.FromDays(Days));
        return group;
    }

    private static Message Asking(InterestGroup group) =>
        Message
            .Of(
                Text.Of("group.seeks", Groups.Name(group)),
                "group.seeks.you",
                Text.Of("group.seeks.end", ("days", Days))
            )
            .Row(Press.Button("g-lead", group.Id)) with
        {
            Priority = Priority.Notice,
        };

    private static InterestGroup? Unled(Call call, string id) =>
        call.Find(InterestGroup.Kind, id) is { State: GroupState.Open, IsUnled: true } group ? group : null;

    private static bool IsElsewhere(InterestGroup group, Person person) => group.Quartier != person.Quartier;

    private static string Id(InterestGroup group) => group.Id;

    private static IEnumerable<Text> Line(string key, IEnumerable<InterestGroup> groups) =>
        string.Join(", ", groups.Select(g => g.Name)) is { Length: > 0 } names ? [Text.Of(key, ("groups", names))] : [];
}
