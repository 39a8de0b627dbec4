using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.TriageWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Cards that the moderation takes, asks about, releases or declines.</summary>
public sealed class TriageTests
{
    [Fact]
    public async Task A_question_goes_to_the_person_and_the_answer_comes_under_the_card()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        moni.Sees("Anfrage von Ada", hood.Moderation);
        moni.Sees("Einkauf tragen", hood.Moderation);

        await moni.Replies("card:", "In welchem Stock wohnen Sie?", hood.Moderation);
        ada.Sees("In welchem Stock wohnen Sie?");
        moni.Sees("Gesendet an Ada", hood.Moderation);
        await hood.Restart();
        await ada.Taps("Antworten");
        await ada.Says("Im dritten, ohne Aufzug.");
        ada.SeesLast("Ihre Antwort ist bei der Moderation");
        var answer = hood.Moderation.Messages.Last(m => m.Ref?.StartsWith("talk:") == true);
        Assert.Equal(Card(hood).Ref, answer.Under);
        Assert.Contains("Im dritten, ohne Aufzug.", Corner.TextOf(Card(hood)));

        await moni.Replies("talk:", "Danke!", hood.Moderation);
        await ada.Replies("ask:", "Gern.");
        moni.Sees("Gern.", hood.Moderation);
    }

    [Fact]
    public async Task A_moderator_releases_and_a_second_tap_changes_nothing()
    {
        await using var hood = await Hood.Start();
        var (ada, moni, max) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"), await hood.Moderator("Max"));
        var request = await WaitsFor(hood, ada, "Einkauf tragen");
        var token = moni.Token("Freigeben", hood.Moderation);
        await moni.Taps("Freigeben", hood.Moderation);
        moni.SeesLast("Freigegeben von Moni", hood.Moderation);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        var tap = await max.TapsToken(token, hood.Moderation);
        Assert.Equal("stale.card.released", tap.Toast!.Key);
        Assert.Single(hood.Moderation.Messages, m => m.Ref?.StartsWith("card:") == true);
    }

    [Fact]
    public async Task Who_took_over_is_visible_and_others_keep_off_until_long_silence()
    {
        await using var hood = await Hood.Start();
        var (ada, moni, max) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"), await hood.Moderator("Max"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        var take = moni.Token("Übernehmen", hood.Moderation);
        await moni.TapsToken(take, hood.Moderation);
        moni.SeesLast("Moni kümmert sich. Seit: Mi", hood.Moderation);
        var tap = await max.TapsToken(take, hood.Moderation);
        Assert.Equal("triage.taken", tap.Toast!.Key);
        Assert.Equal("triage.taken", (await max.Taps("Freigeben", hood.Moderation)).Toast!.Key);
        Assert.Equal("triage.taken", (await max.Taps("Wieder abgeben", hood.Moderation)).Toast!.Key);
        Assert.Equal("triage.take.yours", (await moni.TapsToken(take, hood.Moderation)).Toast!.Key);
        await hood.Restart();
        await moni.Taps("Wieder abgeben", hood.Moderation);
        Assert.Contains("Noch nicht bearbeitet", Corner.TextOf(Card(hood)));
        await moni.TapsToken(take, hood.Moderation);
        await hood.Advance(Duration.FromHours(5));
        await max.Taps("Freigeben", hood.Moderation);
        Assert.Contains("Freigegeben von Max", Corner.TextOf(Card(hood)));
    }

    [Fact]
    public async Task Two_moderators_at_once_never_both_decide()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Channel.Kind, Channels.Page("linden"));
        var page = hood.At(Channels.PagePlace("linden"));
        var (ada, moni, max) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"), await hood.Moderator("Max"));
        for (var i = 0; i < 200; i++)
        {
            await WaitsFor(hood, ada, $"Einkauf {i}");
            var token = moni.Token("Übernehmen", hood.Moderation);
            var taps = await Task.WhenAll(
                Task.Run(() => moni.TapsToken(token, hood.Moderation)),
                Task.Run(() => max.TapsToken(token, page))
            );
            Assert.Equal(
                ["triage.take.done", "triage.taken"],
                taps.Select(t => t.Toast!.Key).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_card_stands_in_every_channel_and_is_edited_in_all()
    {
        await using var hood = await Hood.Start();
        await hood.Put(Channel.Kind, Channels.Page("linden"));
        var page = hood.At(Channels.PagePlace("linden"));
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await moni.Taps("Als dringend markieren", page);
        moni.SeesLast("Dringend", hood.Moderation);
        moni.SeesLast("Dringend", page);
        await moni.Taps("Nicht mehr dringend", hood.Moderation);
        Assert.DoesNotContain("Dringend\n", page.Last);
        Assert.Single(page.Messages);
    }

    [Fact]
    public async Task Declining_asks_for_a_reason_that_the_person_is_told()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        var request = await WaitsFor(hood, ada, "Auto kaufen");
        await moni.Taps("Ablehnen", hood.Moderation);
        moni.SeesLast("Ada liest diesen Grund", hood.Moderation);
        await moni.Taps("Doch nicht", hood.Moderation);
        moni.DoesNotSee("liest diesen Grund", hood.Moderation);
        await moni.Taps("Ablehnen", hood.Moderation);
        await moni.Taps("Geld oder Verkauf", hood.Moderation);
        Assert.Contains("Nachbarschaftshilfe ist hier kostenlos", Corner.TextOf(Card(hood)));
        Assert.Equal(RequestState.Declined, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        ada.Sees("Nachbarschaftshilfe ist hier kostenlos");
    }

    [Fact]
    public async Task Declining_in_own_words_is_a_reply_and_stays_with_the_moderation()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, moni) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Auto kaufen");
        await moni.Taps("Ablehnen", hood.Moderation);
        await ben.Replies("decline:", "Weg damit", hood.Moderation);
        ben.SeesLast("Das kann nur die Moderation", hood.Moderation);
        await moni.Replies("decline:", "Bitte fragen Sie im Autohaus.", hood.Moderation);
        ada.Sees("Bitte fragen Sie im Autohaus.");
        Assert.Contains("Abgelehnt von Moni", Corner.TextOf(Card(hood)));
    }

    [Fact]
    public async Task Where_replies_count_for_the_card_they_answer_the_question_under_it()
    {
        await using var hood = await Hood.Start();
        var place = new Place("teams", "19:moderation@thread.tacv2", null, PlaceKind.Group);
        await hood.Bind(hood.At(place), ChannelPurpose.Moderation);
        var (ada, moni) = (
            await hood.Neighbour("Ada"),
            await hood.Neighbour("Moni", messenger: "teams", roles: Role.Moderator)
        );
        var desk = hood.At(place);
        await WaitsFor(hood, ada, "Auto kaufen");
        await moni.Replies("card:", "Welches Auto?", desk);
        ada.Sees("Welches Auto?");
        await moni.Taps("Ablehnen", desk);
        await moni.Taps("Doch nicht", desk);
        await moni.Replies("card:", "Für wann?", desk);
        ada.Sees("Für wann?");
        await moni.Taps("Ablehnen", desk);
        await moni.Replies("card:", "Bitte fragen Sie im Autohaus.", desk);
        ada.Sees("Bitte fragen Sie im Autohaus.");
        moni.Sees("Abgelehnt von Moni", desk);
    }

    [Fact]
    public async Task Referring_gives_the_person_a_named_contact()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Pflege für Mutter");
        await moni.Taps("Weitervermitteln", hood.Moderation);
        moni.SeesLast("Es gibt noch keine Kontakte", hood.Moderation);
        await hood.Put(
            Contact.Kind,
            new Contact
            {
                Id = "c1",
                Quartier = "linden",
                Name = "Pflegestützpunkt",
                Purpose = "Fragen zur Pflege",
                Reach = "Markt 1",
            }
        );
        await moni.Taps("Weitervermitteln", hood.Moderation);
        await moni.Taps("Pflegestützpunkt", hood.Moderation);
        ada.Sees("Pflegestützpunkt");
        ada.Sees("Markt 1");
        Assert.Contains("Weitervermittelt von Moni", Corner.TextOf(Card(hood)));
    }
}
