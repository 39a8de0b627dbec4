using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What the tests on Vermittlungen have in common: a neighbourhood in which something is open.</summary>
internal static class VermittlungWorld
{
    /// <summary>Somebody has an open request.</summary>
    public static async Task<HelpRequest> Asks(
        this Hood hood,
        Actor owner,
        string id = "req1",
        int places = 1,
        bool firstComes = false,
        string when = "2026-11-28T10:00",
        Direction direction = Direction.Gesuch,
        RequestState state = RequestState.Open
    )
    {
        var request = new HelpRequest
        {
            Id = id,
            Quartier = Hood.Lindenviertel.Id,
            Owner = owner.PersonId,
            Direction = direction,
            Category = "einkauf",
            What = "Wocheneinkauf tragen",
            When = when,
            Area = "Am Park",
            Places = places,
            FirstComes = firstComes,
            State = state,
            Created = hood.Now,
            OpenUntil = hood.Now + Duration.FromDays(14),
        };
        await hood.Put(HelpRequest.Kind, request);
        return request;
    }

    /// <summary>Somebody taps "Ich helfe" and writes a note, or skips it.</summary>
    public static async Task Helps(this Actor actor, HelpRequest request, string? note = null)
    {
        await actor.TapsToken($"1:v-help:{request.Id}:");
        if (request.FirstComes)
            return;
        if (note is null)
            await actor.Says("überspringen");
        else
            await actor.Says(note);
    }

    /// <summary>The owner changes how many people their only request needs.</summary>
    public static async Task NeedsOnly(this Actor owner, int places)
    {
        await owner.Says("/meine_sachen");
        await owner.Taps("Anfrage ändern");
        await owner.Taps("Etwas ändern");
        await owner.Taps("Anzahl der Personen");
        await owner.Says(places.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await owner.Taps("Anfrage absenden");
    }

    /// <summary>The Vermittlung of a request and a person, as it stands.</summary>
    public static Task<Vermittlung?> Match(this Hood hood, HelpRequest request, Actor helper) =>
        hood.Find(Vermittlung.Kind, Marks.Vermittlung(request.Id, helper.PersonId));

    /// <summary>One person does not want to meet another, without a word about it.</summary>
    public static Task Blocks(this Hood hood, Actor by, Actor whom) =>
        hood.Put(
            Block.Kind,
            new Block
            {
                Id = Block.IdOf(by.PersonId, whom.PersonId),
                By = by.PersonId,
                Whom = whom.PersonId,
            }
        );

    /// <summary>Two people who are in touch: Ada asked, Ben was chosen.</summary>
    public static async Task<(Actor Ada, Actor Ben, HelpRequest Request)> InTouch(
        this Hood hood,
        string benLanguage = "de",
        string benMessenger = "test"
    )
    {
        var ada = await hood.Neighbour("Ada");
        var ben = await hood.Neighbour("Ben", benLanguage, benMessenger);
        var request = await hood.Asks(ada);
        await ben.TapsToken($"1:v-help:{request.Id}:");
        await ben.Says(benLanguage == "en" ? "skip" : "überspringen");
        await ada.Taps("Ben auswählen");
        ada.Forgets();
        ben.Forgets();
        return (ada, ben, request);
    }
}
