using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Tests.Telegram.Fake;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>Calls to the fake of Telegram as a client without any library makes them.</summary>
public abstract class FakeBotApiBench : IAsyncLifetime
{
    private protected const int Chat = 1001;
    private protected readonly HttpClient http = new();
    private protected readonly ManualTime clock = ManualTime.Wednesday();
    private protected FakeBotApi api = null!;
    private protected FakeUser ada = null!;

    public async ValueTask InitializeAsync()
    {
        api = await FakeBotApi.Start(clock);
        ada = api.User(Chat, "Ada");
        ada.Types("/start");
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        http.Dispose();
    }

    private protected FakeGroup Moderation()
    {
        var group = api.Group(-1_001_000_000_001, "Moderation").Join(ada);
        group.AddBot(ada);
        return group;
    }

    private protected Task<JsonNode> Send(string text, Action<JsonObject>? more = null)
    {
        var p = new JsonObject { ["chat_id"] = Chat, ["text"] = text };
        more?.Invoke(p);
        return Call("sendMessage", p);
    }

    private protected async Task<JsonNode> Call(string method, object body)
    {
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body);
        using var content = new ByteArrayContent(bytes);
        using var response = await http.PostAsync(
            new Uri(api.BaseAddress, $"/bot{FakeBotApi.Token}/{method}"),
            content
        );
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private protected static JsonObject Keyboard(string data) =>
        new()
        {
            ["inline_keyboard"] = new JsonArray(
                new JsonArray(new JsonObject { ["text"] = "Ja", ["callback_data"] = data })
            ),
        };

    private protected static bool Ok(JsonNode answer) => (bool)answer["ok"]!;

    private protected static void Refused(int code, string part, JsonNode answer)
    {
        Assert.False(Ok(answer));
        Assert.Equal(code, (int)answer["error_code"]!);
        Assert.Contains(part, (string)answer["description"]!);
    }
}
