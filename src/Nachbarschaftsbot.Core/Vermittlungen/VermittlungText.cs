using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>How a Vermittlung is shown to its two sides: what it is about, where it stands, what can be done now.</summary>
internal static class VermittlungText
{
    /// <summary>A text with the kind of help and the time of a request.</summary>
    public static Text About(string key, HelpRequest request, params Arg[] args) =>
        Text.Of(
            key,
            [Arg.OfKey("category", $"category.{request.Category}"), Arg.OfWhen("when", request.When), .. args]
        );

    /// <summary>The same of a Vermittlung: what was agreed on counts, not what was wished for.</summary>
    public static Text About(string key, HelpRequest request, Vermittlung vermittlung, params Arg[] args) =>
        About(key, vermittlung.Agreed is { } agreed ? request with { When = agreed.When } : request, args);

    /// <summary>What a Vermittlung is about, in one line.</summary>
    public static Text About(Call call, Vermittlung vermittlung) =>
        call.Find(HelpRequest.Kind, vermittlung.Request) is { } request
            ? About("vermittlung.about", request, vermittlung)
            : "vermittlung.about.gone";

    /// <summary>What it is about, beside a line that names the appointment: two times in one message would confuse.</summary>
    public static Text Topic(Call call, Vermittlung vermittlung) =>
        (vermittlung.Agreed ?? vermittlung.Proposed) is not null
        && call.Find(HelpRequest.Kind, vermittlung.Request) is { } request
            ? Text.Of("vermittlung.about.only", Arg.OfKey("category", $"category.{request.Category}"))
            : About(call, vermittlung);

    /// <summary>Who it is with, what about, and where it stands, for one side.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Vermittlung vermittlung, string reader)
    {
        var lines = new List<Text>
        {
            Text.Title("vermittlung.with", Sides.Name(call, vermittlung.Other(reader))),
            vermittlung.IsLive ? Topic(call, vermittlung) : About(call, vermittlung),
            Where(vermittlung, reader),
        };
        if (vermittlung.State == VermittlungState.Offered && vermittlung.Note.Length > 0)
            lines.Add(Text.Quote(vermittlung.Note).By(vermittlung.Helper));
        if (vermittlung is { IsLive: true, Agreed: { } agreed })
            lines.Add(Appointment("vermittlung.agreed", agreed));
        if (vermittlung is { IsLive: true, Proposed: { } proposed })
            lines.Add(
                Appointment(
                    proposed.By == reader ? "vermittlung.proposed.mine" : "vermittlung.proposed.other",
                    proposed
                )
            );
        if (ContactLine(vermittlung, reader) is { } contact)
            lines.Add(contact);
        return lines;
    }

    /// <summary>The buttons that work now for one side, the most likely first.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Buttons(Call call, Vermittlung vermittlung, string reader) =>
        vermittlung.State switch
        {
            VermittlungState.Offered when reader == vermittlung.Owner => [Choice(call, vermittlung)],
            VermittlungState.Offered =>
            [
                [Press.Button("v-back", vermittlung.Id)],
            ],
            VermittlungState.Active or VermittlungState.Agreed => Live(vermittlung, reader),
            VermittlungState.Done => After(vermittlung, reader),
            _ => [],
        };

    /// <summary>The two buttons with which an owner decides about one who answered.</summary>
    public static IReadOnlyList<Button> Choice(Call call, Vermittlung vermittlung)
    {
        Arg name = Sides.Name(call, vermittlung.Helper);
        return
        [
            Press.Labelled(Text.Of("vermittlung.choose", name), "v-choose", vermittlung.Id),
            Press.Labelled(Text.Of("vermittlung.refuse", name), "v-refuse", vermittlung.Id),
        ];
    }

    /// <summary>A text with time and place of an appointment.</summary>
    public static Text Appointment(string key, Appointment appointment, params Arg[] args) =>
        Text.Of(key, [Arg.OfWhen("when", appointment.When), ("where", appointment.Where), .. args]);

    /// <summary>Whether it waits for an answer of this person.</summary>
    public static bool Waits(Vermittlung vermittlung, string reader) =>
        vermittlung.State == VermittlungState.Offered && vermittlung.Owner == reader
        || vermittlung.IsLive
            && (
                vermittlung.Proposed is { } proposed && proposed.By != reader
                || ContactSharing.IsAsked(vermittlung, reader)
            );

    private static Text Where(Vermittlung vermittlung, string reader) =>
        vermittlung.State == VermittlungState.Offered && vermittlung.Owner == reader
            ? "vermittlung.state.offered.owner"
            : $"vermittlung.state.{vermittlung.StateName.ToLowerInvariant()}";

    private static Text? ContactLine(Vermittlung vermittlung, string reader) =>
        !vermittlung.IsLive || vermittlung.ContactAgreed.Count != 1 ? null
        : vermittlung.ContactAgreed[0] == reader ? Text.Of("vermittlung.contact.waits.mine")
        : Text.Of("vermittlung.contact.waits.other");

    private static List<IReadOnlyList<Button>> Live(Vermittlung vermittlung, string reader)
    {
        var rows = new List<IReadOnlyList<Button>>();
        if (vermittlung.Proposed is { } proposed && proposed.By != reader)
            rows.Add([Press.Button("v-accept", vermittlung.Id, Marks.Of(proposed))]);
        rows.Add([Press.Button("v-talk", vermittlung.Id)]);
        var propose = Text.Of(vermittlung.Agreed is null ? "button.v-propose" : "vermittlung.move");
        rows.Add([Press.Button(propose, "v-propose", vermittlung.Id)]);
        if (!ContactSharing.IsDone(vermittlung))
            rows.Add(ContactSharing.Buttons(vermittlung, reader));
        rows.Add([Press.Button("v-done", vermittlung.Id), Press.Button("v-cancel", vermittlung.Id)]);
        return rows;
    }

    private static List<IReadOnlyList<Button>> After(Vermittlung vermittlung, string reader)
    {
        var rows = new List<IReadOnlyList<Button>>();
        if (!vermittlung.Thanked.Contains(reader))
            rows.Add([Press.Button("v-thank", vermittlung.Id)]);
        if (vermittlung.Feedback.All(f => f.By != reader))
            rows.Add([Press.Button("v-good", vermittlung.Id), Press.Button("v-bad", vermittlung.Id)]);
        return rows;
    }
}
