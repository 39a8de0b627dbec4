using System.Collections.Frozen;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// Which places are linked with others, in memory: receivers ask before they translate ordinary talk of a group, so that groups that are
/// not linked cost nothing and nothing of them is looked at.
/// </summary>
internal sealed class LinkedPlaces : IHostedLifecycleService
{
    private const int Page = 500;
    private readonly IStore _store;
    private readonly Lock _lock = new();
    private FrozenDictionary<string, Place> _places = FrozenDictionary<string, Place>.Empty;

    /// <summary>The linked places of a store.</summary>
    public LinkedPlaces(IStore store)
    {
        _store = store;
        store.Replaced += () => _ = Load();
    }

    /// <summary>Whether talk in a place is carried to others.</summary>
    public bool IsLinked(string placeKey) => _places.ContainsKey(placeKey);

    /// <summary>The linked places of a chat: the chat itself and its threads. Some messengers name only the chat of what happened.</summary>
    public IEnumerable<Place> InChat(string messenger, string chat) =>
        _places.Count == 0 ? [] : _places.Values.Where(p => p.Messenger == messenger && p.Chat == chat);

    /// <summary>Whether somebody keeps out, with this account or with another one of theirs: nothing that they send is to be fetched.</summary>
    public async ValueTask<bool> KeepsOut(Account account)
    {
        if (await _store.Find(KeptOut.Kind, account.Key) is not null)
            return true;
        if (
            await _store.Find(AccountLink.Kind, account.Key) is not { Document.Person: var id }
            || await _store.Find(Person.Kind, id) is not { Document.Reaches: var reaches }
        )
            return false;
        foreach (var reach in reaches)
            if (await _store.Find(KeptOut.Kind, reach.Account.Key) is not null)
                return true;
        return false;
    }

    /// <summary>Takes notice of a commit.</summary>
    public void Committed(IReadOnlyDictionary<(Kind Kind, string Id), IDocument?> documents)
    {
        foreach (var ((kind, id), document) in documents)
            if (kind == LinkedPlace.Kind)
                Set(id, (document as LinkedPlace)?.Place);
    }

    /// <summary>Reads them anew.</summary>
    public async Task Load()
    {
        var all = new Dictionary<string, Place>();
        for (var from = ""; ; )
        {
            var found = await _store.Query(LinkedPlace.Kind, "place", from, "\uffff", Page);
            foreach (var linked in found)
                all[linked.Document.Id] = linked.Document.Place;
            if (found.Count < Page)
                break;
            from = found[^1].Document.Id + "\u0001";
        }
        lock (_lock)
            _places = all.ToFrozenDictionary();
    }

    /// <summary>Before anything is received.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => Load();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Set(string key, Place? place)
    {
        lock (_lock)
        {
            var all = new Dictionary<string, Place>(_places);
            if (place is null)
                all.Remove(key);
            else
                all[key] = place;
            _places = all.ToFrozenDictionary();
        }
    }
}
