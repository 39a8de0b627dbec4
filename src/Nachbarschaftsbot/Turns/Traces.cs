using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>What stands at places outside the outbox goes with the same commit as the place, or as the key that seals it.</summary>
internal sealed class Traces(IReadOnlyList<IPlaceTrace> keepers)
{
    /// <summary>Adds to the commit what has to go with its places.</summary>
    /// <returns>What lets go of the rest once it is committed, or null where nothing goes.</returns>
    public ValueTask<Func<Task>?> Join(ChangeSet changes) =>
        changes.ForgetLanes.Count == 0 && changes.DestroyKeys.Count == 0 ? default : JoinAll(changes);

    private async ValueTask<Func<Task>?> JoinAll(ChangeSet changes)
    {
        foreach (var place in changes.ForgetLanes)
        foreach (var keeper in keepers)
            await keeper.Forget(place, changes);
        List<Func<Task>> ofKeys = [];
        foreach (var key in changes.DestroyKeys)
        foreach (var keeper in keepers)
            if (await keeper.Sealed(key) is { } letGo)
                ofKeys.Add(letGo);
        return async () =>
        {
            foreach (var letGo in ofKeys)
                await letGo();
            foreach (var place in changes.ForgetLanes)
            foreach (var keeper in keepers)
                await keeper.Forgotten(place);
        };
    }
}
