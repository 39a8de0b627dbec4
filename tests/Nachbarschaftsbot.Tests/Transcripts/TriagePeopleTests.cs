using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;
using static Nachbarschaftsbot.Tests.Transcripts.TriageWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Around the cards: who may do what, persons who want a human or report somebody, and what is forgotten.</summary>
public sealed class TriagePeopleTests
{
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
}
