namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// The one thread that writes. It takes all commits that wait, writes them in one transaction, waits once for the disk and then
/// tells everybody. Checkpoints and upkeep happen on it too, between transactions: no two connections ever write or checkpoint
/// at the same moment.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MostInGroup = 512;

    /// <summary>Jobs in one go that show that many people write at once.</summary>
    private const int Crowd = 8;

    /// <summary>Which part of the last go is worth waiting for: the rest is still being decided while the disk works.</summary>
    private const double Enough = 0.7;
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(1);
    private readonly IWriterWork _work;
    private readonly Thread _thread;
    private readonly object _enter = new();
    private Queue<IWriterJob> _queue = [];
    private Queue<IWriterJob> _taken = [];
    private bool _isUrgent;
    private bool _sleeps;
    private int _lastTaken;
    private int _expected = -1;
    private bool _closed;

    /// <summary>Starts the thread.</summary>
    public Writer(IWriterWork work)
    {
        _work = work;
        _thread = new(Run) { Name = "store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Puts a job at the end of the queue.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="isUrgent">Whether somebody waits for it; otherwise it goes along with the next that is, or after a moment.</param>
    public void Add(IWriterJob job, bool isUrgent = true)
    {
        lock (_enter)
        {
            if (!_closed)
            {
                _queue.Enqueue(job);
                if (_sleeps || (isUrgent && !_isUrgent) || _queue.Count == _expected)
                    Monitor.Pulse(_enter);
                _isUrgent |= isUrgent;
                return;
            }
        }
        job.Fail(new StoreUnavailableException("The program is stopping."));
    }

    /// <summary>Finishes what waits and ends the thread.</summary>
    public void Dispose()
    {
        lock (_enter)
        {
            _closed = true;
            Monitor.Pulse(_enter);
        }
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        while (Take())
        {
            while (_taken.Count > 0)
                Next();
            _work.Breathe();
        }
        _work.Close();
    }

    /// <summary>Waits for jobs, a breath at most.</summary>
    /// <returns>False when there is nothing left to do, ever.</returns>
    private bool Take()
    {
        lock (_enter)
        {
            // Sleeps at once instead of turning in circles for a while: the processor has other work.
            if (!_isUrgent && !_closed)
                Monitor.Wait(_enter, Patience);
            if (_queue.Count == 0 && !_closed)
            {
                _sleeps = true;
                Monitor.Wait(_enter, Breath);
                _sleeps = false;
            }
            // In a crowd the next are about to come: together they need the disk, and the processor, once.
            _expected = (int)(_lastTaken * Enough);
            if (_lastTaken >= Crowd && _queue.Count < _expected && !_closed)
                Monitor.Wait(_enter, Gather);
            _expected = -1;
            (_queue, _taken, _isUrgent) = (_taken, _queue, false);
            _lastTaken = _taken.Count;
            return _taken.Count > 0 || !_closed;
        }
    }

    private void Next()
    {
        if (_taken.Peek() is not CommitJob)
        {
            _work.Do((ActionJob)_taken.Dequeue());
            return;
        }
        var group = new List<CommitJob>(Math.Min(_taken.Count, MostInGroup));
        while (group.Count < MostInGroup && _taken.TryPeek(out var job) && job is CommitJob commit)
        {
            group.Add(commit);
            _taken.Dequeue();
        }
        _work.Write(group);
    }
}

/// <summary>What the writer's thread does. No method throws.</summary>
internal interface IWriterWork
{
    /// <summary>Writes a group of commits in one transaction and tells their owners.</summary>
    void Write(List<CommitJob> group);

    /// <summary>Does something else.</summary>
    void Do(ActionJob job);

    /// <summary>Has time for upkeep: after each round of jobs and about once a second.</summary>
    void Breathe();

    /// <summary>Closes the file.</summary>
    void Close();
}
