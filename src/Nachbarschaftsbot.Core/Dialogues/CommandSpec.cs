namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// A command: name, who may use it, where it may stand, what it does. The texts belong to it by key: <c>command.&lt;name&gt;.help</c> (one
/// line, at most 100 characters) and <c>command.&lt;name&gt;.words</c> (plain words that lead to it, separated by comma; may be empty).
/// </summary>
/// <param name="Name">1 to 32 characters of <c>a-z0-9_</c>.</param>
/// <param name="Who">Who may use it.</param>
/// <param name="Where">Where it may stand; elsewhere the bot says where.</param>
/// <param name="Handle">What it does.</param>
/// <param name="Aliases">Further names, for other languages.</param>
/// <param name="InMenu">Whether it stands in the messenger's command list.</param>
public sealed record CommandSpec(
    string Name,
    Who Who,
    Where Where,
    Action<Call> Handle,
    IReadOnlyList<string>? Aliases = null,
    bool InMenu = true
)
{
    /// <summary>What happens where it may not stand, before the bot says where it may; null: nothing.</summary>
    public Action<Call>? Elsewhere { get; init; }
}
