using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The moderation of a Quartier sees what partners share there, and takes a single post out.</summary>
public sealed class SharedHereTests
{
    [Fact]
    public async Task A_single_post_is_taken_out_and_its_owner_hears_of_it()
    {
        await using var world = await Shared();
        var help = world.Ben.Token("Ich helfe");
        await world.Hanna.Says("/nachbarquartiere", world.Hafen);
        await world.Hanna.Taps("Geteiltes hier ansehen", world.Hafen);
        world.Hanna.SeesLast("Das teilen andere mit Hafenviertel", world.Hafen);
        world.Hanna.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel", world.Hafen);
        await world.Hanna.Taps("Nummer 1 nicht mehr zeigen", world.Hafen);
        world.Hanna.SeesLast("Soll das in Hafenviertel nicht mehr zu sehen sein?", world.Hafen);
        await world.Hanna.Taps("Ja, nicht mehr zeigen", world.Hafen);
        world.Hanna.SeesLast("Das ist hier nicht mehr zu sehen.", world.Hafen);

        world.Ada.SeesLast("Ihre Anfrage ist in Hafenviertel nicht mehr zu sehen: Einkauf");
        world.Ada.SeesLast("In Ihrem Quartier bleibt alles, wie es ist.");
        Assert.Contains("nicht mehr zu sehen", Assert.Single(world.HafenNeighbours.Texts));
        Assert.Equal("call.not-there", (await world.Ben.TapsToken(help)).Toast?.Key);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
        await world.Hanna.Taps("Geteiltes hier ansehen", world.Hafen);
        world.Hanna.SeesLast("Gerade gibt es hier nichts aus Nachbar-Quartieren.", world.Hafen);
    }

    [Fact]
    public async Task It_does_not_come_back_and_stays_open_at_home()
    {
        await using var world = await Shared();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        await world.Hanna.TapsToken($"1:x-hidden:{request.Id}:{Hood.Hafen.Id}", world.Hafen);
        await world.Ada.TapsToken($"1:r-across:{request.Id}:on");
        world.Ada.SeesLast("Gerade gibt es kein Nachbar-Quartier, das es sehen kann.");
        await world.Hours(20);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
        await cem.Says("/stoebern");
        cem.SeesLast("Ada");

        var again = await world.Hanna.TapsToken($"1:x-hidden:{request.Id}:{Hood.Hafen.Id}", world.Hafen);
        Assert.Equal("across.hidden", again.Toast?.Key);
        Assert.Single(world.Ada.Chat.Texts, t => t.Contains("ist in Hafenviertel nicht mehr zu sehen"));
    }

    [Fact]
    public async Task Who_thinks_twice_keeps_it()
    {
        await using var world = await Shared();
        await world.Hanna.TapsToken($"1:x-shared:{Hood.Hafen.Id}:", world.Hafen);
        await world.Hanna.Taps("Nummer 1 nicht mehr zeigen", world.Hafen);
        await world.Hanna.Taps("Weiter zeigen", world.Hafen);
        world.Hanna.SeesLast("Es bleibt, wie es ist.", world.Hafen);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
    }

    [Fact]
    public async Task Only_the_moderation_there_does_it()
    {
        await using var world = await Shared();
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        foreach (var verb in new[] { "x-hide", "x-hidden" })
        foreach (var quartier in new[] { Hood.Hafen.Id, Hood.Lindenviertel.Id })
        foreach (var (who, at) in new[] { (world.Lena, world.Linden), (world.Ben, null), (world.Ada, null) })
            Assert.Equal("call.not-there", (await who.TapsToken($"1:{verb}:{request.Id}:{quartier}", at)).Toast?.Key);
        var list = await world.Lena.TapsToken($"1:x-shared:{Hood.Hafen.Id}:", world.Linden);
        Assert.Equal("call.not-there", list.Toast?.Key);
        Assert.True((await world.Hood.Find(HelpRequest.Kind, request.Id))!.IsNextTo(Hood.Hafen.Id));
    }

    [Fact]
    public async Task Many_are_listed_in_portions()
    {
        await using var world = await PartnerWorld.Agreed("en");
        for (var i = 0; i < 6; i++)
            await world.AdaAsks();
        await world.Hours(25);
        await world.Hanna.TapsToken($"1:x-shared:{Hood.Hafen.Id}:", world.Hafen);
        world.Hanna.SeesLast("Others share this with Hafenviertel", world.Hafen);
        world.Hanna.DoesNotSee("Do not show number 6 any more", world.Hafen);
        await world.Hanna.Taps("Show more", world.Hafen);
        await world.Hanna.Taps("Do not show number 6 any more", world.Hafen);
        await world.Hanna.Taps("Yes, do not show it any more", world.Hafen);
        Assert.Single(world.Ada.Chat.Texts, t => t.Contains("ist in Hafenviertel nicht mehr zu sehen"));
        await world.Hanna.Taps("See what is shared here", world.Hafen);
        world.Hanna.SeesLast("Do not show number 5 any more", world.Hafen);
        Assert.DoesNotContain("Show more", world.Hafen.Last);
    }

    /// <summary>What Ada asks for is shown to people of the Hafenviertel and in their group.</summary>
    private static async Task<PartnerWorld> Shared()
    {
        var world = await PartnerWorld.Agreed();
        await world.Bind(world.HafenNeighbours, ChannelPurpose.Neighbourhood);
        await world.Hood.Put(SharingRules.Kind, new SharingRules { Id = Hood.Hafen.Id, InChannels = true });
        await world.AdaAsks();
        await world.Hours(25);
        return world;
    }
}
