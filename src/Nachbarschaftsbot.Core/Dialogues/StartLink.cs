namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// A deep link: <c>/start PREFIXrest</c>. Somebody who has not joined yet joins first; what the link was for is taken up then.
/// </summary>
/// <param name="Prefix">For example <c>r_</c>.</param>
/// <param name="Handle">What it does, with what stands behind the prefix.</param>
public sealed record StartLink(string Prefix, Action<Call, string> Handle)
{
    /// <summary>Whether it works for somebody who agreed but belongs to no Quartier yet (the operator's code on an empty installation).</summary>
    public bool WithoutQuartier { get; init; }

    /// <summary>Whether it works for somebody whom the bot does not know, without joining.</summary>
    public bool BeforeJoining { get; init; }

    /// <summary>The Quartier the link leads to, which a newcomer joins by it; null where it names none.</summary>
    public Func<Call, string, string?>? Quartier { get; init; }
}
