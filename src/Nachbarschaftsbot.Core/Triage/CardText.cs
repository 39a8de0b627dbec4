using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>How a card looks: what it is about, where it stands, who takes care, the last lines of the talk, and what can be done.</summary>
internal static class CardText
{
    private const int TalkLines = 4;
    private const int LongestLine = 300;

    /// <summary>The ref of a card's message, the same in every channel.</summary>
    public static string Ref(string card) => $"card:{card}";

    /// <summary>The card as a message.</summary>
    public static Message Of(Call call, Card card) =>
        CardButtons.On(
            call,
            card,
            new Message
            {
                Ref = Ref(card.Id),
                Priority = Priority.Notice,
                Lines = [Heading(call, card), .. Matter(call, card), .. Standing(call, card), .. Talk(card)],
            }
        );

    /// <summary>One line that names the card: in the queue, in reminders.</summary>
    public static Text Short(Call call, Card card) => Heading(call, card) with { Style = TextStyle.Normal };

    /// <summary>The first name of who takes care of it.</summary>
    public static Arg Handler(Card card) => Someone("name", card.HandledByName, card.HandledBy);

    /// <summary>A first name, or "somebody of the moderation" where it was deleted.</summary>
    public static Arg Someone(string arg, string? name, string? person) =>
        string.IsNullOrEmpty(name) ? Arg.OfKey(arg, "triage.someone") : Arg.Of(arg, name, person);

    /// <summary>A moment on the Quartier's clocks.</summary>
    public static Arg At(Call call, string name, Instant at) =>
        Arg.OfWhen(name, new When.Moment(Minute(at.InZone(call.Zone).LocalDateTime)).Encode());

    /// <summary>A reason or contact: a text of ours where it is a key, words of a person otherwise.</summary>
    public static Text Outcome(string outcome) =>
        outcome.StartsWith(DeclineReasons.Prefix, StringComparison.Ordinal) && Catalog.BuiltIn.Has(outcome)
            ? Text.Of(outcome)
            : Text.Quote(outcome);

    private static Text Heading(Call call, Card card)
    {
        var key = card.About switch
        {
            CardAbout.Report => "triage.card.report",
            CardAbout.Human => "triage.card.human",
            _ => call.Find(HelpRequest.Kind, card.Subject)?.Direction == Direction.Angebot
                ? "triage.card.offer"
                : "triage.card.request",
        };
        return Text.Title(key, Someone("name", call.Find(Person.Kind, card.Person)?.FirstName, card.Person));
    }

    private static IReadOnlyList<Text> Matter(Call call, Card card) =>
        card.About switch
        {
            CardAbout.Request when call.Find(HelpRequest.Kind, card.Subject) is { } request => Others.Lines(
                call,
                request
            ),
            CardAbout.Report => Others.Lines(call, card),
            _ => [],
        };

    private static IEnumerable<Text> Standing(Call call, Card card)
    {
        if (card is { State: CardState.New, Urgent: true })
            yield return "triage.card.urgent";
        if (card.State == CardState.New && card.HandledBy is not null)
            yield return Text.Of(
                "triage.card.handled",
                Handler(card),
                At(call, "when", card.HandledSince ?? card.Touched)
            );
        else
            yield return Text.Of(State(call, card), Handler(card));
        if (card is { State: CardState.Declined or CardState.Referred, Outcome: { } outcome })
            yield return Outcome(outcome);
        if (card.Bundled)
            yield return "triage.card.bundled";
    }

    private static string State(Call call, Card card) =>
        card.State switch
        {
            CardState.New when CardButtons.IsVisible(call, card) => "triage.card.visible",
            CardState.New => "triage.card.new",
            CardState.Closed when card.HandledBy is null => "triage.card.ended",
            _ => $"triage.card.{card.State.ToString().ToLowerInvariant()}",
        };

    private static IEnumerable<Text> Talk(Card card)
    {
        foreach (var line in card.Talk.TakeLast(TalkLines))
        {
            var by = line.By ?? (line.FromPerson ? card.Person : null);
            yield return Text.Of(
                line.FromPerson ? "triage.talk.person" : "triage.talk.desk",
                Someone("name", line.Name, by)
            );
            yield return Text.Quote(Beginning.Shortened(line.Words, LongestLine)).By(by);
        }
    }

    private static LocalDateTime Minute(LocalDateTime at) => at.Date + new LocalTime(at.Hour, at.Minute);
}
