namespace Nachbarschaftsbot.Benchmarks;

/// <summary>The size of the machine, for the table.</summary>
internal static class Machine
{
    /// <summary>Cores, memory, runtime.</summary>
    public static string Words =>
        $"{Environment.ProcessorCount} Kerne, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, .NET {Environment.Version}";
}
