using System.Globalization;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Asks for the quiet hours; the value is <c>20-8</c>, or <c>0-0</c> for none.</summary>
internal sealed partial record QuietQuestion(string Id) : Question(Id)
{
    private const string None = "0-0";

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => 40;

    /// <summary>One line that says when it is quiet.</summary>
    public static Text Line(QuietHours quiet) =>
        quiet.From == quiet.To
            ? "settings.quiet.none"
            : Text.Of("settings.quiet", ("from", quiet.From), ("to", quiet.To));

    /// <summary>The hours of a value.</summary>
    public static QuietHours Decode(string value) =>
        value.Split('-') is [var from, var to] ? new(Hour(from), Hour(to)) : new();

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        call.WholeForms
            ? []
            :
            [
                new("20-8", Text.Of("quiet.option", ("from", 20), ("to", 8))),
                new("22-7", Text.Of("quiet.option", ("from", 22), ("to", 7))),
                new("18-9", Text.Of("quiet.option", ("from", 18), ("to", 9))),
                new(None, "quiet.none"),
            ];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var hours = Numbers().Matches(typed).Select(m => Hour(m.Groups[1].Value)).ToList();
        if (hours is [var from, var to] && from <= 24 && to <= 24)
            return new Reading.Accepted($"{from % 24}-{to % 24}");
        return hours.Count == 0 && Plain.Fold(typed).Split(' ') is ["keine" or "kein" or "nie" or "none" or "no", ..]
            ? new Reading.Accepted(None)
            : new Reading.Refused("quiet.unclear");
    }

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) => Line(Decode(value));

    private static int Hour(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)(\d{1,2})(?:[:.]00)?(?!\d)")]
    private static partial Regex Numbers();
}
