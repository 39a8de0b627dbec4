using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary><c>/kalender</c>: what lies ahead, and the private link that brings it into a calendar. There is one link a person; a new one ends the old.</summary>
internal static class Feeds
{
    private const int Shown = 8;

    /// <summary>Declares command and buttons.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(new CommandSpec("kalender", Who.Resident, Where.Private, Show, ["calendar"]))
            .Add(new PlainButton("m-feed", Who.Resident, (call, _) => Private(call, Make)))
            .Add(new PlainButton("m-nofeed", Who.Resident, (call, _) => Private(call, SwitchOff)));

    /// <summary>The id of the feed with a secret.</summary>
    public static string IdOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"feed:{secret}")));

    /// <summary>The feeds of a person; more than one never lasts.</summary>
    public static IReadOnlyList<Feed> Of(Call call, string person) =>
        [
            .. call.Query(Feed.Kind, "person", IndexValue.Of(person), IndexValue.After(person), 10)
                .Where(f => f.Person == person),
        ];

    private static void Show(Call call)
    {
        var me = call.Person!;
        var ahead = MeetingBook
            .Ahead(call, me.Id, Shown)
            .Concat(Owned(call, me.Id))
            .DistinctBy(m => m.Id)
            .OrderBy(m => m.Start)
            .Take(Shown)
            .ToList();
        var message = Message.Of(ahead.Count == 0 ? "meeting.none" : Text.Title("meeting.ahead"));
        foreach (var meeting in ahead)
            message = message
                .And(Entry(call, meeting))
                .Row(
                    Press.Button(
                        Text.Of("meeting.open", Arg.OfWhen("day", Day(call, meeting).Encode())),
                        "m-show",
                        meeting.Id
                    )
                );
        call.Say(WithFeed(call, message));
    }

    /// <summary>Who runs a meeting without taking part can still move and cancel it.</summary>
    private static IEnumerable<Meeting> Owned(Call call, string person) =>
        call.Query(Meeting.Kind, "owner", person, person + "\u0001", 100)
            .Where(m => m.Owner == person && m.State == MeetingState.Planned && m.End > call.Now);

    private static Text[] Entry(Call call, Meeting meeting) => [meeting.Title, MeetingTime.Line(call, meeting)];

    private static When Day(Call call, Meeting meeting) =>
        new When.Moment(meeting.Start.InZone(MeetingTime.Zone(call, meeting)).LocalDateTime);

    private static Message WithFeed(Call call, Message message)
    {
        if (CalendarService.House(call).Feeds.Length == 0)
            return message.And("feed.unknown-address");
        var feeds = Of(call, call.Person!.Id);
        if (feeds.Count == 0)
            return message.And("feed.offer").Row(Press.Button("m-feed"));
        var since = new When.Day(feeds[0].Created.InZone(call.Zone).Date);
        return message
            .And(Text.Of("feed.on", Arg.OfWhen("when", since.Encode())))
            .Row(Press.Labelled("feed.again", "m-feed"), Press.Button("m-nofeed"));
    }

    private static void Make(Call call)
    {
        var house = CalendarService.House(call);
        if (house.Feeds.Length == 0)
        {
            call.Say("feed.unknown-address");
            return;
        }
        var hadOne = End(call);
        var secret = call.Ids.Long() + call.Ids.Long();
        call.Put(
            Feed.Kind,
            new Feed
            {
                Id = IdOf(secret),
                Person = call.Person!.Id,
                Created = call.Now,
            }
        );
        call.Say(
            Message
                .Of(hadOne ? "feed.new-instead" : "feed.new", Text.Plain($"{house.Feeds}{secret}.ics"))
                .And("feed.how", "feed.secret")
                .Row(Press.Button("m-nofeed"))
        );
    }

    private static void SwitchOff(Call call) => call.Say(End(call) ? "feed.off" : "feed.was-off", "feed.off.next");

    private static bool End(Call call)
    {
        var feeds = Of(call, call.Person!.Id);
        foreach (var feed in feeds)
            call.Delete(Feed.Kind, feed.Id);
        return feeds.Count > 0;
    }

    /// <summary>A secret is never said in a group, even with a forged button.</summary>
    private static void Private(Call call, Action<Call> act)
    {
        if (call.Where == Where.Private)
            act(call);
        else
            call.NotThere();
    }
}
