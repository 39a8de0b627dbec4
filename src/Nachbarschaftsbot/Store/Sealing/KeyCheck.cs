using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Store.Sealing;

/// <summary>What a look at the folder of keys found.</summary>
/// <param name="IsThere">Whether there is a folder.</param>
/// <param name="IsPrivate">Whether nobody but its owner has any right to what lies in it.</param>
/// <param name="IsWritable">Whether new keys can be written.</param>
/// <param name="OpensProbe">Whether its ring opens what it closed; true where it has no keys yet.</param>
/// <param name="Missing">Keys that the database needs and that cannot be opened here.</param>
internal sealed record KeyReport(bool IsThere, bool IsPrivate, bool IsWritable, bool OpensProbe, int Missing);

/// <summary>Looks whether the folder of keys is whole. Makes nothing in it that stays.</summary>
internal static class KeyCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Looks at a folder.</summary>
    /// <param name="folder">Where the keys lie.</param>
    /// <param name="needed">The names of the keys that the database needs.</param>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at.</exception>
    public static KeyReport Of(string folder, IReadOnlySet<string> needed)
    {
        if (!Directory.Exists(folder))
            return new(false, true, true, true, needed.Count);
        var ring = Path.Combine(folder, "ring");
        var hasRing = Directory.Exists(ring) && Directory.EnumerateFiles(ring, "*.xml").Any();
        var hasKeys = Directory.EnumerateFiles(folder, "*.key").Any();
        var provider = KeyFolder.Provider(ring, mayMakeKeys: false);
        var keys = new KeyFolder(folder, provider);
        return new(
            true,
            IsPrivate(folder),
            Files.CanWriteIn(folder),
            hasRing ? OpensProbe(provider) : !hasKeys,
            hasRing ? needed.Count(k => !keys.Knows(k)) : needed.Count(k => !keys.IsDestroyed(k))
        );
    }

    private static bool IsPrivate(string folder) =>
        Directory
            .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Prepend(folder)
            .All(IsForOwnerOnly);

    private static bool IsForOwnerOnly(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0;

    private static bool OpensProbe(IDataProtectionProvider provider)
    {
        try
        {
            var protector = provider.CreateProtector("probe");
            var probe = RandomNumberGenerator.GetBytes(16);
            return protector.Unprotect(protector.Protect(probe)).AsSpan().SequenceEqual(probe);
        }
        catch (Exception problem) when (problem is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }
}
