namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>The folder of the sources.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    internal static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The tests run outside of the repository.")
        : File.Exists(Path.Combine(folder.FullName, "Nachbarschaftsbot.sln")) ? folder.FullName
        : Find(folder.Parent);
}
