using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Teams.Receiving;

/// <summary>Teams changes its keys; clocks differ; the key desk is not always there.</summary>
public sealed class KeyRingTests : AtTheTeamsDoor
{
    [Theory]
    [InlineData("exp", -300)]
    [InlineData("nbf", 300)]
    public async Task Five_minutes_of_skew_are_accepted(string claim, int seconds)
    {
        var token = Door.Signer.Token(Door.Now, claims: c => c[claim] = Door.Now.ToUnixTimeSeconds() + seconds);
        Assert.Equal(HttpStatusCode.OK, await Post(token));
    }

    [Fact]
    public async Task Keys_are_fetched_once_and_again_after_a_day()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Assert.Equal(1, Door.Keys.Fetches);
        Door.Time.Advance(Duration.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Assert.Equal(2, Door.Keys.Fetches);
    }

    [Fact]
    public async Task A_new_key_is_accepted_at_once_and_the_old_one_until_it_is_withdrawn()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        using var next = new Signer("key-2");
        Door.Keys.Keys.Add(next.Published("msteams"));
        Door.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await Post(next.Token(Door.Now)));
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));

        Door.Keys.Keys.RemoveAt(0);
        Door.Time.Advance(Duration.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await Post(next.Token(Door.Now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(Door.Signer.Token(Door.Now)));
    }

    [Fact]
    public async Task Invented_keys_make_us_ask_at_most_once_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Door.Time.Advance(Duration.FromMinutes(2));
        for (var i = 0; i < 20; i++)
            await Post(Door.Signer.Token(Door.Now, header: h => h["kid"] = $"invented-{i}"));
        Assert.Equal(2, Door.Keys.Fetches);
        Assert.Equal(20, Door.Refused.Count(f => f == TokenFault.KeyUnknown));
        Door.Time.Advance(Duration.FromMinutes(2));
        await Post(Door.Signer.Token(Door.Now, header: h => h["kid"] = "invented"));
        Assert.Equal(3, Door.Keys.Fetches);
    }

    [Fact]
    public async Task Without_any_keys_nobody_is_let_in_and_nobody_is_called_a_forger()
    {
        Door.Keys.IsDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(Door.Signer.Token(Door.Now)));
        Assert.Empty(Door.Refused);
        Assert.Empty(Door.Taken);
        Assert.Equal(HealthStatus.Degraded, await Door.Health());
        Door.Keys.IsDown = false;
        Door.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Assert.Equal(HealthStatus.Healthy, await Door.Health());
    }

    [Fact]
    public async Task Known_keys_count_while_the_desk_is_away_but_not_for_ever()
    {
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Door.Keys.IsDown = true;
        Door.Time.Advance(Duration.FromDays(2));
        Assert.Equal(HttpStatusCode.OK, await Post(Door.Signer.Token(Door.Now)));
        Door.Time.Advance(Duration.FromDays(4));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(Door.Signer.Token(Door.Now)));
    }

    [Theory]
    [InlineData("http://login.botframework.com/keys")]
    [InlineData("http://127.0.0.1/keys")]
    [InlineData("keys")]
    public async Task A_key_set_that_is_not_behind_https_is_not_believed(string address)
    {
        Door.Keys.KeySet = address;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(Door.Signer.Token(Door.Now)));
        Assert.Equal(0, Door.Keys.Fetches);
    }

    [Fact]
    public async Task Keys_that_are_too_short_or_for_something_else_do_not_count()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var published = Door.Signer.Published("msteams");
        published["kid"] = "weak";
        published["n"] = System.Buffers.Text.Base64Url.EncodeToString(weak.ExportParameters(false).Modulus);
        Door.Keys.Keys.Add(published);
        var sealing = Door.Signer.Published("msteams");
        (sealing["kid"], sealing["use"]) = ("sealing", "enc");
        Door.Keys.Keys.Add(sealing);
        foreach (var id in (string[])["weak", "sealing"])
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await Post(Door.Signer.Token(Door.Now, header: h => h["kid"] = id))
            );
        Assert.Equal([TokenFault.KeyUnknown, TokenFault.KeyUnknown], Door.Refused);
    }

    private async Task<HttpStatusCode> Post(string token)
    {
        using var response = await Door.Post(Activities.Message("Hallo").ToJsonString(), "Bearer " + token);
        return response.StatusCode;
    }
}
