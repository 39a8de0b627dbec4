using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

// One request: who asks, shall it fail on purpose; then act and answer.
public sealed partial class FakeHomeserver
{
    private readonly List<(string Part, Mishap Mishap)> mishaps = [];

    private enum MishapKind
    {
        Answer,
        DropBefore,
        DropAfter,
        Hang,
    }

    /// <summary>
    /// Answers the next calls whose path has this part with an error instead of acting; without an errcode it is a proxy that speaks.
    /// </summary>
    public void FailNext(string part, int status, string errcode, int times = 1, (string, string)? header = null)
    {
        for (var i = 0; i < times; i++)
            Plan(part, new(MishapKind.Answer, status, errcode, header));
    }

    /// <summary>Cuts the connection at the next call: before acting, or after, so that the bot cannot know.</summary>
    public void DropNext(string part, bool afterActing) =>
        Plan(part, new(afterActing ? MishapKind.DropAfter : MishapKind.DropBefore, 0, "", null));

    /// <summary>Does not answer the next calls whose path has this part at all, until who calls gives up.</summary>
    public void HangNext(string part, int times)
    {
        for (var i = 0; i < times; i++)
            Plan(part, new(MishapKind.Hang, 0, "", null));
    }

    private void Plan(string part, Mishap mishap)
    {
        lock (Gate)
            mishaps.Add((part, mishap));
    }

    private async Task Handle(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "";
        var isUpload = path.EndsWith("/media/v3/upload", StringComparison.Ordinal);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        JsonObject? json = null;
        if (!isUpload && body.Length > 0 && (json = Parse(body.ToArray())) is null)
        {
            await Write(context, FakeAnswer.Error(400, "M_NOT_JSON"));
            return;
        }
        var mishap = Take($"{request.Method} {path}");
        if (mishap?.Kind is MishapKind.DropBefore)
        {
            context.Abort();
            return;
        }
        if (mishap?.Kind is MishapKind.Hang)
        {
            Record(new(request.Method, path, "", json, 0));
            await Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        var answer =
            mishap?.Kind is MishapKind.Answer
                ? (
                    mishap.Errcode.Length > 0
                        ? FakeAnswer.Error(mishap.Status, mishap.Errcode)
                        : new(mishap.Status, null)
                ) with
                {
                    Header = mishap.Header,
                }
                : await Act(context, path, json, body.ToArray());
        Record(new(request.Method, path, answer.User, json, answer.Status));
        if (mishap?.Kind is MishapKind.DropAfter)
            context.Abort();
        else
            await Write(context, answer);
    }

    private async Task<FakeAnswer> Act(HttpContext context, string path, JsonObject? json, byte[] bytes)
    {
        if (Caller(context.Request, out var user) is { } refusal)
            return refusal;
        var pieces = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (pieces is ["_matrix", "client", "v3", "sync"])
            return (await Sync(user, context.Request.Query, context.RequestAborted)) with { User = user };
        if (pieces is ["_matrix", "client", "v1", "appservice", var id, "ping"])
            return (await Ping(id, json)) with { User = user };
        lock (Gate)
        {
            try
            {
                return Route(context.Request, user, pieces, json ?? [], bytes) with { User = user };
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
            {
                Violate($"{context.Request.Method} {path}: {e.Message}");
                return FakeAnswer.Error(400, "M_BAD_JSON");
            }
            finally
            {
                Change();
            }
        }
    }

    private FakeAnswer Route(HttpRequest request, string user, string[] path, JsonObject json, byte[] bytes) =>
        (request.Method, path) switch
        {
            ("GET", ["_matrix", "client", "v3", "account", "whoami"]) => WhoAmI(user),
            ("GET", ["_matrix", "client", "v3", "joined_rooms"]) => Joined(user),
            ("POST", ["_matrix", "client", "v3", "createRoom"]) => CreateRoom(user, json),
            ("POST", ["_matrix", "client", "v3", "join", var room]) => Join(user, room, request.Query),
            ("POST", ["_matrix", "client", "v3", "register"]) => Register(user, json),
            (_, ["_matrix", "client", "v3", "profile", .. var rest]) => Profile(request.Method, user, rest, json),
            (_, ["_matrix", "client", "v3", "user", var owner, "account_data", var type]) => AccountData(
                request.Method,
                user,
                owner,
                type,
                json
            ),
            (_, ["_matrix", "client", "v3", "rooms", var room, .. var rest]) => InRoom(request, user, room, rest, json),
            ("POST", ["_matrix", "media", "v3", "upload"]) => Upload(request, bytes),
            ("GET", ["_matrix", "client", "v1", "media", "config"]) => FakeAnswer.Ok(
                new() { ["m.upload.size"] = LargestUpload }
            ),
            ("GET", ["_matrix", "client", "v1", "media", "download", var server, var id]) => Download(server, id),
            _ => Unknown(request),
        };

    private FakeAnswer Unknown(HttpRequest request)
    {
        Violate($"{request.Method} {request.Path} is not there");
        return FakeAnswer.Error(404, "M_UNRECOGNIZED");
    }

    /// <summary>Whose token it is; a token in the address is taken, but stands in logs then.</summary>
    private FakeAnswer? Caller(HttpRequest request, out string user)
    {
        user = "";
        lock (Gate)
        {
            if (request.Query.ContainsKey("access_token"))
                Violate("a token in an address");
            var header = request.Headers.Authorization.ToString();
            if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
                return FakeAnswer.Error(401, "M_MISSING_TOKEN");
            if (!tokens.TryGetValue(header["Bearer ".Length..], out user!))
                return FakeAnswer.Error(401, "M_UNKNOWN_TOKEN") with { User = "" };
            if (request.Query["user_id"] is [{ } masked])
                user = masked;
            return null;
        }
    }

    private Mishap? Take(string call)
    {
        lock (Gate)
        {
            var at = mishaps.FindIndex(m => call.Contains(m.Part, StringComparison.Ordinal));
            if (at < 0)
                return null;
            var mishap = mishaps[at].Mishap;
            mishaps.RemoveAt(at);
            return mishap;
        }
    }

    private void Record(FakeCall call)
    {
        lock (Gate)
        {
            if (!call.Path.EndsWith("/sync", StringComparison.Ordinal))
                calls.Add(call);
            Change();
        }
    }

    private static JsonObject? Parse(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task Write(HttpContext context, FakeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Header is var (name, value))
            context.Response.Headers[name] = value;
        context.Response.ContentType = answer.Bytes is null ? "application/json" : answer.MediaType;
        await context.Response.Body.WriteAsync(
            answer.Bytes ?? Encoding.UTF8.GetBytes((answer.Json ?? []).ToJsonString())
        );
    }

    private sealed record Mishap(MishapKind Kind, int Status, string Errcode, (string, string)? Header);
}

/// <summary>What a call is answered with.</summary>
internal sealed record FakeAnswer(int Status, JsonObject? Json, string User = "")
{
    internal (string, string)? Header { get; init; }
    internal byte[]? Bytes { get; init; }
    internal string MediaType { get; init; } = "application/octet-stream";

    internal static FakeAnswer Ok(JsonObject? json = null) => new(200, json ?? []);

    internal static FakeAnswer Error(int status, string errcode, string? words = null) =>
        new(status, new() { ["errcode"] = errcode, ["error"] = words ?? errcode });
}
