using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Finds the Vermittlung that a form, a talk or a reply is about, if the person may still do something with it.</summary>
internal static class Parts
{
    /// <summary>The Vermittlung in one of these states; null when it was said why not.</summary>
    public static Vermittlung? Find(Call call, string? id, params ReadOnlySpan<VermittlungState> states) =>
        Find(call, id, false, states);

    /// <summary>The Vermittlung if its two sides are in touch; null when it was said why not.</summary>
    public static Vermittlung? Live(Call call, string? id) =>
        Find(call, id, VermittlungState.Active, VermittlungState.Agreed);

    /// <summary>The same, also when one side does not want to meet the other any more: cancelling always works.</summary>
    public static Vermittlung? LiveEvenIfBlocked(Call call, string? id) =>
        Find(call, id, true, VermittlungState.Active, VermittlungState.Agreed);

    private static Vermittlung? Find(
        Call call,
        string? id,
        bool evenIfBlocked,
        params ReadOnlySpan<VermittlungState> states
    )
    {
        if (
            id is null
            || call.Person is not { } me
            || call.Find(Vermittlung.Kind, id) is not { } found
            || !found.RelationOf(me.Id).HasFlag(Relation.Party)
            || !evenIfBlocked && Sides.AreBlocked(call, found)
        )
        {
            call.NotThere();
            return null;
        }
        if (states.Contains(found.State))
            return found;
        Text why = $"stale.vermittlung.{found.StateName.ToLowerInvariant()}";
        call.Say(why, "call.what-now");
        return null;
    }
}
