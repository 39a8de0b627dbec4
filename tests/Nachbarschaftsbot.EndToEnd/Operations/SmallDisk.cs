namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>A small disk in memory, mounted over a folder: so that it can be full without filling the machine's.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts it; null where that is not allowed.</summary>
    internal static async Task<SmallDisk?> Mount(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return null;
        var mount = await Shell.Run("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder], "/");
        return mount.Code == 0 ? new(folder) : null;
    }

    /// <summary>Takes all room that is left.</summary>
    internal void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        for (var chunk = new byte[1 << 20]; chunk.Length >= 4096; chunk = new byte[chunk.Length / 2])
            try
            {
                while (true)
                    file.Write(chunk);
            }
            catch (IOException)
            {
                // Full for pieces of this size; smaller ones may still fit.
            }
    }

    /// <summary>Gives the room back.</summary>
    internal void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await Shell.Run("umount", ["-l", _folder], "/");

    private string Filler => Path.Combine(_folder, "filler");
}
