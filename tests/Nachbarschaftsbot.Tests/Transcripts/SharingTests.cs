using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What found nobody is shown in the partner Quartier after the waiting time, and vanishes there when it is over.</summary>
public sealed class SharingTests
{
    [Fact]
    public async Task What_finds_nobody_is_shown_next_door_and_helped_from_there()
    {
        await using var world = await PartnerWorld.Agreed();
        await HelpRequestAsking.Draft(world.Ada, "nächsten Freitag um 15 Uhr");
        world.Ada.SeesLast("Dann sehen es später auch Menschen in: Hafenviertel.");
        await world.Ada.Taps("Anfrage absenden");
        await world.Hours(23);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
        world.Ben.Forgets();

        await world.Hours(2);
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
        world.Ben.Sees("Aus dem Nachbar-Quartier: Lindenviertel");
        world.Ada.Sees("Für Ihre Anfrage hat sich noch niemand gefunden");
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
        await world.Ben.Taps("Ich helfe");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
        await world.Ben.Says("überspringen");
        world.Ada.Sees("Ben kommt aus dem Nachbar-Quartier Hafenviertel.");
        await world.Ada.Taps("Ben auswählen");
        world.Ben.Sees("Ada");
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        Assert.Equal(RequestState.Full, request.State);
        await world.Ben.TapsToken($"1:v-talk:{Marks.Vermittlung(request.Id, world.Ben.PersonId)}:");
        await world.Ben.Says("Soll ich klingeln?");
        world.Ada.SeesLast("Soll ich klingeln?");
        await world.Ada.TapsToken($"1:v-done:{Marks.Vermittlung(request.Id, world.Ben.PersonId)}:");
        await world.Ada.Taps("Danke sagen");
        world.Ben.Sees("Ada");
    }

    [Fact]
    public async Task In_English_too()
    {
        await using var world = await PartnerWorld.Agreed("en");
        await world.AdaAsks();
        await world.Hours(25);
        world.Ben.Sees("Somebody in the partner Quartier Lindenviertel needs help.");
        await world.Ben.Says("/browse");
        world.Ben.SeesLast("From the partner Quartier: Lindenviertel");
    }

    [Fact]
    public async Task Where_a_Quartier_says_so_it_stays_home_unless_its_owner_shares_it()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Lena.Says("/nachbarquartiere", world.Linden);
        await world.Lena.Taps("Neues soll im Quartier bleiben", world.Linden);
        await HelpRequestAsking.Draft(world.Ada, "nächsten Freitag um 15 Uhr");
        world.Ada.SeesLast("Das sehen nur Menschen in Ihrem Quartier.");
        await world.Ada.Taps("Anfrage absenden");
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
    }

    [Fact]
    public async Task Urgent_things_are_shared_at_once_only_where_both_say_so()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Lena.Says("/nachbarquartiere", world.Linden);
        await world.Lena.Taps("Eiliges sofort teilen", world.Linden);
        await world.AdaAsks("Sofort oder heute");
        await world.Hours(1);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Ada.Says("/meine_sachen");
        await world.Hanna.Says("/nachbarquartiere", world.Hafen);
        await world.Hanna.Taps("Eiliges sofort teilen", world.Hafen);
        await world.AdaAsks("Sofort oder heute");
        await world.Hood.Advance(Duration.FromMinutes(1));
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
    }

    [Fact]
    public async Task While_an_answer_waits_for_the_owner_it_is_not_shared()
    {
        await using var world = await PartnerWorld.Agreed();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await world.AdaAsks();
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        await cem.Helps(request);
        await world.Hours(30);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Ada.Taps("Cem lieber nicht");
        await world.Hours(24);
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
    }

    [Fact]
    public async Task Only_what_was_agreed_is_shared()
    {
        await using var world = await PartnerWorld.Start();
        await world.Agree(Sharables.Offers);
        await world.AdaAsks();
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
    }

    [Fact]
    public async Task Daily_readers_find_it_in_their_summary()
    {
        await using var world = await PartnerWorld.Agreed();
        var ben = (await world.Hood.Find(Person.Kind, world.Ben.PersonId))!;
        await world.Hood.Put(Person.Kind, ben with { Notify = Notify.Daily });
        await world.AdaAsks();
        await world.Hours(25);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Hours(24);
        Assert.Single(world.Ben.Chat.Texts, t => t.Contains("Aus dem Nachbar-Quartier: Lindenviertel"));
    }

    [Fact]
    public async Task It_stands_in_the_groups_next_door_if_the_moderation_there_wants_and_goes_when_it_is_over()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Bind(world.HafenNeighbours, ChannelPurpose.Neighbourhood);
        await world.AdaAsks();
        await world.Hours(25);
        Assert.Empty(world.HafenNeighbours.Texts);

        await world.Hanna.Says("/nachbarquartiere", world.Hafen);
        await world.Hanna.Taps("Geteiltes in Gruppen zeigen", world.Hafen);
        await world.AdaAsks();
        await world.Hours(25);
        Assert.Contains("Aus dem Nachbar-Quartier: Lindenviertel", Assert.Single(world.HafenNeighbours.Texts));
        var request = (await world.Hood.Query(HelpRequest.Kind, "owner", world.Ada.PersonId)).Single(r =>
            r.Shown.Count > 0
        );
        await world.Ada.TapsToken($"1:r-gone:{request.Id}:");
        Assert.Equal(
            "Diese Anfrage aus einem Nachbar-Quartier ist hier nicht mehr zu sehen.",
            Assert.Single(world.HafenNeighbours.Texts)
        );
    }

    [Fact]
    public async Task It_leaves_the_groups_next_door_when_the_moderation_there_wants_so()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Bind(world.HafenNeighbours, ChannelPurpose.Neighbourhood);
        await world.Hood.Put(SharingRules.Kind, new SharingRules { Id = Hood.Hafen.Id, InChannels = true });
        await world.AdaAsks();
        await world.Hours(25);
        await world.Hanna.Says("/nachbarquartiere", world.Hafen);
        await world.Hanna.Taps("Geteiltes aus Gruppen heraushalten", world.Hafen);
        await world.Hours(1);
        Assert.Contains("nicht mehr zu sehen", Assert.Single(world.HafenNeighbours.Texts));
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
        await world.Ada.Says("/meine_daten");
        world.Ada.SeesLast("Auch zu sehen in: Hafenviertel");
    }

    [Fact]
    public async Task When_the_agreement_ends_it_vanishes_and_its_owner_hears_of_it_once()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Bind(world.HafenNeighbours, ChannelPurpose.Neighbourhood);
        await world.Hood.Put(SharingRules.Kind, new SharingRules { Id = Hood.Hafen.Id, InChannels = true });
        await world.AdaAsks();
        await world.AdaAsks();
        await world.Hours(25);
        var help = world.Ben.Token("Ich helfe");
        await world.Hanna.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Hafen);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
        Assert.Equal("call.not-there", (await world.Ben.TapsToken(help)).Toast?.Key);
        world.Ada.Forgets();
        await world.Hours(1);
        Assert.Single(world.Ada.Chat.Texts, t => t.Contains("Ihr Quartier teilt nicht mehr mit Hafenviertel."));
        world.Ada.Sees("2 Einträge von Ihnen");
        Assert.All(world.HafenNeighbours.Texts, t => Assert.Contains("nicht mehr zu sehen", t));
    }

    [Fact]
    public async Task Only_its_own_Quartier_moderates_it()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Hours(25);
        var card = Assert.Single(await world.Hood.Query(Core.Triage.Card.Kind, "queue", Hood.Lindenviertel.Id));
        Assert.DoesNotContain(world.Hafen.Messages, m => m.Ref?.StartsWith("card:") == true);
        var refused = await world.Hanna.TapsToken($"1:t-decline:{card.Id}:", world.Hafen);
        Assert.Equal("call.not-there", refused.Toast?.Key);
    }

    [Fact]
    public async Task Who_blocked_the_other_sees_nothing_of_it()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.Hood.Blocks(world.Ben, world.Ada);
        await world.AdaAsks();
        await world.Hours(25);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
    }

    [Fact]
    public async Task A_report_goes_to_the_Quartier_of_who_is_reported()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Hours(25);
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        await world.Ben.Helps(request);
        await world.Ada.Taps("Ben auswählen");
        world.Linden.Clear();
        await world.Ada.TapsToken($"1:n-report:{Marks.Vermittlung(request.Id, world.Ben.PersonId)}:");
        await world.Ada.Says("1");
        await world.Ada.Says("überspringen");
        await world.Ada.Says("nein");
        await world.Ada.Says("ja");
        world.Hanna.Sees("Ben", world.Hafen);
        world.Lena.SeesLast("Jemand aus Ihrem Quartier hat jemanden aus Hafenviertel gemeldet.", world.Linden);
        world.Lena.DoesNotSee("Ben", world.Linden);
    }

    [Fact]
    public async Task What_is_released_later_waits_from_then_on()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        await world.Agree();
        await world.AdaAsks();
        await world.Hours(30);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Lena.Taps("Freigeben", world.Linden);
        await world.Hours(23);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Hours(2);
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
    }
}
