using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Nachbarschaftsbot.Store;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "ein-langes-geheimes-Wort-123";
    private const string Sound =
        """{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"Hallo"}}""";

    private readonly HttpClient http = new();
    private readonly List<Update> taken = [];
    private Func<Update, Task> take = _ => Task.CompletedTask;
    private WebApplication app = null!;
    private Uri address = null!;

    public async ValueTask InitializeAsync()
    {
        var webhook = new Webhook(Secret, Take, new TelegramCounters(), NullLogger<Webhook>.Instance);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(webhook.Handle);
        await app.StartAsync();
        var server = app.Services.GetRequiredService<IServer>();
        address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task A_sound_update_is_taken_and_acknowledged_with_an_empty_answer()
    {
        using var response = await Post(Sound);
        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Equal("Hallo", Assert.Single(taken).Message!.Text);
    }

    [Fact]
    public async Task It_is_acknowledged_only_after_it_took_effect()
    {
        var durable = new TaskCompletionSource();
        take = _ => durable.Task;
        var answer = Post(Sound);
        await Task.Delay(100);
        Assert.False(answer.IsCompleted);
        durable.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("falsch")]
    [InlineData("ein-langes-geheimes-Wort-124")]
    [InlineData("ein-langes-geheimes-Wort-1234")]
    public async Task A_forged_update_is_refused_unread(string? secret)
    {
        using var response = await Post(Sound, secret);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_secret_given_twice_or_far_too_long_is_forged()
    {
        using var request = Request(Sound, Secret);
        request.Headers.Add(Webhook.SecretHeader, Secret);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(Sound, new string('x', 4000))).StatusCode);
    }

    public static TheoryData<string> Malformed() =>
        new(
            "",
            "null",
            "[]",
            "7",
            "\"x\"",
            "{",
            "{}",
            "{\"update_id\":}",
            Sound + "x",
            Sound[..^1],
            "\u0000",
            "{\"update_id\":\"5\"}"
        )
        {
            "{\"update_id\":5,\"x\":" + new string('[', 5000) + new string(']', 5000) + "}",
            string.Concat(Enumerable.Repeat("{\"message\":", 5000)),
        };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_updates_are_refused(string body)
    {
        using var response = await Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Sound);
        bytes[^5] = 0xff;
        using var request = Request("", Secret);
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new("application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Oversized_updates_are_refused_with_and_without_a_declared_length()
    {
        var large = Sound.Replace("Hallo", new string('x', Webhook.LargestUpdate));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(large)).StatusCode);
        using var request = Request(large, Secret);
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.SendAsync(request)).StatusCode);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_large_update_in_many_pieces_is_taken()
    {
        var text = new string('ä', 100_000);
        using var request = Request(Sound.Replace("Hallo", text), Secret);
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);
        Assert.Equal(text, Assert.Single(taken).Message!.Text);
    }

    [Fact]
    public async Task Other_content_is_refused()
    {
        using var request = Request(Sound, Secret);
        request.Content!.Headers.ContentType = new("text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.SendAsync(request)).StatusCode);
        using var none = Request(Sound, Secret);
        none.Content!.Headers.ContentType = null;
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.SendAsync(none)).StatusCode);
    }

    [Theory]
    [InlineData("""{"update_id":5,"something_of_tomorrow":{"a":[1,2,{"b":null}]}}""", 1)]
    [InlineData("""{"update_id":5,"message":"of another shape"}""", 0)]
    [InlineData("""{"update_id":5,"message":{"message_id":1,"chat":null}}""", 0)]
    [InlineData("""{"update_id":5,"message":{"message_id":1,"chat":{"id":1},"text":"half a character: \ud83d"}}""", 0)]
    [InlineData("""{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":"text"}}}""", 0)]
    public async Task Unknown_updates_are_acknowledged_or_they_would_come_again_for_a_day(string body, int handed)
    {
        using var response = await Post(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(handed, taken.Count);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_asked_for_again()
    {
        take = _ => throw new StoreUnavailableException("disk full");
        using var response = await Post(Sound);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        take = _ => throw new InvalidOperationException("Adas Worte");
        using var broken = await Post(Sound);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        Assert.Equal("", await broken.Content.ReadAsStringAsync());
    }

    private Task Take(Update update)
    {
        lock (taken)
            taken.Add(update);
        return take(update);
    }

    private Task<HttpResponseMessage> Post(string body, string? secret = Secret) =>
        http.SendAsync(Request(body, secret));

    private HttpRequestMessage Request(string body, string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation(Webhook.SecretHeader, secret);
        return request;
    }
}
