using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

// What concerns rooms as a whole: making, joining, leaving, state, the past.
public sealed partial class FakeHomeserver
{
    private FakeAnswer InRoom(HttpRequest request, string user, string id, string[] rest, JsonObject json)
    {
        if (!rooms.TryGetValue(id, out var room))
            return FakeAnswer.Error(404, "M_NOT_FOUND", "Unknown room");
        return (request.Method, rest) switch
        {
            ("POST", ["leave"]) => Leave(user, room, json),
            ("POST", ["forget"]) => Forget(user, room),
            _ when !room.IsIn(user) => FakeAnswer.Error(403, "M_FORBIDDEN", $"User {user} not in room {id}"),
            ("PUT", ["send", var type, var txn]) => Send(request, user, room, type, txn, json),
            ("PUT", ["redact", var target, var txn]) => Redact(request, user, room, target, txn, json),
            ("POST", ["invite"]) => Invite(user, room, json),
            ("GET", ["event", var target]) => room.Find(target) is { } found
                ? FakeAnswer.Ok(found.ToJson(user))
                : FakeAnswer.Error(404, "M_NOT_FOUND"),
            ("GET", ["joined_members"]) => Members(room),
            ("GET", ["state", var type]) => State(room, type, ""),
            ("GET", ["state", var type, var key]) => State(room, type, key),
            ("PUT", ["state", var type]) => SetState(user, room, type, "", json),
            ("PUT", ["state", var type, var key]) => SetState(user, room, type, key, json),
            ("GET", ["messages"]) => Messages(user, room, request.Query),
            _ => Unknown(request),
        };
    }

    private static FakeAnswer WhoAmI(string user) =>
        FakeAnswer.Ok(new() { ["user_id"] = user, ["device_id"] = "FAKEDEVICE" });

    private FakeAnswer Joined(string user) =>
        FakeAnswer.Ok(
            new()
            {
                ["joined_rooms"] = new JsonArray([
                    .. rooms.Values.Where(r => r.IsIn(user)).Select(r => (JsonNode)r.Id),
                ]),
            }
        );

    private static FakeAnswer Members(FakeRoom room)
    {
        var members = new JsonObject();
        foreach (var (user, how) in room.Members)
            if (how == "join")
                members[user] = new JsonObject
                {
                    ["display_name"] = (string?)room.State("m.room.member", user)?["displayname"],
                };
        return FakeAnswer.Ok(new() { ["joined"] = members });
    }

    private FakeAnswer CreateRoom(string user, JsonObject how)
    {
        var invited = (how["invite"] as JsonArray ?? []).Select(i => (string)i!).ToList();
        if (invited.Exists(i => users.TryGetValue(i, out var known) && known.BlocksInvites))
            return FakeAnswer.Error(403, "M_INVITE_BLOCKED");
        var room = Make(user, (string?)how["name"], how["creation_content"] as JsonObject);
        foreach (var state in how["initial_state"] as JsonArray ?? [])
            room.Add(
                (string)state!["type"]!,
                user,
                (JsonObject)state["content"]!.DeepClone(),
                (string?)state["state_key"] ?? ""
            );
        if (room.IsEncrypted)
            Violate("The bot made an encrypted room that it cannot read.");
        var isDirect = (bool?)how["is_direct"] ?? false;
        if (!isDirect && (string?)how["preset"] == "trusted_private_chat")
            Violate("A direct chat without is_direct.");
        foreach (var guest in invited)
            room.Member(user, guest, "invite", isDirect ? new() { ["is_direct"] = true } : null);
        if (invited.Count > 0 && users.TryGetValue(invited[0], out var first) && first.JoinsWhenInvited)
            room.Member(first.Id, first.Id, "join");
        return FakeAnswer.Ok(new() { ["room_id"] = room.Id });
    }

    private FakeAnswer Join(string user, string id, IQueryCollection query)
    {
        if (!rooms.TryGetValue(id, out var room))
            return FakeAnswer.Error(404, "M_NOT_FOUND");
        if (room.NeedsVia && query["via"].Count == 0)
            return FakeAnswer.Error(404, "M_UNKNOWN", "No known servers");
        if (room.JoinsThatFail > 0)
        {
            room.JoinsThatFail--;
            return FakeAnswer.Error(502, "M_UNKNOWN", "Failed to make_join");
        }
        if (room.Members.GetValueOrDefault(user) is not ("invite" or "join"))
            return FakeAnswer.Error(403, "M_FORBIDDEN", "You are not invited to this room.");
        if (!room.IsIn(user))
            room.Member(user, user, "join");
        return FakeAnswer.Ok(new() { ["room_id"] = id });
    }

    private static FakeAnswer Leave(string user, FakeRoom room, JsonObject json)
    {
        if (room.Members.GetValueOrDefault(user) is not ("invite" or "join"))
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        room.Member(user, user, "leave", (string?)json["reason"] is { } why ? new() { ["reason"] = why } : null);
        return FakeAnswer.Ok();
    }

    private static FakeAnswer Forget(string user, FakeRoom room)
    {
        if (room.IsIn(user))
            return FakeAnswer.Error(400, "M_UNKNOWN", "User is in the room");
        room.Members.Remove(user);
        return FakeAnswer.Ok();
    }

    private FakeAnswer Invite(string user, FakeRoom room, JsonObject json)
    {
        var guest = (string)json["user_id"]!;
        if (users.TryGetValue(guest, out var known) && known.BlocksInvites)
            return FakeAnswer.Error(403, "M_INVITE_BLOCKED");
        if (!room.IsIn(guest))
            room.Member(user, guest, "invite");
        return FakeAnswer.Ok();
    }

    private static FakeAnswer State(FakeRoom room, string type, string key) =>
        room.State(type, key) is { } content
            ? FakeAnswer.Ok((JsonObject)content.DeepClone())
            : FakeAnswer.Error(404, "M_NOT_FOUND");

    private static FakeAnswer SetState(string user, FakeRoom room, string type, string key, JsonObject json)
    {
        var (own, needed) = room.Power(user, type, isState: true);
        if (own < needed)
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        var set = room.Add(type, user, (JsonObject)json.DeepClone(), key);
        return FakeAnswer.Ok(new() { ["event_id"] = set.Id });
    }

    /// <summary>What was before a position, newest first, in pages of at most the limit.</summary>
    private static FakeAnswer Messages(string user, FakeRoom room, IQueryCollection query)
    {
        var from = Position(query["from"].ToString()) ?? long.MaxValue;
        var to = Position(query["to"].ToString()) ?? 0;
        var limit = int.TryParse(query["limit"], out var asked) ? Math.Min(asked, 100) : 10;
        var found = room.Events.Where(e => e.Order <= from && e.Order > to).Reverse().Take(limit).ToList();
        var answer = new JsonObject
        {
            ["start"] = query["from"].ToString(),
            ["chunk"] = new JsonArray([.. found.Select(e => (JsonNode)e.ToJson(user))]),
        };
        if (found.Count == limit)
            answer["end"] = Position(found[^1].Order - 1);
        return FakeAnswer.Ok(answer);
    }

    private static string Position(long order) => $"s{order}";

    private static long? Position(string position) =>
        position.StartsWith('s') && long.TryParse(position[1..], out var order) ? order : null;
}
