using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>
/// Takes their force from words that a messenger would act on: calls of people or of all, commands, addresses that open programs. An
/// invisible character behind the first sign is enough: no messenger takes it for one any more, and people read the same.
/// </summary>
internal static partial class Calls
{
    /// <summary>U+2060, a blank without width at which no line may end.</summary>
    public const char Joiner = '\u2060';

    private const int LongestScheme = 6;

    /// <summary>Looks at the whole line, so that nothing is put together from stretches that are set differently.</summary>
    public static List<RichRun> Quiet(List<RichRun> runs)
    {
        var line = string.Concat(runs.Select(r => r.Text));
        var at = Positions(line, Mass()).Concat(Positions(line, Opens())).Concat(Positions(line, Pill())).ToList();
        var codes = Codes(runs);
        // What the letters before it make another address of is no page, and what stands in it is as on its own.
        var web = Pages(line, codes).FindAll(page => !at.Exists(p => p > page.From && p <= page.From + LongestScheme));
        var names = Positions(line, Person()).Where(p => !Within(web, p));
        var commands = Positions(line, Command()).Where(p => !Within(web, p) && !Within(codes, p));
        return Insert(runs, [.. at.Concat(names).Concat(commands).Distinct().Order()]);
    }

    /// <summary>Lines that stay as they are: what looks like a command there is none.</summary>
    public static string QuietCode(string code) =>
        string.Concat(Quiet([new(code, RichStyle.Code)]).Select(run => run.Text));

    /// <summary>Whether an address calls everybody.</summary>
    public static bool IsMass(string text) => Mass().IsMatch(text);

    private static IEnumerable<int> Positions(string line, Regex sign) =>
        sign.Matches(line).Select(m => m.Index + m.Length);

    private static bool Within(List<(int From, int End)> ranges, int position) =>
        ranges.Exists(r => position > r.From && position <= r.End);

    /// <summary>Addresses of pages. None reaches from code into what stands beside it: there it would be none.</summary>
    private static List<(int From, int End)> Pages(string line, List<(int From, int End)> codes)
    {
        var outside = line.ToCharArray();
        var pages = new List<(int, int)>();
        foreach (var (from, end) in codes)
        {
            pages.AddRange(Web().Matches(line[from..end]).Select(m => (from + m.Index, from + m.Index + m.Length)));
            outside.AsSpan(from, end - from).Fill(' ');
        }
        pages.AddRange(Web().Matches(new string(outside)).Select(m => (m.Index, m.Index + m.Length)));
        return pages;
    }

    private static List<(int From, int End)> Codes(List<RichRun> runs)
    {
        var codes = new List<(int, int)>();
        var at = 0;
        foreach (var run in runs)
        {
            if (run.Style.HasFlag(RichStyle.Code))
                codes.Add((at, at + run.Text.Length));
            at += run.Text.Length;
        }
        return codes;
    }

    /// <summary>Each position lies behind a sign; the joiner goes with that sign.</summary>
    private static List<RichRun> Insert(List<RichRun> runs, List<int> positions)
    {
        if (positions.Count == 0)
            return runs;
        var changed = new List<RichRun>(runs.Count);
        var (from, next) = (0, 0);
        foreach (var run in runs)
        {
            var end = from + run.Text.Length;
            var text = run.Text;
            for (var added = 0; next < positions.Count && positions[next] <= end; next++, added++)
                text = text.Insert(positions[next] - from + added, Joiner.ToString());
            changed.Add(run with { Text = text });
            from = end;
        }
        return changed;
    }

    [GeneratedRegex(
        @"[@＠](?=(room|everyone|everybody|all|alle|here|channel|channels|kanal|team|group|gruppe|online))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Mass();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])[@＠](?=[\p{L}\p{N}_\[])")]
    private static partial Regex Person();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_/])/(?=[A-Za-z0-9_])|(?<![\p{L}\p{N}_!])!(?=[A-Za-z])")]
    private static partial Regex Command();

    [GeneratedRegex(
        @"(?:javascript|vbscript|data|file|matrix|mxc|tg|msteams|intent|\b(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.\-]{0,30}(?=://)):(?=\S)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opens();

    [GeneratedRegex(@"matrix\.(?=to(?![\p{L}\p{N}]))", RegexOptions.IgnoreCase)]
    private static partial Regex Pill();

    [GeneratedRegex(@"(?<![A-Za-z0-9+.\-])https?://\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Web();
}

/// <summary>Lets only addresses of pages and of e-mail stand behind words, and only where the words do not name another one.</summary>
internal static partial class Addresses
{
    private const int Longest = 1000;

    /// <summary>Stretches whose addresses are what they say.</summary>
    public static List<RichRun> Honest(List<RichRun> runs)
    {
        var kept = new List<RichRun>(runs.Count);
        for (var i = 0; i < runs.Count; )
        {
            if (runs[i].Address is not { } address)
            {
                RichRun.Add(kept, runs[i++]);
                continue;
            }
            var label = runs.Skip(i).TakeWhile(r => r.Address == address).ToList();
            i += label.Count;
            foreach (var run in Honest(label, address))
                RichRun.Add(kept, run);
        }
        return kept;
    }

    private static IEnumerable<RichRun> Honest(List<RichRun> label, string address)
    {
        var words = string.Concat(label.Select(r => r.Text));
        var plain = label.Select(r => r with { Address = null });
        var isSaid = words == address || $"{Uri.UriSchemeMailto}:{words}" == address;
        if (isSaid || Page(address) is not { } page)
            return plain;
        var behind = page.Scheme == Uri.UriSchemeMailto ? page.OriginalString : page.AbsoluteUri.Replace("@", "%40");
        if (Calls.IsMass(behind))
            return plain;
        var isHonest = LooksLikeAddress().Matches(words).All(named => Names(page, named.Value));
        return isHonest
            ? label.Select(r => r with { Address = behind })
            : plain.Append(new RichRun(words.EndsWith(' ') ? $"({behind})" : $" ({behind})"));
    }

    private static Uri? Page(string address) =>
        address.Length <= Longest
        && !address.AsSpan().ContainsAnyInRange('\0', ' ')
        && Uri.TryCreate(address, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeMailto)
        && (page.Scheme == Uri.UriSchemeMailto || page.UserInfo.Length == 0)
        && !page.Host.Equals("matrix.to", StringComparison.OrdinalIgnoreCase)
            ? page
            : null;

    private static bool Names(Uri page, string named) =>
        page.Scheme == Uri.UriSchemeMailto
            ? page.OriginalString.Contains(named, StringComparison.OrdinalIgnoreCase)
            : named.Equals(page.Host, StringComparison.OrdinalIgnoreCase)
                || named.Equals(page.IdnHost, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?:[\p{L}\p{N}\-]+\.)+\p{L}{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeAddress();
}
