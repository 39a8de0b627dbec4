using System.Collections.Concurrent;
using System.Globalization;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;
using Nachbarschaftsbot.Messengers.Matrix.Rooms;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>In which rooms the bot may take back what others sent. Looked up before it tries: where it may not, nobody notices.</summary>
internal sealed class RedactRights(MatrixClient client, MatrixIdentity self, TimeProvider time)
{
    private const int Most = 5000;

    /// <summary>From this version on, those who made a room stand above all levels and in none of them.</summary>
    private const int CreatorsAbove = 12;

    private static readonly Duration Memory = Duration.FromHours(1);
    private readonly ConcurrentDictionary<string, (bool May, Instant Until)> _known = new();

    /// <summary>Whether it may.</summary>
    internal async ValueTask<bool> In(string room, CancellationToken cancel)
    {
        if (_known.TryGetValue(room, out var known) && known.Until > time.GetCurrentInstant())
            return known.May;
        var levels = await client.State(room, "m.room.power_levels", "", cancel);
        return levels.IsOk
            && Note(room, MatrixRights.MayRedact(levels.Value, self.User) || await IsCreator(room, cancel));
    }

    /// <summary>It may not, whatever it seemed.</summary>
    internal void Refused(string room) => Note(room, false);

    private bool Note(string room, bool may)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[room] = (may, time.GetCurrentInstant() + Memory);
        return may;
    }

    private async Task<bool> IsCreator(string room, CancellationToken cancel)
    {
        var first = await client.State(room, "m.room.create", "", cancel);
        return first.IsOk
            && int.TryParse(
                MatrixEventReader.Text(first.Value, "room_version"),
                CultureInfo.InvariantCulture,
                out var version
            )
            && version >= CreatorsAbove
            && MatrixEventReader.Text(first.Value, MatrixDirects.Mark) is not null;
    }
}
