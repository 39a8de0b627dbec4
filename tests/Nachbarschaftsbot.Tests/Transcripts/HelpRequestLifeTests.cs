using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.HelpRequestAsking;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>The life of a request after it was sent: changed, asked about, expired, posted, erased.</summary>
public sealed class HelpRequestLifeTests
{
    [Fact]
    public async Task A_changed_request_is_looked_at_again_and_those_who_answered_hear_of_it()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var mo = await hood.Moderator("Mo");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        await ada.Says("/meine_sachen");
        await ada.Taps("Anfrage ändern");
        ada.SeesLast("Wocheneinkauf tragen");
        await ada.Taps("Etwas ändern");
        await ada.Taps("Was zu tun ist");
        await ada.Says("Nur Brot und Milch");
        await ada.Taps("Anfrage absenden");
        ada.SeesLast("Ihre Änderung ist gespeichert");
        Assert.Equal(RequestState.Waiting, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
        ben.DoesNotSee("Nur Brot und Milch");
        await mo.Taps("Freigeben", hood.Moderation);
        ben.Sees("Sie wurde geändert");
        ben.Sees("Nur Brot und Milch");
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task Places_never_fall_below_those_taken()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada, places: 3, firstComes: true);
        await ben.Helps(request);
        await ada.NeedsOnly(1);
        var changed = (await hood.Find(HelpRequest.Kind, request.Id))!;
        Assert.Equal((1, RequestState.Full), (changed.Places, changed.State));
    }

    [Fact]
    public async Task Before_it_expires_Ada_is_asked_and_can_keep_it()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await Ask(ada, "flexibel");
        await hood.Advance(Duration.FromDays(13) + Duration.FromHours(1));
        ada.SeesLast("Ist Ihre Anfrage noch aktuell?");
        await hood.Restart();
        await ada.Taps("Ja, das ist noch aktuell");
        ada.SeesLast("Gut, es bleibt offen");
        await hood.Advance(Duration.FromDays(2));
        Assert.Equal(RequestState.Open, (await Only(hood, ada)).State);
    }

    [Fact]
    public async Task Without_an_answer_it_expires_kindly_and_opens_again_with_one_tap()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await Ask(ada, "morgen um 10 Uhr");
        var request = await Only(hood, ada);
        await ben.Helps(request);
        await hood.Advance(Duration.FromDays(3));
        ada.SeesLast("ist abgelaufen");
        Assert.Equal(RequestState.Expired, (await Only(hood, ada)).State);
        ben.Sees("Einkaufen");
        await ada.Taps("Ja, das ist noch aktuell");
        ada.Sees("Das ist abgelaufen.");
        await ada.Taps("Noch einmal stellen");
        ada.SeesLast("Wann brauchen Sie");
        await ada.Says("Samstag um 10");
        await ada.Taps("Anfrage absenden");
        Assert.Equal(2, (await hood.Query(HelpRequest.Kind, "owner", ada.PersonId)).Count);
    }

    [Fact]
    public async Task What_has_ended_is_forgotten_after_a_while()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await Ask(ada, "morgen um 10 Uhr");
        await hood.Advance(Duration.FromDays(40));
        Assert.Empty(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
    }

    [Fact]
    public async Task Urgent_help_can_go_to_whoever_answers_first()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Kann mir jemand beim Einkaufen helfen?");
        await ada.Says("heute um 18 Uhr");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Sofort oder heute");
        await ada.Taps("Wer zuerst antwortet");
        ada.SeesLast("Wer zuerst antwortet, bekommt den Platz.");
        await ada.Taps("Anfrage absenden");
        Assert.True((await Only(hood, ada)).FirstComes);
    }

    [Fact]
    public async Task A_neighbourhood_channel_shows_it_and_is_edited_when_it_ends()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var square = await hood.Bind(hood.Group("-100700"), ChannelPurpose.Neighbourhood);
        var ada = await hood.Neighbour("Ada");
        await Ask(ada, "flexibel");
        Assert.Contains("[Ich helfe]", square.Last, StringComparison.Ordinal);
        await ada.Says("/meine_sachen");
        await ada.Taps("Anfrage ist erledigt");
        Assert.Single(square.Messages);
        Assert.Equal("Diese Anfrage ist nicht mehr offen.", square.Last);
    }

    [Fact]
    public async Task Who_joined_after_it_was_released_finds_it_in_the_list_and_is_not_told()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, ben, cem) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Neighbour("Cem"));
        await Ask(ada, "flexibel");
        await hood.Put(Person.Kind, cem.AsPerson() with { Consent = new(1, hood.Now + Duration.FromSeconds(1)) });
        await hood.Advance(Duration.FromSeconds(5));
        ben.SeesLast("Jemand in Ihrem Quartier braucht Hilfe.");
        Assert.Empty(cem.Chat.Messages);
        await cem.Says("/stoebern");
        cem.SeesLast("Einkaufen");
    }

    [Fact]
    public async Task A_decline_tells_the_reason_and_opens_the_form_again()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", "en");
        var mo = await hood.Moderator("Mo");
        await Ask(ada, "flexible", "Skip", "No hurry", "Send request");
        await mo.Taps("Ablehnen", hood.Moderation);
        await mo.Replies("decline:", "Please write what it is about.", hood.Moderation);
        ada.SeesLast("Please write what it is about.");
        ada.SeesLast("cannot show your request");
        await ada.Taps("Post it again");
        ada.SeesLast("This is your text so far");
    }

    [Fact]
    public async Task Erasing_takes_everything_and_tells_who_answered_without_a_name()
    {
        IReadOnlyList<PersonDatum> exported = [];
        await using var hood = await Hood.Start(also: r =>
            r.Add(new CommandSpec("probe", Who.Everyone, Where.Private, call => exported = ExportAndErase(call)))
        );
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        ben.Forgets();
        await ada.Says("/probe");
        Assert.Equal("Wocheneinkauf tragen", Assert.Single(exported).Values["what"]);
        Assert.Empty(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.NotEmpty(ben.Chat.Messages);
        ben.DoesNotSee("Ada");
    }

    private static IReadOnlyList<PersonDatum> ExportAndErase(Call call)
    {
        IReadOnlyList<PersonDatum> exported = [.. new RequestData().Export(call, call.Person!)];
        new RequestData().Erase(call, call.Person!);
        return exported;
    }

    private static async Task Ask(
        Actor person,
        string when,
        string skip = "Überspringen",
        string calm = "Es eilt nicht",
        string send = "Anfrage absenden"
    )
    {
        await Draft(person, when, skip, calm);
        await person.Taps(send);
    }
}
