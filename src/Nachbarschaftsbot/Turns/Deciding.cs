using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Turns;

/// <summary>Decides again and again, with more of the store at hand each time, until the decision had all it asked for.</summary>
internal sealed class Deciding(IStore store, Func<string, Capabilities> capabilities)
{
    private const int MostRounds = 50;
    private readonly Entropy _entropy = new();

    /// <summary>The call with its decision, and what it knew. Each round makes the same ids.</summary>
    public async Task<(Call Call, World World)> Decide(Inbound inbound, Instant now, Action<Call> decide)
    {
        var world = new World(store);
        var entropy = _entropy.Next();
        for (var round = 0; ; round++)
        {
            Call? call = null;
            try
            {
                call = new Call(inbound, world, now, new Ids(entropy, now), capabilities);
                decide(call);
            }
            catch when (world.IsIncomplete) { }
            if (!world.IsIncomplete)
                return (call!, world);
            if (round > MostRounds)
                throw new InvalidOperationException("The decision never had enough.");
            await world.Load();
        }
    }
}
