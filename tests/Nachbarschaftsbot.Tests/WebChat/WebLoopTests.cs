using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>The main job in the web chat: with whole forms, on pages that stay open while the program is started anew.</summary>
public sealed class WebLoopTests : MainJobContract
{
    private protected override async Task<Village> Open() => await WebVillage.Open();
}
