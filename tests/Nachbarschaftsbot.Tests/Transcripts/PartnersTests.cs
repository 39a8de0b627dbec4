using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two Quartiere agree to share: proposed, confirmed, declined, taken back, ended.</summary>
public sealed class PartnersTests
{
    [Fact]
    public async Task One_side_proposes_and_the_other_confirms_in_its_moderation_group()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose();
        world.Olga.SeesLast("Hafenviertel hat Ihren Vorschlag jetzt.");
        world.Hanna.SeesLast("Lindenviertel möchte mit Ihrem Quartier teilen", world.Hafen);
        world.Hanna.SeesLast("Geteilt wird: Anfragen und Angebote.", world.Hafen);
        world.Hanna.SeesLast("nach 24 Stunden", world.Hafen);
        world.Ole.SeesLast("Lindenviertel möchte mit Ihrem Quartier teilen");

        await world.Hanna.Taps("Ja, wir teilen", world.Hafen);
        world.Hanna.SeesLast("Lindenviertel und Hafenviertel teilen ab jetzt.", world.Hafen);
        world.Hanna.DoesNotSee("Ja, wir teilen", world.Hafen);
        world.Lena.SeesLast("Hafenviertel hat zugestimmt. Ab jetzt wird geteilt.", world.Linden);
        world.Olga.SeesLast("Hafenviertel hat zugestimmt.");
        Assert.Equal(PartnershipState.Agreed, (await world.Partnership())!.State);

        await world.Lena.Says("/nachbarquartiere", world.Linden);
        world.Lena.SeesLast("Mit Hafenviertel wird geteilt.", world.Linden);
        await world.Olga.Says("/quartier");
        world.Olga.SeesLast("Geteilt wird mit 1 Nachbar-Quartier.");
    }

    [Fact]
    public async Task In_English_too()
    {
        await using var world = await PartnerWorld.Start(hafenLanguage: "en");
        await world.Propose();
        world.Hanna.SeesLast("Lindenviertel would like to share with your Quartier", world.Hafen);
        world.Hanna.SeesLast("Shared: requests and offers.", world.Hafen);
        await world.Hanna.Taps("Rather decline", world.Hafen);
        await world.Hanna.Taps("The Quartier is too far away", world.Hafen);
        world.Lena.SeesLast("Das Quartier ist zu weit weg", world.Linden);
        Assert.Equal(PartnershipState.Declined, (await world.Partnership())!.State);

        await world.Hanna.Says("partner quartiere");
        world.Hanna.SeesLast("So far nothing is shared with another Quartier.");
    }

    [Fact]
    public async Task A_reason_in_own_words_is_written_alone_with_the_bot()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose("HAFEN567");
        await world.Hanna.Taps("Lieber ablehnen", world.Hafen);
        await world.Hanna.Taps("Grund selbst schreiben", world.Hafen);
        await world.Hanna.Taps("Grund selbst schreiben");
        await world.Hanna.Says("Wir bauen gerade um.");
        world.Hanna.SeesLast("Sie haben Lindenviertel abgesagt.");
        world.Olga.SeesLast("Wir bauen gerade um.");
        world.Hanna.Sees("Sie haben Lindenviertel abgesagt.", world.Hafen);
    }

    [Fact]
    public async Task A_proposal_is_taken_back_and_its_card_says_so()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose();
        var yes = world.Hanna.Token("Ja, wir teilen", world.Hafen);
        await world.Lena.Says("/nachbarquartiere", world.Linden);
        await world.Lena.Taps("Vorschlag an Hafenviertel zurücknehmen", world.Linden);
        world.Hanna.SeesLast("Lindenviertel hat den Vorschlag zurückgenommen.", world.Hafen);

        var late = await world.Hanna.TapsToken(yes, world.Hafen);
        Assert.Equal("stale.partnership.withdrawn", late.Toast?.Key);
        Assert.Equal(PartnershipState.Withdrawn, (await world.Partnership())!.State);
    }

    [Fact]
    public async Task Only_the_other_side_confirms()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose();
        var yes = world.Hanna.Token("Ja, wir teilen", world.Hafen);
        foreach (var (who, at) in new[] { (world.Lena, world.Linden), (world.Olga, null), (world.Ada, null) })
            Assert.Equal("call.not-there", (await who.TapsToken(yes, at)).Toast?.Key);
        Assert.Equal("call.not-there", (await world.Ben.TapsToken(yes, world.Hafen)).Toast?.Key);
        Assert.Equal(PartnershipState.Proposed, (await world.Partnership())!.State);
    }

    [Fact]
    public async Task Who_runs_both_Quartiere_does_not_agree_with_themselves()
    {
        await using var world = await PartnerWorld.Start();
        var emil = await ProposedEverywhere(world);
        await emil.TapsToken($"1:x-yes:{PartnerWorld.Pair}:{Hood.Hafen.Id}");
        emil.SeesLast("Jemand anderes aus Hafenviertel muss zustimmen. Bitte fragen Sie dort die Moderation.");
        var inGroup = await emil.TapsToken($"1:x-yes:{PartnerWorld.Pair}:{Hood.Hafen.Id}", world.Hafen);
        Assert.Equal("partner.not-alone", inGroup.Toast?.Key);
        Assert.Equal(PartnershipState.Proposed, (await world.Partnership())!.State);
        emil.Forgets();
        await emil.TapsToken($"1:x-home:{Hood.Hafen.Id}:");
        emil.SeesLast("Jemand anderes aus Hafenviertel muss zustimmen.");
        emil.DoesNotSee("Mit Lindenviertel teilen");

        await world.Hanna.Taps("Ja, wir teilen", world.Hafen);
        var agreed = (await world.Partnership())!;
        Assert.Equal(PartnershipState.Agreed, agreed.State);
        Assert.Null(agreed.By);
    }

    [Fact]
    public async Task Two_people_who_run_both_Quartiere_agree()
    {
        await using var world = await PartnerWorld.Start();
        await ProposedEverywhere(world);
        var frieda = await world.Hood.Neighbour("Frieda", roles: Role.Operator);
        await frieda.TapsToken($"1:x-yes:{PartnerWorld.Pair}:{Hood.Hafen.Id}");
        frieda.SeesLast("Lindenviertel und Hafenviertel teilen ab jetzt.");
        Assert.Equal(PartnershipState.Agreed, (await world.Partnership())!.State);
    }

    [Fact]
    public async Task Who_proposed_is_forgotten_with_everything_else()
    {
        await using var world = await PartnerWorld.Start();
        var emil = await ProposedEverywhere(world);
        await emil.Says("/meine_daten");
        emil.SeesLast("Ein Vorschlag von Ihnen an ein Nachbar-Quartier");
        await emil.DeletesAll();
        var proposal = (await world.Partnership())!;
        Assert.Null(proposal.By);
        Assert.Equal(PartnershipState.Proposed, proposal.State);
    }

    [Theory]
    [InlineData("Lindenviertel", "Das ist Ihr eigenes Quartier.")]
    [InlineData("Nirgendwo", "Dieses Quartier gibt es hier nicht.")]
    [InlineData("hafen-567", "Was möchten Sie teilen?")]
    public async Task Names_and_codes_are_checked(string typed, string answer)
    {
        await using var world = await PartnerWorld.Start();
        await world.Olga.Says("/nachbarquartiere");
        await world.Olga.Taps("Einem Quartier vorschlagen");
        await world.Olga.Says(typed);
        world.Olga.SeesLast(answer);
    }

    [Fact]
    public async Task Two_with_the_same_name_are_told_apart_by_code()
    {
        await using var world = await PartnerWorld.Start();
        await world.Hood.Put(Quartier.Kind, Hood.Hafen with { Id = "hafen2", JoinCode = "HAFEN999" });
        await world.Olga.Says("/nachbarquartiere");
        await world.Olga.Taps("Einem Quartier vorschlagen");
        await world.Olga.Says("Hafenviertel");
        world.Olga.SeesLast("So heißen mehrere Quartiere.");
        await world.Olga.Says("HAFEN567");
        world.Olga.SeesLast("Was möchten Sie teilen?");
    }

    [Fact]
    public async Task Both_propose_at_once_and_one_of_them_confirms()
    {
        await using var world = await PartnerWorld.Start();
        foreach (var (who, partner) in new[] { (world.Olga, "Hafenviertel"), (world.Ole, "Lindenviertel") })
        {
            await who.Says("/nachbarquartiere");
            await who.Taps("Einem Quartier vorschlagen");
            await who.Says(partner);
            await who.Says("Anfragen");
            await who.Taps("24 Stunden");
        }
        await Task.WhenAll(world.Olga.Taps("Vorschlag senden"), world.Ole.Taps("Vorschlag senden"));
        var proposal = (await world.Partnership())!;
        Assert.Equal(PartnershipState.Proposed, proposal.State);
        var slower = proposal.Proposer == Hood.Hafen.Id ? world.Olga : world.Ole;
        slower.Sees("hat Sie schon gefragt");
        await slower.Says("/nachbarquartiere");
        await slower.TapsToken($"1:x-yes:{PartnerWorld.Pair}:");
        Assert.Equal(PartnershipState.Agreed, (await world.Partnership())!.State);
    }

    [Fact]
    public async Task A_second_proposal_is_not_needed()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose();
        await world.Olga.Says("/nachbarquartiere");
        await world.Olga.Taps("Einem Quartier vorschlagen");
        await world.Olga.Says("Hafenviertel");
        world.Olga.SeesLast("Hafenviertel hat Ihren Vorschlag schon.");
        await world.Olga.Says("abbrechen");
        await world.Hanna.Taps("Ja, wir teilen", world.Hafen);
        await world.Olga.Says("/nachbarquartiere");
        await world.Olga.Taps("Einem Quartier vorschlagen");
        await world.Olga.Says("Hafenviertel");
        world.Olga.SeesLast("Mit Hafenviertel teilen Sie schon.");
    }

    [Fact]
    public async Task After_a_restart_and_under_a_new_name_the_proposal_still_counts()
    {
        await using var world = await PartnerWorld.Start();
        await world.Propose();
        await world.Hood.Restart();
        await world.Hood.Put(Quartier.Kind, Hood.Lindenviertel with { Name = "Lindenhof", ReleaseFirst = false });
        await world.Hanna.Taps("Ja, wir teilen", world.Hafen);
        world.Hanna.SeesLast("Lindenhof und Hafenviertel teilen ab jetzt.", world.Hafen);
    }

    [Fact]
    public async Task Either_side_ends_it_and_both_hear_of_it_once()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Hanna.Says("/nachbarquartiere", world.Hafen);
        await world.Hanna.Taps("Teilen mit Lindenviertel beenden", world.Hafen);
        await world.Hanna.Taps("Weiter teilen", world.Hafen);
        Assert.Equal(PartnershipState.Agreed, (await world.Partnership())!.State);
        await world.Hanna.Taps("Ja, Teilen beenden", world.Hafen);
        Assert.Single(world.Hafen.Texts, t => t.Contains("Mit Lindenviertel wird nicht mehr geteilt."));
        Assert.Single(world.Linden.Texts, t => t.Contains("Mit Hafenviertel wird nicht mehr geteilt."));
        var again = await world.Lena.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Linden);
        Assert.Equal("stale.partnership.ended", again.Toast?.Key);
        Assert.Single(world.Linden.Texts, t => t.Contains("wird nicht mehr geteilt."));
    }

    /// <summary>Emil runs all Quartiere and proposes to the Hafenviertel for the Lindenviertel.</summary>
    private static async Task<Actor> ProposedEverywhere(PartnerWorld world)
    {
        var emil = await world.Hood.Neighbour("Emil", roles: Role.Operator);
        await emil.TapsToken($"1:x-new:{Hood.Lindenviertel.Id}:");
        await emil.Says("Hafenviertel");
        await emil.Says("Anfragen");
        await emil.Taps("24 Stunden");
        await emil.Taps("Vorschlag senden");
        return emil;
    }

    [Fact]
    public async Task A_Quartier_that_is_gone_is_nobodys_partner()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Hood.Remove(Quartier.Kind, Hood.Hafen.Id);
        await HelpRequestAsking.Draft(world.Ada, "nächsten Freitag um 15 Uhr");
        world.Ada.DoesNotSee("später");
        await world.Lena.Says("/nachbarquartiere", world.Linden);
        await world.Lena.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Linden);
        Assert.Equal(PartnershipState.Ended, (await world.Partnership())!.State);
    }
}
