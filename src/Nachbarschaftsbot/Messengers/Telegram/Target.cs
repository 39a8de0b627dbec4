using System.Globalization;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>A place in Telegram's numbers.</summary>
internal readonly record struct Target(long Chat, int? Topic)
{
    internal static bool TryOf(Place place, out Target target)
    {
        var culture = CultureInfo.InvariantCulture;
        var isChat = long.TryParse(place.Chat, culture, out var chat);
        var topic = 0;
        var isTopic = place.Thread is null || int.TryParse(place.Thread, culture, out topic);
        target = new Target(chat, place.Thread is null ? null : topic);
        return isChat && isTopic;
    }
}
