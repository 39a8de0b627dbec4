using System.Net;
using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>While a confidential form is open, its lines in the web chat are sealed as it is, and they go with it.</summary>
public sealed class WebConfidentialTests
{
    private const string Mark = "vertraulichzqxvkjwyp";

    [Fact]
    public async Task Lines_of_a_confidential_form_are_sealed_and_go_with_it()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await ada.Says("/geheim");
        await ada.Listens(l => l.Count == 2);
        Assert.Equal(HttpStatusCode.OK, (await ada.Says(Mark)).StatusCode);
        await ada.Listens(l => l.Count == 4);
        Assert.Contains(Mark, await ada.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.False(host.HasInFiles(Mark));

        await ada.Says("abbrechen");
        await ada.Listens(l => l.Any(e => e.Html.Contains("abgebrochen", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(Mark, await ada.Http.GetStringAsync("/"), StringComparison.Ordinal);
        await host.Restart();
        Assert.DoesNotContain(Mark, await ada.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Null((await host.Store.Find(Conversation.Kind, ada.Place.Key))?.Document.Draft);
    }
}
