using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>The forms: a proposal to another Quartier, and the reason why not.</summary>
internal static class PartnerForms
{
    /// <summary>Name of the form for a proposal; its subject is the Quartier that proposes.</summary>
    public const string Proposal = "nachbarquartier";

    /// <summary>Name of the form for the reason; its subject is the proposal.</summary>
    public const string Reason = "nachbarnein";

    /// <summary>Declares them.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(
                new FormSpec(
                    Proposal,
                    [
                        new PartnerQuestion("partner"),
                        new SeveralQuestion("was", (_, _) => What),
                        new HoursQuestion("stunden"),
                    ],
                    Propose
                )
                {
                    Preview = Preview,
                    StillPossible = (call, draft) => IsMine(call, draft.Subject ?? ""),
                }
            )
            .Add(
                new FormSpec(
                    Reason,
                    [new TextQuestion("grund", 3, 300)],
                    (call, draft) => Agreeing.Decline(call, draft.Subject ?? "", Text.Quote(draft["grund"]!))
                )
                {
                    StillPossible = (call, draft) => Agreeing.Answerable(call, draft.Subject ?? "") is not null,
                }
            );

    /// <summary>Opens the form for own words; in a group it goes on alone with the bot.</summary>
    public static void AskInWords(Call call, Registry registry, string id)
    {
        if (Agreeing.Answerable(call, id) is null)
            return;
        if (call.Where == Where.Private)
            Forms.Start(call, registry.Form(Reason)!, subject: id);
        else
            GoingOnAlone.With(call, Press.Button("x-words", id));
    }

    private static IReadOnlyList<FieldOption> What { get; } =
    [.. PartnerWords.All.Select(a => new FieldOption(a.Value, $"partner.what.{a.Value}"))];

    private static IReadOnlyList<Text> Preview(Call call, Draft draft) =>
        [
            Text.Of("partner.preview", Partners.Named(call, draft["partner"] ?? "", "other")),
            .. PartnerWords.Terms(PartnerWords.Read(draft["was"] ?? ""), NumberWords.Read(draft["stunden"]!) ?? 24),
        ];

    private static void Propose(Call call, Draft draft)
    {
        var (from, to) = (draft.Subject!, draft["partner"]!);
        if (Agreeing.Hurdle(call, from, to) is { } hurdle)
            call.Say(Message.Of(hurdle).Row(Press.Button("x-home", from)));
        else
            Agreeing.Propose(
                call,
                from,
                to,
                PartnerWords.Read(draft["was"]!),
                NumberWords.Read(draft["stunden"]!) ?? 24
            );
    }

    private static bool IsMine(Call call, string quartier)
    {
        if (Roles.IsOperator(call, quartier) && call.Find(Quartier.Kind, quartier) is not null)
            return true;
        call.NotThere();
        return false;
    }
}

/// <summary>Asks for another Quartier by join code or name; the value is its id.</summary>
internal sealed record PartnerQuestion(string Id) : Question(Id)
{
    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <inheritdoc/>
    public override int MaxLength => 60;

    /// <inheritdoc/>
    public override bool IsKeptInCode => true;

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft) =>
        Partners.Search(call, typed) switch
        {
            [] => new Reading.Refused("partner.unknown"),
            [var found] => Agreeing.Hurdle(call, draft.Subject ?? "", found.Id) is { } hurdle
                ? new Reading.Refused(hurdle)
                : new Reading.Accepted(found.Id),
            _ => new Reading.Refused("partner.several"),
        };

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) => Text.Plain(Partners.Name(call, value));
}

/// <summary>Asks for the waiting time in hours, up to a week; a day by default.</summary>
internal sealed record HoursQuestion(string Id) : Question(Id)
{
    private const int Longest = 168;

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Number;

    /// <inheritdoc/>
    public override int MaxLength => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        [
            .. ((string[])["24", "6", "48", "72"]).Select(h => new FieldOption(
                h,
                Text.Of("partner.hours", ("hours", h))
            )),
        ];

    /// <inheritdoc/>
    public override Reading Read(string typed, Call call, Draft draft) =>
        NumberWords.Read(typed) is { } hours and >= 1 and <= Longest
            ? new Reading.Accepted(hours.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : new Reading.Refused(Text.Of("form.number", ("min", 1), ("max", Longest)));

    /// <inheritdoc/>
    public override Text Show(string value, Call call, Draft draft) => Text.Of("partner.hours", ("hours", value));
}
