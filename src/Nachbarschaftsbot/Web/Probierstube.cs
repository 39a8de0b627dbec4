using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Web;

/// <summary>The sessions of the three seats. They are the only secrets ever stored in clear, and only in a demonstration.</summary>
internal sealed record TryOut : IDocument
{
    /// <summary>The kind; there is one document.</summary>
    public static readonly Kind<TryOut> Kind = new("tryout", ProbierstubeJson.Default.TryOut);

    /// <inheritdoc/>
    public string Id { get; init; } = "seats";

    /// <summary>Id of the Quartier.</summary>
    public required string Quartier { get; init; }

    /// <summary>Seat to session secret.</summary>
    public required IReadOnlyDictionary<string, string> Seats { get; init; }
}

[JsonSerializable(typeof(TryOut))]
internal sealed partial class ProbierstubeJson : JsonSerializerContext;

/// <summary>
/// The Lindenviertel of the Probierstube: made once, of invented people who really asked and really offered, through the same turns
/// as everybody. Starting over lets them all delete themselves, the same way again.
/// </summary>
internal sealed class Probierstube(
    IStore store,
    ProbierstubeVoices voices,
    WebLog log,
    TimeProvider time,
    ILogger<Probierstube> logger
)
{
    private const string Name = "Lindenviertel";
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether invented people live in this store.</summary>
    public static async ValueTask<bool> IsIn(IStore store) => await store.Find(TryOut.Kind, "seats") is not null;

    /// <summary>The seats; makes the Lindenviertel where it is missing.</summary>
    public Task<TryOut> Open() => Alone(async () => (await store.Find(TryOut.Kind, "seats"))?.Document ?? await Make());

    /// <summary>Starts over.</summary>
    public Task<TryOut> Again() => Alone(Make);

    private async Task<TryOut> Alone(Func<Task<TryOut>> work)
    {
        await _one.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<TryOut> Make()
    {
        var quartier = await MakeQuartier();
        await Clear(quartier);
        var seats = new TryOut
        {
            Quartier = quartier,
            Seats = WebVisits.Seats.ToDictionary(s => s, _ => WebSession.NewSecret()),
        };
        await MakePeople(seats);
        await Put(TryOut.Kind, seats);
        return seats;
    }

    private async Task<string> MakeQuartier()
    {
        var known = await store.Query(Quartier.Kind, "name", "", "\uffff", 1);
        var quartier =
            known.Count > 0
                ? known[0].Document
                : new()
                {
                    Id = "quartier",
                    Name = Name,
                    JoinCode = "LINDE234",
                };
        await Put(Quartier.Kind, quartier with { Name = Name, Zone = "Europe/Berlin", ReleaseFirst = true });
        var page = Channels.Page(quartier.Id);
        if (await store.VersionOf(Channel.Kind, page.Id) == 0)
            await Put(Channel.Kind, page);
        foreach (var contact in ProbierstubePeople.Contacts(quartier.Id))
            await Put(Contact.Kind, contact);
        return quartier.Id;
    }

    private async Task Clear(string quartier)
    {
        var (from, below) = (IndexValue.Below(quartier), IndexValue.After(quartier));
        foreach (var person in await store.Query(Person.Kind, "quartier", from, below, 1000))
            if (person.Document.Home is { } home)
                await voices.Leave(new(person.Document.Reaches[0].Account, home, person.Document.FirstName));
        await log.Empty(Channels.PagePlace(quartier).Key);
    }

    private async Task MakePeople(TryOut seats)
    {
        var mara = await MakePerson(seats, "mara", Role.Moderator);
        foreach (var wish in ProbierstubePeople.Wishes)
            try
            {
                var neighbour = await MakePerson(wish.Name, Stranger(), seats.Quartier, Notify.Off);
                await voices.Ask(neighbour, wish);
                if (wish.IsReleased)
                    await voices.Release(mara, seats.Quartier);
            }
            catch (InvalidOperationException trouble)
            {
                logger.LogWarning("The Lindenviertel is not complete: {Reason}", trouble.Message);
            }
        foreach (var seat in (string[])["ada", "ben"])
            await voices.Say(await MakePerson(seats, seat), "/start");
    }

    private Task<Voice> MakePerson(TryOut seats, string seat, params Role[] roles) =>
        MakePerson(
            $"{char.ToUpperInvariant(seat[0])}{seat[1..]}",
            WebSession.AccountOf(seats.Seats[seat])!,
            seats.Quartier,
            Notify.AtOnce,
            roles
        );

    private async Task<Voice> MakePerson(
        string name,
        Account account,
        string quartier,
        Notify notify,
        params Role[] roles
    )
    {
        var now = time.GetCurrentInstant();
        var place = WebSession.PlaceOf(account);
        var person = new Person
        {
            Id = $"try{account.Id[..12].ToLowerInvariant()}",
            FirstName = name,
            Consent = new(Consent.CurrentText, now),
            Quartier = quartier,
            Reaches = [new(account, place, false, now)],
            Roles = [.. roles.Select(r => new RoleIn(quartier, r))],
            Notify = notify,
            Quiet = new(0, 0),
        };
        await Put(Person.Kind, person);
        await Put(AccountLink.Kind, new AccountLink { Id = account.Key, Person = person.Id });
        return new(account, place, name);
    }

    /// <summary>The account of an invented neighbour: nobody holds its session.</summary>
    private static Account Stranger() => WebSession.AccountOf(WebSession.NewSecret())!;

    private async Task Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(kind, document, await store.VersionOf(kind, document.Id)));
        await store.Commit(changes);
        store.Forget(kind, document.Id);
    }
}
