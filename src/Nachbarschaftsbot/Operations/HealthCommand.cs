namespace Nachbarschaftsbot.Operations;

/// <summary><c>health</c>: asks the running program whether it takes messages; for container runtimes and scripts.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks and writes the answer down.</summary>
    /// <returns>0 when it takes messages, otherwise 1.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            var settings = SettingsSource.Read(SettingsSource.Sources(args));
            using var answer = await http.GetAsync($"{Own(settings.Web.Listen)}/health/ready", cancel);
            output.WriteLine(await answer.Content.ReadAsStringAsync(cancel));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (SettingsException wrong)
        {
            output.WriteLine(wrong.Message);
        }
        catch (Exception problem)
            when (problem is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            output.WriteLine("Der Bot antwortet nicht. Läuft er? Stimmt die Einstellung Web:Listen?");
        }
        return 1;
    }

    /// <summary>The listening address as this machine reaches it.</summary>
    public static string Own(string listen) =>
        listen
            .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
            .Replace("*", "127.0.0.1", StringComparison.Ordinal)
            .Replace("+", "127.0.0.1", StringComparison.Ordinal)
            .TrimEnd('/');
}
