using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// One line per entry: time (UTC), level, who, what. Of an exception it writes kind and place only: its message may hold somebody's
/// words, an address or a token.
/// </summary>
internal sealed class PlainFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which the console finds it.</summary>
    public const string FormatterName = "plain";

    /// <summary>A start that failed is told in words by the program itself.</summary>
    private const string StartFailed = "HostedServiceStartupFaulted";

    /// <summary>It writes down whole addresses of requests; a code to join may stand in one.</summary>
    private const string Addresses = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private const int Frames = 5;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter writer)
    {
        if (entry.EventId.Name == StartFailed || entry.Category == Addresses)
            return;
        writer.Write(time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture));
        writer.Write(Word(entry.LogLevel));
        writer.Write(entry.Category.AsSpan(entry.Category.LastIndexOf('.') + 1));
        writer.Write(": ");
        writer.Write(entry.Formatter(entry.State, null).ReplaceLineEndings(" "));
        for (var problem = entry.Exception; problem is not null; problem = problem.InnerException)
            writer.Write($" [{problem.GetType().Name}{Where(problem)}]");
        writer.WriteLine();
    }

    private static string Where(Exception problem) =>
        string.Concat(
            new StackTrace(problem, false)
                .GetFrames()
                .Take(Frames)
                .Select(f => $" < {f.GetMethod()?.DeclaringType?.Name}.{f.GetMethod()?.Name}")
        );

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => "CRIT ",
            LogLevel.Error => "FAIL ",
            LogLevel.Warning => "WARN ",
            LogLevel.Information => "info ",
            _ => "dbug ",
        };
}
