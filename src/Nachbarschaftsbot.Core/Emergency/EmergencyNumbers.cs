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
    internal const string Checksum = "d39d6efcd1a01fdc83e1a27e24f5fd144942be69512e3aa1b66ac8a4d803f5e7";

    private const string File = "Emergency/numbers.de.json";

    private readonly Dictionary<string, EmergencyNumber> _byId;

    private EmergencyNumbers(LocalDate checkedOn, IReadOnlyList<EmergencyNumber> all)
    {
        CheckedOn = checkedOn;
        All = all;
        _byId = all.ToDictionary(number => number.Id);
    }

    /// <summary>The numbers for Germany.</summary>
    public static EmergencyNumbers Germany { get; } = Parse(Bytes());

    /// <summary>
    /// The day on which the number checked longest ago was compared with its source; six months later they are too old to ship.
    /// </summary>
    public LocalDate CheckedOn { get; }

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
        var numbers = root.GetProperty("numbers").EnumerateArray().ToList();
        var checkedOn = numbers.Concat(root.GetProperty("without_voice").EnumerateArray()).Min(CheckedOf);
        return new EmergencyNumbers(checkedOn, numbers.ConvertAll(Number));
    }

    private static LocalDate CheckedOf(JsonElement entry) =>
        LocalDatePattern.Iso.Parse(entry.GetProperty("checked_on").GetString()!).GetValueOrThrow();

    private static EmergencyNumber Number(JsonElement entry) =>
        new(
            entry.GetProperty("id").GetString()!,
            entry.GetProperty("number").GetString()!,
            entry.GetProperty("label").GetString()!,
            entry.GetProperty("hours").GetString(),
            entry.GetProperty("source").GetString()!
        );
}
