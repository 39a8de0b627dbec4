using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>Carries what is said in a linked room to the others: new messages, changes, deletions. Nothing of the words is kept.</summary>
internal static class Carrying
{
    /// <summary>Stands before the name above a carried message, seen by nobody: what begins with it was carried by us and never goes on.</summary>
    public const char Mark = '\u2063';

    private const int BeginsWithin = 8;

    /// <summary>Takes talk of a linked room.</summary>
    public static void Heard(Call call)
    {
        switch (call.Inbound.Content)
        {
            case Content.Posted posted:
                Posted(call, posted);
                break;
            case Content.Edited edited:
                Edited(call, edited);
                break;
            case Content.Removed removed:
                Removed(call, removed);
                break;
            case Content.Reacted reacted:
                Emojis.Heard(call, reacted);
                break;
        }
    }

    /// <summary>What is known of a message: one of ours by our own id, one of somebody else by the messenger's.</summary>
    public static Carried? Known(Call call, string? reference, string? message) =>
        Carried.IdIn(reference) is { } id ? call.Find(Carried.Kind, id)
        : message is not null ? call.Find(Carried.Kind, Carried.IdOf(call.Inbound.Place, message))
        : null;

    /// <summary>Deletes the copies of a message and forgets it.</summary>
    public static void TakeBack(Call call, Carried carried)
    {
        foreach (var room in carried.To)
        foreach (var reference in References(carried))
            call.Post(room.Place, room.Language, Delete(carried, reference));
        Emojis.Forget(call, carried);
        call.Delete(Carried.Kind, carried.Id);
    }

    /// <summary>Our own ids of the copies of a message.</summary>
    public static IEnumerable<string> References(Carried carried) =>
        carried.HasPicture ? [carried.PictureRef, carried.Ref] : [carried.Ref];

    private static Message Delete(Carried carried, string reference) =>
        new()
        {
            Act = Act.Delete,
            Ref = reference,
            Talk = Talk(carried.Place),
            Priority = Priority.Notice,
        };

    private static void Posted(Call call, Content.Posted posted)
    {
        var place = call.Inbound.Place;
        if (call.Inbound.Sender is not { } sender || Links.Of(call, place.Key) is not { } link)
            return;
        var id = Carried.IdOf(place, posted.Message);
        if (IsOurs(posted.Said) || KeepingOut.IsOut(call) || call.Find(Carried.Kind, id) is not null)
            return;
        var said = Harmless.Of(posted.Said, out var isCut);
        if (said.IsEmpty && posted.Media is null)
            return;
        var carried = new Carried
        {
            Id = id,
            Link = link.Id,
            Account = sender.Account.Key,
            Place = place,
            Message = posted.Message,
            Under = call.Inbound.MessageId == posted.Message ? null : call.Inbound.MessageId,
            To = [.. link.Others(place)],
            HasPicture = posted.Media?.Picture is not null,
            At = call.Now,
        };
        call.Put(Carried.Kind, carried);
        call.Decision.Counted.Add("linked.carried");
        var answered = Known(call, call.Inbound.ReplyTo, call.Inbound.ReplyTo);
        foreach (var room in carried.To)
            Carry(call, carried, room, Said(call, room, sender, said, isCut, posted.Media), answered, posted.Media);
    }

    private static void Carry(Call call, Carried carried, Room room, Message message, Carried? answered, Media? media)
    {
        call.Post(room.Place, room.Language, Below(message with { Ref = carried.Ref }, answered, room.Place));
        if (media?.Picture is { } picture && call.CarriesAt(room.Place).Pictures)
            call.Post(
                room.Place,
                room.Language,
                new Message
                {
                    Ref = carried.PictureRef,
                    Under = carried.Ref,
                    File = picture,
                    Talk = Talk(carried.Place),
                    Priority = Priority.Notice,
                }
            );
    }

    /// <summary>Under the message that is answered: where it was said itself, or its copy.</summary>
    private static Message Below(Message message, Carried? answered, Place place) =>
        answered is null ? message
        : answered.Place.Key == place.Key ? message with { UnderMessage = answered.Under ?? answered.Message }
        : answered.To.Any(t => t.Place.Key == place.Key) ? message with { Under = answered.Ref }
        : message;

    private static void Edited(Call call, Content.Edited edited)
    {
        if (
            Known(call, null, edited.Message) is not { } carried
            || call.Inbound.Sender is not { } sender
            || sender.Account.Key != carried.Account
            || KeepingOut.IsOut(call)
            || IsOurs(edited.Said)
        )
            return;
        var said = Harmless.Of(edited.Said, out var isCut);
        var link = call.Find(LinkedRoom.Kind, carried.Link);
        foreach (var room in carried.To.Where(r => link?.Rooms.Any(l => l.Place.Key == r.Place.Key) == true))
            call.Post(
                room.Place,
                room.Language,
                Said(call, room, sender, said, isCut, null) with
                {
                    Ref = carried.Ref,
                    Act = Act.Edit,
                }
            );
    }

    /// <summary>Somebody deleted a message where it was said, or, with the right to, a copy of it: then it goes everywhere we can.</summary>
    private static void Removed(Call call, Content.Removed removed)
    {
        if (Known(call, call.Inbound.ReplyTo, removed.Message) is not { } carried)
        {
            Emojis.Removed(call, removed);
            return;
        }
        var isOrigin = Carried.IdIn(call.Inbound.ReplyTo) is null;
        var link = call.Find(LinkedRoom.Kind, carried.Link);
        if (isOrigin || (link is not null && Links.IsStaff(call, link.Quartier)))
            TakeBack(call, carried);
    }

    private static bool IsOurs(Rich said) =>
        said.Blocks.Count > 0
        && said.Plain() is var plain
        && plain.AsSpan(0, Math.Min(plain.Length, BeginsWithin)).Contains(Mark);

    private static Message Said(Call call, Room room, Sender sender, Rich said, bool isCut, Media? media)
    {
        List<Text> lines = [From(call, sender)];
        if (media is not null && (media.Picture is null || !call.CarriesAt(room.Place).Pictures))
            lines.Add(Note(media));
        if (media is { More: > 0 and var more })
            lines.Add(more == 1 ? "linked.one-more" : Text.Of("linked.more", ("count", more)));
        if (isCut)
            lines.Add("linked.cut");
        return new()
        {
            Lines = lines,
            Rich = said.IsEmpty ? null : said,
            Talk = Talk(call.Inbound.Place),
            Priority = Priority.Notice,
        };
    }

    private static Talk Talk(Place from) => new(Links.Where(from).Value);

    /// <summary>Who said it and whence.</summary>
    public static Text From(Call call, Sender sender) =>
        Text.Title("linked.from", Name(sender), Links.Where(call.Inbound.Place));

    /// <summary>The name as it is shown in other rooms, as a value of a text.</summary>
    public static Arg Name(Sender sender) =>
        ShownName.Of(sender.FirstName) is { Length: > 0 } name
            ? new Arg("name", $"{Mark}{name}")
            : Arg.OfKey("name", "linked.somebody");

    /// <summary>What came along and cannot be shown.</summary>
    private static Text Note(Media media)
    {
        var kind = Arg.OfKey("what", $"linked.media.{media.Kind.ToString().ToLowerInvariant()}");
        return media.Size is { } bytes and > 0
            ? Text.Of("linked.not-shown.size", kind, ("size", Size(bytes)))
            : Text.Of("linked.not-shown", kind);
    }

    private static string Size(long bytes) =>
        bytes >= 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1_000_000)} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} KB");
}
