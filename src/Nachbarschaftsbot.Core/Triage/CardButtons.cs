using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>What can be done with a card, by what it is about and where it stands.</summary>
internal static class CardButtons
{
    /// <summary>Puts the buttons under a card.</summary>
    public static Message On(Call call, Card card, Message message)
    {
        message = ByState(call, card, message);
        return card.State is CardState.New or CardState.Released or CardState.Declined && Others.CanBundle(call, card)
            ? message.Row(Button("t-theme", card))
            : message;
    }

    private static Message ByState(Call call, Card card, Message message) =>
        (card.State, card.About) switch
        {
            (CardState.New, CardAbout.Request) => Request(call, card, message),
            (CardState.New, CardAbout.Report) => Report(card, message),
            (CardState.New, _) => Human(card, message),
            (CardState.Released, _) => message.Row(Button("t-ask", card), Button("t-hide", card)),
            (CardState.Closed, CardAbout.Human) => message.Row(Button("t-ask", card)),
            _ => message,
        };

    /// <summary>Whether neighbours can see it already, because nothing waits for release in this Quartier.</summary>
    public static bool IsVisible(Call call, Card card) =>
        card.About == CardAbout.Request
        && call.Find(HelpRequest.Kind, card.Subject)?.State is RequestState.Open or RequestState.Full;

    /// <summary>A mark of what stands on the card, so that nothing is released that nobody has read.</summary>
    public static string Stamp(Call call, Card card)
    {
        if (call.Find(HelpRequest.Kind, card.Subject) is not { } request)
            return "";
        var read = string.Join('\n', request.Category, request.What, request.When, request.Area, request.Places);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read)).AsSpan(0, 4));
    }

    private static Message Request(Call call, Card card, Message message)
    {
        var visible = IsVisible(call, card);
        return message
            .Row(Press.Button(visible ? "t-seen" : "t-release", card.Id, Stamp(call, card)), Hands(card))
            .Row(Button("t-ask", card), Hurry(card))
            .Row(Button("t-refer", card), Button(visible ? "t-hide" : "t-decline", card));
    }

    private static Message Report(Card card, Message message)
    {
        message = message.Row(Hands(card), Hurry(card));
        return card.Other is null
            ? message.Row(Button("t-ask", card), Button("t-close", card))
            : message.Row(Button("t-ask", card), Button("t-warn", card)).Row(Button("t-close", card));
    }

    private static Message Human(Card card, Message message) =>
        message
            .Row(Button("t-reply", card), Hands(card))
            .Row(Hurry(card), Button("t-refer", card))
            .Row(Button("t-close", card));

    private static Button Hands(Card card) => Button(card.HandledBy is null ? "t-take" : "t-back", card);

    private static Button Hurry(Card card) => Button(card.Urgent ? "t-calm" : "t-urgent", card);

    private static Button Button(string verb, Card card) => Press.Button(verb, card.Id);
}
