using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// The lines of one place. Everything that is written there goes through its gate, one after the other, so that sequence numbers
/// become visible in their order: a page that asks for what came after a number misses nothing.
/// </summary>
internal sealed class WebRoom(string place, IStore store, TimeProvider time) : IDisposable
{
    private const int Conflicts = 5;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile List<Versioned<WebLine>>? _lines;
    private volatile TaskCompletionSource _changed = Signal();
    private long _last;
    private bool _fleeting;

    /// <summary>How many pages and tasks use the room now; kept by <see cref="WebLog"/>.</summary>
    public int Users;

    /// <summary>Rises when everything before is forgotten.</summary>
    public int Epoch { get; private set; }

    /// <summary>Ends with the next change. Take it before reading, and no change is missed.</summary>
    public Task Changed => _changed.Task;

    /// <summary>The lines that changed after a sequence number, in the order of their changes.</summary>
    public async ValueTask<IReadOnlyList<WebLine>> After(long sequence)
    {
        var lines = _lines ?? await InGate(Load);
        return [.. lines.Select(l => l.Document).Where(l => l.Seq > sequence)];
    }

    /// <summary>Writes a new line, or gives back the one that has this id already.</summary>
    public Task<WebLine> Add(WebLine line, WebFile? file = null) =>
        InGate(async () =>
        {
            for (var tries = 0; ; tries++)
            {
                var lines = await Load();
                if (lines.FirstOrDefault(l => l.Document.Id == line.Id) is { Document: { } known })
                    return known;
                _fleeting &= line.From is null;
                var added = line with { Order = Next(), Seq = _last, At = time.GetCurrentInstant() };
                if (await Write(lines, new(added, 0), file, tries))
                    return added;
            }
        });

    /// <summary>Shows a new line of the bot and keeps it in memory only: the store takes nothing now.</summary>
    public Task Show(WebLine line) =>
        InGate(async () =>
        {
            var lines = await Load();
            var shown = line with { Order = Next(), Seq = _last, At = time.GetCurrentInstant() };
            _lines = [.. lines, new(shown, 0)];
            Pulse();
            return true;
        });

    /// <summary>Changes a line in place; null when it is not there (any more).</summary>
    public Task<WebLine?> Change(string id, Func<WebLine, WebLine> change) =>
        InGate(async () =>
        {
            for (var tries = 0; ; tries++)
            {
                var lines = await Load();
                var known = lines.FirstOrDefault(l => l.Document.Id == id);
                if (known.Document is null or { Gone: true })
                    return null;
                var changed = change(known.Document) with { Id = id, Order = known.Document.Order, Seq = Next() };
                if (await Write(lines, new(changed, known.Version), null, tries))
                    return changed;
            }
        });

    /// <summary>Reads anew from the store with the next use.</summary>
    public void ReadAnew() => _lines = null;

    /// <summary>Lets go of everything.</summary>
    /// <param name="andKeepNothing">What the bot says afterwards is shown and not kept, until the visitor writes again.</param>
    public Task Clear(bool andKeepNothing) =>
        InGate(async () =>
        {
            _lines = null;
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            await WebTraces.Collect(store, place, changes);
            if (changes.Deletes.Count > 0)
                await store.Commit(changes);
            _lines = [];
            _fleeting = andKeepNothing;
            Epoch++;
            Pulse();
            return true;
        });

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<T> InGate<T>(Func<Task<T>> work)
    {
        await _gate.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<List<Versioned<WebLine>>> Load()
    {
        if (_lines is { } known)
            return known;
        var found = await store.Query(
            WebLine.Kind,
            "place",
            IndexValue.Below(place),
            IndexValue.After(place),
            WebLimits.LinesRead
        );
        _last = Math.Max(_last, found.Count == 0 ? 0 : found[^1].Document.Seq);
        return _lines = [.. found];
    }

    private async Task<bool> Write(List<Versioned<WebLine>> lines, Versioned<WebLine> line, WebFile? file, int tries)
    {
        var kept = lines.Where(l => l.Document.Id != line.Document.Id).ToList();
        var gone = kept.Take(Math.Max(0, kept.Count + 1 - WebLimits.LinesKept)).ToList();
        if (!_fleeting && !await Commit(line, file, gone, tries))
            return false;
        kept.RemoveRange(0, gone.Count);
        kept.Add(new(line.Document, line.Version + 1));
        _lines = kept;
        Pulse();
        return true;
    }

    private async Task<bool> Commit(Versioned<WebLine> line, WebFile? file, List<Versioned<WebLine>> gone, int tries)
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(WebLine.Kind, line.Document, line.Version));
        if (file is not null)
            changes.Puts.Add(new(WebFile.Kind, file with { At = changes.At }, 0));
        foreach (var old in gone)
            changes.Deletes.Add(new(WebLine.Kind, old.Document.Id, old.Version));
        if (await store.Commit(changes) == CommitResult.Done)
            return true;
        store.Forget(WebLine.Kind, line.Document.Id);
        _lines = null;
        return tries < Conflicts ? false : throw new StoreUnavailableException("A web line was refused too often.");
    }

    private long Next() => _last = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());

    private void Pulse()
    {
        var before = _changed;
        _changed = Signal();
        before.SetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
