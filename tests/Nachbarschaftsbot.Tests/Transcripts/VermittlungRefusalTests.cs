using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Requests that cannot be answered, and who is told what.</summary>
public sealed class VermittlungRefusalTests
{
    [Fact]
    public async Task Nobody_answers_an_own_request()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Asks(ada);
        await ada.TapsToken("1:v-help:req1:");
        ada.SeesLast("Das ist von Ihnen selbst.");
    }

    [Fact]
    public async Task Blocked_hidden_and_foreign_requests_are_not_there()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada);
        await hood.Asks(ada, "req2", state: RequestState.Waiting);
        await hood.Asks(ada, "req3", state: RequestState.Declined);
        await hood.Blocks(ada, ben);
        foreach (var id in (string[])["req1", "req2", "req3", "nope"])
        {
            ben.Forgets();
            await ben.TapsToken($"1:v-help:{id}:");
            ben.SeesLast("Das finde ich nicht.");
            Assert.Single(ben.Chat.Messages);
        }
    }

    [Fact]
    public async Task A_full_request_says_so_and_shows_others()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada, state: RequestState.Full);
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Hier sind schon alle Plätze vergeben.");
        ben.SeesLast("Gerade gibt es nichts Ähnliches.");

        await hood.Asks(ada, "req2");
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("Diese Anfragen sind noch offen:");
        await ben.Taps("Ich helfe");
        ben.SeesLast("Schön, dass Sie helfen möchten!");
    }

    [Theory]
    [InlineData(RequestState.Done)]
    [InlineData(RequestState.Withdrawn)]
    [InlineData(RequestState.Expired)]
    public async Task What_has_ended_says_so(RequestState state)
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben", "en");
        await hood.Asks(ada, state: state);
        await ben.TapsToken("1:v-help:req1:");
        ben.SeesLast("This has ended already.");
    }

    [Fact]
    public async Task A_request_that_filled_up_while_the_note_was_written_says_so()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.TapsToken("1:v-help:req1:");
        await hood.Put(HelpRequest.Kind, request with { State = RequestState.Full });
        await ben.Says("Ich komme gern.");
        ben.SeesLast("Hier sind schon alle Plätze vergeben.");
        Assert.Null(await hood.Match(request, ben));
    }

    [Fact]
    public async Task A_forged_button_in_a_group_says_nothing_of_the_two()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, request) = await hood.InTouch();
        var id = Marks.Vermittlung(request.Id, ben.PersonId);
        foreach (var button in hood.Registry.Buttons.Where(b => b.Verb.StartsWith("v-") && b.Verb != "v-help"))
            await ada.TapsToken($"1:{button.Verb}:{id}:", hood.Moderation);
        Assert.Empty(hood.Moderation.Messages);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_not_said_to_have_been_told()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        var gone = ada.AsPerson();
        await hood.Put(Person.Kind, gone with { Reaches = [gone.Reaches[0] with { Unreachable = true }] });
        await ben.Helps(request);
        ben.SeesLast("Gerade erreiche ich Ada nicht.");

        await hood.Put(Person.Kind, gone);
        await hood.Put(
            Person.Kind,
            ben.AsPerson() with
            {
                Reaches = [ben.AsPerson().Reaches[0] with { Unreachable = true }],
            }
        );
        await ada.TapsToken($"1:v-choose:{Marks.Vermittlung("req1", ben.PersonId)}:");
        ada.Sees("Ich kann Ben gerade nicht erreichen.");
    }

    [Fact]
    public async Task A_stranger_in_a_channel_is_asked_to_open_the_private_chat()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var sam = hood.Stranger("Sam");
        await hood.Asks(ada);
        var result = await sam.TapsToken("1:v-help:req1:", hood.Moderation);
        Assert.Equal("call.join-first", result.Toast!.Key);
        Assert.Empty(hood.Moderation.Messages);
    }
}
