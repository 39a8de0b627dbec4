using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Something on the desk of the moderation.</summary>
internal static class TriageWorld
{
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

    internal static Outbound Card(Hood hood) => hood.Moderation.Messages.Last(m => m.Ref?.StartsWith("card:") == true);
}
