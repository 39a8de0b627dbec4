using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// A form, declared once and shown by each messenger in its own way. Texts by key: <c>form.&lt;name&gt;.title</c>,
/// <c>form.&lt;name&gt;.submit</c> (button that sends it), and those of its questions.
/// </summary>
/// <param name="Name">Lower-case letters.</param>
/// <param name="Questions">The questions in order.</param>
/// <param name="Complete">What happens with the answers. The draft is closed already.</param>
public sealed record FormSpec(string Name, IReadOnlyList<Question> Questions, Action<Call, Draft> Complete)
{
    /// <summary>
    /// Whether its answers are confidential: sealed while it is open, and never asked on a messenger that is not for that.
    /// </summary>
    public bool Confidential { get; init; }

    /// <summary>Whether it makes sense only where it was opened: it is about that account itself.</summary>
    public bool StaysHere { get; init; }

    /// <summary>What others will see, exactly; null: no preview, the last answer sends it.</summary>
    public Func<Call, Draft, IReadOnlyList<Text>>? Preview { get; init; }

    /// <summary>Lines before the first question.</summary>
    public Func<Call, Draft, IReadOnlyList<Text>>? Opening { get; init; }

    /// <summary>Whether it is still possible; otherwise says why itself and returns false. Asked before the first question and before completing.</summary>
    public Func<Call, Draft, bool>? StillPossible { get; init; }

    /// <summary>The questions that are asked, given the answers so far.</summary>
    public IEnumerable<Question> Asked(Draft draft) => Questions.Where(q => q.If?.Invoke(draft) ?? true);

    /// <summary>The key of a question's text.</summary>
    public string Key(Question question) => $"form.{Name}.{question.Id}";
}
