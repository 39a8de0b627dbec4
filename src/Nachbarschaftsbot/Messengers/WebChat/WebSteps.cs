using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// Which buttons still count. Those of a form belong to one showing of it; when a newer one stands below, or it was answered, the
/// page makes the older ones inert and says why, before anybody presses in vain.
/// </summary>
internal static class WebSteps
{
    /// <summary>The mark of the form's step that some of these buttons belong to, or null.</summary>
    public static string? Of(IEnumerable<IReadOnlyList<WebButton>> rows) =>
        rows.SelectMany(r => r).Select(b => StampOf(b.Token)).FirstOrDefault(s => s is not null);

    /// <summary>The mark that a token of a form carries; null for other buttons.</summary>
    public static string? StampOf(string token) =>
        Token.Parse(token) is { Verb: Forms.Verb, Subject: { Length: > 0 } stamp } ? stamp : null;

    /// <summary>Ids of the lines whose step is over.</summary>
    public static HashSet<string> Over(IReadOnlyList<WebLine> lines)
    {
        var over = new HashSet<string>(lines.Select(l => l.Answers).OfType<string>());
        var steps = lines.Where(l => l.Step is not null).ToList();
        foreach (var older in steps.SkipLast(1))
            over.Add(older.Id);
        return over;
    }
}
