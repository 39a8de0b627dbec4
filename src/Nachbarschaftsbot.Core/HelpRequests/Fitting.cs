using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>
/// Finds what fits a person: open, not own, not over, of nobody they do not want to meet, not answered yet. The most urgent first,
/// then the earliest. Reads a few of each category and merges them, however many there are.
/// </summary>
public static class Fitting
{
    /// <summary>The categories the person wants to hear of; all where none was chosen.</summary>
    public const string Mine = "mine";

    /// <summary>All categories.</summary>
    public const string All = "all";

    private const int Spare = 4;
    private const int MostAtOnce = 1000;

    /// <summary>What fits.</summary>
    /// <param name="call">The call.</param>
    /// <param name="person">For whom.</param>
    /// <param name="direction">Requests or offers.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="after">The <see cref="HelpRequest.Order"/> of the last one seen; empty: from the beginning.</param>
    /// <param name="scope">Which categories: <see cref="Mine"/>, <see cref="All"/>, or the id of one.</param>
    public static IReadOnlyList<HelpRequest> For(
        Call call,
        Person person,
        Direction direction,
        int limit,
        string after = "",
        string scope = Mine
    )
    {
        if (person.Quartier is not { } quartier)
            return [];
        var known = Known(call, person);
        var blocked = Blocks.Of(call, person.Id);
        var now = call.Now.InZone(Call.ZoneOf(call.Find(Quartier.Kind, quartier))).LocalDateTime;
        var way = direction.ToString();
        var categories = Of(person, scope).ToList();
        var partners = Partners.Agreed(call, quartier).ToDictionary(p => p.Other(quartier));
        var lanes = categories
            .Select(category => new Lane(call, "open", [quartier, way, category], after, limit + Spare))
            .Concat(partners.Keys.SelectMany(partner => Across(call, partner, way, categories, after, limit + Spare)))
            .ToList();
        var found = new List<HelpRequest>(limit);
        while (found.Count < limit && Next(lanes) is { } next)
            if (next.State == RequestState.Open && next.Owner != person.Id && !blocked.Contains(next.Owner))
                if (!known.Contains(next.Id) && !RequestLife.IsPast(next, now) && IsFor(next))
                    found.Add(next);
        return found;

        bool IsFor(HelpRequest request) =>
            request.Quartier == quartier || Sharing.IsShared(request, partners[request.Quartier], quartier);
    }

    /// <summary>What a partner shares: in one portion for all categories, or in one for each.</summary>
    private static IEnumerable<Lane> Across(
        Call call,
        string partner,
        string way,
        List<string> categories,
        string after,
        int portion
    ) =>
        categories.Count == Categories.All.Count
            ? [new Lane(call, "across", [partner, way], after, portion)]
            : categories.Select(category => new Lane(call, "acrosskind", [partner, way, category], after, portion));

    /// <summary>Whether a person wants to hear of a category; who chose none hears of all.</summary>
    public static bool Wants(Person person, string category) =>
        person.Categories.Count == 0 || person.Categories.Contains(category);

    private static IEnumerable<string> Of(Person person, string scope) =>
        Categories.Find(scope) is { Id: var one } ? [one]
        : scope == All || person.Categories.Count == 0 ? Categories.All.Select(c => c.Id)
        : person.Categories;

    private static HashSet<string> Known(Call call, Person person) =>
        [
            .. call.QueryBelow(Vermittlung.Kind, "helper", 100, person.Id)
                .Where(v => v.IsLive || v.State == VermittlungState.Offered)
                .Select(v => v.Request),
        ];

    private static HelpRequest? Next(List<Lane> lanes)
    {
        Lane? first = null;
        foreach (var lane in lanes)
            if (lane.Head is not null && (first is null || string.CompareOrdinal(lane.Mark, first.Mark) < 0))
                first = lane;
        return first?.Take();
    }

    /// <summary>The open ones of one category in order, read in portions that grow.</summary>
    private sealed class Lane
    {
        private readonly Call _call;
        private readonly string _index;
        private readonly string[] _prefix;
        private IReadOnlyList<HelpRequest> _read = [];
        private int _portion;
        private int _at;

        public Lane(Call call, string index, string[] prefix, string after, int portion)
        {
            (_call, _index, _prefix, _portion) = (call, index, prefix, portion);
            Read(after.Length == 0 ? IndexValue.Below(prefix) : Behind(after));
        }

        public HelpRequest? Head => _at < _read.Count ? _read[_at] : null;

        public string Mark { get; private set; } = "";

        public HelpRequest Take()
        {
            var taken = _read[_at++];
            if (_at == _read.Count && _read.Count == _portion && _portion < MostAtOnce)
            {
                _portion = Math.Min(_portion * 2, MostAtOnce);
                Read(Behind(taken.Order));
            }
            else
                Mark = Head?.Order ?? "";
            return taken;
        }

        private string Behind(string order) => IndexValue.Of([.. _prefix, order]) + '\u0001';

        private void Read(string from)
        {
            _read = _call.Query(HelpRequest.Kind, _index, from, IndexValue.After(_prefix), _portion);
            _at = 0;
            Mark = Head?.Order ?? "";
        }
    }
}
