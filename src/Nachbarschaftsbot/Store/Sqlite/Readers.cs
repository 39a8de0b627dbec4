using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>A few connections that only read, lent for the length of one read.</summary>
internal sealed class Readers(string path, int most, ISeal seal) : IDisposable
{
    private readonly Stack<Reader> _free = [];
    private readonly object _lock = new();
    private int _open;
    private int _lent;
    private bool _closed;
    private bool _ended;

    /// <summary>Reads with a connection that nobody else uses meanwhile.</summary>
    public TResult Read<TArgument, TResult>(TArgument argument, Func<Reader, TArgument, TResult> read)
    {
        var reader = Take();
        try
        {
            return read(reader, argument);
        }
        catch (SqliteException problem) when (problem.IsOutage)
        {
            throw problem.AsOutage();
        }
        finally
        {
            GiveBack(reader);
        }
    }

    /// <summary>Waits for the reads under way, closes all connections and lets nobody read while something is done.</summary>
    public void WhileClosed(Action action)
    {
        lock (_lock)
        {
            _closed = true;
            while (_lent > 0)
                Monitor.Wait(_lock);
            CloseFree();
            try
            {
                action();
            }
            finally
            {
                _closed = _ended;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => WhileClosed(() => _ended = true);

    private Reader Take()
    {
        lock (_lock)
        {
            while (!_ended && (_closed || (_free.Count == 0 && _open == most)))
                Monitor.Wait(_lock);
            if (_ended)
                throw new StoreUnavailableException("The program is stopping.");
            if (!_free.TryPop(out var reader))
            {
                reader = new(path, seal);
                _open++;
            }
            _lent++;
            return reader;
        }
    }

    private void GiveBack(Reader reader)
    {
        lock (_lock)
        {
            _lent--;
            _free.Push(reader);
            Monitor.PulseAll(_lock);
        }
    }

    private void CloseFree()
    {
        while (_free.TryPop(out var reader))
            reader.Dispose();
        _open = 0;
    }
}
