using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Nothing stays unanswered for long: untouched cards come up again, closed ones go after their time.</summary>
internal static class CardReminders
{
    /// <summary>The timer that brings a card up again.</summary>
    public const string Timer = "card-remind";

    /// <summary>The timer that deletes a card that has ended.</summary>
    public const string EndTimer = "card-end";

    /// <summary>How long a card is kept after it has ended.</summary>
    public static readonly Duration Keep = Duration.FromDays(30);

    private const int UrgentTimesEarlier = 4;
    private const int LongestHours = 24;
    private const int Most = 500;
    private const int MostSingly = 5;

    /// <summary>Where more cards wait than are named singly, they come up together, at most this often.</summary>
    private static readonly Duration Together = Duration.FromHours(2);

    /// <summary>The hours in which moderators are not called.</summary>
    private static readonly QuietHours Night = new(20, 8);

    /// <summary>Sets the timers that fit where the card stands.</summary>
    public static void Set(Call call, Card card)
    {
        if (card.State == CardState.New)
        {
            call.Unremind(EndTimer, card.Id);
            call.Remind(Timer, card.Id, Next(card, call.Find(Quartier.Kind, card.Quartier)));
        }
        else
        {
            call.Unremind(Timer, card.Id);
            if (card.State != CardState.Released)
                call.Remind(EndTimer, card.Id, card.Touched + Keep);
        }
    }

    /// <summary>The ref of the message that reminds of a card.</summary>
    public static string Ref(string card) => $"remind:{card}";

    /// <summary>A card was not touched for long: it comes up as a short message under it.</summary>
    public static void Due(Call call, Content.Due due)
    {
        if (call.Find(Card.Kind, due.Subject) is not { State: CardState.New } card)
            return;
        if (call.Now >= Next(card, call.Find(Quartier.Kind, card.Quartier)))
        {
            Remind(call, card);
            card = call.Put(Card.Kind, card with { Reminded = card.Reminded + 1 });
        }
        Set(call, card);
    }

    /// <summary>The time of a card that has ended is over: its content goes, in the channels too.</summary>
    public static void End(Call call, Content.Due due)
    {
        if (call.Find(Card.Kind, due.Subject) is { State: not (CardState.New or CardState.Released) } card)
        {
            if (card.About == CardAbout.Report)
                call.Delete(Report.Kind, card.Subject);
            TriageData.Remove(call, card, "triage.card.ended-long-ago");
        }
    }

    private static void Remind(Call call, Card card)
    {
        var waiting = call.QueryBelow(Card.Kind, "queue", Most, card.Quartier);
        var together = !card.Urgent && waiting.Count > MostSingly;
        if (together && call.Now - (call.Find(DeskNote.Kind, card.Quartier)?.Reminded ?? Instant.MinValue) < Together)
            return;
        if (together)
            call.Put(DeskNote.Kind, new DeskNote { Id = card.Quartier, Reminded = call.Now });
        foreach (var channel in Channels.Of(call, card.Quartier, ChannelPurpose.Moderation))
            if (together)
                PostAll(call, waiting, channel);
            else
                Post(call, card, channel);
    }

    /// <summary>Many cards wait: one message for all of them.</summary>
    private static void PostAll(Call call, IReadOnlyList<Card> waiting, Channel channel)
    {
        var message = Message
            .Of(
                Text.Of(
                    "triage.remind.all",
                    ("count", waiting.Count),
                    CardText.At(call, "when", waiting.Min(c => c.Created))
                )
            )
            .Row(Press.Labelled("triage.remind.queue", "t-queue", "", "0"));
        call.Post(
            channel,
            new Message
            {
                Act = Act.Delete,
                Ref = "remind:all",
                Priority = Priority.Reminder,
            }
        );
        call.Post(channel, message with { Ref = "remind:all", Priority = Priority.Reminder });
    }

    private static void Post(Call call, Card card, Channel channel)
    {
        call.Post(
            channel,
            new Message
            {
                Act = Act.Delete,
                Ref = Ref(card.Id),
                Priority = Priority.Reminder,
            }
        );
        var message = Message.Of(
            Text.Of("triage.remind", CardText.At(call, "when", card.Created)),
            CardText.Short(call, card)
        );
        if (card.HandledBy is not null)
            message = message.And(Text.Of("triage.remind.handled", CardText.Handler(card)));
        call.Post(
            channel,
            message.Row(Press.Button("t-show", card.Id)) with
            {
                Ref = Ref(card.Id),
                Under = card.Shown.Contains(channel.Id) ? CardText.Ref(card.Id) : null,
                Priority = Priority.Reminder,
            }
        );
    }

    /// <summary>When a card that nobody touches comes up: after the Quartier's hours, urgent ones earlier, later ones less often, never at night.</summary>
    internal static Instant Next(Card card, Quartier? quartier)
    {
        var hours = Math.Max(1, quartier?.RemindCardHours ?? 4);
        var wait = card.Urgent
            ? Duration.FromMinutes(Math.Max(15, hours * 60 / UrgentTimesEarlier))
            : Duration.FromHours(hours);
        var due = card.Touched;
        for (var i = 0; i <= card.Reminded; i++)
        {
            due += wait;
            due = QuietTime.End(Night, due, Call.ZoneOf(quartier)) ?? due;
            wait = Duration.Min(wait * 2, Duration.FromHours(LongestHours));
        }
        return due;
    }
}
