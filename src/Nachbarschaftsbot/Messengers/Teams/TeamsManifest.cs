using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>
/// The files in <c>manifests/teams</c> that Teams is told with: the manifest in German and its English words, made from the registry and
/// the texts; a test finds files that are out of date. What belongs to one installation (ids, address, operator) is put in by
/// <c>manifests/teams/build</c>.
/// </summary>
internal static class TeamsManifest
{
    /// <summary>Stands for the app id until the package is built.</summary>
    internal const string NoId = "00000000-0000-0000-0000-000000000000";

    /// <summary>Stands for the public address.</summary>
    internal const string NoAddress = "https://hilfe.example.org";

    /// <summary>Stands for the operator's name.</summary>
    internal const string NoName = "Name des Trägers";

    private const string Schema = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams";
    private const int MostCommands = 12;

    /// <summary>What professionals and residents need first; Teams shows twelve at most.</summary>
    private static readonly string[] Usual =
    [
        "anfrage",
        "angebot",
        "stoebern",
        "meine_sachen",
        "kalender",
        "termin_finden",
        "mensch",
        "einstellungen",
        "hilfe",
        "notfall",
        "datenschutz",
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>File name to content.</summary>
    internal static IReadOnlyDictionary<string, string> Files(Registry registry, Catalog catalog) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["manifest.json"] = Text(Manifest(registry, catalog)),
            ["en.json"] = Text(Words(registry, catalog, "en")),
        };

    private static JsonObject Manifest(Registry registry, Catalog catalog)
    {
        string German(string key) => catalog.Raw(key, "de");
        return new()
        {
            ["$schema"] = $"{Schema}.schema.json",
            ["manifestVersion"] = "1.25",
            ["version"] = "1.0.0",
            ["id"] = NoId,
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = "de",
                ["additionalLanguages"] = new JsonArray(
                    new JsonObject { ["languageTag"] = "en", ["file"] = "en.json" }
                ),
            },
            ["developer"] = new JsonObject
            {
                ["name"] = NoName,
                ["websiteUrl"] = NoAddress,
                ["privacyUrl"] = $"{NoAddress}/datenschutz",
                ["termsOfUseUrl"] = $"{NoAddress}/impressum",
            },
            ["name"] = new JsonObject
            {
                ["short"] = German("introduction.name"),
                ["full"] = German("introduction.name"),
            },
            ["description"] = new JsonObject
            {
                ["short"] = German("introduction.short"),
                ["full"] = German("introduction.work"),
            },
            ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
            ["accentColor"] = "#0B5345",
            ["bots"] = new JsonArray(
                new JsonObject
                {
                    ["botId"] = NoId,
                    ["scopes"] = new JsonArray("personal", "team", "groupChat"),
                    ["supportsFiles"] = false,
                    ["isNotificationOnly"] = false,
                    ["commandLists"] = new JsonArray([
                        .. Lists(registry).Select(l => (JsonNode)CommandList(l.Scopes, l.Commands, catalog)),
                    ]),
                }
            ),
            ["composeExtensions"] = new JsonArray(
                new JsonObject { ["botId"] = NoId, ["commands"] = new JsonArray(Search(catalog), Make(catalog)) }
            ),
            ["defaultInstallScope"] = "personal",
            ["defaultGroupCapability"] = new JsonObject
            {
                ["team"] = "bot",
                ["groupchat"] = "bot",
                ["meetings"] = "bot",
            },
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
            ["validDomains"] = new JsonArray(new Uri(NoAddress).Host),
            ["webApplicationInfo"] = new JsonObject { ["id"] = NoId, ["resource"] = NoAddress },
            ["authorization"] = Leave(),
        };
    }

    /// <summary>
    /// Lets the bot hear all talk of the channels of a team whose owner agrees when adding it. It is there for one thing: to carry talk between a
    /// channel and the rooms it is linked with. In channels that are not linked what does not mention the bot is dropped unread.
    /// </summary>
    private static JsonObject Leave() =>
        new()
        {
            ["permissions"] = new JsonObject
            {
                ["resourceSpecific"] = new JsonArray(
                    new JsonObject { ["name"] = "ChannelMessage.Read.Group", ["type"] = "Application" }
                ),
            },
        };

    /// <summary>The words of another language, by the places of the German ones.</summary>
    private static JsonObject Words(Registry registry, Catalog catalog, string language)
    {
        string In(string key) => catalog.Raw(key, language);
        var words = new JsonObject
        {
            ["$schema"] = $"{Schema}.Localization.schema.json",
            ["name.short"] = In("introduction.name"),
            ["name.full"] = In("introduction.name"),
            ["description.short"] = In("introduction.short"),
            ["description.full"] = In("introduction.work"),
        };
        foreach (var (list, (_, commands)) in Lists(registry).Index())
        foreach (var (at, command) in commands.Index())
        {
            var place = $"bots[0].commandLists[{list}].commands[{at}]";
            words[$"{place}.title"] = Title(command, catalog, language);
            words[$"{place}.description"] = In($"command.{command.Name}.help");
        }
        const string Extension = "composeExtensions[0].commands";
        words[$"{Extension}[0].title"] = In("messenger.search.title");
        words[$"{Extension}[0].description"] = In("messenger.search.about");
        words[$"{Extension}[0].parameters[0].title"] = In("messenger.search.word");
        words[$"{Extension}[1].title"] = In("messenger.make.title");
        words[$"{Extension}[1].description"] = In("messenger.make.about");
        return words;
    }

    private static IReadOnlyList<(string[] Scopes, IReadOnlyList<CommandSpec> Commands)> Lists(Registry registry) =>
        [
            (["personal"], Personal(registry)),
            (
                ["team", "groupChat"],
                [.. registry.Commands.Where(c => c.InMenu && (c.Where & Where.Group) != 0).Take(MostCommands)]
            ),
        ];

    private static IReadOnlyList<CommandSpec> Personal(Registry registry) =>
        [
            .. registry
                .Commands.Where(c => c.InMenu && IsWork(c))
                .Concat(Usual.Select(registry.Command).OfType<CommandSpec>())
                .Distinct()
                .Take(MostCommands),
        ];

    /// <summary>What professionals do in their own channels and alone with the bot, but not in every group.</summary>
    private static bool IsWork(CommandSpec command) =>
        command.Where.HasFlag(Where.Private | Where.Working) && !command.Where.HasFlag(Where.UnboundGroup)
        || command.Where.HasFlag(Where.Private) && command.Who == Who.Professional;

    private static JsonObject CommandList(string[] scopes, IReadOnlyList<CommandSpec> commands, Catalog catalog) =>
        new()
        {
            ["scopes"] = new JsonArray([.. scopes.Select(s => (JsonNode)s)]),
            ["commands"] = new JsonArray([
                .. commands.Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["title"] = Title(c, catalog, "de"),
                            ["description"] = catalog.Raw($"command.{c.Name}.help", "de"),
                        }
                ),
            ]),
        };

    /// <summary>What choosing the command writes: the plain words that lead to it, or its name where it has none.</summary>
    private static string Title(CommandSpec command, Catalog catalog, string language) =>
        catalog.Raw($"command.{command.Name}.words", language).Split(',')[0].Trim() is { Length: > 0 } words
            ? words
            : $"/{command.Name}";

    private static JsonObject Search(Catalog catalog) =>
        new()
        {
            ["id"] = "suche",
            ["type"] = "query",
            ["context"] = new JsonArray("compose", "commandBox"),
            ["initialRun"] = true,
            ["title"] = catalog.Raw("messenger.search.title", "de"),
            ["description"] = catalog.Raw("messenger.search.about", "de"),
            ["parameters"] = new JsonArray(
                new JsonObject { ["name"] = "suche", ["title"] = catalog.Raw("messenger.search.word", "de") }
            ),
        };

    private static JsonObject Make(Catalog catalog) =>
        new()
        {
            ["id"] = "anfrage",
            ["type"] = "action",
            ["context"] = new JsonArray("message"),
            ["fetchTask"] = true,
            ["title"] = catalog.Raw("messenger.make.title", "de"),
            ["description"] = catalog.Raw("messenger.make.about", "de"),
        };

    private static string Text(JsonObject json) => json.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
}
