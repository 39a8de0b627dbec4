using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nachbarschaftsbot.Tests.Matrix.Fake;

// What belongs to accounts: names, account data, files, ghosts.
public sealed partial class FakeHomeserver
{
    private readonly Dictionary<string, JsonObject> accountData = [];
    private readonly Dictionary<string, (string Name, string MediaType, byte[] Bytes)> files = [];

    /// <summary>How often somebody set the bot's name.</summary>
    public int NamesSet { get; private set; }

    /// <summary>How the bot is called.</summary>
    public string? BotName => users[BotUser].Name;

    /// <summary>The bot's account data of a type, or null.</summary>
    public JsonObject? BotData(string type)
    {
        lock (Gate)
            return accountData.GetValueOrDefault($"{BotUser} {type}");
    }

    /// <summary>A file that was uploaded.</summary>
    public (string Name, string MediaType, byte[] Bytes) File(string mxc)
    {
        lock (Gate)
            return files[mxc];
    }

    /// <summary>Lays a file on the homeserver, as a person's client does.</summary>
    internal string Keep(string name, string mediaType, byte[] bytes)
    {
        var address = $"mxc://{Server}/file{NextId():D6}";
        files[address] = (name, mediaType, bytes);
        return address;
    }

    private FakeAnswer Upload(HttpRequest request, byte[] bytes)
    {
        if (bytes.LongLength > LargestUpload)
            return FakeAnswer.Error(413, "M_TOO_LARGE");
        if (string.IsNullOrEmpty(request.ContentType))
            Violate("a file without its type");
        var address = Keep(request.Query["filename"].ToString(), request.ContentType ?? "", bytes);
        return FakeAnswer.Ok(new() { ["content_uri"] = address });
    }

    private FakeAnswer Download(string server, string id) =>
        files.TryGetValue($"mxc://{server}/{id}", out var file)
            ? FakeAnswer.Ok() with
            {
                Bytes = file.Bytes,
                MediaType = file.MediaType,
            }
            : FakeAnswer.Error(404, "M_NOT_FOUND");

    private FakeAnswer Profile(string method, string user, string[] rest, JsonObject json)
    {
        if (rest.Length == 0 || !users.TryGetValue(rest[0], out var owner))
            return FakeAnswer.Error(404, "M_NOT_FOUND");
        if (method == "GET")
            return FakeAnswer.Ok(owner.Name is null ? [] : new() { ["displayname"] = owner.Name });
        if (owner.Id != user || rest is not [_, "displayname"])
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        owner.Name = (string?)json["displayname"];
        if (user == BotUser)
            NamesSet++;
        return FakeAnswer.Ok();
    }

    private FakeAnswer AccountData(string method, string user, string owner, string type, JsonObject json)
    {
        if (user != owner)
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        var key = $"{user} {type}";
        if (method == "PUT")
            accountData[key] = (JsonObject)json.DeepClone();
        return accountData.TryGetValue(key, out var known)
            ? FakeAnswer.Ok(method == "PUT" ? [] : (JsonObject)known.DeepClone())
            : FakeAnswer.Error(404, "M_NOT_FOUND");
    }

    private FakeAnswer Register(string user, JsonObject json)
    {
        if (appservice is null || (string?)json["type"] != "m.login.application_service")
            return FakeAnswer.Error(403, "M_FORBIDDEN");
        if ((bool?)json["inhibit_login"] != true)
            Violate("a ghost with a device of its own");
        var ghost = $"@{(string)json["username"]!}:{Server}";
        if (!appservice.Owns(ghost))
            return FakeAnswer.Error(400, "M_EXCLUSIVE");
        if (users.ContainsKey(ghost))
            return FakeAnswer.Error(400, "M_USER_IN_USE");
        users[ghost] = new(this, (string)json["username"]!, null);
        return FakeAnswer.Ok(new() { ["user_id"] = ghost });
    }
}
