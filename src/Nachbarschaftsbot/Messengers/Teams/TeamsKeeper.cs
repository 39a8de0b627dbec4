using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>Lets go of the addresses of people who wrote and never joined, a week after their last word; looks twice a day.</summary>
internal sealed class TeamsKeeper(IStore store, TimeProvider time) : BackgroundService
{
    /// <summary>How long somebody may be silent before they join.</summary>
    internal static readonly Duration Patience = Duration.FromDays(7);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(12);
    private const int Portion = 200;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Sweep();
            }
            catch (StoreUnavailableException)
            {
                // The next look will do.
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Deletes what is too old and belongs to nobody.</summary>
    internal async Task Sweep()
    {
        var oldest = time.GetCurrentInstant() - Patience;
        for (var from = ""; ; )
        {
            var found = await store.Query(TeamsConversation.Kind, "account", from, "\uffff", Portion);
            foreach (var conversation in found.Where(c => c.Document.LastSeen < oldest))
                if (
                    await store.Find(AccountLink.Kind, $"{TeamsModule.MessengerName}:{conversation.Document.Id}")
                    is null
                )
                    await Delete(conversation);
            if (found.Count < Portion)
                return;
            from = found[^1].Document.Id + "\u0001";
        }
    }

    private async Task Delete(Versioned<TeamsConversation> conversation)
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Deletes.Add(new(TeamsConversation.Kind, conversation.Document.Id, conversation.Version));
        // Another version means that they have just written: then it stays.
        if (await store.Commit(changes) == CommitResult.Conflict)
            store.Forget(TeamsConversation.Kind, conversation.Document.Id);
    }
}
