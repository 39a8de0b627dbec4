using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>How agreements are told and which buttons they have.</summary>
internal static class AgreementText
{
    private const int Longest = 80;

    /// <summary>What, who, with whom, by when, and what became of it.</summary>
    public static IReadOnlyList<Text> Lines(Call call, Agreement agreement, string language)
    {
        var lines = new List<Text>
        {
            Text.Quote(agreement.What),
            Text.Of("agreement.who", ("name", Owner(call, agreement, language))),
        };
        if (agreement.With.Length > 0)
            lines.Add(Text.Of("agreement.with", ("with", agreement.With)));
        lines.Add(
            agreement.Due is { } due
                ? Text.Of("agreement.due", Rounds.Day(call, "when", due, agreement.Quartier))
                : "agreement.due.none"
        );
        if (agreement.State != AgreementState.Open)
            lines.Add(Text.Of("agreement.outcome", State(agreement)));
        if (agreement.Learnt.Length > 0)
            lines.Add(Text.Of("agreement.learnt", ("words", agreement.Learnt)));
        return lines;
    }

    /// <summary>In one line, for lists.</summary>
    public static Text Line(Call call, Agreement agreement, int number, string language) =>
        Text.Of(
            "agreement.line",
            ("number", number),
            ("what", ThemeText.Shorten(agreement.What, Longest)),
            ("name", Owner(call, agreement, language)),
            ("due", Due(call, agreement, language)),
            State(agreement)
        );

    /// <summary>By when, in words of a language.</summary>
    public static string Due(Call call, Agreement agreement, string language) =>
        agreement.Due is { } due
            ? WhenText.Format(new When.Day(Rounds.Local(call, due, agreement.Quartier).Date), language)
            : Catalog.BuiltIn.Words("agreement.open-date", language);

    /// <summary>Who takes care: first name and agency, or "nobody yet".</summary>
    public static string Owner(Call call, Agreement agreement, string language)
    {
        if (agreement.Owner is null || call.Find(Person.Kind, agreement.Owner) is not { } person)
            return Catalog.BuiltIn.Words("agreement.nobody", language);
        var agency = call.Find(Dialogue.Kind, agreement.Dialogue)
            ?.Members.FirstOrDefault(m => m.Person == person.Id)
            ?.Agency;
        return agency is null ? person.FirstName : $"{person.FirstName} ({agency})";
    }

    /// <summary>What became of it, as a value of a text.</summary>
    public static Arg State(Agreement agreement) =>
        Arg.OfKey("state", $"agreement.state.{agreement.StateName.ToLowerInvariant()}");

    /// <summary>The look back at the beginning of a meeting.</summary>
    public static IEnumerable<Text> Review(Call call, DialogueMeeting meeting, string language)
    {
        yield return "agreement.review";
        var number = 1;
        foreach (var agreement in OfReview(call, meeting))
            yield return Line(call, agreement, number++, language);
    }

    /// <summary>The buttons of the look back: one for each agreement that is still open.</summary>
    public static Message WithReview(Call call, DialogueMeeting meeting, Message message)
    {
        var number = 1;
        foreach (var agreement in OfReview(call, meeting))
        {
            if (agreement.State == AgreementState.Open)
                message = message.Row(
                    Press.Labelled(Text.Of("agreement.ask", ("number", number)), "s-agr", agreement.Id)
                );
            number++;
        }
        return message;
    }

    /// <summary>The card of one agreement with what can be done.</summary>
    public static Message Card(Call call, Agreement agreement, string language)
    {
        var message = Message.Of([.. Lines(call, agreement, language)]) with { Ref = $"agr:{agreement.Id}" };
        message = agreement.State == AgreementState.Open ? WithOutcomes(message, agreement) : message;
        return message
            .Row(Press.Button("s-who", agreement.Id), Press.Button("s-when", agreement.Id))
            .Row(
                agreement.State == AgreementState.Open
                    ? Press.Button("s-strike", agreement.Id)
                    : Press.Button("s-learn", agreement.Id)
            );
    }

    /// <summary>With the three outcomes.</summary>
    public static Message WithOutcomes(Message message, Agreement agreement) =>
        message
            .Row(Press.Labelled("agreement.state.reached", "s-got", agreement.Id, "r"))
            .Row(Press.Labelled("agreement.state.different", "s-got", agreement.Id, "d"))
            .Row(Press.Labelled("agreement.state.failed", "s-got", agreement.Id, "f"));

    private static IReadOnlyList<Agreement> OfReview(Call call, DialogueMeeting meeting) =>
        call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue ? Agreements.ToReview(call, dialogue) : [];
}
