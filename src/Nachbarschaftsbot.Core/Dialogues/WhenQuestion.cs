using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>A moment, a span or "flexibel", in plain words.</summary>
public sealed record WhenQuestion(string Id) : Question(Id)
{
    /// <summary>Whether "flexibel" and "jeden Dienstag" are answers; an appointment needs a moment.</summary>
    public bool NeedsMoment { get; init; }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.When;

    /// <inheritdoc/>
    public override bool IsKeptInCode => true;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        NeedsMoment ? [] : [new(new When.Flexible().Encode(), "when.flexible")];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft) =>
        When.Decode(typed) is { } chosen && !(NeedsMoment && chosen is not When.Moment)
            ? new Reading.Accepted(chosen.Encode())
            : (
                draft[Id + "~"] is { } said
                    ? WhenReader.Complete(new(said), typed, call.LocalNow, call.Zone)
                    : WhenReader.Read(typed, call.LocalNow, call.Zone)
            ) switch
            {
                WhenReading.Understood(var when) when NeedsMoment && when is not When.Moment => new Reading.Refused(
                    "form.needs-moment"
                ),
                WhenReading.Understood(var when) => new Reading.Accepted(when.Encode()),
                WhenReading.InThePast(var when) => new Reading.Refused(
                    Text.Of("when.past", Arg.OfWhen("when", when.Encode()))
                ),
                WhenReading.DoesNotExist(var what) => new Reading.Refused(Text.Of("when.missing", ("what", what))),
                WhenReading.Partly(var part) => new Reading.More(Text.Of("when.askDay", ("said", part)), part),
                WhenReading.Several(var choices) => new Reading.Choose([
                    .. choices.Take(4).Select(c => new FieldOption(c.Encode(), Shown(c.Encode()))),
                ]),
                _ => new Reading.Refused("when.unclear"),
            };

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) => Shown(value);

    private static Text Shown(string encoded) => Text.Of("form.when", Arg.OfWhen("when", encoded));
}
