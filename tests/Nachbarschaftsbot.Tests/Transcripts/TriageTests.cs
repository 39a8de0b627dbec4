using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

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
        await hood.Put(
            Channel.Kind,
            new Channel
            {
                Id = place.Key,
                Place = place,
                Quartier = Hood.Lindenviertel.Id,
                Purpose = ChannelPurpose.Moderation,
            }
        );
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

    [Fact]
    public async Task What_is_visible_at_once_can_still_be_hidden()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Auto kaufen", state: RequestState.Open);
        moni.SeesLast("Die Nachbarschaft sieht es schon", hood.Moderation);
        await moni.Taps("In Ordnung", hood.Moderation);
        await moni.Taps("Ausblenden", hood.Moderation);
        await moni.Taps("Geld oder Verkauf", hood.Moderation);
        ada.Sees("kostenlos");
    }

    [Fact]
    public async Task Where_nothing_waits_the_card_says_that_neighbours_see_it()
    {
        await using var hood = await Hood.Start(releaseFirst: false);
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await ada.Says("Kann mir Samstag um 10 jemand beim Einkaufen helfen?");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        await ada.Taps("Anfrage absenden");
        Assert.Single(hood.Moderation.Messages);
        moni.SeesLast("Die Nachbarschaft sieht es schon", hood.Moderation);
        await moni.Taps("In Ordnung", hood.Moderation);
        Assert.Contains("Freigegeben von Moni", Corner.TextOf(Card(hood)));
    }

    [Fact]
    public async Task Untouched_cards_come_up_in_waking_hours_and_urgent_ones_earlier()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Advance(Duration.FromHours(3));
        moni.DoesNotSee("wartet noch", hood.Moderation);
        await hood.Advance(Duration.FromHours(1));
        moni.Sees("Diese Karte wartet noch", hood.Moderation);
        Assert.Equal(Card(hood).Ref, hood.Moderation.Messages[^1].Under);
        await WaitsFor(hood, ada, "Tür klemmt", urgent: true);
        await hood.Advance(Duration.FromHours(1));
        Assert.Equal(2, hood.Moderation.Texts.Count(t => t.Contains("wartet noch")));
        await moni.Taps("Übernehmen", hood.Moderation);
        Assert.Single(hood.Moderation.Texts, t => t.Contains("wartet noch"));
    }

    [Fact]
    public async Task Many_waiting_cards_make_one_message()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        for (var i = 0; i < 8; i++)
            await WaitsFor(hood, ada, $"Einkauf {i}");
        await hood.Advance(Duration.FromHours(5));
        Assert.Single(hood.Moderation.Texts, t => t.Contains("Es warten noch Karten: 8."));
        moni.DoesNotSee("Diese Karte wartet noch", hood.Moderation);
        await moni.Taps("Warteschlange zeigen", hood.Moderation);
        moni.SeesLast("Hier sind 1 bis 5", hood.Moderation);
    }

    [Fact]
    public async Task Nobody_is_called_at_night()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Advance(Duration.FromHours(10));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Advance(Duration.FromHours(12));
        Assert.DoesNotContain(hood.Moderation.Texts, t => t.Contains("wartet noch"));
        await hood.Advance(Duration.FromHours(2));
        Assert.Contains(hood.Moderation.Texts, t => t.Contains("wartet noch"));
    }

    [Fact]
    public async Task The_queue_shows_urgent_ones_first_then_the_oldest_page_by_page()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await moni.Says("/warteschlange", hood.Moderation);
        moni.SeesLast("Gerade wartet nichts", hood.Moderation);
        for (var i = 1; i <= 6; i++)
        {
            await WaitsFor(hood, ada, $"Einkauf {i}", urgent: i == 6);
            await hood.Advance(Duration.FromMinutes(1));
        }
        await moni.Says("/queue", hood.Moderation);
        moni.SeesLast("Es warten Karten: 6. Hier sind 1 bis 5.", hood.Moderation);
        moni.SeesLast("1. Dringend: Anfrage von Ada", hood.Moderation);
        await moni.Taps("Weitere Karten zeigen", hood.Moderation);
        moni.SeesLast("Hier sind 6 bis 6", hood.Moderation);
        await moni.Taps("Karte 1 zeigen", hood.Moderation);
        moni.SeesLast("Einkauf 6", hood.Moderation);
        Assert.Single(hood.Moderation.Texts, t => t.Contains("steht jetzt weiter unten"));
        Assert.Single(hood.Moderation.Texts, t => t.Contains("Einkauf 6"));
    }

    [Fact]
    public async Task Buttons_of_the_desk_are_for_moderators_of_the_Quartier()
    {
        await using var hood = await Hood.Start();
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var hanna = await hood.Neighbour("Hanna");
        await hood.Put(
            Person.Kind,
            hanna.AsPerson() with
            {
                Quartier = "hafen",
                Roles = [new("hafen", Role.Moderator)],
            }
        );
        var request = await WaitsFor(hood, ada, "Einkauf tragen");
        foreach (var actor in (Actor[])[ada, ben, hanna])
        {
            await actor.Taps("Freigeben", hood.Moderation);
            await actor.TapsToken(actor.Token("Freigeben", hood.Moderation));
        }
        Assert.Equal(RequestState.Waiting, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task A_person_in_English_reads_English()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada", "en"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Carry shopping");
        await moni.Replies("card:", "Which floor?", hood.Moderation);
        ada.SeesLast("The moderation has a question for you.");
        await ada.Taps("Answer");
        await ada.Says("Third");
        ada.Sees("The moderation has your answer");
    }

    [Fact]
    public async Task Who_wants_a_human_gets_answers_and_can_write_again_later()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "-", about: CardAbout.Human);
        Assert.Single(hood.Moderation.Messages);
        moni.SeesLast("Ada möchte mit einem Menschen sprechen", hood.Moderation);
        await moni.Taps("Antworten", hood.Moderation);
        moni.SeesLast("Antworten Sie auf diese Nachricht", hood.Moderation);
        await moni.Replies("askp:", "Wie kann ich helfen?", hood.Moderation);
        ada.SeesLast("Wie kann ich helfen?");
        await moni.Taps("Abschließen", hood.Moderation);
        ada.SeesLast("hat das Gespräch beendet");
        await ada.Replies("ask:", "Eine Frage habe ich noch.");
        Assert.Equal(CardState.New, (await hood.Query(Core.Triage.Card.Kind, "person", ada.PersonId)).Single().State);
    }

    [Fact]
    public async Task Deleting_a_person_empties_the_cards_and_deleting_a_moderator_takes_the_name_off()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, moni) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await moni.Replies("card:", "Welcher Stock?", hood.Moderation);
        await ada.Replies("ask:", "Dritter");
        await Erase(hood, moni);
        moni.DoesNotSee("Moni", hood.Moderation);
        Assert.Empty(await hood.Query(CardHand.Kind, "person", moni.PersonId));
        await Erase(hood, ada);
        Assert.Empty(await hood.Query(Core.Triage.Card.Kind, "person", ada.PersonId));
        Assert.DoesNotContain(hood.Moderation.Texts, t => t.Contains("Dritter") || t.Contains("Ada möchte"));
        await ben.Says("Hallo");
    }

    [Fact]
    public async Task Cards_that_ended_are_emptied_after_their_time()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Auto kaufen");
        await moni.Taps("Ablehnen", hood.Moderation);
        await moni.Taps("Geld oder Verkauf", hood.Moderation);
        await hood.Advance(Duration.FromDays(31));
        Assert.Empty(await hood.Query(Core.Triage.Card.Kind, "person", ada.PersonId));
        moni.DoesNotSee("Auto kaufen", hood.Moderation);
    }

    [Fact]
    public async Task Nothing_is_released_that_nobody_has_read()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        var request = await WaitsFor(hood, ada, "Einkauf tragen");
        await hood.Put(HelpRequest.Kind, request with { What = "Etwas ganz anderes" });
        Assert.Equal("triage.changed", (await moni.Taps("Freigeben", hood.Moderation)).Toast!.Key);
        Assert.Contains("Etwas ganz anderes", Corner.TextOf(Card(hood)));
        await moni.Taps("Freigeben", hood.Moderation);
        Assert.Equal(RequestState.Open, (await hood.Find(HelpRequest.Kind, request.Id))!.State);
    }

    [Fact]
    public async Task A_report_is_talked_over_with_both_sides_and_closed()
    {
        await using var hood = await Hood.Start();
        var (ada, ben, moni) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"), await hood.Moderator("Moni"));
        await Reports(hood, ada, ben, "Er war unfreundlich.");
        moni.SeesLast("Meldung von Ada", hood.Moderation);
        moni.SeesLast("Er war unfreundlich.", hood.Moderation);
        await moni.Replies("card:", "Was ist passiert?", hood.Moderation);
        await ada.Replies("ask:", "Er hat geschimpft.");
        ben.DoesNotSee("geschimpft");

        await moni.Taps("Gemeldete Person ermahnen", hood.Moderation);
        moni.SeesLast("Jemand hat sich durch Sie gestört gefühlt", hood.Moderation);
        await moni.Taps("Diesen Text senden", hood.Moderation);
        ben.Sees("Bitte gehen Sie freundlich miteinander um");
        ben.DoesNotSee("Ada");
        await ben.Taps("Antworten");
        await ben.Says("Das tut mir leid.");
        moni.Sees("Ben antwortet:", hood.Moderation);
        ada.DoesNotSee("tut mir leid");

        await moni.Taps("Abschließen", hood.Moderation);
        ada.SeesLast("hat Ihre Meldung geprüft");
        Assert.Contains("Abgeschlossen von Moni", Corner.TextOf(Card(hood)));
        await Erase(hood, ben);
        Assert.DoesNotContain("tut mir leid", Corner.TextOf(Card(hood)));
        await hood.Advance(Duration.FromDays(31));
        Assert.Empty(await hood.Query(Report.Kind, "person", ada.PersonId));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_said_so()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        await ada.Does(MembershipChange.Blocked);
        await moni.Replies("card:", "Welcher Stock?", hood.Moderation);
        moni.SeesLast("nicht erreichbar", hood.Moderation);
        await moni.Replies("card:", new string('x', 1001), hood.Moderation);
        moni.SeesLast("Der Text ist zu lang", hood.Moderation);
    }

    [Fact]
    public async Task A_voice_message_as_reply_to_a_card_is_answered_kindly()
    {
        await using var hood = await Hood.Start();
        var (ada, moni) = (await hood.Neighbour("Ada"), await hood.Moderator("Moni"));
        await WaitsFor(hood, ada, "Einkauf tragen");
        var sender = new Sender(moni.Account, "Moni");
        var voice = new Content.Attachment(AttachmentKind.Voice, null);
        await hood.Take(hood.Moderation.Place, sender, voice, Card(hood).Ref);
        moni.SeesLast("Ich kann nur Text lesen", hood.Moderation);
        var before = hood.Moderation.Messages.Count;
        await hood.Take(hood.Moderation.Place, sender, voice);
        Assert.Equal(before, hood.Moderation.Messages.Count);
    }

    private static async Task Reports(Hood hood, Actor from, Actor about, string words)
    {
        var report = new Report
        {
            Id = "rep1",
            Quartier = "linden",
            Person = from.PersonId,
            Other = about.PersonId,
            Vermittlung = "v1",
            Reason = "insult",
            Words = words,
        };
        await hood.Put(Report.Kind, report);
        hood.Registry.AddTimer(
            "test-report",
            (call, due) =>
                TriageDesk.Open(
                    call,
                    CardAbout.Report,
                    due.Subject,
                    call.Find(Person.Kind, report.Person)!,
                    call.Find(Quartier.Kind, "linden")!,
                    report.Other
                )
        );
        await hood.Take(
            new Place("timer", report.Id, null, PlaceKind.Private),
            null,
            new Content.Due("test-report", report.Id, hood.Now)
        );
    }

    private static async Task Erase(Hood hood, Actor actor)
    {
        var name = $"test-erase-{actor.PersonId}";
        hood.Registry.AddTimer(
            name,
            (call, due) =>
            {
                var person = call.Find(Person.Kind, due.Subject)!;
                foreach (var data in hood.Registry.PersonData)
                {
                    data.Export(call, person);
                    if (data is TriageData or QuartierData)
                        data.Erase(call, person);
                }
            }
        );
        await hood.Take(
            new Place("timer", name, null, PlaceKind.Private),
            null,
            new Content.Due(name, actor.PersonId, hood.Now)
        );
    }

    /// <summary>Puts a request on the desk, as submitting it does.</summary>
    internal static async Task<HelpRequest> WaitsFor(
        Hood hood,
        Actor owner,
        string what,
        bool urgent = false,
        CardAbout about = CardAbout.Request,
        RequestState state = RequestState.Waiting
    )
    {
        var request = new HelpRequest
        {
            Id = $"r{hood.NextSeed()}",
            Quartier = Hood.Lindenviertel.Id,
            Owner = owner.PersonId,
            Category = "einkauf",
            What = what,
            When = "~",
            Area = "Lindenplatz",
            State = state,
            Created = hood.Now,
            OpenUntil = hood.Now + Duration.FromDays(30),
        };
        await hood.Put(HelpRequest.Kind, request);
        var timer = $"test-open-{about}-{urgent}";
        if (hood.Registry.Timer(timer) is null)
            hood.Registry.AddTimer(
                timer,
                (call, due) =>
                {
                    var person = call.Find(Person.Kind, call.Find(HelpRequest.Kind, due.Subject)!.Owner)!;
                    var quartier = call.Find(Quartier.Kind, Hood.Lindenviertel.Id)!;
                    var subject = about == CardAbout.Human ? person.Id : due.Subject;
                    TriageDesk.Open(call, about, subject, person, quartier, urgent: urgent);
                }
            );
        await hood.Take(
            new Place("timer", request.Id, null, PlaceKind.Private),
            null,
            new Content.Due(timer, request.Id, hood.Now)
        );
        return request;
    }

    private static Outbound Card(Hood hood) => hood.Moderation.Messages.Last(m => m.Ref?.StartsWith("card:") == true);
}
