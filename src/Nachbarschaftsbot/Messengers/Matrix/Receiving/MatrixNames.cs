using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>How people call themselves, in memory only. Who has not been seen is asked for once, and for a while not again in vain.</summary>
internal sealed class MatrixNames(MatrixClient client, TimeProvider time)
{
    private const int Most = 20_000;
    private const int LongestName = 64;

    /// <summary>Everybody in the room waits: a name is not worth more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Until it is tried again where nobody answered.</summary>
    internal static readonly Duration Rest = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<string, string> _names = new();
    private readonly ConcurrentDictionary<string, Instant> _unread = new();

    /// <summary>Somebody says how they are called.</summary>
    internal void Learn(string user, string? name)
    {
        if (_names.Count >= Most)
            _names.Clear();
        _names[user] = Cleaned(name) is { Length: > 0 } clean ? clean : Plain(user);
    }

    /// <summary>Whether nobody has to be asked.</summary>
    internal bool Knows(string user) =>
        _names.ContainsKey(user) || (_unread.TryGetValue(user, out var until) && until > time.GetCurrentInstant());

    /// <summary>The name of somebody without asking anybody; the part before the server where it is not known.</summary>
    internal string Known(string user) => _names.TryGetValue(user, out var known) ? known : Plain(user);

    /// <summary>The name of somebody; the part before the server where there is none or nobody answers.</summary>
    internal async ValueTask<string> Of(string user)
    {
        if (Knows(user))
            return Known(user);
        var asked = await client.Profile(user, Patience, CancellationToken.None);
        if (asked.Outcome is MatrixOutcome.Transient or MatrixOutcome.Limited or MatrixOutcome.Unauthorized)
            Leave(user);
        else
            Learn(user, asked.Value?.Name);
        return Known(user);
    }

    /// <summary>Lets go of somebody.</summary>
    internal void Forget(string user)
    {
        _names.TryRemove(user, out _);
        _unread.TryRemove(user, out _);
    }

    private void Leave(string user)
    {
        if (_unread.Count >= Most)
            _unread.Clear();
        _unread[user] = time.GetCurrentInstant() + Rest;
    }

    private static string Plain(string user) => Cleaned(MatrixIds.LocalpartOf(user));

    /// <summary>A name for one line: no control or direction characters, not longer than allowed, no half characters.</summary>
    private static string Cleaned(string? raw)
    {
        var kept = string.Concat((raw ?? "").EnumerateRunes().Where(IsShown)).Trim();
        return Beginning.Of(kept, LongestName).TrimEnd();
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
