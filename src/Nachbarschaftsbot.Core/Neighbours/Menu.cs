using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>The main menu and the help.</summary>
internal static class Menu
{
    /// <summary>The verb of a button that runs a command; its subject is the command's name.</summary>
    public const string Go = "n-go";

    /// <summary>What the menu offers: text key of the button, name of the command, for whom.</summary>
    public static readonly IReadOnlyList<(string Label, string Command, Who For)> Entries =
    [
        ("menu.ask", "anfrage", Who.Everyone),
        ("menu.offer", "angebot", Who.Everyone),
        ("menu.browse", "was_gibt_es", Who.Everyone),
        ("menu.mine", "meine_sachen", Who.Everyone),
        ("menu.date", "termin_finden", Who.Resident),
        ("menu.calendar", "kalender", Who.Professional),
        ("menu.dialogue", "sozialraumdialog", Who.Everyone),
        ("menu.consultation", "beratung", Who.Colleague),
        ("menu.settings", "einstellungen", Who.Everyone),
        ("menu.human", "mensch", Who.Everyone),
    ];

    /// <summary>Declares help and the button that runs commands.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(new CommandSpec("hilfe", Who.Everyone, Where.Anywhere, call => Help(call, registry), ["help"]))
            .Add(new PlainButton(Go, Who.Everyone, (call, name) => Run(call, registry, name)));

    /// <summary>Shows the main menu, with lines before it.</summary>
    public static void Show(Call call, params Text[] before)
    {
        var message = Message.Of([.. before, before.Length == 0 ? "menu.hello" : "menu.choose"]);
        foreach (var row in Entries.Where(e => (e.For & call.Standing) != 0).Chunk(2))
            message = message.Row([.. row.Select(e => Press.Labelled(e.Label, Go, e.Command))]);
        call.Say(message);
    }

    /// <summary>A message with the buttons for the work of professionals.</summary>
    public static Message WithWork(Message message)
    {
        string[] work = ["termin_finden", "kalender", "sozialraumdialog", "beratung"];
        foreach (var row in Entries.Where(e => work.Contains(e.Command)).Chunk(2))
            message = message.Row([.. row.Select(e => Press.Labelled(e.Label, Go, e.Command))]);
        return message;
    }

    private static void Run(Call call, Registry registry, string name)
    {
        if (registry.Command(name) is { } command)
            Router.Run(call, registry, command, "");
        else
            call.NotThere();
    }

    private static void Help(Call call, Registry registry)
    {
        Text[] lines =
        [
            Text.Title("help.title"),
            .. registry.Commands.Where(c => IsOpen(call, c)).Select(Line),
            call.Where == Where.Private ? "help.words" : "help.group",
        ];
        var isMember = call.Where == Where.Private && call.Standing.HasFlag(Who.Resident);
        if (isMember)
            Show(call, lines);
        else
            call.Say(lines);
    }

    private static bool IsOpen(Call call, CommandSpec command) =>
        command.InMenu && (command.Who & call.Standing) != 0 && (command.Where & call.Where) != 0;

    private static Text Line(CommandSpec command) =>
        Text.Of("help.line", ("command", command.Name), Arg.OfKey("what", $"command.{command.Name}.help"));
}
