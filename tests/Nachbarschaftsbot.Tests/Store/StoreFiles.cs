using System.Text;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>The bytes of a store's files, as somebody reads them who has the disk.</summary>
internal static class StoreFiles
{
    /// <summary>Whether these words stand in any of them.</summary>
    public static bool Hold(string folder, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        return Directory
            .GetFiles(folder)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
            .Any(f => Read(f).AsSpan().IndexOf(bytes) >= 0);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
