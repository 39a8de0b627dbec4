using System.Runtime.InteropServices;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// The heap of the native parts: SQLite and the compiler at run time. The C library keeps a pool for every few threads and seldom gives back what
/// the compiler left in them, 5 to 10 MiB; on a small machine that is worth asking for. Only glibc can do that (mallopt(3), malloc_trim(3));
/// elsewhere nothing happens.
/// </summary>
internal static class NativeHeap
{
    private const int MaxPools = -8;

    /// <summary>One pool for all threads from now on. They allocate natively too seldom to wait for each other.</summary>
    public static void Limit() => Try(() => _ = Set(MaxPools, 1));

    /// <summary>Gives back what is free: milliseconds.</summary>
    public static void GiveBack() => Try(() => _ = Trim(0));

    private static void Try(Action ask)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            ask();
        }
        catch (Exception other) when (other is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: it has ways of its own.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int Set(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint keep);
}
