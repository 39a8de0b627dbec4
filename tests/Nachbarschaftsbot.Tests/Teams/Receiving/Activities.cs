using System.Text.Json.Nodes;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Activities as Teams posts them, after its documentation; with properties that nobody reads.</summary>
internal static class Activities
{
    internal const string Bot = "28:" + Signer.AppId;
    internal const string Ada = "00000000-0000-0000-0000-00000000ada0";
    internal const string Channel = "19:kanal0123456789@thread.tacv2";
    internal const string Team = "19:team0123456789@thread.tacv2";
    internal const string Group = "19:gruppe0123456789@thread.v2";
    internal static readonly string PersonalWire = "a:1" + new string('x', 160);
    private static int _last = 1000;

    /// <summary>Words in the personal chat.</summary>
    internal static JsonObject Message(string? text, string id = "") =>
        Base("message", id, Conversation("personal", PersonalWire)).With("text", text).With("textFormat", "plain");

    /// <summary>Words in a channel that mention the bot.</summary>
    internal static JsonObject InChannel(string text, string root, string id = "") =>
        Base("message", id, Conversation("channel", $"{Channel};messageid={root}"))
            .With("text", $"<at>Nachbarschaftsbot</at> {text}")
            .With("entities", new JsonArray(Mention(Bot, "Nachbarschaftsbot", "<at>Nachbarschaftsbot</at>")))
            .InTeam();

    /// <summary>An invoke in the personal chat.</summary>
    internal static JsonObject Invoke(string name, JsonNode? value, string id = "") =>
        Base("invoke", id, Conversation("personal", PersonalWire)).With("name", name).With("value", value);

    /// <summary>A button on a card, pressed.</summary>
    internal static JsonObject Press(string token, string id = "") =>
        Execute("press", new() { ["token"] = token }, id).With("replyToId", "1700000000001");

    /// <summary>An Action.Execute with its data.</summary>
    internal static JsonObject Execute(string verb, JsonObject data, string id = "") =>
        Invoke(
            "adaptiveCard/action",
            new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute",
                    ["verb"] = verb,
                    ["data"] = data,
                },
                ["trigger"] = "manual",
            },
            id
        );

    /// <summary>Any other activity.</summary>
    internal static JsonObject Other(string type, string conversationType = "personal")
    {
        var id =
            conversationType == "personal" ? PersonalWire
            : conversationType == "channel" ? Channel
            : Group;
        var activity = Base(type, "", Conversation(conversationType, id));
        return conversationType == "channel" ? activity.InTeam() : activity;
    }

    internal static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }

    internal static JsonObject Event(this JsonObject activity, string eventType)
    {
        activity["channelData"]!["eventType"] = eventType;
        return activity;
    }

    internal static JsonObject InTeam(this JsonObject activity)
    {
        activity["channelData"]!["team"] = new JsonObject { ["id"] = Team, ["name"] = "Quartiersarbeit" };
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = Channel };
        return activity;
    }

    internal static JsonObject Mention(string id, string name, string? text) =>
        new()
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
            ["text"] = text,
        };

    internal static JsonArray Members(string id) => new(new JsonObject { ["id"] = id });

    private static JsonObject Conversation(string type, string id) =>
        new()
        {
            ["conversationType"] = type,
            ["tenantId"] = Signer.Tenant,
            ["id"] = id,
            ["isGroup"] = type == "personal" ? null : true,
        };

    private static JsonObject Base(string type, string id, JsonObject conversation) =>
        new()
        {
            ["type"] = type,
            ["id"] = id.Length > 0 ? id : $"17{Interlocked.Increment(ref _last):D11}",
            ["timestamp"] = "2026-11-25T08:00:00.123Z",
            ["localTimezone"] = "Europe/Berlin",
            ["serviceUrl"] = Signer.Service,
            ["channelId"] = "msteams",
            ["from"] = new JsonObject
            {
                ["id"] = "29:ada",
                ["name"] = "Ada Beispiel",
                ["aadObjectId"] = Ada,
            },
            ["conversation"] = conversation,
            ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "Nachbarschaftsbot" },
            ["locale"] = "de-DE",
            ["channelData"] = new JsonObject
            {
                ["tenant"] = new JsonObject { ["id"] = Signer.Tenant },
                ["neu"] = 1,
            },
            ["neueEigenschaft"] = new JsonObject { ["tief"] = new JsonArray(1, 2) },
        };
}
