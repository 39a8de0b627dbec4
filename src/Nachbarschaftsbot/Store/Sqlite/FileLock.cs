namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// Only one process writes a database: it holds the operating system's lock on a file beside it. The lock ends with the process,
/// however it ends; the file may stay.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock or says who has it.</summary>
    /// <exception cref="StoreInUseException">Another process writes this database.</exception>
    public static FileLock Take(string database)
    {
        try
        {
            return new(new FileStream($"{database}.lock", Files.Private(FileMode.OpenOrCreate, FileAccess.ReadWrite)));
        }
        catch (IOException problem) when (problem is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StoreInUseException(database, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>Another process has the database open to write.</summary>
internal sealed class StoreInUseException(string database, Exception inner)
    : Exception(
        $"The database {database} is already in use by a running program. Stop that one first, or name another file in the setting Store:Folder.",
        inner
    );

/// <summary>Files that only the program's own user may read.</summary>
internal static class Files
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How to open such a file.</summary>
    public static FileStreamOptions Private(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = Owner;
        return options;
    }

    /// <summary>Whether files can be made in a folder: makes one and deletes it.</summary>
    public static bool CanWriteIn(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            using (var file = new FileStream(probe, Private(FileMode.Create, FileAccess.Write)))
                file.WriteByte(0);
            File.Delete(probe);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Makes the file, empty, when missing, and takes others' rights away.</summary>
    public static void MakePrivate(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, Private(FileMode.OpenOrCreate, FileAccess.ReadWrite)).Dispose();
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != Owner)
            File.SetUnixFileMode(path, Owner);
    }
}
