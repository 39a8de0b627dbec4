using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>A line shows the time that the clocks of its Quartier show.</summary>
public sealed partial class WebChatZoneTests
{
    [Fact]
    public async Task A_neighbour_reads_the_time_of_the_Quartier_on_the_page_and_live()
    {
        await using var host = await WebHost.Start();
        using var ada = await host.Visitor().Arrive();
        await Zone(host, "Pacific/Auckland");
        await host.MakePerson(ada, "Ada");
        await ada.Says("/echo hallo");
        var live = await ada.Listens(l => l.Count == 2);
        Assert.All(live, line => ShowsTimeOf("Pacific/Auckland", line.Html));
        ShowsTimeOf("Pacific/Auckland", await ada.Http.GetStringAsync("/"));
    }

    [Fact]
    public async Task Who_has_not_joined_yet_reads_the_time_of_the_settings_and_then_without_reload_that_of_the_Quartier()
    {
        await using var host = await WebHost.Start(s => s.Quartier.Zone = "America/St_Johns");
        using var ada = await host.Visitor().Arrive();
        await Zone(host, "Asia/Kolkata");
        var seen = new List<WebEvent>();
        var listening = ada.Listens(l => l.Count == 2, into: seen);
        host.Say(new Outbound { To = ada.Place, Lines = [Text.Plain("vorher")] });
        await Patience.Until(() => seen.Count > 0);
        await host.MakePerson(ada, "Ada");
        host.Say(new Outbound { To = ada.Place, Lines = [Text.Plain("nachher")] });
        await listening;
        ShowsTimeOf("America/St_Johns", seen[0].Html);
        ShowsTimeOf("Asia/Kolkata", seen[1].Html);
    }

    [Fact]
    public async Task The_moderation_reads_the_time_of_the_Quartier_it_looks_at()
    {
        await using var host = await WebHost.Start();
        using var mara = await host.Visitor().Arrive();
        await Zone(host, "Asia/Kathmandu");
        await host.MakePerson(mara, "Mara", Role.Moderator);
        var place = new Place("web", "moderation-linden", null, PlaceKind.Channel);
        host.Say(new Outbound { To = place, Lines = [Text.Plain("Karte")] });
        var line = (await mara.Listens(l => l.Count == 1, chat: "moderation-linden")).Single();
        ShowsTimeOf("Asia/Kathmandu", line.Html);
    }

    private static Task Zone(WebHost host, string zone) =>
        host.Put(
            Quartier.Kind,
            new Quartier
            {
                Id = WebHost.Quartier,
                Name = "Lindenviertel",
                JoinCode = "LINDE234",
                Zone = zone,
            }
        );

    private static void ShowsTimeOf(string zone, string html)
    {
        var times = Times().Matches(html);
        Assert.NotEmpty(times);
        foreach (Match time in times)
        {
            Assert.Equal(zone, time.Groups["zone"].Value);
            var at = InstantPattern.ExtendedIso.Parse(time.Groups["at"].Value).Value;
            var local = at.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime;
            Assert.Equal($"{local.Hour:00}:{local.Minute:00}", time.Groups["shown"].Value);
            Assert.StartsWith($"{local.Day}. ", time.Groups["day"].Value);
        }
    }

    [GeneratedRegex(
        """<time datetime="(?<at>[^"]+)" data-zone="(?<zone>[^"]+)"><span class="day">(?<day>[^<]+)</span>(?<shown>[^<]+)</time>"""
    )]
    private static partial Regex Times();
}
