namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>Settings of the embedded database.</summary>
internal sealed record SqliteOptions
{
    /// <summary>The database file; <c>-wal</c>, <c>-shm</c> and <c>.lock</c> stand beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Seals what is confidential; null: keys in the folder <c>keys</c> beside the database.</summary>
    public Sealing.ISeal? Seal { get; init; }

    /// <summary>Waits for the disk at every commit. Only tests may turn it off.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Documents kept in memory at most.</summary>
    public int CachedDocuments { get; init; } = 1_500;

    /// <summary>Bytes of documents kept in memory at most, as JSON counts them.</summary>
    public long CachedBytes { get; init; } = 1 << 20;

    /// <summary>What a page takes in the log, with its header.</summary>
    public const int PageInLog = 4096 + 24;

    /// <summary>
    /// Pages of 4 KiB in the log after which it is copied into the file and begun anew. Everybody who writes waits meanwhile: often would copy
    /// the same pages again and again and make more waits, seldom makes the wait long (48,000: about 20 ms) and the log big (200 MB, and what is
    /// written in one go). It grows further only while another process reads for long, as <c>backup</c> does; then it is tried again after
    /// each eighth more, and cut back to this with the first write of the log begun anew.
    /// </summary>
    public int CheckpointPages { get; init; } = 48_000;

    /// <summary>Bytes of the log that stay on the disk at most when it is begun anew.</summary>
    public long LogBytes => (long)CheckpointPages * PageInLog;

    /// <summary>How long little must have been written until the place of a long log is given back; the next rush pays for it anew.</summary>
    public TimeSpan QuietFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Connections for reading at most.</summary>
    public int Readers { get; init; } = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    /// <summary>Days for which the id of every inbound is kept, at least 8.</summary>
    public int SeenDays { get; init; } = 9;

    /// <summary>Days for which it is kept where a message stands, at least; longer while what it is about is there.</summary>
    public int MessageDays { get; init; } = 60;

    /// <summary>Days for which what failed for good is kept for the operator's look.</summary>
    public int ParkedDays { get; init; } = 30;
}
