using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Tests.HelpRequests;

namespace Nachbarschaftsbot.Tests.LinkedRooms;

/// <summary>
/// Over generated links and orders of events: a message goes once to each room that is linked with its own at that moment, and never comes
/// back to where it came from; also where another bridge between the same rooms repeats what we wrote.
/// </summary>
public sealed class LoopProperties
{
    private const int Rooms = 6;
    private static readonly Registry Registry = Features.Register();
    private static readonly string[] Messengers = ["telegram", "matrix", "teams"];

    /// <summary>What happens: kind, room, which message, who.</summary>
    private static readonly Gen<(int Kind, int Room, int Which, int Who)[]> Events = Gen.Zip(
            Gen.Zip(Gen.Choose(0, 9), Gen.Choose(0, Rooms - 1)),
            Gen.Zip(Gen.Choose(0, 30), Gen.Choose(0, 3))
        )
        .Select(z => (z.Item1.Item1, z.Item1.Item2, z.Item2.Item1, z.Item2.Item2))
        .ArrayOf(40);

    /// <summary>Which room belongs to which link; a link may hold any number of rooms.</summary>
    private static readonly Gen<int[]> Topology = Gen.Choose(0, 2).ArrayOf(Rooms);

    [Fact]
    public void A_message_never_comes_back() =>
        Prop.ForAll(Gen.Zip(Topology, Events).ToArbitrary(), z => new Run(z.Item1).All(z.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    /// <summary>One run of events in one topology.</summary>
    private sealed class Run
    {
        private readonly Village _village = new();
        private readonly Place[] _places =
        [
            .. Enumerable
                .Range(0, Rooms)
                .Select(i => new Place(Messengers[i % 3], $"raum{i}", i == 3 ? "7" : null, PlaceKind.Group)),
        ];
        private readonly List<(Place Place, string Id, string Account)> _said = [];
        private readonly List<Outbound> _sent = [];
        private readonly HashSet<string> _out = [];
        private int _count;

        public Run(int[] topology)
        {
            foreach (var link in topology.Select((l, i) => (Link: l, Place: _places[i])).GroupBy(l => l.Link))
                if (link.Count() > 1)
                    Link($"link{link.Key}", [.. link.Select(l => l.Place)]);
        }

        public void All((int Kind, int Room, int Which, int Who)[] events)
        {
            foreach (var (kind, room, which, who) in events)
                One(kind, _places[room], which, $"konto{who}");
        }

        private void One(int kind, Place place, int which, string account)
        {
            switch (kind)
            {
                case 0 or 1 or 2 or 3:
                    Says(place, $"m{++_count}", account, _said.Count > 0 && kind == 3 ? which : null);
                    break;
                case 4 when _said.Count > 0:
                    var (there, id, by) = _said[which % _said.Count];
                    Changes(there, by, account, new Content.Edited(id, Rich.Of("neu")));
                    break;
                case 5 when _said.Count > 0:
                    var (where, gone, author) = _said[which % _said.Count];
                    Changes(where, author, author, new Content.Removed(gone));
                    break;
                case 6 when _sent.Count > 0:
                    Echoes(_sent[which % _sent.Count]);
                    break;
                case 7 when _said.Count > 0:
                    var (here, at, _) = _said[which % _said.Count];
                    Take(here, account, new Content.Reacted(at, "👍", which % 2 == 0), null);
                    break;
                case 8:
                    Take(place, account, new Content.Words(which % 2 == 0 ? "/nicht_mitlesen" : "/mitlesen"), null);
                    if (which % 2 == 0)
                        _out.Add($"{place.Messenger}:{account}");
                    else
                        _out.Remove($"{place.Messenger}:{account}");
                    break;
                case 9 when which < 3:
                    Take(place, null, new Content.Membership(MembershipChange.BotRemoved), null);
                    break;
            }
        }

        private void Says(Place place, string id, string account, int? answers)
        {
            var linked = Linked(place);
            var carried = Copies(Take(place, account, new Content.Posted(id, Rich.Of($"Wort {id}")), answers));
            _said.Add((place, id, account));
            var expected = _out.Contains($"{place.Messenger}:{account}") ? [] : linked.Where(p => p != place);
            Assert.Equal(
                expected.Select(p => p.Key).Order(StringComparer.Ordinal),
                carried.Select(m => m.To.Key).Order(StringComparer.Ordinal)
            );
            _sent.AddRange(carried);
            // Told twice under another id of the update, it goes no second time.
            Assert.Empty(Copies(Take(place, account, new Content.Posted(id, Rich.Of($"Wort {id}")), null)));
        }

        /// <summary>Changes and deletions reach copies only; changes only by who said it.</summary>
        private void Changes(Place place, string author, string account, Content content)
        {
            var sent = Copies(Take(place, account, content, null));
            Assert.DoesNotContain(sent, m => m.To == place);
            if (content is Content.Edited && author != account)
                Assert.Empty(sent);
        }

        /// <summary>Another bridge between the same rooms says again what we wrote, as a person.</summary>
        private void Echoes(Outbound message)
        {
            var words = message.Lines.Select(l => Catalog.BuiltIn.Words(l, "de")).Append(message.Rich?.Plain() ?? "");
            var echo = new Content.Posted($"echo{++_count}", Rich.Of(string.Join("\n", words)));
            Assert.Empty(Copies(Take(message.To, "bruecke", echo, null)));
        }

        private IEnumerable<Place> Linked(Place place) =>
            _village.Find(LinkedPlace.Kind, place.Key) is { } linked
                ? _village.Find(LinkedRoom.Kind, linked.Link)!.Rooms.Select(r => r.Place)
                : [];

        private List<Outbound> Take(Place place, string? account, Content content, int? answers)
        {
            var inbound = new Inbound(
                $"i{++_count}",
                place,
                account is null ? null : new Sender(new(place.Messenger, account), account),
                content,
                answers is { } which ? _said[which % _said.Count].Id : null,
                $"n{_count}"
            );
            var call = _village.Call(inbound);
            Router.Route(call, Registry);
            _village.Commit(call);
            return call.Decision.Messages;
        }

        private static List<Outbound> Copies(List<Outbound> messages) =>
            [
                .. messages.Where(m =>
                    m.Ref?.StartsWith("carried:", StringComparison.Ordinal) == true && m.React is null
                ),
            ];

        private void Link(string id, Place[] places)
        {
            _village.Put(
                LinkedRoom.Kind,
                new LinkedRoom
                {
                    Id = id,
                    Quartier = "linden",
                    Rooms = [.. places.Select(p => new Room(p, "de"))],
                }
            );
            foreach (var place in places)
                _village.Put(
                    LinkedPlace.Kind,
                    new LinkedPlace
                    {
                        Id = place.Key,
                        Place = place,
                        Link = id,
                    }
                );
        }
    }
}
