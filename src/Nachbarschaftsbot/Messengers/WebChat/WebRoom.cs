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
    private readonly HashSet<string> _ids = [];
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

    /// <summary>Writes a new line; nothing happens where one has this id already.</summary>
    public Task Add(WebLine line) => Add([(line, null)]);

    /// <summary>Writes new lines, each with its file, with one commit; those whose id is there already are left as they are.</summary>
    public Task Add(IReadOnlyList<(WebLine Line, WebFile? File)> all) =>
        InGate(async () =>
        {
            for (var tries = 0; ; tries++)
            {
                var lines = await Load();
                var added = all.DistinctBy(a => a.Line.Id)
                    .Where(a => !_ids.Contains(a.Line.Id))
                    .Select(Placed)
                    .ToList();
                if (added.Count == 0 || await Write(lines, added, tries))
                    return true;
            }
        });

    /// <summary>Shows a new line of the bot and keeps it in memory only: the store takes nothing now.</summary>
    public Task Show(WebLine line) =>
        InGate(async () =>
        {
            var lines = await Load();
            var shown = line with { Order = Next(), Seq = _last, At = time.GetCurrentInstant() };
            Hold([.. lines, new(shown, 0)]);
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
                if (await Write(lines, [(new(changed, known.Version), null)], tries))
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
            Hold([]);
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
        return Hold([.. found]);
    }

    /// <summary>Keeps lines in memory, and which they are.</summary>
    private List<Versioned<WebLine>> Hold(List<Versioned<WebLine>> lines)
    {
        _ids.Clear();
        _ids.UnionWith(lines.Select(l => l.Document.Id));
        return _lines = lines;
    }

    private (Versioned<WebLine>, WebFile?) Placed((WebLine Line, WebFile? File) it)
    {
        _fleeting &= it.Line.From is null;
        return (new(it.Line with { Order = Next(), Seq = _last, At = time.GetCurrentInstant() }, 0), it.File);
    }

    private async Task<bool> Write(
        List<Versioned<WebLine>> lines,
        List<(Versioned<WebLine> Line, WebFile? File)> written,
        int tries
    )
    {
        var kept = new List<Versioned<WebLine>>(lines.Count + written.Count);
        kept.AddRange(lines);
        foreach (var (line, _) in written)
            if (_ids.Contains(line.Document.Id))
                kept.RemoveAll(l => l.Document.Id == line.Document.Id);
        var tooMany = kept.Count + written.Count - WebLimits.LinesKept;
        // Some at a time: one deletion for each new line would write twice as much.
        var gone = kept.Take(tooMany > WebLimits.LinesMore ? tooMany : 0).ToList();
        if (!_fleeting && !await Commit(written, gone, tries))
            return false;
        kept.RemoveRange(0, gone.Count);
        _ids.ExceptWith(gone.Select(g => g.Document.Id));
        _ids.UnionWith(written.Select(w => w.Line.Document.Id));
        kept.AddRange(written.Select(w => new Versioned<WebLine>(w.Line.Document, w.Line.Version + 1)));
        _lines = kept;
        Pulse();
        return true;
    }

    private async Task<bool> Commit(
        List<(Versioned<WebLine> Line, WebFile? File)> written,
        List<Versioned<WebLine>> gone,
        int tries
    )
    {
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        foreach (var (line, file) in written)
        {
            changes.Puts.Add(new(WebLine.Kind, line.Document, line.Version));
            if (file is not null)
                changes.Puts.Add(new(WebFile.Kind, file with { At = changes.At }, 0));
        }
        foreach (var old in gone)
            changes.Deletes.Add(new(WebLine.Kind, old.Document.Id, old.Version));
        if (await store.Commit(changes) == CommitResult.Done)
            return true;
        foreach (var (line, _) in written)
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
