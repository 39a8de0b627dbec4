namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Checks how the person of a call stands to a document.</summary>
public static class Relations
{
    /// <summary>Whether one of the wanted relations holds.</summary>
    public static bool Allow(Call call, ISubject document, Relation wanted) =>
        wanted == Relation.Any || (Of(call, document) & wanted) != 0;

    /// <summary>All relations of the person to the document, those by role included.</summary>
    public static Relation Of(Call call, ISubject document)
    {
        if (call.Person is not { } person)
            return Relation.Any;
        var relation = document.RelationOf(person.Id);
        var standing = Call.StandingOf(person, document.Quartier);
        if ((standing & Who.Staff) != 0)
            relation |= Relation.Staff;
        if ((standing & Who.Colleague) != 0)
            relation |= Relation.Colleague;
        if (
            (relation & (Relation.Owner | Relation.Party)) == 0
            && person.Quartier is { } home
            && document.IsNextTo(home)
        )
            relation |= Relation.Neighbour;
        return relation;
    }
}
