using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>Two Quartiere agree: proposed, confirmed or declined by the other side, ended by either.</summary>
internal static class Agreeing
{
    /// <summary>Why a Quartier cannot propose to another one; null when it can.</summary>
    public static Text? Hurdle(Call call, string from, string to)
    {
        if (from == to)
            return "partner.itself";
        if (call.Find(Quartier.Kind, to) is not { } other)
            return "partner.unknown";
        Arg name = ("other", other.Name);
        return call.Find(Partnership.Kind, Partnership.IdOf(from, to)) switch
        {
            { State: PartnershipState.Agreed } => Text.Of("partner.already", name),
            { State: PartnershipState.Proposed } known when known.Proposer == from => Text.Of("partner.waits", name),
            { State: PartnershipState.Proposed } => Text.Of("partner.they-asked", name),
            _ when Partners.Live(call, from).Count >= Partners.Most => Text.Of(
                "partner.too-many",
                ("most", Partners.Most)
            ),
            _ when Partners.Live(call, to).Count >= Partners.Most => Text.Of("partner.too-many.other", name),
            _ => null,
        };
    }

    /// <summary>Proposes: the moderation of the other side gets a card.</summary>
    public static void Propose(Call call, string from, string to, Sharables shares, int hours)
    {
        var proposal = call.Put(
            Partnership.Kind,
            new Partnership
            {
                Id = Partnership.IdOf(from, to),
                Proposer = from,
                Asked = to,
                By = call.Person?.Id,
                Shares = shares,
                WaitHours = hours,
            }
        );
        Partners.Tell(call, to, PartnerWords.Card(call, proposal));
        call.Decision.Counted.Add("partner.proposed");
        call.Say(
            Message
                .Of(Text.Of("partner.proposed", Partners.Named(call, to, "other")), "partner.proposed.next")
                .Row(Press.Button("x-home", from))
        );
    }

    /// <summary>The other side confirms: from now on both share.</summary>
    public static void Confirm(Call call, string id)
    {
        if (Answerable(call, id) is not { } proposal)
            return;
        if (IsOwn(call, proposal))
        {
            Done(call, NotAlone(call, proposal));
            return;
        }
        var agreed = call.Put(
            Partnership.Kind,
            proposal with
            {
                State = PartnershipState.Agreed,
                Since = call.Now,
                By = null,
            }
        );
        call.Decision.Counted.Add("partner.agreed");
        Settle(
            call,
            agreed,
            Text.Of(
                "partner.agreed",
                Partners.Named(call, agreed.Proposer),
                Partners.Named(call, agreed.Asked, "other")
            )
        );
        Partners.Tell(
            call,
            agreed.Proposer,
            Message
                .Of([
                    Text.Of("partner.agreed.told", Partners.Named(call, agreed.Asked, "other")),
                    .. PartnerWords.Terms(agreed.Shares, agreed.WaitHours),
                ])
                .Row(Press.Button("x-home", agreed.Proposer))
        );
    }

    /// <summary>Whether the person of the call proposed it, who may moderate on both sides.</summary>
    public static bool IsOwn(Call call, Partnership proposal) => proposal.By is { } by && by == call.Person?.Id;

    /// <summary>Says who has to agree: two Quartiere are two people at least.</summary>
    public static Text NotAlone(Call call, Partnership proposal) =>
        Text.Of("partner.not-alone", Partners.Named(call, proposal.Asked, "other"));

    /// <summary>Asks why not: ready reasons, or own words alone with the bot.</summary>
    public static void AskWhy(Call call, string id)
    {
        if (Answerable(call, id) is not { } proposal)
            return;
        var message = Message.Of(Text.Of("partner.why", Partners.Named(call, proposal.Proposer, "other")));
        foreach (var reason in Reasons)
            message = message.Row(Press.Labelled($"partner.why.{reason}", "x-why", id, reason));
        call.Say(message.Row(Press.Button("x-words", id)));
    }

    /// <summary>Why a side may not want to; also the ends of text keys.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["later", "far", "talk"];

    /// <summary>Declines for one of the ready reasons.</summary>
    public static void DeclineFor(Call call, string id)
    {
        if (Reasons.Contains(call.Argument))
            Decline(call, id, $"partner.why.{call.Argument}");
        else
            call.NotThere();
    }

    /// <summary>Declines: the side that proposed reads why.</summary>
    public static void Decline(Call call, string id, Text why)
    {
        if (Answerable(call, id) is not { } proposal)
            return;
        var declined = call.Put(Partnership.Kind, proposal with { State = PartnershipState.Declined, By = null });
        Settle(call, declined, Text.Of("partner.declined", Partners.Named(call, declined.Proposer, "other")));
        Partners.Tell(
            call,
            declined.Proposer,
            Message.Of(
                Text.Of("partner.declined.told", Partners.Named(call, declined.Asked, "other")),
                why,
                "partner.declined.next"
            )
        );
    }

    /// <summary>The side that proposed takes it back.</summary>
    public static void Withdraw(Call call, string id)
    {
        if (call.Find(Partnership.Kind, id) is not { } proposal || !Partners.IsStaff(call, proposal.Proposer))
            call.NotThere();
        else if (proposal.State != PartnershipState.Proposed)
            Stale(call, proposal);
        else
        {
            var taken = call.Put(Partnership.Kind, proposal with { State = PartnershipState.Withdrawn, By = null });
            var line = Text.Of("partner.withdrawn.told", Partners.Named(call, taken.Proposer, "other"));
            Partners.Tell(call, taken.Asked, PartnerWords.Over(taken, line));
            Done(call, Text.Of("partner.withdrawn", Partners.Named(call, taken.Asked, "other")));
        }
    }

    /// <summary>Asks before ending.</summary>
    public static void AskEnd(Call call, string id)
    {
        if (Ending(call, id) is { } agreed)
            call.Say(
                Message
                    .Of(
                        Text.Of(
                            "partner.end.sure",
                            Partners.Named(call, agreed.Proposer),
                            Partners.Named(call, agreed.Asked, "other")
                        ),
                        "partner.end.what"
                    )
                    .Row(Press.Button("x-ended", id))
                    .Row(Press.Button("x-keep", id))
            );
    }

    /// <summary>Either side ends it: nothing is shared from now on, and who is affected hears of it once.</summary>
    public static void End(Call call, string id)
    {
        if (Ending(call, id) is not { } agreed)
            return;
        var ended = call.Put(Partnership.Kind, agreed with { State = PartnershipState.Ended });
        call.Decision.Counted.Add("partner.ended");
        SharingEnds.Begin(call, ended);
        GroupEnding.Part(call, ended);
        foreach (var side in (string[])[ended.Proposer, ended.Asked])
            Partners.Tell(
                call,
                side,
                Message.Of(
                    Text.Of("partner.ended", Partners.Named(call, ended.Other(side), "other")),
                    "partner.ended.goes-on"
                )
            );
        Done(
            call,
            Text.Of(
                "partner.ended.done",
                Partners.Named(call, ended.Proposer),
                Partners.Named(call, ended.Asked, "other")
            )
        );
    }

    private static Partnership? Ending(Call call, string id)
    {
        if (
            call.Find(Partnership.Kind, id) is not { } agreed
            || !Partners.IsStaff(call, agreed.Proposer) && !Partners.IsStaff(call, agreed.Asked)
        )
            call.NotThere();
        else if (agreed.State != PartnershipState.Agreed)
            Stale(call, agreed);
        else
            return agreed;
        return null;
    }

    /// <summary>A proposal that the person of the call may answer; otherwise it was said why not.</summary>
    public static Partnership? Answerable(Call call, string id)
    {
        if (call.Find(Partnership.Kind, id) is not { } proposal || !Partners.IsStaff(call, proposal.Asked))
            call.NotThere();
        else if (proposal.State != PartnershipState.Proposed)
            Stale(call, proposal);
        else
            return proposal;
        return null;
    }

    private static void Stale(Call call, Partnership partnership) =>
        Done(call, $"stale.partnership.{partnership.State.ToString().ToLowerInvariant()}");

    /// <summary>A word to who did it: in a group in passing, where the card shows it to all.</summary>
    private static void Done(Call call, Text line)
    {
        call.Toast(line);
        if (call.Where == Where.Private)
            call.Say(line, "call.what-now");
    }

    /// <summary>The card says what became of it, wherever it stands; who did it hears so.</summary>
    private static void Settle(Call call, Partnership proposal, Text line)
    {
        Partners.Tell(call, proposal.Asked, PartnerWords.Over(proposal, line));
        Done(call, line);
    }
}
