using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>A few connections that only read, lent for the length of one read.</summary>
internal sealed class Readers(string path, int most, ISeal seal) : IDisposable
{
    private readonly Stack<Reader> _free = [];
    private readonly object _lock = new();
    private int _open;
    private int _lent;
    private long _count;
    private bool _closed;
    private bool _ended;

    /// <summary>How many reads there were so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Reads with a connection that nobody else uses meanwhile.</summary>
    public TResult Read<TArgument, TResult>(TArgument argument, Func<Reader, TArgument, TResult> read)
    {
        var reader = Take();
        var isWhole = false;
        try
        {
            var result = read(reader, argument);
            isWhole = true;
            return result;
        }
        catch (SqliteException problem) when (problem.IsOutage)
        {
            throw problem.AsOutage();
        }
        finally
        {
            GiveBack(reader, isWhole);
        }
    }

    /// <summary>Waits for the reads under way, closes all connections and lets nobody read while something is done.</summary>
    public void WhileClosed(Action action) =>
        WhileStill(() =>
        {
            CloseFree();
            action();
        });

    /// <summary>Waits for the reads under way and lets nobody read while something is done.</summary>
    public void WhileStill(Action action)
    {
        lock (_lock)
        {
            _closed = true;
            while (_lent > 0)
                Monitor.Wait(_lock);
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
            _count++;
            return reader;
        }
    }

    /// <summary>One that broke off in the middle of a read is closed: what it read out of the log could not be written anew.</summary>
    private void GiveBack(Reader reader, bool isWhole)
    {
        if (!isWhole)
            reader.Dispose();
        lock (_lock)
        {
            _lent--;
            if (isWhole)
                _free.Push(reader);
            else
                _open--;
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
