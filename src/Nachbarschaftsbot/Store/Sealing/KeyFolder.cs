using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Store.Sealing;

/// <summary>
/// Keys as files in a folder beside the database, one each, wrapped by ASP.NET Core Data Protection, whose own ring lies in
/// <c>ring</c>. They are not in the database on purpose: a backup made before a key was destroyed cannot bring back what it sealed.
/// All files are readable for the program's user only.
/// </summary>
internal sealed class KeyFolder : ISeal
{
    private const int SecretBytes = 32;
    private const string List = "destroyed";
    private readonly string _folder;
    private readonly Lazy<IDataProtector> _protector;
    private readonly Lazy<ConcurrentDictionary<string, bool>> _destroyed;
    private readonly ConcurrentDictionary<string, byte[]> _secrets = [];
    private readonly Lock _lock = new();

    /// <summary>Keys in a folder; nothing is made before the first key is.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="provider">Wraps them; null: Data Protection with its ring in the folder.</param>
    public KeyFolder(string folder, IDataProtectionProvider? provider = null)
    {
        _folder = folder;
        _protector = new(() =>
            (provider ?? Ring(Path.Combine(folder, "ring"))).CreateProtector("Nachbarschaftsbot.Seal.v1")
        );
        _destroyed = new(ReadDestroyed);
    }

    /// <summary>The folder of the keys of a database.</summary>
    public static string Beside(string database) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "keys");

    /// <summary>The ring that lies in a folder.</summary>
    public static IDataProtectionProvider Provider(string folder, bool mayMakeKeys) =>
        DataProtectionProvider.Create(
            new DirectoryInfo(folder),
            ring =>
            {
                ring.SetApplicationName("Nachbarschaftsbot");
                if (!mayMakeKeys)
                    ring.DisableAutomaticKeyGeneration();
            }
        );

    /// <summary>Whether what a key sealed can be read, or is gone on purpose.</summary>
    public bool Knows(string key) => IsDestroyed(key) || Secret(key) is not null;

    /// <inheritdoc/>
    public byte[] Seal(string key, ReadOnlySpan<byte> plain) => Envelope.Close(key, Secret(key) ?? Make(key), plain);

    /// <inheritdoc/>
    public byte[]? Open(ReadOnlySpan<byte> stored)
    {
        if (!Envelope.IsSealed(stored))
            return stored.ToArray();
        return Secret(Envelope.KeyOf(stored)) is { } secret ? Envelope.Open(secret, stored) : null;
    }

    /// <inheritdoc/>
    public bool IsDestroyed(string key) => _destroyed.Value.ContainsKey(key);

    /// <inheritdoc/>
    public void Destroy(string key)
    {
        lock (_lock)
        {
            if (IsDestroyed(key))
                return;
            MakeFolder(_folder);
            using (var list = Append(Path.Combine(_folder, List)))
            {
                list.Write(System.Text.Encoding.ASCII.GetBytes(Checked(key) + "\n"));
                list.Flush(flushToDisk: true);
            }
            _destroyed.Value[key] = true;
            if (_secrets.TryRemove(key, out var secret))
                CryptographicOperations.ZeroMemory(secret);
            Wipe(FileOf(key));
        }
    }

    private byte[]? Secret(string key)
    {
        if (_secrets.TryGetValue(key, out var known))
            return known;
        if (IsDestroyed(key) || !File.Exists(FileOf(key)))
            return null;
        try
        {
            return _secrets.GetOrAdd(key, _protector.Value.Unprotect(File.ReadAllBytes(FileOf(key))));
        }
        catch (CryptographicException)
        {
            // The ring it was wrapped with is not here.
            return null;
        }
    }

    private byte[] Make(string key)
    {
        lock (_lock)
        {
            if (IsDestroyed(key))
                throw new SealGoneException();
            if (Secret(key) is { } made)
                return made;
            MakeFolder(_folder);
            if (File.Exists(FileOf(key)))
                throw new InvalidDataException("A key is there but cannot be opened: its ring is missing.");
            var secret = RandomNumberGenerator.GetBytes(SecretBytes);
            Write(FileOf(key), _protector.Value.Protect(secret));
            return _secrets[key] = secret;
        }
    }

    private string FileOf(string key) => Path.Combine(_folder, Checked(key) + ".key");

    private ConcurrentDictionary<string, bool> ReadDestroyed()
    {
        var list = Path.Combine(_folder, List);
        var names = File.Exists(list) ? File.ReadAllLines(list) : [];
        return new(names.Where(n => n.Length > 0).Select(n => KeyValuePair.Create(n, true)));
    }

    private static IDataProtectionProvider Ring(string folder)
    {
        MakeFolder(folder);
        return Provider(folder, mayMakeKeys: true);
    }

    private static void Write(string path, byte[] bytes)
    {
        var part = path + ".part";
        using (var file = new FileStream(part, Files.Private(FileMode.Create, FileAccess.Write)))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path);
    }

    private static FileStream Append(string path) => new(path, Files.Private(FileMode.Append, FileAccess.Write));

    private static void Wipe(string path)
    {
        if (!File.Exists(path))
            return;
        using (var file = new FileStream(path, Files.Private(FileMode.Open, FileAccess.Write)))
        {
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }

    private static string Checked(string key) =>
        key.Length is >= 8 and <= 64 && key.All(char.IsAsciiLetterOrDigit)
            ? key
            : throw new ArgumentException("That cannot name a key: 8 to 64 letters and digits.");
}
