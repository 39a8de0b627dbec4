using NodaTime;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Forgets where old messages of ours stand. Our own id of a message names what it is about behind its first colon
/// (<c>card:abc</c>, <c>talk:abc:3</c>): as long as a document with that id is there, the message may still be edited, deleted or
/// answered, and is kept.
/// </summary>
internal sealed class OldMessages(Connection connection) : IDisposable
{
    private const int Batch = 200;
    private readonly Statement _next = connection.Prepare(
        "SELECT place, ref, at FROM message WHERE (place, ref) > (?, ?) ORDER BY place, ref LIMIT ?"
    );
    private readonly Statement _lanes = connection.Prepare("SELECT DISTINCT lane FROM outbox");
    private readonly Statement _kinds = connection.Prepare(
        "SELECT name FROM sqlite_master WHERE type='table' AND name GLOB 'doc_*'"
    );
    private readonly Statement _removeParts = connection.Prepare("DELETE FROM message_part WHERE place=? AND ref=?");
    private readonly Statement _remove = connection.Prepare("DELETE FROM message WHERE place=? AND ref=?");
    private readonly Dictionary<string, Statement> _exists = [];
    private (string Place, string Reference) _last = ("", "");

    /// <summary>Walks on through the messages and forgets among the next few those sent before a moment about nothing that is there.</summary>
    public void Prune(Instant before)
    {
        var over = Old(before).Where(m => !IsThere(SubjectOf(m.Reference))).ToList();
        if (over.Count == 0)
            return;
        // What was just decided about them still has to find them.
        var waiting = Read(_lanes);
        foreach (var (place, reference) in over.Where(m => !waiting.Contains(m.Place)))
        {
            _removeParts.Text(place).Text(reference).Run();
            _remove.Text(place).Text(reference).Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in (Statement[])[_next, _lanes, _kinds, _removeParts, _remove, .. _exists.Values])
            statement.Dispose();
    }

    private List<(string Place, string Reference)> Old(Instant before)
    {
        var old = new List<(string, string)>();
        var read = 0;
        _next.Text(_last.Place).Text(_last.Reference).Number(Batch);
        for (; _next.Step(); read++)
        {
            _last = (_next.TextAt(0), _next.TextAt(1));
            if (_next.NumberAt(2) < before.ToUnixTimeMilliseconds())
                old.Add(_last);
        }
        _next.Reset();
        if (read < Batch)
            _last = ("", "");
        return old;
    }

    private static string SubjectOf(string reference) =>
        reference.Split(':') is [_, var subject, ..] ? subject : reference;

    private bool IsThere(string id)
    {
        foreach (var table in Read(_kinds))
        {
            if (!_exists.TryGetValue(table, out var exists))
                _exists[table] = exists = connection.Prepare($"SELECT 1 FROM \"{table}\" WHERE id=?");
            if (exists.Text(id).FirstNumber() is not null)
                return true;
        }
        return false;
    }

    private static HashSet<string> Read(Statement statement)
    {
        var found = new HashSet<string>();
        while (statement.Step())
            found.Add(statement.TextAt(0));
        statement.Reset();
        return found;
    }
}
