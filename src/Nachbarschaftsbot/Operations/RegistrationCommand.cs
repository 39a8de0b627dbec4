using Nachbarschaftsbot.Messengers.Matrix;

namespace Nachbarschaftsbot.Operations;

/// <summary>Writes the registration file of the application service, and says what to do with it.</summary>
internal static class RegistrationCommand
{
    /// <summary>Writes the file, readable by its owner only. One that is there already stays: a homeserver may be using its tokens.</summary>
    /// <returns>0 when it is written, otherwise 1.</returns>
    public static int Write(string[] args, string file, TextWriter output)
    {
        Settings settings;
        try
        {
            settings = SettingsSource.Read(SettingsSource.Sources(args));
        }
        catch (SettingsException wrong)
        {
            output.WriteLine(wrong.Message);
            return 1;
        }
        var registration = MatrixRegistration.Of(settings.Matrix.Appservice);
        try
        {
            Write(file, registration.File());
        }
        catch (IOException) when (File.Exists(file))
        {
            output.WriteLine(
                $"{file} gibt es schon. Die Datei bleibt, wie sie ist. Bitte nehmen Sie einen anderen Namen."
            );
            return 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"{file} lässt sich nicht schreiben. Bitte prüfen Sie Ordner und Rechte.");
            return 1;
        }
        output.WriteLine(
            $"""
            {file} ist geschrieben. Die Datei ist geheim.

            1. Legen Sie sie zum Homeserver. In Synapse steht sie unter app_service_config_files in homeserver.yaml.
            2. Starten Sie den Homeserver neu.
            3. Geben Sie dem Bot diese Werte, zum Beispiel in einer Datei, die nur er lesen darf:

            {registration.Environment()}
            """
        );
        return 0;
    }

    private static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
