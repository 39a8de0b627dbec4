using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>A button: who may press it and, where it is about a document, in what relation and state.</summary>
public abstract record ButtonSpec(string Verb, Who Who, Relation Relation, IReadOnlyList<string> States)
{
    /// <summary>Checks relation and state and does it.</summary>
    public abstract void Press(Call call, string subject);
}

/// <summary>A button that is about nothing, or whose handler finds out itself.</summary>
public sealed record PlainButton(string Verb, Who Who, Action<Call, string> Handle)
    : ButtonSpec(Verb, Who, Relation.Any, [])
{
    /// <inheritdoc/>
    public override void Press(Call call, string subject) => Handle(call, subject);
}

/// <summary>A button about a document. Not there, of another Quartier or without relation is answered alike; a wrong state explains itself.</summary>
/// <param name="Verb">Its name; its label is <c>button.&lt;verb&gt;</c>.</param>
/// <param name="Who">Who may press it, by role.</param>
/// <param name="Relation">Any of these relations is needed; <see cref="Relation.Any"/>: none.</param>
/// <param name="States">States of the document in which it works; empty: all.</param>
/// <param name="Kind">The document's kind.</param>
/// <param name="Handle">What it does.</param>
public sealed record ButtonSpec<T>(
    string Verb,
    Who Who,
    Relation Relation,
    IReadOnlyList<string> States,
    Kind<T> Kind,
    Action<Call, T> Handle
) : ButtonSpec(Verb, Who, Relation, States)
    where T : class, ISubject
{
    /// <summary>The button that a stale one explains itself with; the text key <c>stale.&lt;kind&gt;.&lt;state&gt;</c> says why.</summary>
    public override void Press(Call call, string subject)
    {
        if (call.Find(Kind, subject) is not { } document || !Relations.Allow(call, document, Relation))
            call.NotThere();
        else if (States.Count > 0 && !States.Contains(document.StateName))
            Stale(call, document);
        else
            Handle(call, document);
    }

    private void Stale(Call call, T document)
    {
        var why = $"stale.{Kind.Name}.{document.StateName.ToLowerInvariant()}";
        call.Toast(why);
        if (call.Where == Where.Private)
            call.Say(why, "call.what-now");
    }
}
