using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Tests.HelpRequests;
using NodaTime;
using Token = Nachbarschaftsbot.Core.Dialogues.Token;

namespace Nachbarschaftsbot.Tests.Nachbarquartiere;

/// <summary>The real decisions beside a model of what was allowed.</summary>
internal sealed class SharingModel
{
    public static readonly string[] Quartiere = ["a", "b", "c"];

    private static readonly string[] Timers = [Sharing.Timer, SharedNews.Timer, SharingEnds.Timer];

    private readonly Village _village = new();
    private readonly Dictionary<string, (string By, int Hours)> _proposed = [];
    private readonly Dictionary<string, int> _agreed = [];
    private readonly Dictionary<string, HashSet<string>> _consent = [];
    private readonly HashSet<string> _urgent = [];
    private readonly HashSet<string> _bothUrgent = [];
    private readonly HashSet<string> _home = [];
    private readonly Dictionary<(string Kind, string Subject), Instant> _timers = [];
    private int _requests;

    public SharingModel()
    {
        foreach (var id in Quartiere)
        {
            _village.Put(
                Quartier.Kind,
                new Quartier
                {
                    Id = id,
                    Name = id,
                    JoinCode = $"CODE{id}",
                }
            );
            Settle($"owner-{id}", id);
            Settle($"reader-{id}", id);
            Settle($"staff-{id}", id, new RoleIn(id, Role.Operator));
        }
    }

    /// <summary>How often something of another Quartier was seen.</summary>
    public int Seen { get; private set; }

    public void Happen(Happening what, string from, string to)
    {
        var pair = Partnership.IdOf(from, to);
        switch (what)
        {
            case Happening.Propose or Happening.ProposeQuickly:
                var hours = what == Happening.Propose ? 24 : 3;
                Do($"staff-{from}", call => Propose(call, from, to, hours));
                break;
            case Happening.Confirm:
                Do($"staff-{from}", call => Agreeing.Confirm(call, pair));
                if (_proposed.TryGetValue(pair, out var known) && known.By != from)
                    (_agreed[pair], _) = (known.Hours, _proposed.Remove(pair));
                break;
            case Happening.ConfirmWithoutRights:
                Do($"owner-{to}", call => Agreeing.Confirm(call, pair));
                break;
            case Happening.Decline:
                Do($"staff-{from}", call => Agreeing.Decline(call, pair, "partner.why.far"));
                if (_proposed.TryGetValue(pair, out var asked) && asked.By != from)
                    _proposed.Remove(pair);
                break;
            case Happening.TakeBack:
                Do($"staff-{from}", call => Agreeing.Withdraw(call, pair));
                if (_proposed.TryGetValue(pair, out var mine) && mine.By == from)
                    _proposed.Remove(pair);
                break;
            case Happening.End:
                _agreed.Remove(pair);
                TakeConsent(from, to);
                TakeConsent(to, from);
                Do($"staff-{from}", call => Agreeing.End(call, pair));
                break;
            case Happening.Renew:
                Happen(Happening.End, from, to);
                Happen(Happening.ProposeQuickly, from, to);
                Happen(Happening.Confirm, to, from);
                break;
            case Happening.Asks or Happening.AsksUrgently:
                Ask(from, what == Happening.AsksUrgently ? Urgency.Urgent : Urgency.Normal);
                break;
            case Happening.SharesNo or Happening.SharesYes:
                Turn(from, what == Happening.SharesYes);
                break;
            case Happening.Withdraws:
                Each(from, Publishing.Withdraw);
                break;
            case Happening.SetsUrgent:
                Rule(from, "urgent", _urgent);
                if (_urgent.Contains(from))
                    _bothUrgent.UnionWith(_urgent.Select(q => Partnership.IdOf(q, from)));
                break;
            case Happening.StaysHome:
                Rule(from, "home", _home);
                break;
            case Happening.AnHourPasses:
                Pass(Duration.FromHours(1));
                break;
            case Happening.ADayPasses:
                Pass(Duration.FromDays(1));
                break;
        }
        Pass(Duration.FromSeconds(1));
        Look();
    }

    private void Propose(Call call, string from, string to, int hours)
    {
        if (Agreeing.Hurdle(call, from, to) is not null)
            return;
        Agreeing.Propose(call, from, to, Sharables.Requests, hours);
        _proposed[Partnership.IdOf(from, to)] = (from, hours);
    }

    private void Ask(string quartier, Urgency urgency)
    {
        var id = $"r{_requests++}";
        var partners = _home.Contains(quartier) ? [] : Partnered(quartier);
        Do(
            $"owner-{quartier}",
            call =>
            {
                var request = new HelpRequest
                {
                    Id = id,
                    Quartier = quartier,
                    Owner = $"owner-{quartier}",
                    Category = "einkauf",
                    What = "Kisten tragen",
                    When = new When.Flexible().Encode(),
                    Area = "",
                    Urgency = urgency,
                    Created = call.Now,
                    OpenUntil = call.Now + Duration.FromDays(14),
                };
                Publishing.Open(call, Sharing.Prepare(call, request, call.Now));
            }
        );
        _consent[id] = [.. partners];
    }

    private void Turn(string quartier, bool on)
    {
        Each(
            quartier,
            (call, request) =>
            {
                call.Argument = on ? "on" : "off";
                Sharing.Turn(call, request);
                if (!on)
                    _consent[request.Id] = [];
                else if (Partnered(quartier) is { Count: > 0 } partners)
                    _consent[request.Id] = [.. partners];
            }
        );
    }

    /// <summary>Consent ends with the agreement it was given for, and one made anew does not bring it back.</summary>
    private void TakeConsent(string quartier, string partner)
    {
        foreach (var (id, partners) in _consent)
            if (_village.Find(HelpRequest.Kind, id)!.Quartier == quartier)
                partners.Remove(partner);
    }

    private void Rule(string quartier, string name, HashSet<string> model)
    {
        Do(
            $"staff-{quartier}",
            call =>
            {
                call.Argument = name;
                PartnerHome.Turn(call, quartier);
            }
        );
        if (!model.Remove(quartier))
            model.Add(quartier);
    }

    private HashSet<string> Partnered(string quartier) =>
        [.. Quartiere.Where(q => q != quartier && _agreed.ContainsKey(Partnership.IdOf(q, quartier)))];

    private void Each(string quartier, Action<Call, HelpRequest> act)
    {
        var owner = $"owner-{quartier}";
        foreach (var id in Submitting.Own(_village.Call(), owner).Where(r => r.IsLive).Select(r => r.Id).ToList())
            Do(owner, call => act(call, call.Find(HelpRequest.Kind, id)!));
    }

    private void Pass(Duration by)
    {
        var end = _village.Now + by;
        while (_timers.Where(t => t.Value <= end).OrderBy(t => t.Value).Select(t => t.Key).ToList() is [var first, ..])
        {
            _village.Now = Instant.Max(_village.Now, _timers[first]);
            _timers.Remove(first);
            Do(null, call => Fire(call, new Content.Due(first.Kind, first.Subject, call.Now)));
        }
        _village.Now = end;
    }

    private static void Fire(Call call, Content.Due due)
    {
        Action<Call, Content.Due> fire = due.Kind switch
        {
            Sharing.Timer => Sharing.Over,
            SharedNews.Timer => SharedNews.Tell,
            _ => SharingEnds.GoOn,
        };
        fire(call, due);
    }

    private void Do(string? account, Action<Call> act)
    {
        var call = _village.Call(account);
        act(call);
        _village.Commit(call);
        foreach (var cancelled in call.Decision.CancelTimers)
            _timers.Remove((cancelled.Split('/', 2)[0], cancelled.Split('/', 2)[1]));
        foreach (var timer in call.Decision.Timers.Where(t => Timers.Contains(t.Kind)))
            _timers[(timer.Kind, timer.Subject)] = timer.Due;
        foreach (var message in call.Decision.Messages)
        foreach (var button in message.Buttons.SelectMany(r => r))
            if (Token.Parse(button.Token) is { Verb: "v-help" } help)
                Allowed(help.Subject, message.To.Chat[^1..]);
    }

    /// <summary>What each reader finds.</summary>
    private void Look()
    {
        foreach (var quartier in Quartiere)
        {
            var call = _village.Call($"reader-{quartier}");
            foreach (var found in Fitting.For(call, call.Person!, Direction.Gesuch, 100))
                Allowed(found.Id, quartier);
        }
    }

    private void Allowed(string id, string reader)
    {
        var request = _village.Find(HelpRequest.Kind, id)!;
        if (request.Quartier == reader)
            return;
        Seen++;
        var pair = Partnership.IdOf(request.Quartier, reader);
        Assert.True(_agreed.TryGetValue(pair, out var hours), "No agreement.");
        Assert.Contains(reader, _consent[id]);
        Assert.Equal(RequestState.Open, request.State);
        var waited = _village.Now - request.Released!.Value >= Duration.FromHours(hours);
        Assert.True(waited || request.Urgency == Urgency.Urgent && _bothUrgent.Contains(pair), "Too early.");
    }

    private void Settle(string id, string quartier, params RoleIn[] roles)
    {
        _village.Put(AccountLink.Kind, new AccountLink { Id = $"test:{id}", Person = id });
        _village.Put(
            Person.Kind,
            new Person
            {
                Id = id,
                FirstName = id,
                Quartier = quartier,
                Roles = roles,
                Consent = new(Consent.CurrentText, _village.Now),
                Reaches = [new(new("test", id), new Place("test", id, null, PlaceKind.Private), false, _village.Now)],
            }
        );
    }
}
