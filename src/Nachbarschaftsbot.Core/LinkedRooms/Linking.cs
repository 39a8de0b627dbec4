using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// <c>/raum_verbinden</c>: somebody with rights in both rooms links them, by choosing another room of the Quartier or with a one-time code from
/// the other room; <c>/raum_trennen</c> ends it.
/// </summary>
internal static class Linking
{
    /// <summary>The verb that chooses another room of the Quartier.</summary>
    public const string JoinVerb = "l-join";

    /// <summary>The verb that opens the page of a room.</summary>
    public const string PageVerb = "l-page";

    /// <summary>The verb that makes a code.</summary>
    public const string CodeVerb = "l-code";

    /// <summary>The verb that ends a link.</summary>
    public const string EndVerb = "l-end";

    /// <summary>How long a code counts.</summary>
    public static readonly Duration CodeCounts = Duration.FromHours(1);

    private const string Yes = "yes",
        All = "all";

    /// <summary>The command: with a code it links, without one it shows what there is.</summary>
    public static void Command(Call call)
    {
        if (call.Where == Where.Private)
            Overview(call);
        else if (call.Argument.Length > 0)
            Redeem(call, call.Argument);
        else
            Page(call);
    }

    /// <summary>What is linked with this room, and what can be done.</summary>
    public static void Page(Call call)
    {
        if (Quartier(call) is not { } quartier || call.Where == Where.Private)
            call.NotThere();
        else if (call.Where == Where.Moderation)
            call.Say("linked.not-moderation");
        else
            call.Say(PageOf(call, quartier));
    }

    /// <summary>The lines and buttons for the page of a room's settings.</summary>
    public static Message WithLink(Call call, Message page) =>
        call.Where == Where.Moderation ? page
        : Links.Of(call, call.Inbound.Place.Key) is { } link
            ? page.And(["linked.with", .. link.Others(call.Inbound.Place).Select(Notices.One)])
                .Row(Press.Button(EndVerb, link.Id))
        : page.Row(Press.Button(PageVerb));

    /// <summary>Makes a code for this room.</summary>
    public static void MakeCode(Call call)
    {
        if (Quartier(call) is not { } quartier || call.Where is Where.Private or Where.Moderation)
        {
            call.NotThere();
            return;
        }
        var text = call.Ids.Code();
        var code = new LinkCode
        {
            Id = Code.IdOf(text),
            Room = Links.Here(call),
            Quartier = quartier,
            Person = call.Person!.Id,
            Until = call.Now + CodeCounts,
        };
        call.Put(LinkCode.Kind, code);
        call.Remind(Upkeep.CodeTimer, code.Id, code.Until);
        call.Say(Text.Of("linked.code", ("code", text)), "linked.code.who", "linked.code.hour");
    }

    /// <summary>Another room of the Quartier was chosen; asks first.</summary>
    public static void Choose(Call call, string subject)
    {
        if (
            Quartier(call) is not { } quartier
            || Candidates(call, quartier).FirstOrDefault(c => Short(c) == subject) is not { } other
        )
            call.NotThere();
        else if (call.Argument != Yes)
            call.Say(
                Message
                    .Of(Text.Of("linked.sure", Links.Where(other.Place)), "linked.sure.what")
                    .Row(Press.Labelled("linked.sure.yes", JoinVerb, subject, Yes))
            );
        else
            Connect(call, quartier, Links.Here(call), new(other.Place, other.Language));
    }

    /// <summary><c>/raum_trennen</c>.</summary>
    public static void Part(Call call)
    {
        if (Links.Of(call, call.Inbound.Place.Key) is not { } link || !Links.MayEnd(call, link))
            call.Say("linked.none");
        else
            AskToEnd(call, link);
    }

    /// <summary>The button that ends it: asks, then takes this room out; alone with the bot the whole link.</summary>
    public static void End(Call call, string subject)
    {
        if (call.Find(LinkedRoom.Kind, subject) is not { } link || !Links.MayEnd(call, link))
            call.NotThere();
        else if (call.Argument.Length == 0)
            AskToEnd(call, link);
        else if (call.Argument == All)
            Links.End(call, link);
        else if (link.Rooms.Any(r => r.Place.Key == call.Inbound.Place.Key))
            Links.Leave(call, link, call.Inbound.Place, isGone: false);
        else
            call.NotThere();
    }

    private static void AskToEnd(Call call, LinkedRoom link)
    {
        var isHere = link.Rooms.Any(r => r.Place.Key == call.Inbound.Place.Key);
        Message message = Message.Of(["linked.with", .. link.Others(call.Inbound.Place).Select(Notices.One)]);
        if (isHere)
            message = message.Row(Press.Labelled("linked.end.here", EndVerb, link.Id, Yes));
        if (!isHere || link.Rooms.Count > 2)
            message = message.Row(Press.Labelled("linked.end.all", EndVerb, link.Id, All));
        call.Say(message);
    }

    /// <summary>The Quartier this room belongs to, or the person's own where it is not bound; null without the right.</summary>
    private static string? Quartier(Call call) =>
        call.Quartier?.Id is { } quartier && Links.IsStaff(call, quartier) ? quartier : null;

    private static void Overview(Call call)
    {
        var links = Quartier(call) is { } quartier ? Links.In(call, quartier) : [];
        call.Say(Message.Of(links.Count == 0 ? "linked.overview.none" : "linked.overview", "linked.overview.how"));
        foreach (var link in links)
            call.Say(
                Message
                    .Of([Text.Title("linked.overview.one"), .. link.Rooms.Select(Notices.One)])
                    .Row(Press.Button(EndVerb, link.Id))
            );
    }

    private static Message PageOf(Call call, string quartier)
    {
        var link = Links.Of(call, call.Inbound.Place.Key);
        var message = link is null
            ? Message.Of("linked.page", "linked.page.what")
            : Message.Of(["linked.with", .. link.Others(call.Inbound.Place).Select(Notices.One)]);
        message = message.And([.. Notices.Limits(call, Links.Here(call))]);
        foreach (var other in Candidates(call, quartier))
            message = message.Row(
                Press.Button(Text.Of("linked.choose", Links.Where(other.Place)), JoinVerb, Short(other))
            );
        message = message.Row(Press.Button(CodeVerb));
        return link is null ? message : message.Row(Press.Button(EndVerb, link.Id));
    }

    /// <summary>Rooms of the Quartier that this one can be linked with by a press.</summary>
    private static IEnumerable<Channel> Candidates(Call call, string quartier) =>
        call.Channel is { } here && here.Quartier == quartier && here.Purpose != ChannelPurpose.Moderation
            ? Channels
                .Of(call, quartier, here.Purpose)
                .Where(c => c.Id != here.Id && c.Place.Kind == PlaceKind.Group)
                .Where(c => Links.Of(call, c.Id) is not { } link || Links.Of(call, here.Id) is null && Fits(link))
            : [];

    private static bool Fits(LinkedRoom link) => link.Rooms.Count < LinkedRoom.MostRooms;

    private static string Short(Channel channel) => Carried.Short(8, channel.Id);

    /// <summary>A code from another room: who says it here needs rights there and here.</summary>
    private static void Redeem(Call call, string typed)
    {
        if (call.Find(LinkCode.Kind, Code.IdOf(typed)) is not { } code || code.Until <= call.Now)
            call.Say("linked.code.wrong", "linked.code.wrong.now");
        else if (
            !Links.IsStaff(call, code.Quartier)
            || (call.Channel is { } here && !Links.IsStaff(call, here.Quartier))
            || code.Room.Place.Key == call.Inbound.Place.Key
        )
            call.Say("linked.code.wrong", "linked.code.wrong.now");
        else
        {
            call.Delete(LinkCode.Kind, code.Id);
            call.Unremind(Upkeep.CodeTimer, code.Id);
            Connect(call, code.Quartier, code.Room, Links.Here(call));
        }
    }

    private static void Connect(Call call, string quartier, Room first, Room second)
    {
        var (one, two) = (Links.Of(call, first.Place.Key), Links.Of(call, second.Place.Key));
        if (one is not null && two is not null)
            call.Say(one.Id == two.Id ? "linked.already" : "linked.others");
        else if (!MayMeet(call, first.Place, second.Place))
            call.Say("linked.not-together");
        else if (one is null && two is null)
            Links.Join(
                call,
                new LinkedRoom
                {
                    Id = call.Ids.Short(),
                    Quartier = quartier,
                    Rooms = [first],
                },
                second
            );
        else if ((one ?? two) is { } link && Fits(link))
            Links.Join(call, link, one is null ? first : second);
        else
            call.Say(Text.Of("linked.full", ("count", LinkedRoom.MostRooms)));
    }

    /// <summary>
    /// What the moderation says stays there, and what professionals say among themselves goes only to rooms of professionals.
    /// </summary>
    private static bool MayMeet(Call call, Place one, Place two)
    {
        var (first, second) = (call.Find(Channel.Kind, one.Key)?.Purpose, call.Find(Channel.Kind, two.Key)?.Purpose);
        return one.Kind == PlaceKind.Group
            && two.Kind == PlaceKind.Group
            && first != ChannelPurpose.Moderation
            && second != ChannelPurpose.Moderation
            && (first == ChannelPurpose.Working) == (second == ChannelPurpose.Working);
    }
}
