using System.Globalization;
using NodaTime;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>The writing statements of everything that is not a document.</summary>
internal sealed class Bookkeeping(Connection connection) : IDisposable
{
    /// <summary>Separates the messenger's ids of the parts of a message.</summary>
    public const char Between = '\n';

    private const int PruneBatch = 500;
    private readonly Statement _addSeen = connection.Prepare(
        "INSERT INTO seen(id, day) VALUES(?, ?) ON CONFLICT(id) DO NOTHING"
    );
    private readonly Statement _removeSeen = connection.Prepare("DELETE FROM seen WHERE id=?");
    private readonly Statement _pruneUpTo = connection.Prepare(
        "SELECT max(id) FROM (SELECT id FROM seen WHERE id>? ORDER BY id LIMIT ?)"
    );
    private readonly Statement _pruneSeen = connection.Prepare("DELETE FROM seen WHERE id>? AND id<=? AND day<?");
    private readonly Statement _setTimer = connection.Prepare(
        "INSERT INTO timer(key, kind, subject, due) VALUES(?, ?, ?, ?) ON CONFLICT(key) DO UPDATE SET kind=excluded.kind, subject=excluded.subject, due=excluded.due"
    );
    private readonly Statement _removeTimer = connection.Prepare("DELETE FROM timer WHERE key=?");
    private readonly Statement _hasTimer = connection.Prepare("SELECT 1 FROM timer WHERE key=? AND due=?");
    private readonly Statement _forgetSubject = connection.Prepare("DELETE FROM timer WHERE subject=?");
    private readonly Statement _addOutbox = connection.Prepare(
        "INSERT INTO outbox(id, messenger, lane, priority, not_before, attempts, payload) VALUES(?, ?, ?, ?, ?, ?, ?)"
    );
    private readonly Statement _delayOutbox = connection.Prepare(
        "UPDATE outbox SET lane=?, not_before=?, attempts=?, payload=? WHERE id=?"
    );
    private readonly Statement _hasOutbox = connection.Prepare("SELECT 1 FROM outbox WHERE id=?");
    private readonly Statement _removeOutbox = connection.Prepare("DELETE FROM outbox WHERE id=?");
    private readonly Statement _addMessage = connection.Prepare(
        "INSERT INTO message(place, ref, ids, at) VALUES(?, ?, ?, ?)"
    );
    private readonly Statement _addPart = connection.Prepare(
        "INSERT INTO message_part(place, id, ref) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET ref=excluded.ref"
    );
    private readonly Statement _messageIds = connection.Prepare("SELECT ids FROM message WHERE place=? AND ref=?");
    private readonly Statement _removePart = connection.Prepare(
        "DELETE FROM message_part WHERE place=? AND id=? AND ref=?"
    );
    private readonly Statement _removeMessage = connection.Prepare("DELETE FROM message WHERE place=? AND ref=?");
    private readonly Statement _forgetOutbox = connection.Prepare("DELETE FROM outbox WHERE lane=?");
    private readonly Statement _forgetMessages = connection.Prepare("DELETE FROM message WHERE place=?");
    private readonly Statement _forgetParts = connection.Prepare("DELETE FROM message_part WHERE place=?");
    private readonly Statement _park = connection.Prepare("INSERT INTO parked(what, reason, at) VALUES(?, ?, ?)");
    private readonly Statement _pruneParked = connection.Prepare("DELETE FROM parked WHERE at<?");
    private readonly Statement _note = connection.Prepare(
        "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value"
    );
    private string _pruned = "";

    /// <summary>Notes that an inbound took effect.</summary>
    /// <returns>False when it had before.</returns>
    public bool AddSeen(string id, Instant at)
    {
        _addSeen.Text(id).Number(DayOf(at)).Run();
        return connection.Changes == 1;
    }

    /// <summary>Takes the note back.</summary>
    public void RemoveSeen(string id) => _removeSeen.Text(id).Run();

    /// <summary>Walks on through the ids and forgets the old ones among the next few.</summary>
    public void PruneSeen(long beforeDay)
    {
        var last = _pruneUpTo.Text(_pruned).Number(PruneBatch).FirstText();
        if (last is not null)
            _pruneSeen.Text(_pruned).Text(last).Number(beforeDay).Run();
        _pruned = last ?? "";
    }

    /// <summary>The number of a day.</summary>
    public static long DayOf(Instant at) => at.ToUnixTimeSeconds() / 86_400;

    /// <summary>Sets or moves a timer.</summary>
    public void SetTimer(TimerRow timer) =>
        _setTimer.Text(timer.Key).Text(timer.Kind).Text(timer.Subject).Number(timer.Due.ToUnixTimeMilliseconds()).Run();

    /// <summary>Removes a timer.</summary>
    public void RemoveTimer(string key) => _removeTimer.Text(key).Run();

    /// <summary>Whether a timer waits with exactly this due moment.</summary>
    public bool HasTimer(string key, Instant due) =>
        _hasTimer.Text(key).Number(due.ToUnixTimeMilliseconds()).FirstNumber() is not null;

    /// <summary>Removes all timers about something.</summary>
    public void ForgetSubject(string subject) => _forgetSubject.Text(subject).Run();

    /// <summary>Adds a message to send.</summary>
    public void AddOutbox(OutboxRow row) =>
        _addOutbox
            .Number(row.Id)
            .Text(row.Messenger)
            .Text(row.Lane)
            .Number(row.Priority)
            .Number(row.NotBefore.ToUnixTimeMilliseconds())
            .Number(row.Attempts)
            .Blob(row.Payload)
            .Run();

    /// <summary>Changes a message that still waits.</summary>
    public void DelayOutbox(OutboxRow row) =>
        _delayOutbox
            .Text(row.Lane)
            .Number(row.NotBefore.ToUnixTimeMilliseconds())
            .Number(row.Attempts)
            .Blob(row.Payload)
            .Number(row.Id)
            .Run();

    /// <summary>Whether a message still waits.</summary>
    public bool HasOutbox(long id) => _hasOutbox.Number(id).FirstNumber() is not null;

    /// <summary>Removes a message that is finished.</summary>
    public void RemoveOutbox(long id) => _removeOutbox.Number(id).Run();

    /// <summary>Notes the messenger's ids of a message of ours.</summary>
    public void SetMessage(MessageMap map)
    {
        RemoveMessage(map);
        if (map.MessageIds.Count == 0)
            return;
        _addMessage
            .Text(map.PlaceKey)
            .Text(map.Reference)
            .Text(string.Join(Between, map.MessageIds))
            .Number(map.At.ToUnixTimeMilliseconds())
            .Run();
        foreach (var id in map.MessageIds)
            _addPart.Text(map.PlaceKey).Text(id).Text(map.Reference).Run();
    }

    private void RemoveMessage(MessageMap map)
    {
        var ids = _messageIds.Text(map.PlaceKey).Text(map.Reference).FirstText();
        if (ids is null)
            return;
        foreach (var id in ids.Split(Between))
            _removePart.Text(map.PlaceKey).Text(id).Text(map.Reference).Run();
        _removeMessage.Text(map.PlaceKey).Text(map.Reference).Run();
    }

    /// <summary>Removes everything of a place.</summary>
    public void ForgetLane(string lane)
    {
        _forgetOutbox.Text(lane).Run();
        _forgetMessages.Text(lane).Run();
        _forgetParts.Text(lane).Run();
    }

    /// <summary>Notes something that failed for good.</summary>
    public void Park(string what, string reason, Instant at) =>
        _park.Text(what).Text(reason).Number(at.ToUnixTimeMilliseconds()).Run();

    /// <summary>Forgets what failed for good before a moment.</summary>
    public void PruneParked(Instant before) => _pruneParked.Number(before.ToUnixTimeMilliseconds()).Run();

    /// <summary>Writes a number into the notes.</summary>
    public void Note(string key, long value) =>
        _note.Text(key).Text(value.ToString(CultureInfo.InvariantCulture)).Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        Statement[] all =
        [
            _addSeen,
            _removeSeen,
            _pruneUpTo,
            _pruneSeen,
            _setTimer,
            _removeTimer,
            _hasTimer,
            _forgetSubject,
            _addOutbox,
            _delayOutbox,
            _hasOutbox,
            _removeOutbox,
            _addMessage,
            _addPart,
            _messageIds,
            _removePart,
            _removeMessage,
            _forgetOutbox,
            _forgetMessages,
            _forgetParts,
            _park,
            _pruneParked,
            _note,
        ];
        foreach (var statement in all)
            statement.Dispose();
    }
}
