using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Triage;

/// <summary>Everything the desk of the moderation can do.</summary>
internal static class TriageFeature
{
    private static readonly string[] Open = [nameof(CardState.New)];
    private static readonly string[] OpenOrReleased = [nameof(CardState.New), nameof(CardState.Released)];

    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        registry.Add(new CommandSpec("warteschlange", Who.Staff, Where.Moderation, Queue.Show, ["queue"]));
        Hands(registry);
        Decisions(registry);
        Talk(registry);
        registry
            .AddTimer(CardReminders.Timer, CardReminders.Due)
            .AddTimer(CardReminders.EndTimer, CardReminders.End)
            .AddTimer(TriageData.Timer, TriageData.GoOn)
            .AddTimer(CardViews.Timer, CardViews.Refresh)
            .AddView("card", CardViews.Mine);
        registry.OnRoleGiven += CardViews.RoleChanged;
        registry.OnRoleTaken += CardViews.RoleChanged;
        registry.OnAccountsChanged += CardViews.AccountsChanged;
        registry.PersonData.Add(new TriageData());
        TriageData.Follow(registry);
    }

    private static void Hands(Registry registry) =>
        registry
            .Add(Staff("t-take", Open, CardHands.Take))
            .Add(Staff("t-back", Open, CardHands.GiveBack))
            .Add(Staff("t-urgent", Open, (call, card) => CardHands.Urgent(call, card, true)))
            .Add(Staff("t-calm", Open, (call, card) => CardHands.Urgent(call, card, false)))
            .Add(Staff("t-show", [], Queue.BringUp))
            .Add(new PlainButton("t-queue", Who.Staff, Queue.More));

    private static void Decisions(Registry registry) =>
        registry
            .Add(Staff("t-release", Open, CardDecisions.Release))
            .Add(Staff("t-seen", Open, CardDecisions.Release))
            .Add(Staff("t-decline", Open, CardDecisions.AskWhy))
            .Add(Staff("t-hide", OpenOrReleased, CardDecisions.AskWhy))
            .Add(Staff("t-why", OpenOrReleased, CardDecisions.DeclineWith))
            .Add(Staff("t-refer", Open, CardDecisions.AskWhom))
            .Add(Staff("t-refer-to", Open, CardDecisions.ReferTo))
            .Add(Staff("t-close", Open, CardDecisions.Close))
            .Add(Staff("t-keep", [], CardDecisions.Keep));

    private static void Talk(Registry registry)
    {
        registry
            .Add(Staff("t-ask", [], AskingBack.Explain))
            .Add(Staff("t-reply", [], AskingBack.Explain))
            .Add(Staff("t-warn", Open, AskingBack.OfferWarning))
            .Add(Staff("t-warn-now", Open, AskingBack.WarnNow))
            .Add(
                new ButtonSpec<Card>(
                    "t-answer",
                    Who.Everyone,
                    Relation.Owner | Relation.Party,
                    [],
                    Card.Kind,
                    AskingBack.Begin
                )
            )
            .Add(AskingBack.Answer)
            .Add(AskingBack.Question);
        foreach (var prefix in (string[])["askp", "talk"])
            registry.AddReply(prefix, Reply(AskingBack.Ask));
        registry
            .AddReply("card", Reply(CardDecisions.Hear))
            .AddReply("decline", Reply(CardDecisions.DeclineInWords))
            .AddReply("warn", Reply(AskingBack.Warn))
            .AddReply("ask", AskingBack.Replied);
    }

    private static ButtonSpec<Card> Staff(string verb, IReadOnlyList<string> states, Action<Call, Card> handle) =>
        new(verb, Who.Staff, Relation.Staff, states, Card.Kind, handle);

    /// <summary>A reply of a moderator to a message about a card; the same rights as for its buttons.</summary>
    private static Action<Call, string, string> Reply(Action<Call, Card, string> handle) =>
        (call, rest, words) =>
        {
            if (
                call.Find(Card.Kind, rest.Split(':')[0]) is { } card
                && call.Channel?.Quartier == card.Quartier
                && Relations.Allow(call, card, Relation.Staff)
            )
                handle(call, card, words);
            else
                call.Say("triage.only-moderation");
        };
}
