using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.Telegram;
using Nachbarschaftsbot.Tests.WebChat.Page;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>A Quartier that lives in the web chat: everybody has an open page, Mara also that of the moderation.</summary>
internal sealed class WebVillage : Village
{
    private readonly List<WebSeat> seats = [];
    private readonly WebHouse house;
    private WebSeat desk = null!;

    private WebVillage(WebHouse house, RunningTime clock)
        : base(clock) => this.house = house;

    internal override WebSeat Desk => desk;

    private protected override string Messenger => WebMessenger.MessengerName;

    private protected override IStore Store => house.Store;

    internal static async Task<WebVillage> Open()
    {
        var clock = new RunningTime();
        var village = new WebVillage(await WebHouse.Open(clock), clock);
        await village.Settle();
        return village;
    }

    internal override async Task<ISeat> Joins(string name)
    {
        var seat = await Sits(name, new(house.Address!));
        await Enter(seat);
        return seat;
    }

    internal override Task Restart() => house.Restart();

    /// <summary>Everything was taken, and every open page shows what a new one shows.</summary>
    internal override async Task AllIsWell()
    {
        foreach (var seat in seats)
        {
            await seat.Page.Settled();
            Assert.Empty(seat.Page.Refused);
        }
    }

    /// <summary>A page proposes no first name: it does not know any.</summary>
    private protected override void SaysName(ISeat seat) => seat.Types(seat.Name);

    protected override async ValueTask CloseHouse()
    {
        foreach (var seat in seats)
            await seat.Page.DisposeAsync();
        await house.DisposeAsync();
    }

    protected override IEnumerable<string> Transcripts() =>
        seats.Select(s =>
            $"===== {s.Name}{(s == desk ? " (Moderation)" : "")}\n{string.Join("\n---\n", s.Page.Lines)}"
        );

    private async Task Settle()
    {
        var olga = await Sits("Olga", new(house.Address!));
        await TakeOver(olga, house.OperatorCode);
        var visitor = new WebVisitor(house.Address!);
        var mara = await Sits("Mara", visitor);
        mara.Runs($"rolle {(await MakeModeratorCode(olga)).Split('\n')[1]}");
        await Agree(mara);
        await mara.Awaits("neue Rolle: Moderation");
        desk = await Sits("Mara", visitor, "/moderation", WebVisits.Moderation + FirstStart.QuartierId);
    }

    private async Task<WebSeat> Sits(
        string name,
        WebVisitor visitor,
        string path = "/",
        string chat = WebVisits.Private
    )
    {
        var seat = new WebSeat(name, await WebPage.Open(visitor, path, chat));
        seats.Add(seat);
        return seat;
    }
}
