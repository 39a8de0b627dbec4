using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class VermittlungDataTests
{
    [Fact]
    public async Task My_data_has_what_is_mine_and_nothing_of_others()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request, "Ich habe ein Auto.");
        await ada.Taps("Ben auswählen");
        await Share(hood, ada, ben);
        await ada.TapsToken(await Verb(hood, "v-propose"));
        await ada.Says("Bei mir, Hinterhaus");
        await ada.Taps("Termin vorschlagen");
        await ben.Taps("Termin annehmen");

        ben.Forgets();
        await ben.Says("/meine_daten");
        ben.Sees("Ihre Notiz: Ich habe ein Auto.");
        ben.Sees("Personen: 1");
        ben.DoesNotSee("Hinterhaus");
        ben.DoesNotSee("0170");
        await ada.Says("/meine_daten");
        ada.SeesLast("Hinterhaus");
        Assert.DoesNotContain("Auto", ada.Chat.Last);
    }

    [Fact]
    public async Task Who_deletes_everything_leaves_no_trace_and_the_other_is_told_without_a_name()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var cem = await hood.Neighbour("Cem");
        await Share(hood, ada, ben);
        await ada.TapsToken(await Verb(hood, "v-propose"));
        await ada.Says("Am Brunnen");
        await ada.Taps("Termin vorschlagen");
        await ben.Taps("Termin annehmen");
        ada.Forgets();

        await ben.DeletesAll();
        ada.SeesLast("Eine Person hat ihre Daten gelöscht.");
        ada.SeesLast("Der Termin ist abgesagt: Sa, 28. November 2026, 10:00 Uhr.");
        ada.SeesLast("Der Platz ist wieder frei.");
        ada.DoesNotSee("Ben");
        Assert.Null(await hood.Match(request, ben));
        Assert.Empty(await hood.Query(Disclosure.Kind, "of", ben.PersonId));
        Assert.Empty(await hood.Query(Disclosure.Kind, "to", ben.PersonId));
        var open = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal((RequestState.Open, 0), (open.State, open.Taken.Count));

        ada.Forgets();
        await hood.Advance(Duration.FromDays(4));
        ada.DoesNotSee("Termin");
        await cem.Helps(request);
        ada.SeesLast("Cem möchte Ihnen helfen.");
    }

    [Fact]
    public async Task An_owner_who_deletes_everything_leaves_nobody_waiting()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        ben.Forgets();
        await ada.DeletesAll();
        Assert.NotEmpty(ben.Chat.Messages);
        ben.DoesNotSee("Ada");
        Assert.Null(await hood.Match(request, ben));
    }

    [Fact]
    public async Task A_helper_who_is_done_and_deletes_everything_opens_nothing_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var cem = await hood.Neighbour("Cem");
        await ben.TapsToken(await Verb(hood, "v-done"));
        Assert.Equal(VermittlungState.Done, (await hood.Match(request, ben))!.State);
        Actor.Forget(ada, cem);
        await ben.DeletesAll();
        Assert.Equal(RequestState.Full, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        Assert.Empty(ada.Chat.Messages);
        Assert.Empty(cem.Chat.Messages);
        await ada.TapsToken($"1:v-more:{request.Id}:");
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task My_things_show_what_is_open_and_what_waits_for_an_answer_first()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        Assert.Empty(await Things(hood, ada));
        var first = await hood.Asks(ada);
        var second = await hood.Asks(ada, "req2");
        await ben.Helps(first);
        await cem.Helps(second);
        await ada.Taps("Cem auswählen");

        var things = await Things(hood, ada);
        Assert.Equal(2, things.Count);
        Assert.Contains("Hier wartet jemand auf Ihre Antwort.", things[0]);
        Assert.Contains("[Ben auswählen]", things[0]);
        Assert.Contains("[Alles mit Cem zeigen]", things[1]);
        Assert.Contains("[Antwort an Ada zurücknehmen]", (await Things(hood, ben))[0]);

        await cem.TapsToken($"1:v-propose:{Marks.Vermittlung("req2", cem.PersonId)}:");
        await cem.Says("Am Brunnen");
        await cem.Taps("Termin vorschlagen");
        Assert.Contains("[Termin mit Cem annehmen]", string.Join("\n", await Things(hood, ada)));
        await ada.TapsToken($"1:v-show:{Marks.Vermittlung("req2", cem.PersonId)}:");
        ada.SeesLast("Vorschlag für Sie: Sa, 28. November 2026, 10:00 Uhr. Ort: Am Brunnen.");
        ada.SeesLast("[Nachricht schreiben]");
    }

    [Fact]
    public async Task What_is_over_is_forgotten_after_thirty_days()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await ada.TapsToken(await Verb(hood, "v-done"));
        await hood.Advance(Duration.FromDays(29));
        Assert.NotNull(await hood.Match(request, ben));
        await hood.Advance(Duration.FromDays(2));
        Assert.Null(await hood.Match(request, ben));
        await ada.TapsToken($"1:v-thank:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
        ada.SeesLast("Das finde ich nicht.");
    }

    [Fact]
    public async Task When_nothing_happens_both_are_asked_and_then_the_place_is_free_again()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await hood.Put(HelpRequest.Kind, (await hood.Find(HelpRequest.Kind, request.Id))! with { When = "~" });
        await hood.Advance(Duration.FromDays(8));
        ada.Sees("Sie sind mit Ben in Kontakt. Seit einiger Zeit ist es still.");
        ben.Sees("Ist das noch aktuell?");
        await hood.Advance(Duration.FromDays(15));
        ben.Sees("Hier ist lange nichts passiert.");
        Assert.Equal(VermittlungState.Cancelled, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task An_appointment_nobody_speaks_of_counts_as_done_after_two_weeks()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await ada.TapsToken(await Verb(hood, "v-propose"));
        await ada.Says("Am Brunnen");
        await ada.Taps("Termin vorschlagen");
        await ben.Taps("Termin annehmen");
        await hood.Advance(Duration.FromDays(7));
        Assert.Equal(2, ben.Chat.Texts.Count(t => t.Contains("Hat es geklappt?")));
        await hood.Advance(Duration.FromDays(11));
        ben.Sees("Ich habe lange nichts gehört.");
        Assert.Equal(VermittlungState.Done, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task Blocking_ends_what_the_two_have_going_on()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        await ada.TapsToken($"1:n-block:{Marks.Vermittlung(request.Id, ben.PersonId)}:");
        await ada.Says("ja");
        Assert.Equal(VermittlungState.Cancelled, (await hood.Match(request, ben))!.State);
        ben.SeesLast("Hier hat es leider nicht gepasst.");
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Das finde ich nicht.");
    }

    private static async Task Share(Hood hood, Actor one, Actor other)
    {
        foreach (var (who, contact) in new[] { (one, "0170 1234567"), (other, "0151 7654321") })
        {
            await who.TapsToken(await Verb(hood, "v-contact"));
            await who.Says(contact);
            await who.Taps("Kontakt teilen, wenn beide zustimmen");
        }
    }

    private static async Task<string> Verb(Hood hood, string verb) =>
        $"1:{verb}:{(await hood.Query(Vermittlung.Kind, "request", "req1")).Single().Id}:";

    /// <summary>What the seam gives to "Meine Sachen", as words, through the real turn.</summary>
    private static async Task<List<string>> Things(Hood hood, Actor who)
    {
        var found = new List<string>();
        if (hood.Registry.Command("pruefe_sachen") is null)
            hood.Registry.Add(
                new CommandSpec("pruefe_sachen", Who.Resident, Where.Private, call => Show(call), InMenu: false)
            );
        who.Forgets();
        await who.Says("/pruefe_sachen");
        found.AddRange(who.Chat.Texts);
        return found;

        static void Show(Call call)
        {
            foreach (var (lines, buttons) in MatchThings.Of(call))
                call.Say(Message.Of([.. lines]).Row([.. buttons]));
        }
    }
}
