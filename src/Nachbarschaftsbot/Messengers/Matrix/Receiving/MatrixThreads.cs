namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>In which thread the newest messages stood, so that the answer goes there; in memory, the newest few thousand.</summary>
internal sealed class MatrixThreads
{
    private const int Most = 4096;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _roots = [];
    private readonly Queue<string> _order = new();

    /// <summary>A message stands in a thread.</summary>
    internal void Note(string eventId, string root)
    {
        lock (_gate)
        {
            if (!_roots.TryAdd(eventId, root))
                return;
            _order.Enqueue(eventId);
            if (_order.Count > Most)
                _roots.Remove(_order.Dequeue());
        }
    }

    /// <summary>The first event of the thread in which a message stood, or null.</summary>
    internal string? RootOf(string eventId)
    {
        lock (_gate)
            return _roots.GetValueOrDefault(eventId);
    }
}
