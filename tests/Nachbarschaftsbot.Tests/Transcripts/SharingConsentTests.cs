using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Who asked decides whether it is shown next door, by which agreement, and people there hear of it once.</summary>
public sealed class SharingConsentTests
{
    [Fact]
    public async Task Its_owner_keeps_it_at_home_with_one_tap_and_shows_it_again()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Ada.Taps("Nur in meinem Quartier zeigen");
        world.Ada.SeesLast("Ab jetzt sehen es nur Menschen in Ihrem Quartier.");
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Ada.Says("/meine_sachen");
        await world.Ada.Taps("Auch Nachbar-Quartieren zeigen");
        world.Ada.SeesLast("Ab jetzt sehen es auch Menschen in: Hafenviertel.");
        await world.Hours(1);
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
        await world.Ada.Says("/meine_sachen");
        world.Ada.SeesLast("Das sehen auch Menschen in: Hafenviertel.");
        await world.Ada.Taps("Nur in meinem Quartier zeigen");
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");
    }

    [Fact]
    public async Task What_was_asked_before_the_agreement_is_not_shared_by_itself()
    {
        await using var world = await PartnerWorld.Start();
        await world.AdaAsks();
        await world.Agree();
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
    }

    [Fact]
    public async Task An_agreement_made_while_the_preview_stands_does_not_count_for_it()
    {
        await using var world = await PartnerWorld.Start();
        await HelpRequestAsking.Draft(world.Ada, "nächsten Freitag um 15 Uhr");
        await world.Hood.Advance(Duration.FromMinutes(1));
        await world.Agree();
        await world.Ada.Taps("Anfrage absenden");
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
    }

    [Fact]
    public async Task Who_heard_of_it_next_door_does_not_hear_of_it_again()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Hours(25);
        await world.Ada.Taps("Nur in meinem Quartier zeigen");
        await world.Ada.Says("/meine_sachen");
        await world.Ada.Taps("Auch Nachbar-Quartieren zeigen");
        await world.Hours(1);
        Assert.Single(world.Ben.Chat.Texts, t => t.Contains("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe."));
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
    }

    [Fact]
    public async Task Shown_again_before_the_waiting_time_is_over_it_waits()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Ada.Taps("Nur in meinem Quartier zeigen");
        await world.Ada.Says("/meine_sachen");
        await world.Ada.Taps("Auch Nachbar-Quartieren zeigen");
        world.Ada.SeesLast("sehen es später auch Menschen in: Hafenviertel.");
        await world.Hours(23);
        world.Ben.DoesNotSee("Lindenviertel");
        await world.Hours(2);
        world.Ben.Sees("Lindenviertel");
    }

    [Fact]
    public async Task A_place_that_is_free_again_after_the_waiting_time_is_shown_next_door()
    {
        await using var world = await PartnerWorld.Agreed();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await world.AdaAsks();
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        await cem.Helps(request);
        await world.Ada.Taps("Cem auswählen");
        await world.Hours(30);
        world.Ben.DoesNotSee("Lindenviertel");
        await cem.TapsToken($"1:v-cancel:{Marks.Vermittlung(request.Id, cem.PersonId)}:");
        await cem.Says("überspringen");
        await world.Hours(1);
        world.Ben.Sees("Jemand im Nachbar-Quartier Lindenviertel braucht Hilfe.");
    }

    [Fact]
    public async Task A_new_agreement_does_not_bring_back_what_was_shared_before()
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        await world.Hours(25);
        await world.Hanna.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Hafen);
        await world.Hood.Advance(Duration.FromSeconds(1));
        await world.Agree();
        await world.Hours(20);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Gerade gibt es keine Anfrage");

        world.Ada.Forgets();
        await world.Ada.Says("/meine_sachen");
        world.Ada.DoesNotSee("sehen es später");
        await world.Ada.Taps("Auch Nachbar-Quartieren zeigen");
        await world.Hours(1);
        await world.Ben.Says("/stoebern");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consent_that_was_not_used_yet_ends_with_the_agreement(bool isMomentKept)
    {
        await using var world = await PartnerWorld.Agreed();
        await world.AdaAsks();
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        if (!isMomentKept)
            await world.Hood.Put(HelpRequest.Kind, request with { AcrossAt = null });
        await world.Hanna.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Hafen);
        await world.Hours(1);
        await world.Agree();
        await world.Hours(48);
        world.Ben.DoesNotSee("Lindenviertel");
    }

    [Fact]
    public async Task What_was_shared_before_the_moment_of_consent_was_kept_can_be_taken_home()
    {
        await using var world = await PartnerWorld.Start();
        await world.AdaAsks();
        await world.Hours(1);
        await world.Agree();
        await world.Ada.TapsToken($"1:r-across:{(await HelpRequestAsking.Only(world.Hood, world.Ada)).Id}:on");
        await world.Hours(25);
        world.Ben.Sees("Lindenviertel");
        var request = await HelpRequestAsking.Only(world.Hood, world.Ada);
        await world.Hood.Put(HelpRequest.Kind, request with { AcrossAt = null });
        await world.Ada.Says("/meine_sachen");
        world.Ada.SeesLast("Nur in meinem Quartier zeigen");
    }
}
