using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Matrix.Fake;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix.Sending;

/// <summary>What goes wrong on the way to Matrix, and what the outbox is told of it.</summary>
public sealed class MatrixTroubleTests : MatrixSendingTests
{
    [Fact]
    public async Task Missing_power_is_named_and_missing_membership_is_out_of_reach()
    {
        Office.Mara.Room.PowerToWrite = 50;
        var refused = Assert.IsType<Delivery.Refused>(await Deliver(Say(Office.Triage, "x")));
        Assert.Contains("needs power 50, the bot has 0", refused.Reason, StringComparison.Ordinal);
        Office.Homeserver.User("Mara").Kicks(Office.Mara.Room, FakeHomeserver.BotUser);
        Assert.Equal(new Delivery.Unreachable(Gone: false), await Deliver(Say(Office.Triage, "x")));
    }

    [Theory]
    [InlineData(401, "M_UNKNOWN_TOKEN", typeof(Delivery.Stop))]
    [InlineData(404, "M_NOT_FOUND", typeof(Delivery.Unreachable))]
    [InlineData(400, "M_BAD_JSON", typeof(Delivery.Refused))]
    [InlineData(413, "M_TOO_LARGE", typeof(Delivery.Refused))]
    [InlineData(500, "M_UNKNOWN", typeof(Delivery.Transient))]
    [InlineData(502, "", typeof(Delivery.Transient))]
    [InlineData(504, "", typeof(Delivery.Transient))]
    public async Task What_goes_wrong_is_sorted(int status, string errcode, Type outcome)
    {
        Office.Homeserver.FailNext("/send/", status, errcode);
        Assert.IsType(outcome, await Deliver(Say(Office.AdasChat, "x")));
    }

    [Fact]
    public async Task A_homeserver_that_is_away_is_asked_again()
    {
        await Office.Homeserver.GoAway();
        Assert.IsType<Delivery.Transient>(await Deliver(Say(Office.AdasChat, "x"), at: 5));
        await Office.Homeserver.ComeBack();
        Assert.IsType<Delivery.Sent>(await Deliver(Say(Office.AdasChat, "x"), at: 5));
        Assert.Single(Office.Ada.Sees());
    }

    [Fact]
    public async Task The_wait_of_the_header_counts()
    {
        Office.Homeserver.FailNext("/send/", 429, "M_LIMIT_EXCEEDED", header: ("Retry-After", "33"));
        var later = Assert.IsType<Delivery.Later>(await Deliver(Say(Office.AdasChat, "x")));
        Assert.Equal(Duration.FromSeconds(33), later.After);
    }

    [Fact]
    public async Task What_breaks_off_in_the_middle_goes_on_there()
    {
        var words = string.Concat(Enumerable.Repeat("Das ist ein Satz mit Umlauten: äöü. ", 800));
        Office.Homeserver.Limit = (0.001, 2);
        var delivery = await Deliver(Say(Office.Triage, words, "Ja"), at: 3);
        var later = Assert.IsType<Delivery.Later>(delivery);
        Assert.True(later.WholeMessenger && later.After > Duration.FromSeconds(100));
        Assert.Equal(2, Office.Mara.Sees().Count);
        Office.Homeserver.Limit = default;
        var ids = Assert.IsType<Delivery.Sent>(await Deliver(Say(Office.Triage, words, "Ja"), at: 3)).Ids;
        Assert.Equal(Office.Mara.Sees().Select(m => m.Id), ids);
        Assert.Equal(0, Office.Homeserver.Repeated);
    }
}
