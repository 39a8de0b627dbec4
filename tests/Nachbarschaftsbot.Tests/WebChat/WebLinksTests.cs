using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>Links that lead into the web chat: on a notice, in an invitation.</summary>
public sealed class WebLinksTests
{
    [Fact]
    public async Task The_public_address_is_told_and_goes_when_it_is_taken_out_of_the_settings()
    {
        await using var host = await WebHost.Start(s => s.Web.PublicAddress = "https://hilfe.example.org/");
        await Patience.Until(async () => (await Starts(host)).Contains("https://hilfe.example.org/?start="));
        await host.Put(BotLinks.Kind, new BotLinks { Starts = ["https://t.me/x?start=", .. await Starts(host)] });

        await new WebLinks(host.Store, host.Settings, TimeProvider.System).Announce();
        Assert.Equal(["https://t.me/x?start=", "https://hilfe.example.org/?start="], await Starts(host));
        host.Settings.Web.PublicAddress = "";
        await new WebLinks(host.Store, host.Settings, TimeProvider.System).Announce();
        Assert.Equal(["https://t.me/x?start="], await Starts(host));
    }

    [Fact]
    public async Task A_link_is_a_button_for_newcomers_and_for_who_has_a_chat_already()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        Assert.Contains("data-say=\"/start role_AB-12\"", await ada.Http.GetStringAsync("/?start=role_AB-12"));
        await ada.Says("/echo hallo");
        await ada.Listens(l => l.Count == 2);
        var page = await ada.Http.GetStringAsync("/?start=role_AB-12");
        Assert.Contains("data-say=\"/start role_AB-12\">Weiter mit dem Link<", page);
        Assert.DoesNotContain("Weiter mit dem Link", await ada.Http.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_link_can_bring_no_markup_and_no_other_command()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        var page = await ada.Http.GetStringAsync("/?start=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%0A/loeschen");
        Assert.Contains("data-say=\"/start scriptalert1scriptloeschen\"", page);
        Assert.DoesNotContain("<script>", page);
    }

    private static async Task<IReadOnlyList<string>> Starts(WebHost host) =>
        (await host.Store.Find(BotLinks.Kind, BotLinks.Only))?.Document.Starts ?? [];
}
