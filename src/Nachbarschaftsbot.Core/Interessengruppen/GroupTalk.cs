using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>
/// Messages to a group: somebody in it writes, its leader or the moderation releases as the Quartier's setting says, then they go to
/// everybody in it, page by page, few a day and outside of the quiet hours.
/// </summary>
internal static class GroupTalk
{
    /// <summary>Timer: the next page of people. Subject: message, last person told.</summary>
    public const string TellTimer = "g-tell";

    /// <summary>Timer: a message is forgotten.</summary>
    public const string ForgetTimer = "g-forget";

    /// <summary>How many messages of one group go out on a day.</summary>
    public const int MostADay = 3;

    /// <summary>How many messages of one person to one group wait for release at most.</summary>
    public const int MostWaiting = 3;

    private const int Page = 100;
    private const int Most = 1000;
    private static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>Takes a written message: it waits, or goes at once where its leader wrote it and leaders release.</summary>
    public static void Submit(Call call, InterestGroup group, string words)
    {
        var author = call.Person!.Id;
        var isForDesk = IsForDesk(call, group, author);
        var isFree = !isForDesk && group.Leader == author;
        if (isFree && SentToday(call, group) is var (_, sent) && sent >= MostADay)
        {
            Answer(call, Enough);
            return;
        }
        var message = call.Put(
            GroupMessage.Kind,
            new GroupMessage
            {
                Id = call.Ids.Short(),
                Group = group.Id,
                Author = author,
                Words = words,
                AtDesk = isForDesk,
            }
        );
        Keep(call, message);
        if (isFree)
            Release(call, message.Id);
        else
        {
            GroupWaiting.Show(call, group, message);
            call.Say(ByModeration(call, group) ? "group.sent.desk" : "group.sent.leader", "call.what-now");
        }
    }

    /// <summary>Whether too many messages of a person to a group wait already.</summary>
    public static bool IsFull(Call call, string person, string group) =>
        Written(call, person).Count(m => m.Group == group && m.Released is null) >= MostWaiting;

    /// <summary>Releases: from now on it goes to everybody, unless enough went out today.</summary>
    public static void Release(Call call, string id)
    {
        if (Releasable(call, id) is not ({ } message, { } group))
            return;
        var (today, sent) = SentToday(call, group);
        if (sent >= MostADay)
        {
            Answer(call, Enough);
            return;
        }
        call.Put(InterestGroup.Kind, group with { Day = today, Sent = sent + 1 });
        call.Put(GroupMessage.Kind, message with { Released = call.Now });
        call.Remind(TellTimer, $"{id}:", call.Now);
        Settle(call, group, message, "group.released");
    }

    /// <summary>It does not go out; who wrote it is told.</summary>
    public static void Drop(Call call, string id)
    {
        if (Releasable(call, id) is not ({ } message, { } group))
            return;
        Drop(call, message);
        if (message.Author != call.Person!.Id)
            TellDropped(call, group, message);
        Settle(call, group, message, "group.dropped");
    }

    /// <summary>Tells one page of people.</summary>
    public static void Tell(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var id, var after]
            || call.Find(GroupMessage.Kind, id) is not { Released: not null } message
            || call.Find(InterestGroup.Kind, message.Group) is not { State: GroupState.Open } group
        )
            return;
        var page = GroupEnding.Next(call, group.Id, after, Page);
        var blocked = Blocks.Of(call, message.Author);
        var told = new List<string>(message.Told);
        foreach (var member in page)
            if (
                call.Find(Person.Kind, member.Person) is { IsMember: true } person
                && Groups.IsOpenTo(call, group, person.Quartier)
                && !blocked.Contains(person.Id)
            )
            {
                call.Tell(person, News(call, group, message, person));
                told.Add(message.MarkOf(person.Id));
            }
        call.Put(GroupMessage.Kind, message with { Told = told });
        if (page.Count == Page)
            call.Remind(TellTimer, $"{id}:{page[^1].Person}", call.Now);
    }

    /// <summary>Keeps a message for a while from now on, so that it can be reported, and read by who decides about the report.</summary>
    public static void Keep(Call call, GroupMessage message) => call.Remind(ForgetTimer, message.Id, call.Now + Kept);

    /// <summary>The time of a message is over. When nobody decided about it, who wrote it hears that it did not go out.</summary>
    public static void Forget(Call call, Content.Due due)
    {
        if (call.Find(GroupMessage.Kind, due.Subject) is not { } message)
            return;
        if (message.Released is null && call.Find(InterestGroup.Kind, message.Group) is { } group)
            TellDropped(call, group, message);
        Forget(call, message);
    }

    /// <summary>A message is forgotten, and nothing of it waits any more.</summary>
    public static void Forget(Call call, GroupMessage message)
    {
        if (call.Find(InterestGroup.Kind, message.Group) is { } group)
            GroupWaiting.TakeBack(call, group, message);
        Drop(call, message);
    }

    /// <summary>What was written to a group, as far as it is kept.</summary>
    public static IReadOnlyList<GroupMessage> Of(Call call, string group) =>
        call.QueryBelow(GroupMessage.Kind, "group", Most, group);

    /// <summary>Whether the moderation releases what goes to a group; otherwise its leader does.</summary>
    public static bool ByModeration(Call call, InterestGroup group) =>
        call.Find(Quartier.Kind, group.Quartier)?.ReleaseFirst != false;

    /// <summary>What a person wrote to groups, as far as it is kept.</summary>
    public static IReadOnlyList<GroupMessage> Written(Call call, string person) =>
        call.QueryBelow(GroupMessage.Kind, "author", Most, person);

    /// <summary>The first name of who wrote a message.</summary>
    public static Arg Author(Call call, GroupMessage message) =>
        Arg.Of("name", call.Find(Person.Kind, message.Author)?.FirstName ?? "…", message.Author);

    private static Text Enough => Text.Of("group.enough", ("most", MostADay));

    /// <summary>The day it is where the group is at home, and how many messages went out on it.</summary>
    private static (string Day, int Sent) SentToday(Call call, InterestGroup group)
    {
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, group.Quartier));
        var today = LocalDatePattern.Iso.Format(call.Now.InZone(zone).Date);
        return (today, group.Day == today ? group.Sent : 0);
    }

    private static void TellDropped(Call call, InterestGroup group, GroupMessage message) =>
        call.Tell(
            message.Author,
            Message.Of(Text.Of("group.dropped.told", Groups.Name(group)), Text.Quote(message.Words)) with
            {
                Priority = Priority.Notice,
            }
        );

    private static void Drop(Call call, GroupMessage message)
    {
        call.Delete(GroupMessage.Kind, message.Id);
        call.Unremind(ForgetTimer, message.Id);
    }

    /// <summary>A message as somebody in the group reads it; nobody reports their own.</summary>
    private static Message News(Call call, InterestGroup group, GroupMessage message, Person reader) =>
        Message
            .Of(
                Text.Title("group.news", Groups.Name(group), Author(call, message)),
                Text.Quote(message.Words).By(message.Author)
            )
            .Row([
                Press.Labelled(Text.Of("group.see", Groups.Name(group)), "g-show", group.Id),
                .. reader.Id == message.Author ? [] : (Button[])[Press.Button("g-report", message.Id)],
            ]) with
        {
            Priority = Priority.Broadcast,
        };

    /// <summary>What the person of the call may release; otherwise it was said why not.</summary>
    private static (GroupMessage? Message, InterestGroup? Group) Releasable(Call call, string id)
    {
        if (
            call.Find(GroupMessage.Kind, id) is not { } message
            || GroupLeading.FindAndHandOver(call, message.Group) is not { State: GroupState.Open } group
            || !MayRelease(call, group, message)
        )
            call.NotThere();
        else if (message.Released is not null)
            Answer(call, "group.decided");
        else
            return (message, group);
        return (null, null);
    }

    private static bool MayRelease(Call call, InterestGroup group, GroupMessage message) =>
        !message.AtDesk && group.Leader == call.Person?.Id || Partners.IsStaff(call, group.Quartier);

    private static void Settle(Call call, InterestGroup group, GroupMessage message, string key)
    {
        var line = Text.Of(key, Groups.Name(group), Author(call, message));
        if (message.AtDesk)
            GroupDesk.Edit(call, group.Quartier, Message.Of(line) with { Ref = GroupWaiting.Ref(message) });
        Answer(call, line);
    }

    private static void Answer(Call call, Text line)
    {
        call.Toast(line);
        if (call.Where == Where.Private)
            call.Say(line, "call.what-now");
    }

    /// <summary>The moderation reads it where it releases, where nobody leads, and where the leader and the author do not meet.</summary>
    private static bool IsForDesk(Call call, InterestGroup group, string author) =>
        ByModeration(call, group) || group.IsUnled || Blocks.Between(call, author, group.Leader);
}
