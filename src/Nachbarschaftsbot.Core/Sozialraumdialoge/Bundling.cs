using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// Bündelung: a moderator makes a theme of a request and of others like it. The words are proposed, seen and changed by the moderator, and
/// nothing in the theme leads back to a person. Only where the Quartier has a round that can take it up.
/// </summary>
internal static class Bundling
{
    private const int MostSimilar = 8;
    private const int Most = 200;
    private const int LongestLabel = 60;
    private const string Alone = "keine";

    private static readonly RequestState[] Alike =
    [
        RequestState.Waiting,
        RequestState.Open,
        RequestState.Full,
        RequestState.Declined,
        RequestState.Expired,
        RequestState.Referred,
    ];

    /// <summary>The form, alone with the bot.</summary>
    public static readonly FormSpec Form = new(
        "buendeln",
        [
            new SeveralQuestion("similar", (call, draft) => Options(call, draft)),
            new GuardedQuestion("words", 5, 200),
            new TextQuestion("area", 2, 60, PrivateWords.InArea) { Optional = true },
        ],
        Complete
    )
    {
        Preview = Preview,
        StillPossible = (call, draft) => Mine(call, draft.Subject) is not null,
    };

    /// <summary>Whether a card can become a theme.</summary>
    public static bool IsPossible(Call call, Card card) =>
        card is { About: CardAbout.Request, Bundled: false }
        && Rounds.Of(call, card.Quartier).Count > 0
        && call.Find(HelpRequest.Kind, card.Subject) is { Direction: Direction.Gesuch };

    /// <summary>Opens the form; from the channel, alone with whoever pressed.</summary>
    public static void Begin(Call call, Card card)
    {
        if (card.Bundled)
            call.Toast("triage.theme.already");
        else if (!IsPossible(call, card))
            call.NotThere();
        else if (call.Where != Where.Private)
            GoingOnAlone.With(call, Press.Button("t-theme", card.Id));
        else
            Forms.Start(
                call,
                Form,
                new Dictionary<string, string> { ["words"] = Proposal(call, Request(call, card)) },
                card.Id
            );
    }

    private static void Complete(Call call, Draft draft)
    {
        var card = Mine(call, draft.Subject)!;
        var request = Request(call, card);
        var chosen = Chosen(call, card, draft);
        var people = chosen.Append(request).Select(r => r.Owner).Distinct().Count();
        ThemesPool.Bundle(
            call,
            card.Quartier,
            request.Category,
            draft["words"]!,
            draft["area"] is { Length: > 0 } area ? area : null,
            people
        );
        foreach (var one in chosen.Append(request))
            if (TriageDesk.About(call, one.Id) is { } its)
                TriageDesk.Refresh(call, its with { Bundled = true });
        call.Decision.Counted.Add("theme.bundled");
        call.Say(Message.Of("theme.added", "theme.bundled.next").Row(Press.Button("s-themes")));
    }

    private static IReadOnlyList<Text> Preview(Call call, Draft draft)
    {
        var words = draft["area"] is { Length: > 0 } area ? $"{draft["words"]} ({area})" : draft["words"] ?? "";
        var count = Mine(call, draft.Subject) is { } card ? Chosen(call, card, draft).Count + 1 : 1;
        return [Text.Quote(words), Text.Of("theme.bundle.count", ("count", count)), .. Recognisable.Hints(words)];
    }

    private static IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        [
            .. (call.Find(Card.Kind, draft.Subject ?? "") is { } card ? Similar(call, card) : []).Select(
                r => new FieldOption(r.Id, Text.Plain(ThemeText.Shorten(r.What, LongestLabel)))
            ),
            new FieldOption(Alone, "form.buendeln.similar.keine"),
        ];

    private static IReadOnlyList<HelpRequest> Chosen(Call call, Card card, Draft draft)
    {
        var ids = (draft["similar"] ?? "").Split(',');
        return [.. Similar(call, card).Where(r => ids.Contains(r.Id))];
    }

    /// <summary>Requests of the same kind that nobody has bundled yet, the newest first.</summary>
    private static IReadOnlyList<HelpRequest> Similar(Call call, Card card) =>
        call.Find(HelpRequest.Kind, card.Subject) is not { } request
            ? []
            :
            [
                .. Alike
                    .SelectMany(s => call.QueryBelow(HelpRequest.Kind, "quartier", Most, card.Quartier, s.ToString()))
                    .Where(r => r.Id != request.Id && r.Category == request.Category)
                    .Where(r => r.Direction == Direction.Gesuch && Alike.Contains(r.State))
                    .Where(r => TriageDesk.About(call, r.Id) is not { Bundled: true })
                    .DistinctBy(r => r.Id)
                    .OrderByDescending(r => r.Created)
                    .ThenBy(r => r.Id, StringComparer.Ordinal)
                    .Take(MostSimilar),
            ];

    /// <summary>Words made of the kind of help alone: those of the request can hold a person.</summary>
    private static string Proposal(Call call, HelpRequest request) =>
        Catalog.BuiltIn.Words(
            Text.Of(
                "theme.bundle.words",
                Arg.OfKey("category", Categories.Find(request.Category)?.LabelKey ?? "category.anderes")
            ),
            call.Language
        );

    private static HelpRequest Request(Call call, Card card) => call.Find(HelpRequest.Kind, card.Subject)!;

    private static Card? Mine(Call call, string? id)
    {
        if (
            call.Find(Card.Kind, id ?? "") is { } card
            && Relations.Allow(call, card, Relation.Staff)
            && IsPossible(call, card)
        )
            return card;
        call.NotThere();
        return null;
    }
}
