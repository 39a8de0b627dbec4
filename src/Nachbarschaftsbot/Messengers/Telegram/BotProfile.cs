using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>A command list for one scope and language; the empty language is for everybody without a list of their own.</summary>
internal sealed record Menu(string Scope, string Language, IReadOnlyList<BotCommand> Commands);

/// <summary>What Telegram shows of the bot in one language.</summary>
internal sealed record Introduction(string Language, string Name, string Description, string ShortDescription);

/// <summary>Everything Telegram shows of the bot, made from the registry and the texts.</summary>
internal static class BotProfile
{
    internal const string PrivateScope = "all_private_chats";
    internal const string GroupScope = "all_group_chats";
    internal const string ChatScope = "chat";

    /// <summary>https://core.telegram.org/bots/api#setmycommands</summary>
    private const int MostCommands = 100;

    /// <summary>The lists for all private chats and all groups.</summary>
    internal static IReadOnlyList<Menu> Menus(Registry registry, Catalog catalog) =>
        [
            .. Menus(registry, catalog, PrivateScope, IsForEverybody),
            .. Menus(registry, catalog, GroupScope, IsForGroups),
        ];

    /// <summary>The lists for a group that is bound for moderation.</summary>
    internal static IReadOnlyList<Menu> ModerationMenus(Registry registry, Catalog catalog) =>
        [.. Menus(registry, catalog, ChatScope, c => c.Where.HasFlag(Where.Moderation))];

    /// <summary>Name and descriptions.</summary>
    internal static IReadOnlyList<Introduction> Introductions(Catalog catalog) =>
        [
            .. Languages(catalog)
                .Select(language => new Introduction(
                    Neutral(language),
                    catalog.Raw("introduction.name", language),
                    catalog.Raw("introduction.description", language),
                    catalog.Raw("introduction.short", language)
                )),
        ];

    /// <summary>Changes when anything that Telegram is told changes.</summary>
    internal static string Hash(Registry registry, Catalog catalog)
    {
        var all = new StringBuilder();
        foreach (var menu in Menus(registry, catalog))
            all.Append(menu.Scope).Append(menu.Language).AppendJoin('\n', menu.Commands);
        all.AppendJoin('\n', Introductions(catalog));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    private static bool IsForEverybody(CommandSpec command) =>
        command.Where.HasFlag(Where.Private) && (command.Who & (Who.Stranger | Who.Resident)) != 0;

    private static bool IsForGroups(CommandSpec command) =>
        (command.Where & (Where.Neighbourhood | Where.Working | Where.UnboundGroup)) != 0;

    private static IEnumerable<Menu> Menus(
        Registry registry,
        Catalog catalog,
        string scope,
        Func<CommandSpec, bool> belongs
    )
    {
        var commands = registry.Commands.Where(c => c.InMenu && belongs(c)).Take(MostCommands).ToList();
        return Languages(catalog)
            .Select(language => new Menu(
                scope,
                Neutral(language),
                [.. commands.Select(c => new BotCommand(c.Name, catalog.Raw($"command.{c.Name}.help", language)))]
            ));
    }

    /// <summary>The languages the bot speaks wholly; some have only the words of an emergency.</summary>
    private static IEnumerable<string> Languages(Catalog catalog) =>
        catalog.Languages.Where(l => catalog.Of(l).ContainsKey("introduction.name"));

    /// <summary>German is what everybody sees whose language has no list.</summary>
    private static string Neutral(string language) => language == Catalog.Fallback ? "" : language;
}
