using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>One part of the minutes: a heading with what belongs to it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Points">Guiding questions with what was said to them; empty questions are left out.</param>
public sealed record MinutesPart(string Heading, IReadOnlyList<(string Question, IReadOnlyList<string> Said)> Points);

/// <summary>Minutes in words of one language, ready for page, document and chat.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="Title">The title.</param>
/// <param name="Facts">When, where, purpose, who took part.</param>
/// <param name="Parts">The themes.</param>
/// <param name="Heading">The heading of the agreements.</param>
/// <param name="Columns">The column heads of their table.</param>
/// <param name="Agreements">Its rows.</param>
/// <param name="Review">Heading and rows of what became of earlier agreements.</param>
public sealed record MinutesWords(
    string Language,
    string Title,
    IReadOnlyList<string> Facts,
    IReadOnlyList<MinutesPart> Parts,
    string Heading,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Agreements,
    (string Heading, IReadOnlyList<IReadOnlyList<string>> Rows) Review
);

/// <summary>Makes the minutes of a meeting from what stands in the store; nobody who said something is named.</summary>
internal static class Minutes
{
    /// <summary>The minutes in a language.</summary>
    public static MinutesWords Of(Call call, DialogueMeeting meeting, Dialogue dialogue, string language) =>
        new(
            language,
            Words(language, Text.Of("minutes.title", ("name", dialogue.Name), ("number", meeting.Number))),
            Facts(call, meeting, dialogue, language),
            [
                .. Enumerable
                    .Range(0, meeting.Agenda.Count)
                    .Select(i => Part(call, meeting, i, language))
                    .OfType<MinutesPart>(),
            ],
            Words(language, "minutes.agreements"),
            [
                .. ((string[])["minutes.what", "minutes.who", "minutes.with", "minutes.due", "minutes.state"]).Select(
                    k => Words(language, k)
                ),
            ],
            [.. Agreements.OfMeeting(call, meeting.Id).Select(a => Row(call, a, language))],
            (Words(language, "minutes.review"), [.. Reviewed(call, meeting).Select(a => Row(call, a, language))])
        );

    /// <summary>The short public version that is made by itself: no names, no words of single people.</summary>
    public static string Public(Call call, DialogueMeeting meeting, Dialogue dialogue, string language)
    {
        var themes = meeting
            .Agenda.Where(i => i.Theme is not (AgendaItem.Review or AgendaItem.Free))
            .Select(i => Agendas.TitleOf(call, i.Theme, language));
        var agreed = Agreements.OfMeeting(call, meeting.Id).Select(a => ThemeText.Shorten(a.What, 150));
        Text[] lines =
        [
            Text.Of(
                "minutes.public.when",
                Rounds.Day(call, "when", meeting.Started ?? meeting.Start ?? call.Now, meeting.Quartier),
                ("agencies", meeting.Agencies.Count),
                ("residents", meeting.Residents)
            ),
            Text.Of("agenda.purpose", ("purpose", dialogue.Purpose ?? "")),
            "minutes.public.themes",
            .. themes.Select(t => Text.Of("minutes.point", ("words", t))),
            "minutes.public.agreed",
            .. agreed
                .DefaultIfEmpty(Words(language, "minutes.none"))
                .Select(a => Text.Of("minutes.point", ("words", a))),
        ];
        return string.Join('\n', lines.Select(l => Words(language, l)));
    }

    private static IReadOnlyList<string> Facts(Call call, DialogueMeeting meeting, Dialogue dialogue, string language)
    {
        var facts = new List<Text>
        {
            Text.Of(
                "minutes.when",
                Rounds.At(call, "when", meeting.Started ?? meeting.Start ?? call.Now, meeting.Quartier)
            ),
            Text.Of("agenda.purpose", ("purpose", dialogue.Purpose ?? "")),
        };
        if (meeting.Where.Length > 0)
            facts.Insert(1, Text.Of("minutes.where", ("where", meeting.Where)));
        if (meeting.Agencies.Count > 0)
            facts.Add(Text.Of("minutes.agencies", ("agencies", string.Join(", ", meeting.Agencies))));
        facts.Add(Text.Of("minutes.residents", ("count", meeting.Residents)));
        facts.Add(
            Text.Of("minutes.until", Rounds.Day(call, "when", Forgetting.Until(call, meeting), meeting.Quartier))
        );
        return [.. facts.Select(f => Words(language, f))];
    }

    private static MinutesPart? Part(Call call, DialogueMeeting meeting, int item, string language)
    {
        if (meeting.Agenda[item].Theme == AgendaItem.Review)
            return null;
        var points = new List<(string, IReadOnlyList<string>)>();
        for (var question = 0; question < Agendas.Questions; question++)
        {
            var said = meeting.Said.Where(s => s.Item == item && s.Question == question).Select(s => s.Words).ToList();
            if (said.Count > 0)
                points.Add((Words(language, $"dialogue.question.{question}"), said));
        }
        if (points.Count == 0)
            points.Add((Words(language, "minutes.not-talked"), []));
        return new(Agendas.TitleOf(call, meeting.Agenda[item].Theme, language), points);
    }

    private static IReadOnlyList<string> Row(Call call, Agreement agreement, string language) =>
        [
            agreement.What,
            AgreementText.Owner(call, agreement, language),
            agreement.With,
            AgreementText.Due(call, agreement, language),
            Outcome(agreement, language),
        ];

    private static string Outcome(Agreement agreement, string language)
    {
        var state = Words(language, $"agreement.state.{agreement.StateName.ToLowerInvariant()}");
        return agreement.Learnt.Length == 0
            ? state
            : $"{state}. {Words(language, Text.Of("agreement.learnt", ("words", agreement.Learnt)))}";
    }

    /// <summary>What ended while the meeting ran: the look back at its beginning.</summary>
    private static IEnumerable<Agreement> Reviewed(Call call, DialogueMeeting meeting) =>
        Enum.GetValues<AgreementState>()
            .Skip(1)
            .SelectMany(s => call.QueryBelow(Agreement.Kind, "dialogue", 300, meeting.Dialogue, s.ToString()))
            .Where(a => a.Meeting != meeting.Id && a.Ended <= (meeting.Ended ?? call.Now))
            .Where(a => a.Ended >= Before(call, meeting))
            .OrderBy(a => a.Created);

    /// <summary>The end of the meeting before.</summary>
    private static NodaTime.Instant Before(Call call, DialogueMeeting meeting) =>
        Rounds.Meetings(call, meeting.Dialogue).FirstOrDefault(m => m.Number < meeting.Number)?.Ended
        ?? NodaTime.Instant.MinValue;

    private static string Words(string language, Text text) => Catalog.BuiltIn.Words(text, language);
}
