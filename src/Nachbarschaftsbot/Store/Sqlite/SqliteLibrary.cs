using System.Runtime.InteropServices;
using SQLitePCL;

namespace Nachbarschaftsbot.Store.Sqlite;

/// <summary>
/// The SQLite library in use: the newer of the one that comes with the program and the operating system's. The bundled one is
/// old; distributions mend theirs.
/// </summary>
internal static class SqliteLibrary
{
    private const string Name = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";
    private static readonly Lazy<(string Version, string Origin)> Loaded = new(Choose);

    /// <summary>For example <c>3.40.1</c>.</summary>
    public static string Version => Loaded.Value.Version;

    /// <summary>Where it came from, for <c>doctor</c>: <c>bundled</c> or <c>system (libsqlite3.so.0)</c>.</summary>
    public static string Origin => Loaded.Value.Origin;

    /// <summary>Loads it, once; every use of SQLite begins here.</summary>
    public static void Load() => _ = Loaded.Value;

    private static (string, string) Choose()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        var bundled = NativeLibrary.TryLoad(Name, provider, null, out var own) ? own : 0;
        var system =
            OperatingSystem.IsLinux() && NativeLibrary.TryLoad(SystemName, out var other) && Suits(other) ? other : 0;
        var useSystem = system != 0 && (bundled == 0 || Number(system) > Number(bundled));
        var chosen = useSystem ? system : bundled;
        if (chosen != 0)
            NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == Name ? chosen : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return (raw.sqlite3_libversion().utf8_to_string(), useSystem ? $"system ({SystemName})" : "bundled");
    }

    private static bool Suits(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_prepare_v3", out _)
        && NativeLibrary.TryGetExport(library, "sqlite3_backup_init", out _)
        && Call(library, "sqlite3_threadsafe") != 0;

    private static int Number(nint library) => Call(library, "sqlite3_libversion_number");

    private static int Call(nint library, string function) =>
        Marshal.GetDelegateForFunctionPointer<Plain>(NativeLibrary.GetExport(library, function))();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Plain();
}
