namespace Nachbarschaftsbot.Store;

/// <summary>The database was written by a newer program than this one.</summary>
internal sealed class StoreTooNewException(int found, int known, string? program)
    : Exception(
        $"The database has schema {found}, this program knows schema {known} at most. "
            + $"Install version {program ?? "?"} or newer, or restore a backup that this version made."
    );
