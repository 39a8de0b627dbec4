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
        ("menu.calendar", "kalender", Who.Colleague),
        ("menu.dialogue", "sozialraumdialog", Who.Everyone),
        ("menu.consultation", "beratung", Who.Colleague),
        ("menu.settings", "einstellungen", Who.Everyone),
        ("menu.human", "mensch", Who.Everyone),
    ];

    private static readonly string[] Work = ["termin_finden", "kalender", "sozialraumdialog", "beratung"];

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
            message = message.Row([.. row.Select(e => Button(e.Command))]);
        call.Say(message);
    }

    /// <summary>A message with the buttons for the work of professionals.</summary>
    public static Message WithWork(Message message)
    {
        foreach (var row in Entries.Where(e => Work.Contains(e.Command)).Chunk(2))
            message = message.Row([.. row.Select(e => Button(e.Command))]);
        return message;
    }

    /// <summary>
    /// A message in a group with the buttons for what is done there. Everybody there sees them; who may is found out when one is pressed.
    /// </summary>
    public static Message InGroup(Call call, Message message)
    {
        if (call.Where == Where.Moderation)
            message = message.Row(Press.Labelled("menu.queue", Go, "warteschlange"));
        if (call.Where == Where.Working || call.Where == Where.UnboundGroup && call.MayBeConfidential)
            message = WithWork(message);
        return call.Standing.HasFlag(Who.Operator) ? message.Row(Press.Labelled("menu.channel", Go, "kanal")) : message;
    }

    /// <summary>The button of an entry.</summary>
    public static Button Button(string command) =>
        Press.Labelled(Entries.First(e => e.Command == command).Label, Go, command);

    /// <summary>What is done alone with the bot goes on there, wherever its button was pressed.</summary>
    private static void Run(Call call, Registry registry, string name)
    {
        if (registry.Command(name) is not { } command)
            call.NotThere();
        else if (IsForAlone(call, command))
            GoingOnAlone.With(call, Button(name));
        else
            Router.Run(call, registry, command, "");
    }

    private static bool IsForAlone(Call call, CommandSpec command) =>
        (command.Where & call.Where) == 0
        && command.Where.HasFlag(Where.Private)
        && (command.Who & call.Standing) != 0
        && Entries.Any(e => e.Command == command.Name);

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
            call.Say(call.Where == Where.Private ? Message.Of(lines) : InGroup(call, Message.Of(lines)));
    }

    private static bool IsOpen(Call call, CommandSpec command) =>
        command.InMenu && (command.Who & call.Standing) != 0 && (command.Where & call.Where) != 0;

    private static Text Line(CommandSpec command) =>
        Text.Of("help.line", ("command", command.Name), Arg.OfKey("what", $"command.{command.Name}.help"));
}
