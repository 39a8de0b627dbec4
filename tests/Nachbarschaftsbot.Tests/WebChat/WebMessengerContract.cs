using Microsoft.Extensions.DependencyInjection;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Tests.WebChat.Page;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>The web chat as somebody has it on an open page, which is all the time what a newly opened one is.</summary>
public sealed class WebMessengerContract : MessengerContract
{
    protected override async Task<IMessengerWorld> Open()
    {
        var host = await WebHost.Start();
        var ada = host.Visitor();
        return new World(host, ada, await WebPage.Open(ada));
    }

    private sealed class World(WebHost host, WebVisitor ada, WebPage page) : IMessengerWorld
    {
        public IMessenger Messenger => host.Services.GetRequiredService<IMessenger>();
        public Place Ada => ada.Place;

        /// <summary>What the next owner of a session would read: the web chat keeps lines and knows nobody.</summary>
        public Place Nowhere { get; } = WebSession.PlaceOf(WebSession.AccountOf(WebSession.NewSecret())!);

        public bool KnowsPlaces => false;

        public async Task<IReadOnlyList<SeenLine>> Seen() =>
            [
                .. (await page.Settled())
                    .Where(l => l.IsFromBot)
                    .Select(l => new SeenLine(l.Words, [.. l.Buttons.Select(b => b.Label)])),
            ];

        public async ValueTask DisposeAsync()
        {
            await page.DisposeAsync();
            await host.DisposeAsync();
        }
    }
}
