using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.HelpRequests;

/// <summary>What holds for a request whatever happens to it, in whatever order.</summary>
public sealed class RequestLifeProperties
{
    /// <summary>The edges of the life cycle as they are documented.</summary>
    private static readonly Dictionary<RequestState, RequestState[]> Edges = new()
    {
        [RequestState.Waiting] =
        [
            RequestState.Open,
            RequestState.Full,
            RequestState.Withdrawn,
            RequestState.Declined,
            RequestState.Expired,
            RequestState.Referred,
        ],
        [RequestState.Open] =
        [
            RequestState.Waiting,
            RequestState.Full,
            RequestState.Done,
            RequestState.Withdrawn,
            RequestState.Declined,
            RequestState.Expired,
            RequestState.Referred,
        ],
        [RequestState.Full] =
        [
            RequestState.Open,
            RequestState.Waiting,
            RequestState.Done,
            RequestState.Withdrawn,
            RequestState.Declined,
            RequestState.Expired,
            RequestState.Referred,
        ],
        [RequestState.Done] = [],
        [RequestState.Withdrawn] = [],
        [RequestState.Declined] = [],
        [RequestState.Expired] = [],
        [RequestState.Referred] = [],
    };

    private enum Happening
    {
        Release,
        Decline,
        Refer,
        Withdraw,
        Finish,
        EditToOne,
        EditToThree,
        Take,
        TakeTwice,
        Free,
        Ask,
        Expire,
        Forget,
        ADayPasses,
    }

    private static readonly Gen<(Happening, int)[]> Histories = Gen.Zip(
            Gen.Elements(Enum.GetValues<Happening>()),
            Gen.Choose(0, 4)
        )
        .Select(both => (both.Item1, both.Item2))
        .ArrayOf();

    [Fact]
    public void Whatever_happens_places_states_and_edges_hold() =>
        Prop.ForAll(
                Gen.Zip(Histories, Gen.Choose(1, 3)).ToArbitrary(),
                both => Live(both.Item1, both.Item2, releaseFirst: both.Item1.Length % 2 == 0)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_rules_allow_exactly_the_documented_edges()
    {
        foreach (var from in Enum.GetValues<RequestState>())
        foreach (var to in Enum.GetValues<RequestState>())
            Assert.Equal(from == to || Edges[from].Contains(to), RequestLife.MayFollow(from, to));
    }

    [Fact]
    public void It_expires_after_its_time_and_is_asked_about_before()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var now = Instant.FromUtc(2026, 11, 25, 8, 0);
        Prop.ForAll(
                Gen.Choose(1, 60 * 24 * 365).ToArbitrary(),
                minutes =>
                {
                    var at = now.InZone(zone).LocalDateTime.PlusMinutes(minutes);
                    var until = RequestLife.Until(new When.Moment(at).Encode(), now, zone);
                    var ask = RequestLife.AskAt(until, now);
                    return until == at.InZoneLeniently(zone).ToInstant() + Duration.FromDays(1)
                        && ask > now
                        && ask < until;
                }
            )
            .Check(Config.QuickThrowOnFailure);
        Assert.Equal(now + Duration.FromDays(14), RequestLife.Until(new When.Flexible().Encode(), now, zone));
        Assert.Equal(
            now + Duration.FromDays(60),
            RequestLife.Until(new When.Weekly(IsoDayOfWeek.Tuesday).Encode(), now, zone)
        );
    }

    private static bool Live((Happening What, int Who)[] history, int places, bool releaseFirst)
    {
        var village = Start(places, releaseFirst);
        var before = village.Find(HelpRequest.Kind, "r")!;
        foreach (var (what, who) in history)
        {
            var call = village.Call();
            Happen(village, call, what, who);
            village.Commit(call);
            if (village.Find(HelpRequest.Kind, "r") is not { } after)
                return !before.IsLive;
            Assert.True(after.Taken.Count <= after.Places);
            Assert.Equal(after.Taken.Count, after.Taken.Distinct().Count());
            Assert.True(before.State == after.State || Edges[before.State].Contains(after.State));
            Assert.False(after.State == RequestState.Open && after.Free == 0);
            Assert.False(after.State == RequestState.Full && after.Free > 0);
            if (!after.IsLive)
                Assert.DoesNotContain(Offered(village), v => v.State == VermittlungState.Offered);
            before = after;
        }
        return true;
    }

    private static void Happen(Village village, Call call, Happening what, int who)
    {
        if (call.Find(HelpRequest.Kind, "r") is not { } request)
            return;
        switch (what)
        {
            case Happening.Release:
                Publishing.Release(call, request);
                break;
            case Happening.Decline:
                Publishing.Decline(call, request, "Das passt hier nicht.");
                break;
            case Happening.Refer:
                Publishing.Refer(call, request, "Pflegestützpunkt", "030 1234");
                break;
            case Happening.Withdraw:
                Publishing.Withdraw(call, request);
                break;
            case Happening.Finish when request.State != RequestState.Waiting:
                Publishing.Finish(call, request);
                break;
            case Happening.EditToOne or Happening.EditToThree:
                Edit(village, what == Happening.EditToOne ? "1" : "3");
                break;
            case Happening.Take:
                Take(call, who);
                break;
            case Happening.TakeTwice:
                Take(call, who);
                Take(call, who + 1);
                break;
            case Happening.Free when call.Find(Vermittlung.Kind, $"v{who}") is { IsLive: true } match:
                Matching.FreePlace(call, match);
                call.Put(Vermittlung.Kind, match with { State = VermittlungState.Cancelled });
                break;
            case Happening.Ask:
                Expiry.Ask(call, new(Expiry.AskTimer, "r", village.Now));
                break;
            case Happening.Expire:
                Expiry.End(call, new(Expiry.EndTimer, "r", village.Now));
                break;
            case Happening.Forget:
                Expiry.Forget(call, new(Expiry.ForgetTimer, "r", village.Now));
                break;
            case Happening.ADayPasses:
                village.Now += Duration.FromDays(1);
                break;
        }
    }

    private static void Edit(Village village, string places)
    {
        var call = village.Call("ada");
        var request = call.Find(HelpRequest.Kind, "r")!;
        var draft = new Draft
        {
            Form = "anfrage",
            Stamp = "s",
            Subject = "r",
            Answers = new Dictionary<string, string>(RequestForm.Answers(request)) { ["personen"] = places },
        };
        if (Submitting.StillPossible(call, draft))
            Submitting.Complete(call, draft, Direction.Gesuch);
        village.Commit(call);
    }

    private static void Take(Call call, int who)
    {
        if (call.Find(Vermittlung.Kind, $"v{who}") is { IsLive: true })
            return;
        if (call.Find(HelpRequest.Kind, "r") is { State: RequestState.Open })
            Matching.TakePlace(call, Match(who));
    }

    private static Vermittlung Match(int who) =>
        new()
        {
            Id = $"v{who}",
            Request = "r",
            Quartier = "linden",
            Owner = "ada",
            Helper = $"h{who}",
        };

    private static IReadOnlyList<Vermittlung> Offered(Village village) =>
        village.Call().QueryBelow(Vermittlung.Kind, "request", 100, "r");

    private static Village Start(int places, bool releaseFirst)
    {
        var village = new Village();
        village.Put(
            Quartier.Kind,
            new Quartier
            {
                Id = "linden",
                Name = "Lindenviertel",
                JoinCode = "LINDE234",
                ReleaseFirst = releaseFirst,
            }
        );
        village.Put(AccountLink.Kind, new AccountLink { Id = "test:ada", Person = "ada" });
        foreach (var id in (string[])["ada", "h0", "h1", "h2", "h3", "h4", "h5"])
            village.Put(Person.Kind, Somebody(id, village.Now));
        for (var who = 0; who < 2; who++)
            village.Put(Vermittlung.Kind, Match(who));
        village.Put(
            HelpRequest.Kind,
            new HelpRequest
            {
                Id = "r",
                Quartier = "linden",
                Owner = "ada",
                Category = "einkauf",
                What = "Kisten tragen",
                When = new When.Flexible().Encode(),
                Area = "",
                Places = places,
                Created = village.Now,
                OpenUntil = village.Now + Duration.FromDays(14),
            }
        );
        return village;
    }

    private static Person Somebody(string id, Instant now) =>
        new()
        {
            Id = id,
            FirstName = id,
            Quartier = "linden",
            Consent = new(Consent.CurrentText, now),
            Reaches = [new(new("test", id), new Place("test", id, null, PlaceKind.Private), false, now)],
        };
}
