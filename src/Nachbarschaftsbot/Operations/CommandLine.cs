using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Nachbarschaftsbot.Operations;

/// <summary>The commands of the program. Without one it runs the bot.</summary>
internal static class CommandLine
{
    private const int NotUnderstood = 2;

    /// <summary>Whether the arguments ask for something else than running the bot: anything but settings does.</summary>
    public static bool Handles(string[] args) => args.Any(a => !IsSetting(a));

    /// <summary>Does what was asked for.</summary>
    /// <returns>0 when all is well, 1 when something is wrong, 2 when the arguments were not understood.</returns>
    public static Task<int> Run(string[] args)
    {
        var parsed = Root(args).Parse([.. args.Where(a => !IsSetting(a))]);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync();
        Console.Error.WriteLine($"Das kennt der Bot nicht: {string.Join(' ', args)}");
        Console.Error.WriteLine("Die Hilfe zeigt alle Befehle: --help");
        return Task.FromResult(NotUnderstood);
    }

    /// <summary>Settings such as <c>--Store:Folder=data</c> are read by the configuration, not by the commands.</summary>
    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=');

    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand();
        root.Subcommands.Add(Doctor(args));
        root.Subcommands.Add(Health(args));
        root.Subcommands.Add(Backup(args));
        root.Subcommands.Add(Restore(args));
        root.Subcommands.Add(Registration(args));
        root.Options.OfType<HelpOption>().Single().Action = new Explain();
        return root;
    }

    private static Command Doctor(string[] args)
    {
        var command = new Command("doctor");
        command.SetAction((_, cancel) => Operations.Doctor.Run(Console.Out, args, cancel));
        return command;
    }

    private static Command Health(string[] args)
    {
        var command = new Command("health");
        command.SetAction((_, cancel) => HealthCommand.Run(args, Console.Out, cancel));
        return command;
    }

    private static Command Backup(string[] args)
    {
        var file = new Argument<string>("datei");
        var command = new Command("backup") { file };
        command.SetAction(parsed => BackupCommand.Backup(args, parsed.GetRequiredValue(file), Console.Out));
        return command;
    }

    private static Command Restore(string[] args)
    {
        var file = new Argument<string>("datei");
        var command = new Command("restore") { file };
        command.SetAction(parsed => BackupCommand.Restore(args, parsed.GetRequiredValue(file), Console.Out));
        return command;
    }

    private static Command Registration(string[] args)
    {
        var file = new Argument<string>("datei") { DefaultValueFactory = _ => "registration.yaml" };
        var command = new Command("matrix-registration") { file };
        command.SetAction(parsed => RegistrationCommand.Write(args, parsed.GetRequiredValue(file), Console.Out));
        return command;
    }

    /// <summary>The help, in the operators' language; the library speaks only the language of the system.</summary>
    private sealed class Explain : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            Console.Out.WriteLine(
                """
                Nachbarschaftsbot: ein Bot, mit dem sich eine Nachbarschaft hilft.

                Aufruf:  Nachbarschaftsbot [Befehl] [--Einstellung=Wert …]

                Ohne Befehl startet der Bot. Ohne Einstellungen läuft er als Vorführung mit der Probierstube.

                Befehle:
                  doctor            Prüft Einstellungen, Token, Webhook, Datenbank, SQLite, Uhr und Speicherplatz.
                                    Sagt zu jedem Fehler, was zu tun ist.
                  health            Fragt den laufenden Bot, ob er Nachrichten annimmt. Endet mit 0 oder 1.
                  backup <datei>    Sichert die Datenbank. Geht auch, während der Bot läuft.
                  restore <datei>   Spielt eine Sicherung zurück. Geht auch, während der Bot läuft.
                                    Der alte Stand bleibt als Datei erhalten.
                  matrix-registration [datei]
                                    Schreibt die Registrierung für einen eigenen Matrix-Homeserver.
                                    Ohne Namen heißt die Datei registration.yaml.
                  --help            Zeigt diese Hilfe.
                  --version         Zeigt die Version.

                Einstellungen, die spätere gewinnt:
                  appsettings.json im Arbeitsordner, oder die Datei aus --settings=DATEI
                  Umgebungsvariablen, zum Beispiel  Bot__OperatorName="Nachbarschaftshilfe e. V."
                  Argumente, zum Beispiel           --Bot:OperatorName="Nachbarschaftshilfe e. V."
                Alle Einstellungen stehen in appsettings.sample.json.

                Beenden mit Strg+C. Alles Angenommene ist dann gespeichert.
                """
            );
            return 0;
        }
    }
}
