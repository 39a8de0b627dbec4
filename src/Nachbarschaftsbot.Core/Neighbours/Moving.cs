using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>A member changes the Quartier.</summary>
internal static class Moving
{
    /// <summary>A member came with the code of a Quartier: asks whether to change.</summary>
    public static void Ask(Call call, Quartier quartier)
    {
        if (Residence.Refuses(call, quartier.Id))
            return;
        if (call.Person!.Quartier == quartier.Id)
            Menu.Show(call, Text.Of("move.already", ("quartier", quartier.Name)));
        else
            call.Say(
                Message
                    .Of(
                        Text.Of("move.ask", ("old", call.Quartier?.Name ?? ""), ("new", quartier.Name)),
                        "move.what-stays"
                    )
                    .Row(Press.Button("n-move", quartier.JoinCode), Press.Labelled("menu.stay", "n-go", "start"))
            );
    }

    /// <summary>Changes, by code: an id alone must not be enough.</summary>
    public static void To(Call call, string code)
    {
        if (QuartierFinder.ByCode(call, code) is not { } quartier)
            call.Say("join.code-wrong");
        else if (call.Person!.Quartier == quartier.Id)
            Ask(call, quartier);
        else
            Change(call, quartier);
    }

    /// <summary>Changes.</summary>
    public static void Change(Call call, Quartier quartier)
    {
        if (Residence.Refuses(call, quartier.Id))
            return;
        var me = call.Put(Person.Kind, call.Person! with { Quartier = quartier.Id });
        Menu.Show(call, [Text.Of("move.done", ("quartier", quartier.Name)), .. GroupLeading.Moved(call, me)]);
    }
}
