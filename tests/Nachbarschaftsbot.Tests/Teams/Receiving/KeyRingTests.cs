using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Teams changes its keys; clocks differ; the key desk is not always there.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private TeamsDoor door = null!;

    public async ValueTask InitializeAsync() => door = await TeamsDoor.Open();

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("exp", -300)]
    [InlineData("nbf", 300)]
    public async Task Five_minutes_of_skew_are_accepted(string claim, int seconds)
    {
        var token = door.Signer.Token(door.Now, claims: c => c[claim] = door.Now.ToUnixTimeSeconds() + seconds);
        Assert.Equal(HttpStatusCode.OK, await Post(token));
    }

    [Fact]
    public async Task Keys_are_fetched_once_and_again_after_a_day()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        Assert.Equal(1, door.Keys.Fetches);
        door.Time.Advance(Duration.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        Assert.Equal(2, door.Keys.Fetches);
    }

    [Fact]
    public async Task A_new_key_is_accepted_at_once_and_the_old_one_until_it_is_withdrawn()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        using var next = new Signer("key-2");
        door.Keys.Keys.Add(next.Published("msteams"));
        door.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await Post(next.Token(door.Now)));
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));

        door.Keys.Keys.RemoveAt(0);
        door.Time.Advance(Duration.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await Post(next.Token(door.Now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(door.Signer.Token(door.Now)));
    }

    [Fact]
    public async Task Invented_keys_make_us_ask_at_most_once_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        door.Time.Advance(Duration.FromMinutes(2));
        for (var i = 0; i < 20; i++)
            await Post(door.Signer.Token(door.Now, header: h => h["kid"] = $"invented-{i}"));
        Assert.Equal(2, door.Keys.Fetches);
        Assert.Equal(20, door.Refused.Count(f => f == TokenFault.KeyUnknown));
        door.Time.Advance(Duration.FromMinutes(2));
        await Post(door.Signer.Token(door.Now, header: h => h["kid"] = "invented"));
        Assert.Equal(3, door.Keys.Fetches);
    }

    [Fact]
    public async Task Without_any_keys_nobody_is_let_in_and_nobody_is_called_a_forger()
    {
        door.Keys.IsDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(door.Signer.Token(door.Now)));
        Assert.Empty(door.Refused);
        Assert.Empty(door.Taken);
        Assert.Equal(HealthStatus.Degraded, await door.Health());
        door.Keys.IsDown = false;
        door.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        Assert.Equal(HealthStatus.Healthy, await door.Health());
    }

    [Fact]
    public async Task Known_keys_count_while_the_desk_is_away_but_not_for_ever()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        door.Keys.IsDown = true;
        door.Time.Advance(Duration.FromDays(2));
        Assert.Equal(HttpStatusCode.OK, await Post(door.Signer.Token(door.Now)));
        door.Time.Advance(Duration.FromDays(4));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(door.Signer.Token(door.Now)));
    }

    [Theory]
    [InlineData("http://login.botframework.com/keys")]
    [InlineData("http://127.0.0.1/keys")]
    [InlineData("keys")]
    public async Task A_key_set_that_is_not_behind_https_is_not_believed(string address)
    {
        door.Keys.KeySet = address;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(door.Signer.Token(door.Now)));
        Assert.Equal(0, door.Keys.Fetches);
    }

    [Fact]
    public async Task Keys_that_are_too_short_or_for_something_else_do_not_count()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var published = door.Signer.Published("msteams");
        published["kid"] = "weak";
        published["n"] = System.Buffers.Text.Base64Url.EncodeToString(weak.ExportParameters(false).Modulus);
        door.Keys.Keys.Add(published);
        var sealing = door.Signer.Published("msteams");
        (sealing["kid"], sealing["use"]) = ("sealing", "enc");
        door.Keys.Keys.Add(sealing);
        foreach (var id in (string[])["weak", "sealing"])
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await Post(door.Signer.Token(door.Now, header: h => h["kid"] = id))
            );
        Assert.Equal([TokenFault.KeyUnknown, TokenFault.KeyUnknown], door.Refused);
    }

    private async Task<HttpStatusCode> Post(string token)
    {
        using var response = await door.Post(Activities.Message("Hallo").ToJsonString(), "Bearer " + token);
        return response.StatusCode;
    }
}
