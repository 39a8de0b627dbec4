using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>
/// Free text that others of a consultation will read. Where it points at a person, it is not taken: the writer puts it in other words,
/// or says that it is no name by the button or by sending the same text once more.
/// </summary>
public sealed record GuardedQuestion(string Id, int Min, int Max) : Question(Id)
{
    /// <summary>The option that says: it is no name.</summary>
    public const string Sure = "so-lassen";

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => Max;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        draft[Id + "~"] is null ? [] : [new(Sure, "beratung.guard.sure")];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        if (draft[Id + "~"] is { } said && (typed == Sure || Plain.Fold(typed) is "so lassen" or "kein name"))
            return new Reading.Accepted(said);
        var reading = new TextQuestion(Id, Min, Max).Read(typed, call, draft);
        if (reading is not Reading.Accepted(var text) || text == draft[Id + "~"] || text == draft[Id + "!"])
            return reading;
        return Why("beratung.guard", text) is { } why ? new Reading.More(why, text) : reading;
    }

    /// <summary>Why a text cannot stay so, said with the words that were found; null where nothing was.</summary>
    public static Text? Why(string key, string text) =>
        Guard.Read(text) is { Count: > 0 } found
            ? Text.Of(key, ("words", string.Join(", ", found.Select(f => $"„{f.Words}“"))))
            : null;
}
