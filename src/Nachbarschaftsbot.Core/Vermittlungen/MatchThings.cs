using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>What of the Vermittlungen stands in "Meine Sachen".</summary>
internal static class MatchThings
{
    private const int Most = 100;

    /// <summary>Everything of the person that is open, what waits for an answer first.</summary>
    public static IReadOnlyList<(IReadOnlyList<Text> Lines, IReadOnlyList<Button> Buttons)> Of(Call call)
    {
        if (call.Person is not { Id: var me })
            return [];
        return
        [
            .. All(call, me)
                .Where(v => !v.IsOver || WaitsForWord(v, me))
                .OrderBy(Order)
                .ThenBy(v => v.Created)
                .Select(v => (Lines(v), Buttons(v))),
        ];

        int Order(Vermittlung vermittlung) =>
            VermittlungText.Waits(vermittlung, me) ? 0
            : vermittlung.IsLive ? 1
            : vermittlung.IsOver ? 3
            : 2;

        IReadOnlyList<Text> Lines(Vermittlung vermittlung)
        {
            var lines = VermittlungText.Lines(call, vermittlung, me);
            return VermittlungText.Waits(vermittlung, me) ? [.. lines, "vermittlung.waits-for-you"] : lines;
        }

        IReadOnlyList<Button> Buttons(Vermittlung vermittlung) =>
            vermittlung switch
            {
                { State: VermittlungState.Offered } when vermittlung.Owner == me => VermittlungText.Choice(
                    call,
                    vermittlung
                ),
                { State: VermittlungState.Offered } => [Named("vermittlung.back", "v-back", vermittlung)],
                { IsLive: true, Proposed: { } proposed } when proposed.By != me =>
                [
                    Named("vermittlung.accept", "v-accept", vermittlung, Marks.Of(proposed)),
                    Named("vermittlung.show", "v-show", vermittlung),
                ],
                _ => [Named("vermittlung.show", "v-show", vermittlung)],
            };

        // Several stand under one another, so each button says whom it is about.
        Button Named(string label, string verb, Vermittlung vermittlung, string argument = "") =>
            Press.Labelled(Text.Of(label, Sides.Name(call, vermittlung.Other(me))), verb, vermittlung.Id, argument);
    }

    private static bool WaitsForWord(Vermittlung vermittlung, string me) =>
        vermittlung.State == VermittlungState.Done && vermittlung.Feedback.All(f => f.By != me);

    private static IEnumerable<Vermittlung> All(Call call, string me) =>
        call.QueryBelow(Vermittlung.Kind, "owner", Most, me)
            .Concat(call.QueryBelow(Vermittlung.Kind, "helper", Most, me))
            .DistinctBy(v => v.Id);
}
