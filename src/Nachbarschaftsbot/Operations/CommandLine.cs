using System.CommandLine;

namespace Nachbarschaftsbot.Operations;

/// <summary>The commands of the program. Without one it runs the bot.</summary>
internal static class CommandLine
{
    private static readonly string[] Commands = ["doctor", "backup", "restore", "--help", "-h", "-?", "--version"];

    /// <summary>Whether the arguments ask for something else than running the bot.</summary>
    public static bool Handles(string[] args) => args.Any(Commands.Contains);

    /// <summary>Does what was asked for.</summary>
    /// <returns>0 when all is well, 1 when something is wrong, 2 when the arguments were not understood.</returns>
    public static Task<int> Run(string[] args) => Root(args).Parse(Own(args)).InvokeAsync();

    /// <summary>Settings such as <c>--Store:Folder=data</c> are read by the configuration, not by the commands.</summary>
    private static string[] Own(string[] args) => [.. args.Where(a => !IsSetting(a))];

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=');

    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand(
            """
            Nachbarschaftsbot: ein Bot, mit dem sich eine Nachbarschaft hilft.

            Ohne Befehl startet der Bot. Ohne Einstellungen läuft er als Vorführung mit der Probierstube.
            Einstellungen: appsettings.json im Arbeitsordner, Umgebungsvariablen (Bot__OperatorName=…)
            oder Argumente (--Bot:OperatorName=…). Alle stehen in appsettings.sample.json.
            """
        );
        root.Subcommands.Add(Doctor(args));
        root.Subcommands.Add(Backup(args));
        root.Subcommands.Add(Restore(args));
        return root;
    }

    private static Command Doctor(string[] args)
    {
        var command = new Command(
            "doctor",
            "Prüft Einstellungen, Token, Webhook, Datenbank, SQLite, Uhr und Speicherplatz. Sagt, was zu tun ist."
        );
        command.SetAction((_, cancel) => Operations.Doctor.Run(Console.Out, args, cancel));
        return command;
    }

    private static Command Backup(string[] args)
    {
        var file = new Argument<string>("datei")
        {
            Description = "Wohin die Sicherung kommt. Die Datei darf es noch nicht geben.",
        };
        var command = new Command("backup", "Sichert die Datenbank. Geht auch, während der Bot läuft.") { file };
        command.SetAction(parsed => BackupCommand.Backup(args, parsed.GetRequiredValue(file), Console.Out));
        return command;
    }

    private static Command Restore(string[] args)
    {
        var file = new Argument<string>("datei") { Description = "Eine Sicherung, die mit backup gemacht wurde." };
        var command = new Command(
            "restore",
            "Spielt eine Sicherung zurück. Läuft der Bot, übernimmt er sie selbst. Der alte Stand bleibt als Datei erhalten."
        )
        {
            file,
        };
        command.SetAction(parsed => BackupCommand.Restore(args, parsed.GetRequiredValue(file), Console.Out));
        return command;
    }
}
