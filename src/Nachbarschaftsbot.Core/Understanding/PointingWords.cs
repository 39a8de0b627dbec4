namespace Nachbarschaftsbot.Core.Understanding;

/// <summary>Words that say which of several days, weeks or months is meant.</summary>
internal static class PointingWords
{
    public static readonly string[] Next =
    [
        "naechsten",
        "naechster",
        "naechste",
        "naechstes",
        "naechstem",
        "nachsten",
        "nachste",
        "next",
        "kommenden",
        "kommender",
        "kommende",
        "kommendes",
        "coming",
        "following",
    ];
    public static readonly string[] This = ["diesen", "dieser", "diese", "dieses", "diesem", "this"];
    public static readonly string[] AfterNext = ["uebernaechsten", "uebernaechste", "uebernaechster", "uebernaechstes"];
    public static readonly string[] Last =
    [
        "letzten",
        "letzter",
        "letzte",
        "letztes",
        "vergangenen",
        "last",
        "vorigen",
    ];
}
