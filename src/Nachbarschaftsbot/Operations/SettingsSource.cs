namespace Nachbarschaftsbot.Operations;

/// <summary>Reads the settings and refuses to start with wrong ones.</summary>
internal static class SettingsSource
{
    private const string FileArgument = "--settings=";

    /// <summary>Whether the environment is Development, by the same variables as the program itself; <c>DOTNET_</c> is the stronger.</summary>
    public static bool IsDevelopment =>
        string.Equals(
            Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
            Environments.Development,
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>
    /// Where settings come from, the later the stronger: <c>appsettings.json</c> in the working folder (or the file named by
    /// <c>--settings=FILE</c>), environment variables, arguments.
    /// </summary>
    public static IConfiguration Sources(string[] args)
    {
        var named = args.LastOrDefault(a => a.StartsWith(FileArgument, StringComparison.Ordinal))?[
            FileArgument.Length..
        ];
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(Directory.GetCurrentDirectory())
                .AddJsonFile(Path.GetFullPath(named ?? "appsettings.json"), optional: named is null)
                .AddEnvironmentVariables()
                .AddCommandLine([.. args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a.Contains('='))])
                .Build();
        }
        catch (Exception problem) when (problem is InvalidDataException or FileNotFoundException)
        {
            throw new SettingsException([
                new(
                    named ?? "appsettings.json",
                    "Die Datei fehlt oder ist kein gültiges JSON.",
                    "Ein gültiges Beispiel ist appsettings.sample.json."
                ),
            ]);
        }
    }

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="SettingsException">Some are wrong; the message names each, the reason and an example.</exception>
    public static Settings AddSettings(this WebApplicationBuilder builder, string[] args)
    {
        var sources = Sources(args);
        var settings = Read(sources);
        SettingProblem[] problems =
        [
            .. SettingsCheck.Unknown(sources),
            .. SettingsCheck.Problems(settings, builder.Environment.IsDevelopment(), TimeProvider.System),
        ];
        if (problems.Length > 0)
            throw new SettingsException(problems);
        builder.Services.AddSingleton(settings);
        builder.WebHost.UseUrls(settings.Web.Listen);
        return settings;
    }

    /// <summary>Reads the settings without checking them.</summary>
    /// <exception cref="SettingsException">A value has the wrong form (a word where a number belongs).</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var settings = new Settings();
        try
        {
            configuration.Bind(settings);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException([
                new(
                    NameIn(wrong.Message),
                    "Der Wert hat die falsche Form.",
                    "Ein gültiges Beispiel steht in appsettings.sample.json."
                ),
            ]);
        }
        return settings;
    }

    /// <summary>The setting that a message names: it stands behind the value, which may be anything.</summary>
    private static string NameIn(string message)
    {
        const string before = "' at '";
        var at = message.LastIndexOf(before, StringComparison.Ordinal);
        return at < 0 ? "unbekannt" : message[(at + before.Length)..].Split('\'')[0];
    }
}

/// <summary>Settings that do not let the program start.</summary>
internal sealed class SettingsException(IReadOnlyList<SettingProblem> problems)
    : Exception(string.Join("\n\n", problems.Select(p => p.ToString())))
{
    /// <summary>Each of them.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;
}
