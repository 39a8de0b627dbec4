using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class HoodTests
{
    [Fact]
    public async Task An_old_button_explains_itself()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.TapsToken("1:gone:abc:");
        ada.Sees("Diese Taste ist schon älter");
    }

    [Fact]
    public async Task The_same_inbound_takes_effect_once()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        for (var i = 0; i < 3; i++)
            await hood.Take(
                ada.Place,
                new Sender(ada.Account, "Ada"),
                new Content.Press("1:gone:abc:"),
                id: "test:once"
            );
        Assert.Single(ada.Chat.Messages);
    }
}
