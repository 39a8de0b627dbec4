using System.Net;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>Which token goes where, and what happens when one is refused.</summary>
public sealed class TeamsTokenTests : TeamsMessengerBench
{
    [Fact]
    public async Task One_token_serves_many_calls_and_a_refused_one_is_renewed_once()
    {
        await Sent(Say(office.AdasChat, "1"));
        await Sent(Say(office.Triage, "2"));
        Assert.Equal(1, office.Login.Given);
        office.Login.Revoke();
        await Sent(Say(office.AdasChat, "3"));
        Assert.Equal(2, office.Login.Given);
        Assert.Equal(
            $"https://login.microsoftonline.com/{TeamsOffice.Tenant}/oauth2/v2.0/token",
            office.Login.LastAddress!.ToString()
        );
        Assert.Contains("client_credentials", office.Login.LastForm);
        Assert.Contains(Uri.EscapeDataString("https://api.botframework.com/.default"), office.Login.LastForm);
    }

    [Fact]
    public async Task A_connector_that_refuses_every_token_makes_all_wait()
    {
        office.Connector.IsToken = _ => false;
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(office.AdasChat, "x")));
        Assert.True(later.WholeMessenger);
        Assert.Equal(2, office.Connector.Requests.Count);
    }

    [Fact]
    public async Task A_login_that_refuses_the_app_is_an_alarm_and_a_busy_one_is_not()
    {
        office.Login.Refusal = (HttpStatusCode.Unauthorized, "invalid_client");
        var stop = Assert.IsType<Delivery.Stop>(await Deliver(Say(office.AdasChat, "x")));
        Assert.DoesNotContain("geheimnis", stop.Reason);
        office.Login.Refusal = (HttpStatusCode.ServiceUnavailable, "temporarily_unavailable");
        Assert.IsType<Delivery.Transient>(await Deliver(Say(office.AdasChat, "x")));
        Assert.Empty(office.Connector.Requests);
    }

    [Theory]
    [InlineData("https://evil.example.org/emea/", false)]
    [InlineData("http://smba.example.org/emea/", true)]
    [InlineData("https://evil.example.org/emea/", true)]
    public async Task A_token_goes_only_where_a_checked_token_pointed(string serviceUrl, bool isChecked)
    {
        await office.Knows("19:other@thread.v2", "19:other@thread.v2", "groupChat", serviceUrl, isChecked);
        var delivery = await Deliver(Say(new("teams", "19:other@thread.v2", null, PlaceKind.Group), "x"));
        Assert.IsType<Delivery.Refused>(delivery);
        var isAllowed = isChecked && serviceUrl.StartsWith("https", StringComparison.Ordinal);
        Assert.Equal(isAllowed ? 1 : 0, office.Connector.Requests.Count);
        Assert.Equal(isAllowed ? 1 : 0, office.Login.Given);
    }

    [Fact]
    public async Task Without_tokens_nothing_but_this_machine_is_called()
    {
        await using var anonymous = await TeamsOffice.Open(anonymous: true);
        var delivery = await anonymous.Messenger.Deliver(Say(anonymous.AdasChat, "x"), 1, [], CancellationToken.None);
        Assert.IsType<Delivery.Refused>(delivery);
        Assert.Empty(anonymous.Connector.Requests);
    }
}
