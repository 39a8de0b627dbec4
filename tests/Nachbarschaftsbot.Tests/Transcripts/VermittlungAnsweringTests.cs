using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Answering a request and being chosen.</summary>
public sealed class VermittlungAnsweringTests
{
    [Fact]
    public async Task A_neighbour_helps_with_a_note_and_the_owner_chooses()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);

        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Schön, dass Sie helfen möchten!");
        ben.SeesLast("[Überspringen]");
        await ben.Says("Ich habe ein Auto.");
        ben.SeesLast("Danke! Ich habe Ada von Ihnen erzählt.");

        ada.SeesLast("Ben möchte Ihnen helfen. Es geht um: Einkaufen. Zeit: Sa, 28. November 2026, 10:00 Uhr.");
        ada.SeesLast("Ich habe ein Auto.");
        await hood.Restart();
        await ada.Taps("Ben auswählen");
        ada.Sees("Sie haben Ben ausgewählt.");
        ben.SeesLast("Es passt! Ada hat Sie ausgewählt.");

        Assert.Equal(VermittlungState.Active, (await hood.Match(request, ben))!.State);
        var full = (await hood.Find(HelpRequest.Kind, "req1"))!;
        Assert.Equal(RequestState.Full, full.State);
        Assert.Single(full.Taken);
    }

    [Fact]
    public async Task A_second_tap_or_a_second_device_never_makes_two()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await ben.Helps(request);
        ben.Sees("Sie haben hier schon geantwortet.");
        Assert.Single(await hood.Query(Vermittlung.Kind, "request", "req1"));
        Assert.Single(ada.Chat.Messages);
    }

    [Fact]
    public async Task Places_are_filled_one_by_one_and_the_others_are_told_kindly()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var dana = await hood.Neighbour("Dana", "en");
        var request = await hood.Asks(ada, places: 2);
        await ben.Helps(request);
        await cem.Helps(request);
        await dana.TapsToken("1:v-help:req1:");
        await dana.Says("skip");

        await ada.Taps("Ben auswählen");
        ada.SeesLast("Freie Plätze: 1. Antworten, die noch warten: 2.");
        await ada.Taps("Alle Antworten zeigen");
        ada.Sees("Diese Personen haben geantwortet.");
        await ada.Taps("Cem auswählen");
        dana.SeesLast("This time it was a match with somebody else.");
        dana.SeesLast("If a place becomes free, I will write to you.");

        ada.Forgets();
        await ada.TapsToken($"1:v-choose:{Marks.Vermittlung("req1", dana.PersonId)}:");
        ada.SeesLast("Hier wurde jemand anderes gewählt.");
        Assert.Equal(2, (await hood.Find(HelpRequest.Kind, "req1"))!.Taken.Count);
    }

    [Fact]
    public async Task Rather_not_is_told_kindly_and_cannot_be_tried_again()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await ada.Taps("Ben lieber nicht");
        ada.SeesLast("Ich sage Ben freundlich Bescheid.");
        ben.SeesLast("Dieses Mal hat es mit jemand anderem gepasst.");
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Hier hat es dieses Mal nicht gepasst.");
    }

    [Fact]
    public async Task An_answer_can_be_taken_back_and_given_again()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await ben.Taps("Meine Antwort zurücknehmen");
        ben.SeesLast("Ich habe Ihre Antwort zurückgenommen.");
        ada.SeesLast("Ben hat die Antwort zurückgenommen.");
        await ada.Taps("Ben auswählen");
        ada.SeesLast("Diese Antwort wurde zurückgenommen.");
        await ben.Helps(request);
        Assert.Equal(VermittlungState.Offered, (await hood.Match(request, ben))!.State);
    }

    [Fact]
    public async Task Contacts_stay_out_of_the_note()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request, "Rufen Sie an: 0170 1234567");
        ben.SeesLast("Bitte lassen Sie das weg.");
        Assert.Empty(ada.Chat.Messages);
    }

    [Fact]
    public async Task Whoever_comes_first_gets_the_place_with_one_tap()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        var request = await hood.Asks(ada, firstComes: true, direction: Direction.Angebot);
        await ben.Helps(request);
        ben.SeesLast("Danke! Der Platz gehört Ihnen. Sie sind jetzt mit Ada in Kontakt.");
        ada.SeesLast("Ben nimmt Ihr Angebot an.");
        await cem.Helps(request);
        cem.SeesLast("Hier sind schon alle Plätze vergeben.");
    }

    [Fact]
    public async Task From_a_neighbourhood_channel_it_goes_on_alone_with_the_bot()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var street = await hood.Bind(hood.Group("-77"), ChannelPurpose.Neighbourhood);
        var request = await hood.Asks(ada);
        var result = await ben.TapsToken("1:v-help:req1:", street);
        Assert.Equal("vermittlung.goes-on-private", result.Toast!.Key);
        Assert.Empty(street.Messages);
        ben.SeesLast("Wocheneinkauf tragen");
        await ben.Taps("Ich helfe");
        await ben.Says("überspringen");
        Assert.NotNull(await hood.Match(request, ben));

        await hood.Put(HelpRequest.Kind, request with { State = RequestState.Full });
        result = await ben.TapsToken("1:v-help:req1:", street);
        Assert.Empty(street.Messages);
    }

    [Fact]
    public async Task Many_answers_come_in_portions()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var request = await hood.Asks(ada);
        for (var i = 0; i < 7; i++)
            await (await hood.Neighbour($"Nachbar{i}")).Helps(request);
        ada.Forgets();
        await ada.TapsToken("1:v-list:req1:");
        Assert.Equal(5, ada.Chat.Texts.Count(t => t.Contains("möchte Ihnen helfen")));
        ada.SeesLast("Weitere Antworten: 2.");
        await ada.Taps("Weitere Antworten zeigen");
        Assert.Equal(7, ada.Chat.Texts.Count(t => t.Contains("möchte Ihnen helfen")));
    }

    [Fact]
    public async Task In_urgent_need_the_answer_comes_in_the_quiet_hours_too()
    {
        await using var hood = await Hood.Start();
        await hood.Advance(NodaTime.Duration.FromHours(13));
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var calm = await hood.Asks(ada);
        var urgent = await hood.Asks(ada, "req2");
        await hood.Put(HelpRequest.Kind, urgent with { Urgency = Core.Understanding.Urgency.Urgent });
        await ben.Helps(calm);
        Assert.NotNull(ada.Chat.Messages[^1].NotBefore);
        await ben.Helps(urgent);
        Assert.Null(ada.Chat.Messages[^1].NotBefore);
    }
}
