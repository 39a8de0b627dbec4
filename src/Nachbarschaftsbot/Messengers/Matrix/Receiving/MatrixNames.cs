using System.Collections.Concurrent;
using Nachbarschaftsbot.Messengers.Matrix.Client;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>How people call themselves, in memory only. Who has not been seen is asked for once.</summary>
internal sealed class MatrixNames(MatrixClient client)
{
    private const int Most = 20_000;
    private const int LongestName = 64;
    private readonly ConcurrentDictionary<string, string> _names = new();

    /// <summary>Somebody says how they are called.</summary>
    internal void Learn(string user, string? name)
    {
        if (_names.Count >= Most)
            _names.Clear();
        _names[user] = Cleaned(name) is { Length: > 0 } clean ? clean : Cleaned(MatrixIds.LocalpartOf(user));
    }

    /// <summary>The name of somebody; the part before the server where there is none or nobody answers.</summary>
    internal async ValueTask<string> Of(string user)
    {
        if (_names.TryGetValue(user, out var known))
            return known;
        var asked = await client.Profile(user, CancellationToken.None);
        if (asked.Outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            return Cleaned(MatrixIds.LocalpartOf(user));
        Learn(user, asked.Value?.Name);
        return _names.TryGetValue(user, out var learned) ? learned : Cleaned(MatrixIds.LocalpartOf(user));
    }

    /// <summary>Lets go of somebody.</summary>
    internal void Forget(string user) => _names.TryRemove(user, out _);

    /// <summary>A name for one line: no control or direction characters, not longer than allowed, no half characters.</summary>
    private static string Cleaned(string? raw)
    {
        var kept = string.Concat((raw ?? "").EnumerateRunes().Where(IsShown)).Trim();
        if (kept.Length <= LongestName)
            return kept;
        return kept[..(char.IsHighSurrogate(kept[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
    }

    private static bool IsShown(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune)
            is not (
                System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
            );
}
