using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

// The long poll: what is new since the last answer, room by room.
public sealed partial class FakeHomeserver
{
    private const int UsualLimit = 10;
    private long again;
    private long forgotten;

    /// <summary>How many long polls were answered.</summary>
    public int Polls { get; private set; }

    /// <summary>The next answer tells once more what was told already, as after a restart of the homeserver.</summary>
    public void RepeatEverythingOnce()
    {
        lock (Gate)
        {
            again = 1;
            Change();
        }
    }

    /// <summary>Knows no place in its stream any more that it has named so far, as with another database.</summary>
    public void ForgetPlaces()
    {
        lock (Gate)
            forgotten = NextId();
    }

    private async Task<FakeAnswer> Sync(string user, IQueryCollection query, CancellationToken cancel)
    {
        var patience = Task.Delay(TimeSpan.FromMilliseconds(Timeout(query)), Clock, cancel);
        var filter = Parse(System.Text.Encoding.UTF8.GetBytes(query["filter"].ToString()));
        while (true)
        {
            Task next;
            lock (Gate)
            {
                if (Refused(query, filter) is { } refusal)
                    return refusal;
                if (Answer(user, Position(query["since"].ToString()), filter) is var (answer, isNews))
                    if (isNews || patience.IsCompleted || query["since"].Count == 0)
                    {
                        Polls++;
                        return FakeAnswer.Ok(answer);
                    }
                next = changed.Task;
            }
            await Task.WhenAny(next, patience);
            if (cancel.IsCancellationRequested || stopped.IsCancellationRequested)
                return FakeAnswer.Error(503, "M_UNKNOWN");
        }
    }

    private FakeAnswer? Refused(IQueryCollection query, JsonObject? filter)
    {
        if (tokens.Count == 0)
            return FakeAnswer.Error(401, "M_UNKNOWN_TOKEN");
        if (query["filter"].Count > 0 && filter is null)
            return FakeAnswer.Error(400, "M_NOT_JSON", "Could not parse filter");
        return query["since"].Count > 0 && (Position(query["since"].ToString()) ?? -1) < forgotten
            ? FakeAnswer.Error(400, "M_UNKNOWN", "Invalid stream token")
            : null;
    }

    private (JsonObject Answer, bool IsNews) Answer(string user, long? since, JsonObject? filter)
    {
        if (again > 0 && since is not null)
            (since, again) = (0, 0);
        var (join, invite, leave) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var room in rooms.Values)
        {
            var news = room.Events.Where(e => e.Order > (since ?? 0)).ToList();
            if (news.Count == 0 || !room.Members.TryGetValue(user, out var membership))
                continue;
            if (membership == "join")
                join[room.Id] = Joined(user, room, news, since, filter);
            else if (membership == "invite")
                invite[room.Id] = Invited(room, user);
            else if (since is not null && news.Exists(e => e.StateKey == user))
                leave[room.Id] = new JsonObject { ["timeline"] = Timeline(user, room, news, since, filter) };
        }
        var answer = new JsonObject
        {
            ["next_batch"] = Position(lastId),
            ["rooms"] = new JsonObject
            {
                ["join"] = join,
                ["invite"] = invite,
                ["leave"] = leave,
            },
        };
        return (answer, join.Count + invite.Count + leave.Count > 0);
    }

    private static JsonObject Joined(string user, FakeRoom room, List<FakeEvent> news, long? since, JsonObject? filter)
    {
        var isFresh = since is null || room.Since[user] > since;
        var timeline = Timeline(user, room, isFresh ? room.Events : news, isFresh ? null : since, filter);
        var shown = ((JsonArray)timeline["events"]!).Select(e => (string)e!["event_id"]!).ToHashSet();
        // What is in the timeline is not said twice.
        var state = (isFresh || (bool)timeline["limited"]! ? room.Events : [])
            .Where(e => e.StateKey is not null && !shown.Contains(e.Id))
            .GroupBy(e => (e.Type, e.StateKey))
            .Select(g => (JsonNode)g.Last().ToJson(user));
        return new()
        {
            ["timeline"] = timeline,
            ["state"] = new JsonObject { ["events"] = new JsonArray([.. state]) },
            ["summary"] = new JsonObject { ["m.joined_member_count"] = room.Members.Count(m => m.Value == "join") },
            ["ephemeral"] = new JsonObject { ["events"] = new JsonArray() },
            ["account_data"] = new JsonObject { ["events"] = new JsonArray() },
            ["unread_notifications"] = new JsonObject(),
        };
    }

    private static JsonObject Timeline(
        string user,
        FakeRoom room,
        IReadOnlyList<FakeEvent> events,
        long? since,
        JsonObject? filter
    )
    {
        var wish = filter?["room"]?["timeline"];
        var limit = (int?)wish?["limit"] ?? UsualLimit;
        var wanted = events.Where(e => Wants(wish, e)).ToList();
        var shown = wanted.TakeLast(limit).ToList();
        var first = shown.Count > 0 ? shown[0].Order : since ?? 0;
        return new()
        {
            ["events"] = new JsonArray([.. shown.Select(e => (JsonNode)e.ToJson(user))]),
            ["limited"] = shown.Count < wanted.Count || since is null && room.Events.Count > shown.Count,
            ["prev_batch"] = Position(first - 1),
        };
    }

    private static bool Wants(JsonNode? wish, FakeEvent one)
    {
        if (wish?["types"] is JsonArray types && !types.Any(t => Fits((string)t!, one.Type)))
            return false;
        return wish?["not_types"] is not JsonArray not || !not.Any(t => Fits((string)t!, one.Type));
    }

    private static bool Fits(string pattern, string type) =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern;

    /// <summary>What somebody is told of a room before they join.</summary>
    private static JsonObject Invited(FakeRoom room, string user)
    {
        string[] told = ["m.room.create", "m.room.name", "m.room.join_rules", "m.room.encryption"];
        var events = room
            .Events.Where(e => told.Contains(e.Type) || e.Type == "m.room.member" && e.StateKey == user)
            .Select(e =>
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = e.Type,
                        ["sender"] = e.Sender,
                        ["state_key"] = e.StateKey,
                        ["content"] = e.Content.DeepClone(),
                    }
            );
        return new() { ["invite_state"] = new JsonObject { ["events"] = new JsonArray([.. events]) } };
    }

    private static int Timeout(IQueryCollection query) => int.TryParse(query["timeout"], out var wait) ? wait : 0;
}
