using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

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
        await ada.Says("/meine_sachen");
        await ada.Taps("Anfrage ändern");
        await ada.Taps("Etwas ändern");
        await ada.Taps("Anzahl der Personen");
        await ada.Taps("1");
        await ada.Taps("Anfrage absenden");
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
    public async Task A_time_that_went_by_while_the_draft_lay_is_asked_again()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada");
        await Draft(ada, "morgen um 10 Uhr");
        await hood.Advance(Duration.FromDays(7));
        await ada.Taps("Anfrage absenden");
        ada.SeesLast("Dieser Zeitpunkt ist schon vorbei");
        await ada.Says("gestern");
        ada.SeesLast("schon vorbei");
        await ada.Says("flexibel");
        await ada.Taps("Anfrage absenden");
        Assert.Equal(RequestState.Open, (await Only(hood, ada)).State);
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
        var square = hood.Group("-100700");
        await hood.Put(
            Channel.Kind,
            new Channel
            {
                Id = square.Place.Key,
                Place = square.Place,
                Quartier = "linden",
                Purpose = ChannelPurpose.Neighbourhood,
            }
        );
        var ada = await hood.Neighbour("Ada");
        await Ask(ada, "flexibel");
        Assert.Contains("[Ich helfe]", square.Last, StringComparison.Ordinal);
        await ada.Says("/meine_sachen");
        await ada.Taps("Anfrage ist erledigt");
        Assert.Single(square.Messages);
        Assert.Equal("Diese Anfrage ist nicht mehr offen.", square.Last);
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
    public async Task A_deep_link_shows_one_and_hides_what_is_not_there()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Says($"/start r_{request.Id}");
        ben.SeesLast("Wocheneinkauf tragen");
        ben.SeesLast("[Ich helfe]");
        await ben.Says("/start r_nothing1");
        ben.SeesLast("Das finde ich nicht");
        var hidden = await hood.Asks(ada, "hidden01", state: RequestState.Waiting);
        await ben.Says($"/start r_{hidden.Id}");
        ben.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Browsing_leaves_out_blocked_persons_and_what_is_over()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var cem = await hood.Neighbour("Cem");
        await hood.Asks(ada, "adareq01");
        await hood.Asks(cem, "cemreq01");
        await hood.Asks(cem, "cemreq02", when: "2026-11-25T08:00");
        await hood.Blocks(ada, ben);
        await ben.Says("Was gibt es?");
        ben.SeesLast("1. Cem braucht Hilfe");
        ben.DoesNotSee("Ada");
        Assert.DoesNotContain("2. ", ben.Chat.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsing_in_words_names_a_kind_of_help()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        await hood.Asks(ada);
        await ben.Says("Wer braucht Hilfe im Garten?");
        ben.SeesLast("Gerade gibt es keine Anfrage");
        await ben.Taps("Anfragen jeder Art zeigen");
        ben.SeesLast("1. Ada braucht Hilfe: Einkaufen");
    }

    [Fact]
    public async Task A_sentence_that_does_not_tell_which_way_is_asked_about()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("Einkaufen am Samstag um 10");
        ada.SeesLast("Brauchen Sie Hilfe? Oder möchten Sie helfen?");
        await ada.Taps("Ich möchte helfen");
        ada.SeesLast("Art der Hilfe: Einkaufen");
    }

    [Fact]
    public async Task A_whole_form_asks_what_depends_on_an_answer_in_a_second_step_alone()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/anfrage");
        Assert.Equal(["art", "was", "wann", "wo", "personen", "eile"], Fields(ada));
        await Fills(ada, "urgent");
        Assert.Equal(["wahl"], Fields(ada));
        ada.SeesLast("Dazu habe ich noch 1 Frage.");
        await ada.FillsIn();
        Assert.Equal(["wahl"], Fields(ada));
        ada.SeesLast("Ein paar Angaben stimmen noch nicht");
        await hood.Restart();
        await ada.FillsIn(("wahl", "erste"));
        ada.SeesLast("Wer zuerst antwortet, bekommt den Platz.");
        ada.SeesLast("Rasen mähen");

        await ada.Taps("Etwas ändern");
        Assert.Equal(["art", "was", "wann", "wo", "personen", "eile", "wahl"], Fields(ada));
        await Fills(ada, "normal");
        ada.SeesLast("Genau das sehen die anderen");
        Assert.DoesNotContain("Wer zuerst antwortet", ada.Chat.Last, StringComparison.Ordinal);
        await ada.Taps("Etwas ändern");
        await Fills(ada, "urgent");
        Assert.Equal(["wahl"], Fields(ada));
        await ada.FillsIn(("wahl", "ich"));
        await ada.Taps("Anfrage absenden");
        Assert.False((await Only(hood, ada)).FirstComes);
    }

    [Fact]
    public async Task Deleting_in_the_web_chat_asks_twice_one_after_the_other()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/loeschen");
        Assert.Equal(["sure"], Fields(ada));
        await ada.FillsIn(("sure", "ja"), ("really", "ja"));
        Assert.Equal(["really"], Fields(ada));
        Assert.NotNull(await hood.Find(Core.Neighbours.Person.Kind, ada.PersonId));
        await ada.FillsIn(("really", "ja"));
        Assert.Null(await hood.Find(Core.Neighbours.Person.Kind, ada.PersonId));
    }

    private static IEnumerable<string> Fields(Actor who) =>
        who.Chat.Messages.Last(m => m.Form is not null).Form!.Fields.Select(f => f.Id);

    private static Task Fills(Actor who, string urgency) =>
        who.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen"),
            ("wann", "Samstag um 10"),
            ("wo", ""),
            ("personen", "1"),
            ("eile", urgency)
        );

    [Fact]
    public async Task A_whole_form_in_the_web_chat_needs_no_answer_that_is_not_asked()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "web");
        await ada.Says("/anfrage");
        await ada.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen, Telefon 0171 2345678"),
            ("wann", "31. Februar"),
            ("wo", "Am Markt 3"),
            ("personen", "1"),
            ("eile", "normal")
        );
        ada.SeesLast("keine Telefonnummer");
        ada.SeesLast("gibt es nicht");
        ada.SeesLast("keine Hausnummer");
        await ada.FillsIn(
            ("art", "garten"),
            ("was", "Rasen mähen"),
            ("wann", "Samstag um 10"),
            ("wo", ""),
            ("personen", "1"),
            ("eile", "normal")
        );
        ada.SeesLast("Genau das sehen die anderen");
        await ada.Taps("Anfrage absenden");
        Assert.NotEmpty(await hood.Query(Card.Kind, "queue", "linden"));
    }

    [Fact]
    public async Task Erasing_takes_everything_and_tells_who_answered_without_a_name()
    {
        await using var hood = await Hood.Start(also: r =>
            r.Add(new CommandSpec("probe", Who.Everyone, Where.Private, ExportAndErase))
        );
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben");
        var request = await hood.Asks(ada);
        await ben.Helps(request);
        ben.Forgets();
        await ada.Says("/probe");
        Assert.Empty(await hood.Query(HelpRequest.Kind, "owner", ada.PersonId));
        Assert.NotEmpty(ben.Chat.Messages);
        ben.DoesNotSee("Ada");
    }

    private static void ExportAndErase(Call call)
    {
        if (new RequestData().Export(call, call.Person!) is [var datum])
            Assert.Equal("Wocheneinkauf tragen", datum.Values["what"]);
        new RequestData().Erase(call, call.Person!);
    }

    private static async Task<HelpRequest> Only(Hood hood, Actor owner) =>
        Assert.Single(await hood.Query(HelpRequest.Kind, "owner", owner.PersonId));

    private static async Task Draft(
        Actor person,
        string when,
        string skip = "Überspringen",
        string calm = "Es eilt nicht"
    )
    {
        await person.Says(
            skip == "Skip" ? "Can somebody help me with shopping?" : "Kann mir jemand beim Einkaufen helfen?"
        );
        await person.Says(when);
        await person.Taps(skip);
        await person.Taps("1");
        await person.Taps(calm);
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
