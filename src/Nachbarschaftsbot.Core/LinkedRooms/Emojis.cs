using System.Globalization;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// Carries emojis at messages. In the other rooms the bot can put each of them once: it comes with the first person of the others and goes
/// with the last.
/// </summary>
internal static class Emojis
{
    private const int Longest = 16;

    private const int Most = 60;

    /// <summary>Takes an emoji that somebody put to a message or took back.</summary>
    public static void Heard(Call call, Content.Reacted reacted)
    {
        if (
            Carrying.Known(call, call.Inbound.ReplyTo, reacted.Message) is not { } carried
            || call.Inbound.Sender is not { } sender
            || !IsEmoji(reacted.Emoji)
            || (!reacted.Gone && KeepingOut.IsOut(call))
        )
            return;
        var before = At(call, carried);
        var mine = new CarriedEmoji
        {
            Id = Carried.Short(12, carried.Id, reacted.Emoji, sender.Account.Key),
            Message = carried.Id,
            Emoji = reacted.Emoji,
            Account = sender.Account.Key,
            Place = Here(call, carried),
            Event = call.Inbound.Id,
        };
        var isThere = before.Any(e => e.Id == mine.Id);
        if (isThere != reacted.Gone || (!reacted.Gone && before.Count >= Most))
            return;
        // Written with every change: two at once meet here.
        call.Put(Carried.Kind, carried with { HasEmojis = true });
        if (reacted.Gone)
            call.Delete(CarriedEmoji.Kind, mine.Id);
        else
            call.Put(CarriedEmoji.Kind, mine);
        List<CarriedEmoji> after = reacted.Gone ? [.. before.Where(e => e.Id != mine.Id)] : [.. before, mine];
        var line = Text.Of(
            "linked.reacts",
            Carrying.Name(sender),
            Links.Where(call.Inbound.Place),
            ("emoji", reacted.Emoji)
        );
        Bring(call, carried, reacted.Emoji, before, after, line);
    }

    /// <summary>An emoji was taken back by deleting what told of it.</summary>
    public static void Removed(Call call, Content.Removed removed)
    {
        var id = $"{call.Inbound.Place.Messenger}:{removed.Message}";
        foreach (var emoji in call.Query(CarriedEmoji.Kind, "event", id, id + "\u0001", 1))
            TakeBack(call, emoji);
    }

    /// <summary>Takes back an emoji of an account that goes.</summary>
    public static void TakeBack(Call call, CarriedEmoji emoji)
    {
        call.Delete(CarriedEmoji.Kind, emoji.Id);
        if (call.Find(Carried.Kind, emoji.Message) is not { } carried)
            return;
        var before = At(call, carried);
        Bring(call, carried, emoji.Emoji, [.. before, emoji], [.. before.Where(e => e.Id != emoji.Id)], "");
    }

    /// <summary>Forgets who put emojis to a message.</summary>
    public static void Forget(Call call, Carried carried)
    {
        if (carried.HasEmojis)
            foreach (var emoji in At(call, carried))
                call.Delete(CarriedEmoji.Kind, emoji.Id);
    }

    private static IReadOnlyList<CarriedEmoji> At(Call call, Carried carried) =>
        carried.HasEmojis ? call.QueryBelow(CarriedEmoji.Kind, "message", Most, carried.Id) : [];

    private static void Bring(
        Call call,
        Carried carried,
        string emoji,
        IReadOnlyList<CarriedEmoji> before,
        IReadOnlyList<CarriedEmoji> after,
        Text line
    )
    {
        foreach (var room in Rooms(call, carried))
        {
            var (did, does) = (Shows(before, room, emoji), Shows(after, room, emoji));
            if (did != does)
                call.Post(room.Place, room.Language, does ? Put(carried, room, emoji, line) : Back(carried, emoji));
        }
    }

    private static Message Put(Carried carried, Room room, string emoji, Text line)
    {
        var isOrigin = room.Place.Key == carried.Place.Key;
        return new()
        {
            Act = Act.React,
            React = new(emoji),
            Ref = Ref(carried, emoji),
            Under = isOrigin ? null : carried.Ref,
            UnderMessage = isOrigin ? carried.Under ?? carried.Message : null,
            Lines = [line],
            Priority = Priority.Notice,
        };
    }

    private static Message Back(Carried carried, string emoji) =>
        new()
        {
            Act = Act.React,
            React = new(emoji, Gone: true),
            Ref = Ref(carried, emoji),
            Priority = Priority.Notice,
        };

    private static string Ref(Carried carried, string emoji) => $"{carried.Ref}:{Carried.Short(6, emoji)}";

    /// <summary>Whether somebody in another room put it there.</summary>
    private static bool Shows(IReadOnlyList<CarriedEmoji> emojis, Room room, string emoji) =>
        emojis.Any(e => e.Emoji == emoji && e.Place != room.Place.Key);

    private static IEnumerable<Room> Rooms(Call call, Carried carried) =>
        call.Find(LinkedRoom.Kind, carried.Link) is { } link
            ? link.Rooms.Where(r => r.Place.Key == carried.Place.Key || carried.To.Any(t => t.Place.Key == r.Place.Key))
            : [];

    /// <summary>The room it was put in: some messengers name only the chat and not its thread.</summary>
    private static string Here(Call call, Carried carried)
    {
        var place = call.Inbound.Place;
        return carried
                .To.Select(t => t.Place)
                .Prepend(carried.Place)
                .FirstOrDefault(p => p.Messenger == place.Messenger && p.Chat == place.Chat)
                ?.Key
            ?? place.Key;
    }

    /// <summary>One sign that is no letter: words are no emojis.</summary>
    private static bool IsEmoji(string text) =>
        text.Length is > 0 and <= Longest
        && StringInfo.GetNextTextElementLength(text) == text.Length
        && !text.EnumerateRunes().Any(r => Rune.IsLetter(r) || Rune.IsControl(r) || Rune.IsWhiteSpace(r));
}
