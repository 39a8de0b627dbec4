using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Telegram.Fake;

// One request: who asks, for what, is it well formed, shall it fail on purpose; then act and answer.
public sealed partial class FakeBotApi
{
    private readonly Dictionary<string, Queue<Mishap>> mishaps = [];

    private enum MishapKind
    {
        Answer,
        DropBefore,
        DropAfter,
        Delay,
    }

    /// <summary>Answers the next calls of a method with this instead of acting.</summary>
    public void FailNext(string method, int status, string body, int times = 1)
    {
        for (var i = 0; i < times; i++)
            Plan(method, new Mishap(MishapKind.Answer, status, body));
    }

    /// <summary>Answers the next calls of a method with an error of the API's own form.</summary>
    public void FailNext(string method, int code, string description, int? retryAfter, int times = 1)
    {
        var more = retryAfter is { } seconds ? new JsonObject { ["retry_after"] = seconds } : null;
        FailNext(method, code, new Reply(code, null, description, more).ToJson(), times);
    }

    /// <summary>Cuts the connection at the next call: before acting, or after, so that the bot cannot know.</summary>
    public void DropNext(string method, bool afterActing) =>
        Plan(method, new Mishap(afterActing ? MishapKind.DropAfter : MishapKind.DropBefore));

    /// <summary>Acts at once and answers late (on the fake's clock).</summary>
    public void DelayNext(string method, TimeSpan by) => Plan(method, new Mishap(MishapKind.Delay, Wait: by));

    private void Plan(string method, Mishap mishap)
    {
        lock (Gate)
        {
            if (!mishaps.TryGetValue(method, out var queue))
                mishaps[method] = queue = new Queue<Mishap>();
            queue.Enqueue(mishap);
        }
    }

    private async Task Handle(HttpContext context)
    {
        var (refusal, method) = Address(context.Request.Path.Value ?? "");
        if (refusal is not null)
        {
            await Write(context, refusal.Status, refusal.ToJson());
            return;
        }
        var files = new Dictionary<string, (string Name, byte[] Content)>();
        var parameters = await ReadParameters(context.Request, method, files);
        if (parameters is null)
        {
            await Write(context, 400, Reply.BadRequest("can't parse the request").ToJson());
            return;
        }
        await Answer(context, method, parameters, files);
    }

    private async Task Answer(
        HttpContext context,
        string method,
        JsonObject parameters,
        Dictionary<string, (string, byte[])> files
    )
    {
        var mishap = NextMishap(method);
        if (mishap?.Kind is MishapKind.DropBefore)
        {
            Record(method, parameters, 0);
            context.Abort();
            return;
        }
        if (mishap?.Kind is MishapKind.Answer)
        {
            Record(method, parameters, mishap.Status);
            await Write(context, mishap.Status, mishap.Body);
            return;
        }
        var reply =
            method == "getUpdates"
                ? await GetUpdates(parameters, context.RequestAborted)
                : ActAndRecord(method, parameters, files);
        if (mishap?.Kind is MishapKind.Delay)
            await Task.Delay(mishap.Wait, Clock, context.RequestAborted);
        if (mishap?.Kind is MishapKind.DropAfter)
            context.Abort();
        else
            await Write(context, reply.Status, reply.ToJson());
    }

    private Reply ActAndRecord(string method, JsonObject parameters, Dictionary<string, (string, byte[])> files)
    {
        lock (Gate)
        {
            violations.AddRange(description.Check(method, parameters));
            var reply = TryAct(method, parameters, files);
            requests.Add(new FakeRequest(method, parameters, Clock.GetUtcNow(), reply.Status));
            Change();
            return reply;
        }
    }

    private Reply TryAct(string method, JsonObject parameters, Dictionary<string, (string, byte[])> files)
    {
        try
        {
            return Act(method, parameters, files);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
        {
            Violate($"{method}: {e.Message}");
            return Reply.BadRequest("a parameter has the wrong type");
        }
    }

    private void Record(string method, JsonObject parameters, int status)
    {
        lock (Gate)
        {
            requests.Add(new FakeRequest(method, parameters, Clock.GetUtcNow(), status));
            Change();
        }
    }

    private Mishap? NextMishap(string method)
    {
        lock (Gate)
            return mishaps.TryGetValue(method, out var queue) && queue.TryDequeue(out var mishap) ? mishap : null;
    }

    private (Reply? Refusal, string Method) Address(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !parts[0].StartsWith("bot") || !parts[0].Contains(':'))
            return (new Reply(404, null, "Not Found"), "");
        if (parts[0] != "bot" + Token)
            return (new Reply(401, null, "Unauthorized"), "");
        return description.ProperName(parts[1]) is { } method
            ? (null, method)
            : (new Reply(404, null, "Not Found: method not found"), "");
    }

    private async Task<JsonObject?> ReadParameters(
        HttpRequest request,
        string method,
        Dictionary<string, (string, byte[])> files
    )
    {
        if (request.HasFormContentType)
            return await ReadForm(request, method, files);
        if (request.ContentLength is null)
        {
            lock (Gate)
                Violate($"{method}: body without Content-Length");
        }
        try
        {
            var body = await JsonNode.ParseAsync(request.Body);
            return body as JsonObject;
        }
        catch (JsonException)
        {
            return request.ContentLength is 0 ? [] : null;
        }
    }

    private async Task<JsonObject> ReadForm(
        HttpRequest request,
        string method,
        Dictionary<string, (string, byte[])> files
    )
    {
        var form = await request.ReadFormAsync();
        var parameters = new JsonObject();
        foreach (var (name, value) in form)
            parameters[name] = FormValue(description.TypesOf(method, name), value.ToString());
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            files[file.Name] = (file.FileName, content.ToArray());
            parameters[file.Name] = file.FileName;
        }
        return parameters;
    }

    private static JsonNode? FormValue(string[] types, string value) =>
        types switch
        {
            _ when types.Contains("Integer") && long.TryParse(value, CultureInfo.InvariantCulture, out var n) => n,
            _ when types.Contains("Boolean") && bool.TryParse(value, out var b) => b,
            _ when types.Contains("String") => value,
            _ => JsonNode.Parse(value),
        };

    private static async Task Write(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (status == 429 && JsonNode.Parse(body)?["parameters"]?["retry_after"] is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private sealed record Mishap(MishapKind Kind, int Status = 0, string Body = "", TimeSpan Wait = default);
}
