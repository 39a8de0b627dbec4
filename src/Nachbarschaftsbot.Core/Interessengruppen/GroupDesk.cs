using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>What the moderations decide: whether a group may be, whether it is open to partners, whether partners let it in.</summary>
internal static class GroupDesk
{
    /// <summary>A group was founded: its card for the moderation.</summary>
    public static void Present(Call call, InterestGroup group) => Post(call, group.Quartier, Card(call, group));

    /// <summary>The moderation lets the group be.</summary>
    public static void Allow(Call call, string id)
    {
        if (Mine(call, id) is not { } group)
            return;
        if (group.State != GroupState.Waiting)
        {
            call.Toast("group.decided");
            return;
        }
        group = call.Put(InterestGroup.Kind, group with { State = GroupState.Open });
        Edit(call, group.Quartier, Card(call, group));
        call.Toast("group.allowed");
        call.Tell(
            group.Leader,
            Message
                .Of(Text.Of("group.allowed.told", Groups.Name(group)))
                .Row(Press.Labelled(Text.Of("group.see", Groups.Name(group)), "g-show", id)) with
            {
                Priority = Priority.Notice,
            }
        );
    }

    /// <summary>The moderation does not want the group: it ends.</summary>
    public static void Refuse(Call call, string id)
    {
        if (Mine(call, id) is not { } group)
            return;
        if (group.State == GroupState.Closed)
        {
            call.Toast("group.decided");
            return;
        }
        GroupEnding.Begin(call, group, GroupEnding.ByModeration);
        call.Toast("group.ended.desk");
    }

    /// <summary>The own moderation opens it to partners: each of them is asked.</summary>
    public static void OpenUp(Call call, string id)
    {
        if (Mine(call, id) is not { State: GroupState.Open } group)
            return;
        var partners = Partners
            .Agreed(call, group.Quartier)
            .Select(p => p.Other(group.Quartier))
            .Where(q => !group.Asked.Contains(q) && !group.Across.Contains(q))
            .ToList();
        if (partners.Count == 0)
        {
            call.Toast("group.no-partners");
            return;
        }
        group = call.Put(InterestGroup.Kind, group with { Asked = [.. group.Asked, .. partners] });
        Edit(call, group.Quartier, Card(call, group));
        foreach (var partner in partners)
            Post(call, partner, Asking(call, group, partner));
        call.Toast("group.asked");
    }

    /// <summary>The moderation of a partner lets the group in.</summary>
    public static void LetIn(Call call, string id)
    {
        if (Asked(call, id) is not ({ } group, var partner))
            return;
        if (Partners.Between(call, group.Quartier, partner) is null)
        {
            call.Toast("stale.partnership.ended");
            return;
        }
        group = call.Put(
            InterestGroup.Kind,
            group with
            {
                Asked = [.. group.Asked.Where(q => q != partner)],
                Across = [.. group.Across, partner],
            }
        );
        Edit(
            call,
            partner,
            Over(group, Text.Of("group.let-in", Groups.Name(group)))
                .Row(Press.Labelled("group.shut", "g-not", group.Id, partner))
        );
        Edit(call, group.Quartier, Card(call, group));
        TellLeader(call, group, Text.Of("group.let-in.told", Groups.Name(group), Partners.Named(call, partner)));
        call.Toast(Text.Of("group.let-in", Groups.Name(group)));
    }

    /// <summary>The moderation of a partner would rather not, or not any more: then its people leave.</summary>
    public static void KeepOut(Call call, string id)
    {
        if (Asked(call, id, orIn: true) is not ({ } group, var partner))
            return;
        Shut(call, group, partner);
        call.Toast(Text.Of("group.kept-out", Groups.Name(group)));
    }

    /// <summary>A group is not open to a partner any more, or not asked to be: its people leave, the leader hears of it, and the cards say so.</summary>
    public static void Shut(Call call, InterestGroup group, string partner)
    {
        if (group.Across.Contains(partner))
        {
            call.Remind(GroupEnding.ApartTimer, $"{group.Id}:{partner}:", call.Now);
            TellLeader(call, group, Text.Of("group.shut.told", Groups.Name(group), Partners.Named(call, partner)));
        }
        group = call.Put(
            InterestGroup.Kind,
            group with
            {
                Asked = [.. group.Asked.Where(q => q != partner)],
                Across = [.. group.Across.Where(q => q != partner)],
            }
        );
        Edit(call, partner, Over(group, Text.Of("group.kept-out", Groups.Name(group))));
        Edit(call, group.Quartier, Card(call, group));
    }

    /// <summary>A group has no leader any more: its card says so, and what happens next.</summary>
    public static void Unled(Call call, InterestGroup group)
    {
        Edit(call, group.Quartier, Card(call, group));
        Post(
            call,
            group.Quartier,
            Message
                .Of(
                    Text.Of("group.card.unled", Groups.Name(group)),
                    "group.card.unled.next",
                    Text.Of("group.seeks.end", ("days", GroupLeading.Days))
                )
                .Row(Press.Labelled("group.close", "g-no", group.Id))
        );
    }

    /// <summary>Somebody leads a group that had no leader.</summary>
    public static void Led(Call call, InterestGroup group)
    {
        Edit(call, group.Quartier, Card(call, group));
        Post(call, group.Quartier, Message.Of(Text.Of("group.card.led", Leader(call, group), Groups.Name(group))));
    }

    /// <summary>The card of a group says that it is no more, wherever it stands.</summary>
    public static void Close(Call call, InterestGroup group)
    {
        foreach (var quartier in (string[])[group.Quartier, .. group.Asked, .. group.Across])
            Edit(call, quartier, Over(group, Text.Of("group.over", Groups.Name(group))));
    }

    /// <summary>A message waits for the moderation.</summary>
    public static void Present(Call call, InterestGroup group, Message message) => Post(call, group.Quartier, message);

    /// <summary>Brings a message up to date wherever the moderation of a Quartier sees it.</summary>
    public static void Edit(Call call, string quartier, Message message) =>
        Post(call, quartier, message with { Act = Act.Edit });

    private static void TellLeader(Call call, InterestGroup group, Text line) =>
        call.Tell(group.Leader, Message.Of(line) with { Priority = Priority.Notice });

    private static Message Card(Call call, InterestGroup group)
    {
        var message = Message.Of([
            Text.Title(group.State == GroupState.Waiting ? "group.card.new" : "group.card", Groups.Name(group)),
            Text.Quote(group.Purpose).By(group.Leader),
            group.IsUnled ? "group.unled" : Text.Of("group.card.leader", Leader(call, group)),
        ]);
        if (group.Asked.Count > 0)
            message = message.And(Text.Of("group.card.asked", Partners.Names(call, group.Asked)));
        message = message.And([.. Groups.Reaches(call, group)]);
        message =
            group.State == GroupState.Waiting
                ? message.Row(Press.Button("g-ok", group.Id), Press.Button("g-no", group.Id))
                : message.Row(Press.Button("g-open", group.Id)).Row(Press.Labelled("group.close", "g-no", group.Id));
        return message with { Ref = Ref(group) };
    }

    private static Message Asking(Call call, InterestGroup group, string partner) =>
        Message
            .Of(
                Text.Title("group.card.guest", Groups.Name(group), Partners.Named(call, group.Quartier)),
                Text.Quote(group.Purpose).By(group.Leader),
                "group.card.guest.now"
            )
            .Row(Press.Button("g-let", group.Id, partner), Press.Button("g-not", group.Id, partner)) with
        {
            Ref = Ref(group),
        };

    private static Message Over(InterestGroup group, Text line) => Message.Of(line) with { Ref = Ref(group) };

    private static string Ref(InterestGroup group) => $"group:{group.Id}";

    private static Arg Leader(Call call, InterestGroup group) =>
        Arg.Of("name", call.Find(Neighbours.Person.Kind, group.Leader)?.FirstName ?? "…", group.Leader);

    private static InterestGroup? Mine(Call call, string id)
    {
        if (call.Find(InterestGroup.Kind, id) is { } group && Partners.IsStaff(call, group.Quartier))
            return group;
        call.NotThere();
        return null;
    }

    /// <summary>The group that the person's Quartier was asked to let in; the argument names that Quartier.</summary>
    private static (InterestGroup? Group, string Partner) Asked(Call call, string id, bool orIn = false)
    {
        if (call.Find(InterestGroup.Kind, id) is not { } group || !Partners.IsStaff(call, call.Argument))
            call.NotThere();
        else if (!group.Asked.Contains(call.Argument) && !(orIn && group.Across.Contains(call.Argument)))
            call.Toast("group.decided");
        else
            return (group, call.Argument);
        return (null, "");
    }

    private static void Post(Call call, string quartier, Message message)
    {
        foreach (var channel in Channels.Of(call, quartier, ChannelPurpose.Moderation))
            call.Post(channel, message with { Priority = Priority.Notice });
    }
}
