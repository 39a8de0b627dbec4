using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Turns;

/// <summary>
/// What waits to be sent when two persons become one: it carries the one from then on, so that it is withdrawn when that one is deleted.
/// </summary>
internal static class WaitingNames
{
    private const int Page = 500;

    /// <summary>The waiting rows with the new name; they keep their place in the queue.</summary>
    public static async ValueTask<IReadOnlyList<OutboxRow>> Of(Decision decision, IStore store)
    {
        if (decision.RenamePersons.Count == 0)
            return [];
        var names = decision.RenamePersons.Select(n => (From: Encoding.UTF8.GetBytes(n.Key), n.Key, n.Value)).ToList();
        var found = new List<OutboxRow>();
        for (long last = 0; ; )
        {
            var rows = await store.ReadOutbox(last, Page);
            foreach (var row in rows)
            foreach (var (from, old, now) in names)
                if (row.Payload.AsSpan().IndexOf(from) >= 0)
                    found.Add(row with { Payload = Renamed(row.Payload, old, now) });
            if (rows.Count < Page)
                return found;
            last = rows[^1].Id;
        }
    }

    private static byte[] Renamed(byte[] payload, string old, string now) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload).Replace(old, now, StringComparison.Ordinal));
}
