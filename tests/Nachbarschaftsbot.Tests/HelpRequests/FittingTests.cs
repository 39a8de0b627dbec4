using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Tests.HelpRequests;

/// <summary>Finding what fits, and telling many.</summary>
public sealed class FittingTests
{
    private static readonly Gen<HelpRequest> Requests = Gen.Zip(
            Gen.Zip(Gen.Choose(0, 12), Gen.Choose(0, 5)),
            Gen.Zip(Gen.Choose(-3, 10), Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 9999)))
        )
        .Select(all =>
            Request(all.Item1.Item1, all.Item1.Item2, all.Item2.Item1, all.Item2.Item2.Item1, all.Item2.Item2.Item2)
        );

    [Fact]
    public void Pages_together_are_everything_that_fits_in_order() =>
        Prop.ForAll(
                Gen.Zip(Requests.ArrayOf(60), Gen.Choose(1, 7)).ToArbitrary(),
                both => Fits(both.Item1, limit: both.Item2)
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Many_neighbours_are_told_page_by_page_and_each_once()
    {
        var village = World();
        for (var i = 0; i < 450; i++)
            village.Put(Person.Kind, Somebody($"n{i:D4}"));
        var request = Request(0, 0, 3, 0, 1);
        village.Put(HelpRequest.Kind, request);
        var told = new List<string>();
        var turns = 0;
        for (var subject = $"{request.Id}:"; subject is not null; turns++)
        {
            var call = village.Call();
            Notifying.Tell(call, new Content.Due(Notifying.TellTimer, subject, village.Now));
            told.AddRange(call.Decision.Messages.Select(m => m.To.Chat));
            subject = call.Decision.Timers.SingleOrDefault()?.Subject!;
        }
        Assert.Equal(3, turns);
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(450, told.Count(chat => chat.StartsWith('n')));
        Assert.DoesNotContain("p0", told);
    }

    private static bool Fits(HelpRequest[] requests, int limit)
    {
        var village = World();
        foreach (var request in requests)
            village.Put(HelpRequest.Kind, request);
        village.Put(
            Block.Kind,
            new Block
            {
                Id = Block.IdOf("me", "p1"),
                By = "me",
                Whom = "p1",
            }
        );
        village.Put(
            Block.Kind,
            new Block
            {
                Id = Block.IdOf("p2", "me"),
                By = "p2",
                Whom = "me",
            }
        );
        var me = Somebody("me") with { Categories = ["einkauf", "garten", "tiere"] };
        var now = village.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).LocalDateTime;
        var expected = village
            .Query(HelpRequest.Kind, "open", "", "~", 1000)
            .Where(r => me.Categories.Contains(r.Category) && r.Owner is not ("p1" or "p2"))
            .Where(r => When.Decode(r.When)?.IsOver(now) == false)
            .OrderBy(r => r.Order, StringComparer.Ordinal)
            .Select(r => r.Id);
        var found = new List<HelpRequest>();
        IReadOnlyList<HelpRequest> page;
        do
        {
            var after = found.Count == 0 ? "" : found[^1].Order;
            page = Fitting.For(village.Call(), me, Direction.Gesuch, limit, after);
            found.AddRange(page);
        } while (page.Count == limit);
        Assert.Equal(expected, found.Select(r => r.Id));
        return true;
    }

    private static Village World()
    {
        var village = new Village();
        village.Put(
            Quartier.Kind,
            new Quartier
            {
                Id = "linden",
                Name = "Lindenviertel",
                JoinCode = "LINDE234",
            }
        );
        for (var i = 0; i < 6; i++)
            village.Put(Person.Kind, Somebody($"p{i}"));
        return village;
    }

    private static HelpRequest Request(int category, int owner, int day, int urgency, int id) =>
        new()
        {
            Id = $"r{id:D7}",
            Quartier = "linden",
            Owner = $"p{owner}",
            Category = Categories.All[category].Id,
            What = "Hilfe",
            When =
                day > 8
                    ? new When.Flexible().Encode()
                    : new When.Moment(new LocalDateTime(2026, 11, 25, 10, 0).PlusDays(day)).Encode(),
            Area = "",
            Urgency = (Urgency)urgency,
            State = RequestState.Open,
        };

    private static Person Somebody(string id) =>
        new()
        {
            Id = id,
            FirstName = id,
            Quartier = "linden",
            Consent = new(Consent.CurrentText, Instant.FromUtc(2026, 1, 1, 0, 0)),
            Reaches =
            [
                new(
                    new("test", id),
                    new Place("test", id, null, PlaceKind.Private),
                    false,
                    Instant.FromUtc(2026, 1, 1, 0, 0)
                ),
            ],
        };
}
