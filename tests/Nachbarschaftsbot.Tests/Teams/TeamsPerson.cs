using System.Text.Json.Nodes;
using Nachbarschaftsbot.Tests.Teams.Receiving;
using Nachbarschaftsbot.Tests.Teams.Sending;

namespace Nachbarschaftsbot.Tests.Teams;

/// <summary>Somebody in Teams: writes, presses, fills in, sees.</summary>
internal sealed class TeamsPerson(TeamsHouse house, string name, string account)
{
    private static int last;

    internal string Account => account;

    /// <summary>The id of the personal chat on the wire.</summary>
    internal string Chat { get; } = $"a:1{account}";

    /// <summary>Writes in the personal chat.</summary>
    internal Task Says(string text) => house.Post(Personal("message", a => a["text"] = text));

    /// <summary>Writes in the channel and calls the bot; under a message where one is named.</summary>
    internal Task SaysInChannel(string text, string? root = null) =>
        house.Post(
            InChannel(
                "message",
                root,
                a =>
                {
                    a["text"] = $"<at>Nachbarschaftsbot</at> {text}";
                    a["entities"] = new JsonArray(
                        Activities.Mention(FakeConnector.Bot, "Nachbarschaftsbot", "<at>Nachbarschaftsbot</at>")
                    );
                }
            )
        );

    /// <summary>Writes in the channel, with a picture between the words, and calls nobody.</summary>
    internal Task ShowsInChannel(string text, string address) =>
        house.Post(
            InChannel(
                "message",
                null,
                a =>
                {
                    a["text"] = text;
                    a["attachments"] = new JsonArray(
                        new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = address }
                    );
                }
            )
        );

    /// <summary>Takes the bot into the channel.</summary>
    internal Task AddsBotToChannel() => house.Post(InChannel("installationUpdate", null, a => a["action"] = "add"));

    /// <summary>Takes the bot out of the channel again.</summary>
    internal Task RemovesBotFromChannel() =>
        house.Post(InChannel("installationUpdate", null, a => a["action"] = "remove"));

    /// <summary>Presses a button of a message, in the personal chat or in the channel, and gives the word of the answer.</summary>
    internal async Task<string> Presses(string label, FakePost? post = null, bool inChannel = false)
    {
        post ??= await Until(inChannel, p => p.Buttons.Contains(label), $"the button \"{label}\"");
        return await Presses(label, post, post.Card, inChannel);
    }

    /// <summary>Presses a button of a card that was shown to them in the channel.</summary>
    internal Task<string> Presses(string label, FakePost post, JsonObject? card, bool inChannel = true)
    {
        var button = CardCheck.Buttons(card).First(b => (string?)b["title"] == label);
        return Execute("press", (JsonObject)button["data"]!.DeepClone(), post, inChannel);
    }

    /// <summary>
    /// What their client shows of a card in the channel: where the card asks them to, it fetches theirs; otherwise it is the one of all.
    /// </summary>
    internal async Task<JsonObject> Looks(FakePost post)
    {
        var refresh = post.Card!["refresh"];
        return refresh?["userIds"]?.AsArray().Any(u => (string?)u == $"29:{account}") == true
            ? await View(post) as JsonObject ?? post.Card
            : post.Card;
    }

    /// <summary>Asks for their card although nobody asked them to, as a forged client could.</summary>
    internal async Task<JsonNode?> View(FakePost post)
    {
        var action = post.Card!["refresh"]!["action"]!;
        var answer = await Invoke((string)action["verb"]!, (JsonObject)action["data"]!.DeepClone(), post, true);
        return answer["value"];
    }

    private readonly HashSet<string> filled = [];

    /// <summary>Fills in the next form that comes: what is named, else what stands there or the first choice; and sends it.</summary>
    internal async Task Fills(params (string Id, string Value)[] answers)
    {
        var post = await Until(inChannel: false, p => Stamp(p) is { } stamp && !filled.Contains(stamp), "a new form");
        filled.Add(Stamp(post)!);
        var data = (JsonObject)Submit(post)!["data"]!.DeepClone();
        foreach (var input in CardCheck.All(post.Card).Where(e => CardCheck.Type(e).StartsWith("Input.")))
            data[(string)input["id"]!] = input["value"]?.ToString() ?? (string?)input["choices"]?[0]?["value"] ?? "";
        foreach (var (id, value) in answers)
        {
            Assert.True(data.ContainsKey(id), $"The form has no {id}: {data.ToJsonString()}");
            data[id] = value;
        }
        await Execute("form", data, post, inChannel: false);
    }

    /// <summary>Waits until a message with these words stands there.</summary>
    internal Task<FakePost> Awaits(string words, bool inChannel = false) =>
        Until(inChannel, p => p.Words.Contains(words), $"\"{words}\"");

    private async Task<FakePost> Until(bool inChannel, Func<FakePost, bool> fits, string what)
    {
        var conversation = house.Connector[inChannel ? TeamsHouse.Channel : Chat];
        for (var i = 0; i < 1500; i++)
        {
            if (conversation.Shown.ToList().LastOrDefault(fits) is { } found)
                return found;
            await Task.Delay(10);
        }
        var shown = conversation.Shown.Select(p => $"{p.Words} [{string.Join(", ", p.Buttons)}]");
        throw new TimeoutException($"{name} does not see {what} but:\n{string.Join("\n--\n", shown)}");
    }

    /// <summary>Asks something that the client answers with a window or a list.</summary>
    internal async Task<JsonNode> Asks(string what, JsonObject value) =>
        (
            await house.Post(
                InChannel(
                    "invoke",
                    null,
                    a =>
                    {
                        a["name"] = what;
                        a["value"] = value;
                    }
                )
            )
        )!;

    private static JsonObject? Submit(FakePost post) =>
        CardCheck.Buttons(post.Card).FirstOrDefault(b => (string?)b["verb"] == "form");

    private static string? Stamp(FakePost post) => (string?)Submit(post)?["data"]?["stamp"];

    private async Task<string> Execute(string verb, JsonObject data, FakePost post, bool inChannel) =>
        (string)(await Invoke(verb, data, post, inChannel))["value"]!;

    private async Task<JsonNode> Invoke(string verb, JsonObject data, FakePost post, bool inChannel)
    {
        void Complete(JsonObject activity)
        {
            activity["name"] = "adaptiveCard/action";
            activity["replyToId"] = post.Id;
            activity["value"] = new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute",
                    ["verb"] = verb,
                    ["data"] = data,
                },
            };
        }
        var answer = await house.Post(
            inChannel ? InChannel("invoke", post.Root ?? post.Id, Complete) : Personal("invoke", Complete)
        );
        Assert.Equal(200, (int)answer!["statusCode"]!);
        return answer;
    }

    private JsonObject Personal(string type, Action<JsonObject> complete) =>
        Activity(type, new JsonObject { ["id"] = Chat, ["conversationType"] = "personal" }, complete);

    private JsonObject InChannel(string type, string? root, Action<JsonObject> complete)
    {
        var id = root is null ? TeamsHouse.Channel : $"{TeamsHouse.Channel};messageid={root}";
        return Activity(type, new JsonObject { ["id"] = id, ["conversationType"] = "channel" }, complete).InTeam();
    }

    private JsonObject Activity(string type, JsonObject conversation, Action<JsonObject> complete)
    {
        conversation["tenantId"] = Signer.Tenant;
        var activity = Activities
            .Other(type)
            .With("id", $"18{Interlocked.Increment(ref last):D11}")
            .With("serviceUrl", FakeConnector.ServiceUrl)
            .With("conversation", conversation)
            .With("recipient", new JsonObject { ["id"] = FakeConnector.Bot, ["name"] = "Nachbarschaftsbot" });
        activity["from"] = new JsonObject
        {
            ["id"] = $"29:{account}",
            ["name"] = $"{name} Beispiel",
            ["aadObjectId"] = account,
        };
        complete(activity);
        return activity;
    }
}
