using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>A group ends, or is no longer open to a partner: everybody it concerns hears of it once.</summary>
internal static class GroupEnding
{
    /// <summary>Who ended it, as end of a text key.</summary>
    public const string ByLeader = "leader",
        ByModeration = "desk",
        ByNobody = "nobody";

    /// <summary>Timer: the next page of people of a group that has ended. Subject: group, last person told.</summary>
    public const string Timer = "g-over";

    /// <summary>Timer: the people of a former partner leave. Subject: group, partner, last person told.</summary>
    public const string ApartTimer = "g-apart";

    private const int Page = 100;
    private const int Most = 1000;

    /// <summary>Asks the leader before ending.</summary>
    public static void Ask(Call call, string id)
    {
        if (Led(call, id) is { } group)
            call.Say(
                Message
                    .Of(Text.Of("group.end.sure", Groups.Name(group)))
                    .Row(Press.Button("g-ended", id), Press.Button("g-keep", id))
            );
    }

    /// <summary>The leader ends it.</summary>
    public static void End(Call call, string id)
    {
        if (Led(call, id) is not { } group)
            return;
        Begin(call, group, ByLeader);
        call.Say(Text.Of("group.over", Groups.Name(group)), "call.what-now");
    }

    /// <summary>Ends a group: the card closes at once, its people are told page by page.</summary>
    public static InterestGroup Begin(Call call, InterestGroup group, string by)
    {
        GroupDesk.Close(call, group);
        call.Remind(Timer, $"{group.Id}:{by}", call.Now);
        return call.Put(InterestGroup.Kind, group with { State = GroupState.Closed });
    }

    /// <summary>Tells one page of people and takes them out; after the last one only what they read is kept, until its time is over.</summary>
    public static void GoOn(Call call, Content.Due due)
    {
        if (due.Subject.Split(':') is not [var id, var by] || call.Find(InterestGroup.Kind, id) is not { } group)
            return;
        var page = Next(call, id, "", Page);
        foreach (var member in page)
        {
            call.Delete(GroupMember.Kind, member.Id);
            if (member.Person != group.Leader || by == ByModeration)
                call.Tell(
                    member.Person,
                    Message.Of(Text.Of($"group.over.{by}", Groups.Name(group))) with
                    {
                        Priority = Priority.Notice,
                    }
                );
        }
        if (page.Count == Page)
            call.Remind(Timer, due.Subject, call.Now);
        else
        {
            foreach (var message in GroupTalk.Of(call, id).Where(m => m.Released is null))
                GroupTalk.Forget(call, message);
            call.Delete(InterestGroup.Kind, id);
        }
    }

    /// <summary>Two Quartiere do not share any more: their groups are no longer open to each other.</summary>
    public static void Part(Call call, Partnership ended)
    {
        foreach (var side in (string[])[ended.Proposer, ended.Asked])
        foreach (var group in call.QueryBelow(InterestGroup.Kind, "open", Most, side))
            if (group.Across.Contains(ended.Other(side)) || group.Asked.Contains(ended.Other(side)))
                GroupDesk.Shut(call, group, ended.Other(side));
    }

    /// <summary>Takes one page of people of a former partner out.</summary>
    public static void Apart(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var id, var partner, var after]
            || call.Find(InterestGroup.Kind, id) is not { State: GroupState.Open } group
            || group.Across.Contains(partner)
        )
            return;
        var page = Next(call, id, after, Page);
        foreach (var member in page)
            if (call.Find(Person.Kind, member.Person) is { } person && person.Quartier == partner)
            {
                call.Delete(GroupMember.Kind, member.Id);
                call.Tell(
                    person,
                    Message.Of(Text.Of("group.apart", Groups.Name(group), Partners.Named(call, group.Quartier))) with
                    {
                        Priority = Priority.Notice,
                    }
                );
            }
        if (page.Count == Page)
            call.Remind(ApartTimer, $"{id}:{partner}:{page[^1].Person}", call.Now);
    }

    /// <summary>The next people of a group, behind one of them.</summary>
    public static IReadOnlyList<GroupMember> Next(Call call, string group, string after, int page) =>
        call.Query(
            GroupMember.Kind,
            "group",
            after.Length == 0 ? IndexValue.Below(group) : IndexValue.Of(group, after) + '\u0001',
            IndexValue.After(group),
            page
        );

    private static InterestGroup? Led(Call call, string id)
    {
        if (
            GroupLeading.FindAndHandOver(call, id) is { State: not GroupState.Closed } group
            && group.Leader == call.Person?.Id
        )
            return group;
        call.NotThere();
        return null;
    }
}
