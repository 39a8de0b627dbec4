using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Web;

/// <summary>Every Quartier has a moderation page, bound as a channel like any other, so that cards stand there from the beginning.</summary>
internal sealed class ModerationRooms(IStore store, TimeProvider time)
{
    private const int MostQuartiere = 1000;

    /// <summary>Binds the moderation pages of all Quartiere that have none yet.</summary>
    public async Task OpenAll()
    {
        foreach (var quartier in await All())
            await Open(quartier.Id);
    }

    /// <summary>Binds the moderation page of a Quartier.</summary>
    public async Task Open(string quartier)
    {
        var page = Channels.Page(quartier);
        if (await store.Find(Channel.Kind, page.Id) is not null)
            return;
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(Channel.Kind, page, 0));
        if (await store.Commit(changes) == CommitResult.Conflict)
            store.Forget(Channel.Kind, page.Id);
    }

    /// <summary>The Quartiere that a person moderates, by name.</summary>
    public async Task<IReadOnlyList<Quartier>> Of(Person person) =>
        [.. (await All()).Where(q => WebVisits.IsStaff(person, q.Id))];

    private async Task<IReadOnlyList<Quartier>> All() =>
        [.. (await store.Query(Quartier.Kind, "name", "", "\uffff", MostQuartiere)).Select(q => q.Document)];
}
