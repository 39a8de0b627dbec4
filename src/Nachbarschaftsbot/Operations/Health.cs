using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nachbarschaftsbot.Operations;

/// <summary>Health for people and supervisors: live (the process answers) and ready (it takes messages); and the figures.</summary>
internal static class Health
{
    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and, on loopback only, <c>/metrics</c>.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<Metrics>();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
        app.MapGet("/metrics", Figures);
    }

    private static Task Write(HttpContext http, HealthReport report)
    {
        var parts = report.Entries.ToDictionary(
            e => e.Key,
            e => $"{e.Value.Status}: {e.Value.Description}".TrimEnd(':', ' ')
        );
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(JsonSerializer.Serialize(parts, HealthJson.Default.DictionaryStringString));
    }

    private static IResult Figures(HttpContext http, Metrics metrics) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? Results.Text(metrics.Write(), "text/plain; version=0.0.4")
            : Results.NotFound();
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HealthJson : JsonSerializerContext;
