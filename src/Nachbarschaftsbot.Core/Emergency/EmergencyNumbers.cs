using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Emergency;

/// <summary>The emergency numbers of a region, from the data file that comes with the program.</summary>
public sealed class EmergencyNumbers
{
    /// <summary>The SHA-256 of <c>numbers.de.json</c>; whoever changes the file on purpose changes it here too.</summary>
    internal const string Checksum = "ed6843050937fe61bb11d5effbbb5d38b8726e4ad9afb162da53af4ca9361356";

    private const string File = "Emergency/numbers.de.json";

    private readonly Dictionary<string, EmergencyNumber> _byId;

    private EmergencyNumbers(YearMonth checkedOn, IReadOnlyList<EmergencyNumber> all)
    {
        CheckedOn = checkedOn;
        All = all;
        _byId = all.ToDictionary(number => number.Id);
    }

    /// <summary>The numbers for Germany.</summary>
    public static EmergencyNumbers Germany { get; } = Parse(Bytes());

    /// <summary>The month in which all numbers were last compared with their sources; six months later they are too old to ship.</summary>
    public YearMonth CheckedOn { get; }

    /// <summary>Every number, the most urgent first.</summary>
    public IReadOnlyList<EmergencyNumber> All { get; }

    /// <summary>The number with this id.</summary>
    public EmergencyNumber this[string id] => _byId[id];

    /// <summary>The SHA-256 of the file as it is in the program.</summary>
    internal static string ChecksumOfFile() => Convert.ToHexStringLower(SHA256.HashData(Bytes()));

    private static byte[] Bytes()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is not part of the program");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static EmergencyNumbers Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var month = YearMonthPattern.Iso.Parse(root.GetProperty("checked_on").GetString()!).GetValueOrThrow();
        return new EmergencyNumbers(month, root.GetProperty("numbers").EnumerateArray().Select(Number).ToList());
    }

    private static EmergencyNumber Number(JsonElement entry) =>
        new(
            entry.GetProperty("id").GetString()!,
            entry.GetProperty("number").GetString()!,
            entry.GetProperty("label").GetString()!,
            entry.GetProperty("hours").GetString(),
            entry.GetProperty("source").GetString()!
        );
}
