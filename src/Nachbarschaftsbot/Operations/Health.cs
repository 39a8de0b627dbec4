using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Operations;

/// <summary>One thing that has to be well for the program to work.</summary>
internal interface IHealthPart
{
    /// <summary>Its name in the answer.</summary>
    string Name { get; }

    /// <summary>Null when it is well; otherwise what is wrong and what to do, without anything personal or secret.</summary>
    string? Trouble { get; }

    /// <summary>Whether the program can take messages without it.</summary>
    bool IsVital { get; }
}

/// <summary>Health for people and for supervisors: live (the process answers) and ready (it takes messages).</summary>
internal static class Health
{
    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>; the last one on loopback only.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapGet("/health/ready", (IEnumerable<IHealthPart> parts) => Ready([.. parts]));
        app.MapGet(
            "/metrics",
            (HttpContext http, Metrics metrics) =>
                http.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
                    ? Results.Text(metrics.Write(), "text/plain; version=0.0.4")
                    : Results.NotFound()
        );
    }

    private static IResult Ready(IReadOnlyList<IHealthPart> parts)
    {
        var troubles = parts.ToDictionary(p => p.Name, p => p.Trouble ?? "ok");
        var ready = parts.All(p => !p.IsVital || p.Trouble is null);
        return Results.Text(
            JsonSerializer.Serialize(troubles, HealthJson.Default.DictionaryStringString),
            "application/json",
            statusCode: ready ? 200 : 503
        );
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HealthJson : JsonSerializerContext;
