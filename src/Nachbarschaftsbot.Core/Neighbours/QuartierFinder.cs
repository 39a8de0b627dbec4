using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Finds the Quartier that a code or the circumstances name.</summary>
internal static class QuartierFinder
{
    private const string Last = "\uffff";

    /// <summary>The Quartier with this join code; case, blanks and hyphens do not matter.</summary>
    public static Quartier? ByCode(Call call, string typed)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length is < 4 or > 40 ? null
            : call.Query(Quartier.Kind, "code", code, code + "\u0001", 1) is [var found] ? found
            : null;
    }

    /// <summary>The only Quartier there is, or null.</summary>
    public static Quartier? Only(Call call) => Some(call) is [var only] ? only : null;

    /// <summary>Whether there is any Quartier.</summary>
    public static bool Any(Call call) => Some(call).Count > 0;

    private static IReadOnlyList<Quartier> Some(Call call) => call.Query(Quartier.Kind, "name", "", Last, 2);
}

/// <summary>Asks for the code of a Quartier; the value is the Quartier's id.</summary>
internal sealed record QuartierQuestion(string Id) : Question(Id)
{
    /// <summary>Whether it is asked to become a part of the Quartier; otherwise only to say which one is meant.</summary>
    public bool ToJoin { get; init; }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => 40;

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft) =>
        QuartierFinder.ByCode(call, typed) is not { } found ? new Reading.Refused("join.code-wrong")
        : ToJoin && call.Person?.MayJoin(found.Id) == false ? new Reading.Refused(Residence.Refusal(found))
        : new Reading.Accepted(found.Id);

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) =>
        Text.Plain(call.Find(Quartier.Kind, value)?.Name ?? "");
}

/// <summary>Asks for the first name as others see it, with the messenger's as a proposal.</summary>
internal sealed record NameQuestion(string Id) : Question(Id)
{
    /// <summary>The option that takes the proposal; the name itself may not fit into a button.</summary>
    private const string Proposal = "=";

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => 40;

    /// <summary>The messenger's first name, cleaned, or null when it is none.</summary>
    public static string? Proposed(Call call) =>
        Clean(call.Inbound.Sender?.FirstName ?? "") is { Length: > 0 } name && Wrong(name) is null ? name : null;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        !call.WholeForms && Proposed(call) is { } name ? [new(Proposal, Text.Of("name.proposal", ("name", name)))] : [];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft)
    {
        var name = typed == Proposal ? Proposed(call) ?? "" : Clean(typed);
        return Wrong(name) is { } why ? new Reading.Refused(why) : new Reading.Accepted(name);
    }

    private static string Clean(string name) =>
        string.Join(' ', Visible(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Without marks that turn the direction of reading or are not seen: with them one name looks like another.</summary>
    private static string Visible(string name) =>
        string.Concat(name.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format));

    private static Text? Wrong(string name) =>
        name.Length > 40 ? Text.Of("form.too-long", ("max", 40), ("length", name.Length))
        : !name.Any(char.IsLetter) ? Text.Of("form.no-words")
        : name.Any(IsOdd) ? Text.Of("name.only-letters")
        : null;

    private static bool IsOdd(char c) => char.IsDigit(c) || char.IsControl(c) || "@/:<>()[]{}".Contains(c);
}
