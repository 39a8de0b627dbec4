using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Finds open requests of the own Quartier by words, while somebody types.</summary>
internal static class Searching
{
    private const int MostRead = 200;

    /// <summary>
    /// What says all the words or is of the category they name, the most urgent first; all for no words; null for who has not joined.
    /// </summary>
    public static IReadOnlyList<Hit>? Find(Call call, string words, int limit)
    {
        if (!call.Standing.HasFlag(Who.Resident))
            return null;
        var category = words.Length == 0 ? null : SentenceReader.Read(words, call.LocalNow).Category;
        var wanted = Plain.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. Fitting
                .For(call, call.Person!, Direction.Gesuch, MostRead, scope: Fitting.All)
                .Where(r => r.Category == category?.Id && category != Categories.Other || Says(call, r, wanted))
                .Take(limit)
                .Select(r => Hit(call, r)),
        ];
    }

    private static bool Says(Call call, HelpRequest request, string[] wanted)
    {
        var category = Catalog.BuiltIn.Words($"category.{request.Category}", call.Language);
        var all = Plain.Fold($"{request.What} {category} {request.Area}");
        return wanted.All(all.Contains);
    }

    private static Hit Hit(Call call, HelpRequest request)
    {
        var lines = RequestText.Lines(call, request, call.Person?.Quartier);
        return new(lines[0], Text.Quote(request.What).By(request.Owner), lines);
    }
}
