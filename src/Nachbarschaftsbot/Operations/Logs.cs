namespace Nachbarschaftsbot.Operations;

/// <summary>Logs for the console: one line each, nothing personal.</summary>
internal static class Logs
{
    /// <summary>Sets them up. <c>Logging:LogLevel</c> may ask for more or less.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.FormatterName = PlainFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<
            PlainFormatter,
            Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions
        >();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        if (builder.Configuration["Logging:LogLevel:Microsoft"] is null)
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It says when each request begins and ends, and carries a trace through each for that, also when nobody reads it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Addresses of requests stand in these; a token may stand in an address.
        builder.Logging.AddFilter("System.Net.Http", LogLevel.None);
    }
}
