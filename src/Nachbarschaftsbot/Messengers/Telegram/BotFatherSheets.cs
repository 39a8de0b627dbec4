using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram.Client;

namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// The files in <c>manifests/telegram</c>: what to tell @BotFather by hand, and the command lists as the program sets them
/// itself. Made from the registry and the texts; a test finds files that are out of date.
/// </summary>
internal static class BotFatherSheets
{
    /// <summary>File name to content.</summary>
    internal static IReadOnlyDictionary<string, string> Files(Registry registry, Catalog catalog)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["botfather.md"] = Instructions(catalog),
        };
        var moderation = BotProfile.ModerationMenus(registry, catalog).Select(m => m with { Scope = "moderation" });
        foreach (var menu in BotProfile.Menus(registry, catalog).Concat(moderation))
            files[$"commands.{NameOf(menu.Scope)}.{LanguageOf(menu.Language)}.txt"] = Lines(menu.Commands);
        return files;
    }

    private static string Lines(IEnumerable<BotCommand> commands) =>
        string.Concat(commands.Select(c => $"{c.Command} - {c.Description}\n"));

    private static string NameOf(string scope) =>
        scope switch
        {
            BotProfile.PrivateScope => "private",
            BotProfile.GroupScope => "group",
            _ => scope,
        };

    private static string LanguageOf(string language) => language.Length == 0 ? Catalog.Fallback : language;

    private static string Instructions(Catalog catalog)
    {
        var text = new StringBuilder(
            """
            # Der Bot bei BotFather

            Öffnen Sie in Telegram den Chat mit @BotFather. Diese Schritte macht ein Mensch, einmal:

            1. `/newbot`: Namen und Benutzernamen wählen. BotFather nennt danach das Token.
            2. Das Token als Einstellung `Telegram:Token` eintragen. Es ist geheim.
            3. `/setprivacy`: *Enable* (das ist der Anfangswert). Der Bot soll in Gruppen nicht alles mitlesen.
            4. `/setjoingroups`: *Enable*. Sonst kann er nicht in die Gruppe der Moderation.
            5. `/setuserpic`: ein Bild, wenn Sie möchten.

            Das Übrige setzt das Programm bei jedem Start selbst, wenn es sich geändert hat: Name, Beschreibung,
            Kurzbeschreibung und die Befehlslisten (`commands.*.txt`). Von Hand geht es mit `/setname`, `/setdescription`,
            `/setabouttext` und `/setcommands`.

            """
        );
        foreach (var introduction in BotProfile.Introductions(catalog))
        {
            text.Append($"\n## Texte ({LanguageOf(introduction.Language)})\n");
            text.Append($"\nName (`/setname`):\n\n> {introduction.Name}\n");
            text.Append($"\nBeschreibung (`/setdescription`):\n\n> {introduction.Description}\n");
            text.Append($"\nKurzbeschreibung (`/setabouttext`):\n\n> {introduction.ShortDescription}\n");
        }
        return text.ToString().ReplaceLineEndings("\n");
    }
}
