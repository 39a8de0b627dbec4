using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>Where messages to groups wait for release: with the leader, or on the desk of the moderation. They hold words and a name.</summary>
internal static class GroupWaiting
{
    /// <summary>Shows a message to who releases it.</summary>
    public static void Show(Call call, InterestGroup group, GroupMessage message)
    {
        var card = Card(group, message, GroupTalk.Author(call, message));
        if (message.AtDesk)
            GroupDesk.Present(call, group, card);
        else
            call.Tell(group.Leader, card with { Priority = Priority.Notice });
    }

    /// <summary>Takes it back from where it waits or was released, wherever the leader was shown it.</summary>
    public static void TakeBack(Call call, InterestGroup group, GroupMessage message)
    {
        if (message.AtDesk)
            GroupDesk.Present(call, group, Gone(message));
        else if (call.Find(Person.Kind, group.Leader) is { } leader)
            foreach (var reach in leader.Reaches)
                call.Tell(leader, reach.Place, Gone(message), null);
    }

    /// <summary>A group has no leader any more: what waited there waits for the moderation.</summary>
    public static void LeaderGone(Call call, InterestGroup group)
    {
        foreach (var message in WithLeader(call, group))
            ToDesk(call, group, message);
    }

    /// <summary>Two people do not meet any more: what one wrote and the other leads waits for the moderation.</summary>
    public static void Blocked(Call call, string one, string other)
    {
        foreach (var (leader, author) in new[] { (one, other), (other, one) })
        foreach (var group in Groups.LedBy(call, leader))
        foreach (var message in WithLeader(call, group).Where(m => m.Author == author))
            ToDesk(call, group, message);
    }

    /// <summary>An account is taken away from a person: what waited there goes, and waits at one that stays.</summary>
    public static void ReachGone(Call call, Person person, Reach gone)
    {
        var rest = person with { Reaches = [.. person.Reaches.Where(r => r != gone)] };
        foreach (var group in Groups.LedBy(call, person.Id))
        foreach (var message in WithLeader(call, group))
        {
            call.Tell(person, gone.Place, Gone(message), null);
            // Where it stands already it stays that one.
            var card = Card(group, message, GroupTalk.Author(call, message));
            call.Tell(rest, card with { Act = Act.Edit, Priority = Priority.Notice });
        }
    }

    /// <summary>Our own id of what is shown of a message to who releases it.</summary>
    public static string Ref(GroupMessage message) => $"groupmessage:{message.Id}";

    private static IEnumerable<GroupMessage> WithLeader(Call call, InterestGroup group) =>
        GroupTalk.Of(call, group.Id).Where(m => m is { AtDesk: false, Released: null });

    private static void ToDesk(Call call, InterestGroup group, GroupMessage message)
    {
        TakeBack(call, group, message);
        Show(call, group, call.Put(GroupMessage.Kind, message with { AtDesk = true }));
    }

    private static Message Gone(GroupMessage message) => new() { Act = Act.Delete, Ref = Ref(message) };

    private static Message Card(InterestGroup group, GroupMessage message, Arg author) =>
        Message
            .Of(Text.Title("group.waiting", Groups.Name(group), author), Text.Quote(message.Words).By(message.Author))
            .Row(Press.Button("g-send", message.Id), Press.Button("g-drop", message.Id)) with
        {
            Ref = Ref(message),
        };
}
