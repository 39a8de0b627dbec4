using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>The queue of a Quartier: what nobody has decided yet, urgent first, then the oldest.</summary>
internal static class Queue
{
    private const int Page = 5;
    private const int Most = 500;

    /// <summary>Shows the first page.</summary>
    public static void Show(Call call) => ShowFrom(call, 0);

    /// <summary>Shows a further page; the argument says from where.</summary>
    public static void More(Call call, string _) =>
        ShowFrom(call, int.TryParse(call.Argument, out var from) ? Math.Clamp(from, 0, Most) : 0);

    /// <summary>Brings a card up again in this place; the message where it stood says so.</summary>
    public static void BringUp(Call call, Card card)
    {
        if (call.Channel is not { Purpose: ChannelPurpose.Moderation } here || here.Quartier != card.Quartier)
        {
            call.NotThere();
            return;
        }
        if (card.Shown.Contains(here.Id))
            call.Say(Message.Of("triage.card.moved") with { Ref = CardText.Ref(card.Id), Act = Act.Edit });
        call.Say(CardText.Of(call, card) with { Priority = Priority.Answer });
        if (!card.Shown.Contains(here.Id))
            call.Put(Card.Kind, card with { Shown = [.. card.Shown, here.Id] });
    }

    private static void ShowFrom(Call call, int from)
    {
        if (call.Quartier is not { } quartier)
            return;
        var cards = call.QueryBelow(Card.Kind, "queue", Most, quartier.Id);
        if (cards.Count == 0)
        {
            call.Say(WithDeaf(call, Message.Of("triage.queue.empty")));
            return;
        }
        from = from >= cards.Count ? 0 : from;
        var page = cards.Skip(from).Take(Page).ToList();
        var message = Message.Of(
            Text.Title("triage.queue", ("count", cards.Count), ("first", from + 1), ("last", from + page.Count))
        );
        for (var i = 0; i < page.Count; i++)
            message = Line(call, message, page[i], from + i + 1);
        if (from + page.Count < cards.Count)
            message = message.Row(Press.Button("t-queue", "", $"{from + page.Count}"));
        call.Say(WithDeaf(call, message));
    }

    private static Message WithDeaf(Call call, Message message) =>
        DeafPlace.Overview(call) is { } deaf ? message.And(deaf) : message;

    private static Message Line(Call call, Message message, Card card, int number)
    {
        var catalog = Texts.Catalog.BuiltIn;
        message = message.And(
            Text.Of(
                card.Urgent ? "triage.queue.urgent" : "triage.queue.line",
                ("number", number),
                ("card", catalog.Words(CardText.Short(call, card), call.Language)),
                CardText.At(call, "when", card.Created)
            )
        );
        if (card.HandledBy is not null)
            message = message.And(Text.Of("triage.queue.handled", CardText.Handler(card)));
        return message.Row(Press.Button(Text.Of("triage.queue.show", ("number", number)), "t-show", card.Id));
    }
}
