using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Benchmarks.Driver;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>Fills a database with invented people and requests before a measurement.</summary>
internal static class Neighbours
{
    /// <summary>The id of the Quartier that the program makes from its settings.</summary>
    public const string QuartierId = "quartier";

    private const int Batch = 2000;

    /// <summary>The database file in a folder.</summary>
    public static string File(string folder) => Path.Combine(folder, "nachbarschaft.db");

    /// <summary>Opens a store of its own; waits for the disk only at its end.</summary>
    public static SqliteStore Open(string folder, bool durable) =>
        SqliteStore.Open(
            new SqliteOptions { Path = File(folder), Durable = durable },
            [Person.Kind, AccountLink.Kind, Quartier.Kind, HelpRequest.Kind],
            TimeProvider.System,
            NullLogger.Instance
        );

    /// <summary>Everybody who will write has agreed and lives in the Quartier.</summary>
    public static async Task Seed(string folder, int connections, int chats)
    {
        await using var store = Open(folder, durable: false);
        var people =
            from connection in Enumerable.Range(0, connections)
            from conversation in Enumerable.Range(0, chats)
            select Neighbour(Load.Chat(connection, conversation));
        await Put(store, [QuartierDocument()], people.SelectMany(p => p));
    }

    /// <summary>Open requests, each with its expiry as a timer.</summary>
    public static async Task SeedRequests(string folder, int count)
    {
        await using var store = Open(folder, durable: false);
        var now = TimeProvider.System.GetCurrentInstant();
        await Put(store, [QuartierDocument()], Enumerable.Range(0, count).Select(n => Request(n, now)));
        foreach (var chunk in Enumerable.Range(0, count).Chunk(Batch))
        {
            var changes = new ChangeSet { At = now };
            foreach (var n in chunk)
                changes.Timers.Add(
                    new($"request-old/q{n}", "request-old", $"q{n}", now + Duration.FromDays(1 + (n % 14)))
                );
            await store.Commit(changes);
        }
    }

    private static PutDocument QuartierDocument() =>
        new(
            Quartier.Kind,
            new Quartier
            {
                Id = QuartierId,
                Name = "Quartier",
                JoinCode = "PROBE234",
            },
            0
        );

    private static IEnumerable<PutDocument> Neighbour(long chat)
    {
        var account = new Account("telegram", chat.ToString());
        var person = new Person
        {
            Id = $"p{chat}",
            FirstName = "Erika",
            Consent = new(Consent.CurrentText, TimeProvider.System.GetCurrentInstant()),
            Quartier = QuartierId,
            Notify = Notify.Off,
            Reaches =
            [
                new(
                    account,
                    new Place("telegram", chat.ToString(), null, PlaceKind.Private),
                    false,
                    TimeProvider.System.GetCurrentInstant()
                ),
            ],
        };
        return
        [
            new(Person.Kind, person, 0),
            new(AccountLink.Kind, new AccountLink { Id = account.Key, Person = person.Id }, 0),
        ];
    }

    private static PutDocument Request(int n, Instant now)
    {
        var categories = Categories.All;
        var at = now.InUtc().LocalDateTime.PlusHours(24 + (n % (24 * 14)));
        return new(
            HelpRequest.Kind,
            new HelpRequest
            {
                Id = $"q{n}",
                Quartier = QuartierId,
                Owner = $"owner{n % 5000}",
                Direction = n % 4 == 0 ? Direction.Angebot : Direction.Gesuch,
                Category = categories[n % categories.Count].Id,
                What = $"Probe-Anfrage Nummer {n} mit ein paar Worten dazu",
                When = new When.Moment(at).Encode(),
                Area = "Am Marktplatz",
                Urgency = (Urgency)(n % 3),
                State = RequestState.Open,
                Created = now,
                OpenUntil = now + Duration.FromDays(14),
            },
            0
        );
    }

    private static async Task Put(IStore store, IEnumerable<PutDocument> first, IEnumerable<PutDocument> puts)
    {
        foreach (var chunk in first.Concat(puts).Chunk(Batch))
        {
            var changes = new ChangeSet { At = TimeProvider.System.GetCurrentInstant() };
            changes.Puts.AddRange(chunk);
            if (await store.Commit(changes) != CommitResult.Done)
                throw new InvalidOperationException("The database was not empty.");
        }
    }
}
