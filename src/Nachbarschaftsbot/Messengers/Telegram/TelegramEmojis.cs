using System.Collections.Frozen;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>The emojis that everybody may put to a message (https://core.telegram.org/bots/api#reactiontypeemoji).</summary>
internal static class TelegramEmojis
{
    private const string VariationSelector = "\ufe0f";

    /// <summary>All of them, without the sign that asks for colour.</summary>
    internal static readonly FrozenSet<string> Allowed = (
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 "
        + "👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
    )
        .Split(' ')
        .ToFrozenSet();

    /// <summary>An emoji as Telegram spells it.</summary>
    internal static string Plain(string emoji) => emoji.Replace(VariationSelector, "", StringComparison.Ordinal);
}
