using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>
/// Reads typed answers to a poll, in German or English: "1 und 3 ja, 2 wenn nötig", "alle", "keiner", "2, 4 ja, Rest nein". Each part
/// between commas names dates and what is said to them. A part without a voice has that of the next one, the last one yes. Pure.
/// </summary>
internal static class PollWords
{
    private const int Longest = 400;

    private static readonly string[] IfNeeded =
    [
        "noetig",
        "notfalls",
        "zur not",
        "vielleicht",
        "maybe",
        "if needed",
        "if necessary",
    ];

    private static readonly HashSet<string> No = ["nein", "nicht", "nie", "no", "not", "never", "cannot"];

    private static readonly HashSet<string> Yes =
    [
        "ja",
        "passt",
        "passen",
        "geht",
        "gehen",
        "gut",
        "yes",
        "works",
        "fits",
    ];

    private static readonly HashSet<string> All = ["alle", "alles", "all", "immer", "any", "always"];

    private static readonly HashSet<string> None = ["keiner", "keine", "keins", "keinen", "nichts", "none", "nothing"];

    private static readonly HashSet<string> Rest = ["rest", "andere", "anderen", "uebrigen", "sonst", "others"];

    /// <summary>Words that can stand in an answer and mean nothing there.</summary>
    private static readonly HashSet<string> Filling =
    [
        "und",
        "and",
        "wenn",
        "bei",
        "zur",
        "not",
        "if",
        "needed",
        "necessary",
        "is",
        "termin",
        "termine",
        "nummer",
        "date",
        "dates",
        "number",
        "mir",
        "me",
        "for",
        "der",
        "die",
        "das",
        "the",
        "auch",
        "also",
        "aber",
        "but",
        "noetig",
        "notfalls",
        "noetigenfalls",
        "vielleicht",
        "maybe",
        "fuer",
        "mich",
        "gar",
        "or",
        "oder",
    ];

    /// <summary>Whether these words can be nothing but an answer to a poll: they name dates by number, and every word is one of answers.</summary>
    public static bool IsAnswer(string words)
    {
        var tokens = words.Length > Longest ? [] : Plain.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return tokens.Any(IsNumber)
            && tokens.Any(t => !IsNumber(t))
            && tokens.All(t =>
                IsNumber(t)
                || Filling.Contains(t)
                || Yes.Contains(t)
                || No.Contains(t)
                || All.Contains(t)
                || None.Contains(t)
                || Rest.Contains(t)
            );
    }

    /// <summary>Slot id to what was said; empty where nothing was understood.</summary>
    /// <param name="words">What was written.</param>
    /// <param name="slots">Ids of the dates that can be answered.</param>
    public static IReadOnlyDictionary<string, PollVoice> Read(string words, IReadOnlyList<string> slots)
    {
        var said = new Dictionary<string, PollVoice>();
        if (words.Length > Longest)
            return said;
        PollVoice voice = PollVoice.Yes;
        var parts = new List<(Part Part, PollVoice Voice)>();
        foreach (var part in words.Split([',', ';', '.', '\n']).Reverse().Select(p => Part.Of(Plain.Fold(p), slots)))
        {
            voice = part.Voice ?? voice;
            parts.Insert(0, (part, voice));
        }
        foreach (var (part, meant) in parts)
        foreach (var slot in part.IsRest ? [.. slots.Where(s => !said.ContainsKey(s))] : part.Slots)
            said[slot] = meant;
        return said;
    }

    private static bool IsNumber(string token) => int.TryParse(token, out var number) && number <= DatePoll.MostSlots;

    private sealed record Part(IReadOnlyList<string> Slots, bool IsRest, PollVoice? Voice)
    {
        public static Part Of(string folded, IReadOnlyList<string> slots)
        {
            var tokens = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var named = tokens.Where((t, i) => slots.Contains(t) && !IsClock(tokens, i)).Distinct().ToList();
            var voice = VoiceOf(folded, tokens);
            var isAll = named.Count == 0 && (tokens.Any(All.Contains) || tokens.Any(None.Contains) || IsBare(tokens));
            return new(isAll ? slots : named, named.Count == 0 && tokens.Any(Rest.Contains), voice);
        }

        private static PollVoice? VoiceOf(string folded, string[] tokens) =>
            IfNeeded.Any(w => folded.Contains(w, StringComparison.Ordinal)) ? PollVoice.IfNeeded
            : tokens.Any(No.Contains) || tokens.Any(None.Contains) ? PollVoice.No
            : tokens.Any(Yes.Contains) ? PollVoice.Yes
            : null;

        /// <summary>"ja" alone means all dates.</summary>
        private static bool IsBare(string[] tokens) =>
            tokens is [var only] && (Yes.Contains(only) || only is "nein" or "no" || only is "notfalls" or "maybe");

        private static bool IsClock(string[] tokens, int at) =>
            at + 1 < tokens.Length && tokens[at + 1] is "uhr" or "oclock" or "am" or "pm";
    }
}
