using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Points at words by which somebody could be recognised. It only points; people decide.</summary>
internal static class Recognisable
{
    /// <summary>A line that names such words, or none.</summary>
    public static IReadOnlyList<Text> Hints(string words) =>
        Guard.Read(words) is { Count: > 0 } found
            ? [Text.Of("theme.recognised", ("words", string.Join(", ", found.Select(f => f.Words))))]
            : [];

    /// <summary>The same for what is said in a meeting: the first names of those who take part are no secret there.</summary>
    public static IReadOnlyList<Text> Hints(Call call, Dialogue dialogue, string words)
    {
        var names = Rounds.People(call, dialogue).Select(p => Plain.Fold(p.FirstName)).ToHashSet();
        var found = Guard
            .Read(words)
            .Where(f => f.Kind is GuardKind.Name or GuardKind.BirthDate)
            .Where(f => !Plain.Fold(f.Words).Split(' ').All(names.Contains))
            .Select(f => f.Words)
            .ToList();
        return found.Count > 0 ? [Text.Of("round.recognised", ("words", string.Join(", ", found)))] : [];
    }
}
