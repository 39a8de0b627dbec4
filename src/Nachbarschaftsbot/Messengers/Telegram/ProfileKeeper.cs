using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Tells Telegram what to show of the bot, only when it changed: names and descriptions may be set a few times a day. The
/// lists of moderation groups follow the bound channels.
/// </summary>
internal sealed class ProfileKeeper(
    TelegramClient client,
    IStore store,
    Registry registry,
    Catalog catalog,
    TimeProvider time
)
{
    private const string Id = "profile";
    private const int MostChannels = 1000;
    private const string LinkHost = "https://t.me/";

    private readonly HashSet<long> moderated = [];

    /// <summary>Brings commands, names and descriptions up to date; tries again at the next start when refused.</summary>
    internal async Task Update(CancellationToken stop)
    {
        var hash = BotProfile.Hash(registry, catalog);
        var known = await store.Find(TelegramState.Kind, Id);
        if (known?.Document.ProfileHash == hash)
            return;
        var isDone = true;
        foreach (var menu in BotProfile.Menus(registry, catalog))
            isDone &= await Set(menu, null, stop);
        foreach (var introduction in BotProfile.Introductions(catalog))
            isDone &= await Introduce(introduction, stop);
        if (isDone)
            await Remember(hash, known?.Version ?? 0);
    }

    /// <summary>Lets everybody know the address under which the bot is found, for links and posters.</summary>
    internal async Task UpdateLink(string username)
    {
        if (username.Length == 0)
            return;
        var known = await store.Find(BotLinks.Kind, BotLinks.Only);
        IReadOnlyList<string> before = known?.Document.Starts ?? [];
        string[] now = [$"{LinkHost}{username}?start=", .. before.Where(s => !s.StartsWith(LinkHost))];
        if (now.SequenceEqual(before))
            return;
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(BotLinks.Kind, new BotLinks { Starts = now }, known?.Version ?? 0));
        await store.Commit(changes);
    }

    /// <summary>Gives groups that were bound for moderation their list, and takes it from those that no longer are.</summary>
    internal async Task UpdateModeration(CancellationToken stop)
    {
        var bound = await ModerationChats();
        foreach (var chat in bound.Except(moderated).ToList())
        {
            var isDone = true;
            foreach (var menu in BotProfile.ModerationMenus(registry, catalog))
                isDone &= await Set(menu, chat, stop);
            if (isDone)
                moderated.Add(chat);
        }
        foreach (var chat in moderated.Except(bound).ToList())
        {
            foreach (var menu in BotProfile.ModerationMenus(registry, catalog))
                await client.DeleteMyCommands(new(new(BotProfile.ChatScope, chat), Language(menu.Language)), stop);
            moderated.Remove(chat);
        }
    }

    private async Task<HashSet<long>> ModerationChats()
    {
        var channels = await store.Query(Channel.Kind, "quartier", "", "\uffff", MostChannels);
        return
        [
            .. channels
                .Select(c => c.Document)
                .Where(c => c.Purpose == ChannelPurpose.Moderation && c.Place.Messenger == Translator.MessengerName)
                .Select(c => long.TryParse(c.Place.Chat, out var chat) ? chat : 0)
                .Where(chat => chat != 0),
        ];
    }

    private async Task<bool> Set(Menu menu, long? chat, CancellationToken stop)
    {
        var scope = new BotCommandScope(menu.Scope, chat);
        var outcome =
            menu.Commands.Count > 0
                ? await client.SetMyCommands(new(menu.Commands, scope, Language(menu.Language)), stop)
                : await client.DeleteMyCommands(new(scope, Language(menu.Language)), stop);
        return outcome is TelegramOutcome.Ok;
    }

    private async Task<bool> Introduce(Introduction introduction, CancellationToken stop)
    {
        var language = Language(introduction.Language);
        var name = await client.SetMyName(new(introduction.Name, language), stop);
        var text = await client.SetMyDescription(new(introduction.Description, language), stop);
        var line = await client.SetMyShortDescription(new(introduction.ShortDescription, language), stop);
        return name is TelegramOutcome.Ok && text is TelegramOutcome.Ok && line is TelegramOutcome.Ok;
    }

    private async Task Remember(string hash, long version)
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(TelegramState.Kind, new TelegramState { Id = Id, ProfileHash = hash }, version));
        await store.Commit(changes);
    }

    private static string? Language(string language) => language.Length == 0 ? null : language;
}
