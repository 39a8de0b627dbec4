using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// The themes pool of a Quartier: what could be talked about. Never about persons: words of residents get in only after a professional
/// confirmed that nobody can be recognised in them.
/// </summary>
public static class ThemesPool
{
    private const int Most = 1000;
    private const int Page = 8;

    /// <summary>The form with which somebody proposes a theme.</summary>
    internal static readonly FormSpec Form = new(
        "thema",
        [
            new TextQuestion("words", 5, 200, PrivateWords.InWhat),
            new TextQuestion("area", 2, 60, PrivateWords.InArea) { Optional = true },
        ],
        Complete
    )
    {
        Preview = (_, draft) => [Text.Quote(Shown(draft)), .. Recognisable.Hints(Shown(draft))],
        StillPossible = (call, _) => Here(call),
    };

    /// <summary>The form with which a professional puts a theme into other words.</summary>
    internal static readonly FormSpec Rewording = new(
        "themaworte",
        [
            new TextQuestion("words", 5, 200, PrivateWords.InWhat),
            new TextQuestion("area", 2, 60, PrivateWords.InArea) { Optional = true },
        ],
        Reworded
    )
    {
        Preview = (_, draft) => [Text.Quote(Shown(draft)), .. Recognisable.Hints(Shown(draft))],
        StillPossible = (call, draft) => Theirs(call, draft.Subject) is not null,
    };

    /// <summary>The open themes of a Quartier, those that came up most often first.</summary>
    public static IReadOnlyList<Theme> Open(Call call, string quartier) => In(call, quartier, ThemeState.Open);

    /// <summary>
    /// Adds a theme whose words were confirmed: a note of a professional, or what the participants of a consultation released.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="quartier">Id of the Quartier.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="words">The words, without persons, at most 200 characters.</param>
    /// <param name="area">Where, coarse, or null.</param>
    /// <param name="by">Id of who noted it, or null.</param>
    public static Theme Add(
        Call call,
        string quartier,
        ThemeSource source,
        string words,
        string? area = null,
        string? by = null
    ) => call.Put(Theme.Kind, New(call, quartier, source, words, area, by) with { State = ThemeState.Open });

    /// <summary>
    /// Puts bundled requests into the pool. Where they were only counted so far, the theme gets the words; the counting goes on with it.
    /// </summary>
    internal static Theme Bundle(Call call, string quartier, string category, string words, string? area, int count)
    {
        var counted = Open(call, quartier)
            .FirstOrDefault(t => t is { Source: ThemeSource.Requests, Words: null } && t.Category == category);
        var theme =
            counted ?? New(call, quartier, ThemeSource.Requests, words, area, null) with { State = ThemeState.Open };
        return call.Put(
            Theme.Kind,
            theme with
            {
                Category = category,
                Words = words,
                Area = area,
                Count = Math.Max(count, counted?.Count ?? 1),
                Changed = call.Now,
            }
        );
    }

    /// <summary>Opens the form.</summary>
    internal static void Begin(Call call, string dialogue)
    {
        if (call.Where == Where.Private)
            Forms.Start(call, Form, subject: dialogue.Length > 0 ? dialogue : null);
        else
            GoingOnAlone.With(call, Press.Button("s-note", dialogue));
    }

    /// <summary>Shows the open themes of the Quartier.</summary>
    internal static void Show(Call call, string _)
    {
        if (call.Quartier is not { } quartier)
        {
            call.NotThere();
            return;
        }
        var themes = Open(call, quartier.Id);
        var from = int.TryParse(call.Argument, out var at) && at > 0 && at < themes.Count ? at : 0;
        var isColleague = Rounds.IsColleague(call, quartier.Id);
        var message = Message.Of(Text.Title("theme.title", ("quartier", quartier.Name)));
        message = message.And(themes.Count == 0 ? "theme.none" : "theme.how");
        for (var i = from; i < Math.Min(from + Page, themes.Count); i++)
        {
            message = message.And(Line(call, themes[i], i + 1));
            if (isColleague && call.Where == Where.Private)
                message = message.Row(
                    Press.Labelled(Text.Of("theme.open", ("number", i + 1)), "s-theme", themes[i].Id)
                );
        }
        if (from + Page < themes.Count)
            message = message.Row(Press.Labelled("theme.more", "s-themes", "", $"{from + Page}"));
        if (isColleague && In(call, quartier.Id, ThemeState.Proposed) is { Count: > 0 } proposed)
            message = message.And(Text.Of("theme.proposed", ("count", proposed.Count))).Row(Press.Button("s-check"));
        call.Say(message.Row(Press.Button("s-note")));
    }

    /// <summary>Shows the next proposal to a professional.</summary>
    internal static void Check(Call call, string _)
    {
        if (call.Quartier is { } quartier && In(call, quartier.Id, ThemeState.Proposed) is [var first, ..])
            ShowOne(call, first);
        else
            call.Say("theme.checked");
    }

    /// <summary>Shows one theme with what a professional can do.</summary>
    internal static void ShowOne(Call call, Theme theme) => call.Say(Card(theme));

    /// <summary>A professional confirms the words as they are.</summary>
    internal static void Confirm(Call call, Theme theme) => Take(call, theme);

    /// <summary>A professional wants other words.</summary>
    internal static void Reword(Call call, Theme theme) => Forms.Start(call, Rewording, subject: theme.Id);

    /// <summary>Takes a theme out.</summary>
    internal static void Drop(Call call, Theme theme)
    {
        call.Put(
            Theme.Kind,
            theme with
            {
                State = ThemeState.Dropped,
                Changed = call.Now,
                Words = theme.By is null ? theme.Words : null,
                By = null,
            }
        );
        if (theme is { State: ThemeState.Proposed, By: { } by } && by != call.Person?.Id)
            call.Tell(
                by,
                Message.Of("theme.dropped.person").Row(Press.Button("s-note")) with
                {
                    Priority = Priority.Notice,
                }
            );
        call.Say("theme.dropped");
    }

    /// <summary>The themes of a Quartier in a state, those that came up most often first.</summary>
    internal static IReadOnlyList<Theme> In(Call call, string quartier, ThemeState state) =>
        [
            .. call.QueryBelow(Theme.Kind, "pool", Most, quartier, state.ToString())
                .Where(t => t.State == state)
                .OrderByDescending(t => t.Count)
                .ThenBy(t => t.Created)
                .ThenBy(t => t.Id, StringComparer.Ordinal),
        ];

    private static Text Line(Call call, Theme theme, int number) =>
        Text.Of(
            "theme.line",
            ("number", number),
            ("theme", ThemeText.Words(theme, call.Language)),
            ThemeText.Source(theme)
        );

    private static Message Card(Theme theme)
    {
        var message = Message.Of(Text.Of("theme.from", ThemeText.Source(theme)), ThemeText.Title(theme));
        if (theme.State == ThemeState.Proposed)
            message = message
                .And([.. Recognisable.Hints(theme.Words ?? ""), "theme.check"])
                .Row(Press.Button("s-ok", theme.Id));
        return message.Row(Press.Button("s-words", theme.Id), Press.Button("s-drop", theme.Id));
    }

    private static void Complete(Call call, Draft draft)
    {
        var quartier = call.Quartier!.Id;
        var isColleague = Rounds.IsColleague(call, quartier);
        var (words, area) = (draft["words"]!, draft["area"] is { Length: > 0 } said ? said : null);
        if (isColleague)
        {
            Add(call, quartier, ThemeSource.Note, words, area, call.Person!.Id);
            call.Say(Message.Of("theme.added").Row(Press.Button("s-themes")));
            return;
        }
        var theme = call.Put(
            Theme.Kind,
            New(call, quartier, ThemeSource.Idea, words, area, call.Person!.Id) with
            {
                State = ThemeState.Proposed,
            }
        );
        foreach (var carer in Rounds.Carers(call, null, quartier))
            call.Tell(carer, Card(theme) with { Priority = Priority.Notice });
        call.Say("theme.sent");
    }

    private static void Reworded(Call call, Draft draft)
    {
        var theme = Theirs(call, draft.Subject)!;
        Take(call, theme with { Words = draft["words"]!, Area = draft["area"] is { Length: > 0 } area ? area : null });
    }

    private static void Take(Call call, Theme theme)
    {
        var isNew = theme.State == ThemeState.Proposed;
        call.Put(Theme.Kind, theme with { State = ThemeState.Open, Changed = call.Now });
        if (isNew && theme.By is { } by && by != call.Person?.Id)
            call.Tell(
                by,
                Message.Of("theme.taken.person", Text.Quote(ThemeText.Words(theme, call.Language))) with
                {
                    Priority = Priority.Notice,
                }
            );
        call.Say(Message.Of("theme.added").Row(Press.Button("s-themes")));
    }

    private static Theme New(Call call, string quartier, ThemeSource source, string words, string? area, string? by)
    {
        Forgetting.Watch(call, quartier);
        return new()
        {
            Id = call.Ids.Short(),
            Quartier = quartier,
            Source = source,
            Words = words,
            Area = area,
            By = by,
            Created = call.Now,
        };
    }

    private static string Shown(Draft draft) =>
        draft["area"] is { Length: > 0 } area ? $"{draft["words"]} ({area})" : draft["words"] ?? "";

    private static bool Here(Call call)
    {
        if (call.Quartier is null)
            call.NotThere();
        return call.Quartier is not null;
    }

    private static Theme? Theirs(Call call, string? id)
    {
        if (
            call.Find(Theme.Kind, id ?? "") is { State: ThemeState.Proposed or ThemeState.Open } theme
            && Rounds.IsColleague(call, theme.Quartier)
        )
            return theme;
        call.NotThere();
        return null;
    }
}
