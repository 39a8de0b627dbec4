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

    /// <summary>Puts a request on the desk, as submitting it does.</summary>
    private static async Task<HelpRequest> WaitsFor(
        Hood hood,
        Actor owner,
        string what,
        bool urgent = false,
        CardAbout about = CardAbout.Request
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
            Created = hood.Now,
            OpenUntil = hood.Now + Duration.FromDays(30),
        };
        await hood.Put(HelpRequest.Kind, request);
        if (hood.Registry.Timer("test-open") is null)
            hood.Registry.AddTimer(
                "test-open",
                (call, due) =>
                {
                    var subject = call.Find(HelpRequest.Kind, due.Subject)!;
                    var quartier = call.Find(Quartier.Kind, Hood.Lindenviertel.Id)!;
                    TriageDesk.Open(
                        call,
                        about,
                        subject.Id,
                        call.Find(Person.Kind, subject.Owner)!,
                        quartier,
                        urgent: urgent
                    );
                }
            );
        await hood.Take(
            new Place("timer", request.Id, null, PlaceKind.Private),
            null,
            new Content.Due("test-open", request.Id, hood.Now)
        );
        return request;
    }

    private static Outbound Card(Hood hood) => hood.Moderation.Messages.Last(m => m.Ref?.StartsWith("card:") == true);
}
