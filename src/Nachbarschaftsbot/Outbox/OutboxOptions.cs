using Nachbarschaftsbot.Core.Delivery;
using NodaTime;

namespace Nachbarschaftsbot.Outbox;

/// <summary>How the outbox sends.</summary>
internal sealed record OutboxOptions
{
    /// <summary>Requests under way at once for one messenger.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Tries for one message before it is put aside; with <see cref="Backoff"/> about 16 hours.</summary>
    public int MostAttempts { get; init; } = 200;

    /// <summary>Pauses between tries.</summary>
    public Backoff Backoff { get; init; } = new(Duration.FromMilliseconds(500), Duration.FromMinutes(5));

    /// <summary>A wait longer than this is written into the store, so that a restart keeps to it.</summary>
    public Duration StoredWait { get; init; } = Duration.FromSeconds(5);

    /// <summary>Posts of a talk that wait for one place; of more, the oldest are only counted.</summary>
    public int MostPosts { get; init; } = 500;

    /// <summary>Pictures of a talk that wait for one place; of more, the oldest are only named.</summary>
    public int MostPictures { get; init; } = 20;

    /// <summary>Time that sends under way are given when the program stops.</summary>
    public Duration Farewell { get; init; } = Duration.FromSeconds(5);
}
