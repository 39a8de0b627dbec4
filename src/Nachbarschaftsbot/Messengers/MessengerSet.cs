using System.Collections.Frozen;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers;

/// <summary>The messengers that are connected, by name.</summary>
internal sealed class MessengerSet(IEnumerable<IMessenger> messengers)
{
    private static readonly Capabilities Nothing = new(false, false, 4096, new Pace(1, 1, 0, 0));
    private readonly FrozenDictionary<string, IMessenger> _byName = messengers.ToFrozenDictionary(m => m.Name);

    /// <summary>All of them.</summary>
    public IEnumerable<IMessenger> All => _byName.Values;

    /// <summary>One by name, or null where it is not connected (any more).</summary>
    public IMessenger? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What one can do; timers and messengers that are not connected can nothing.</summary>
    public Capabilities CapabilitiesOf(string name) => Find(name)?.Capabilities ?? Nothing;
}
