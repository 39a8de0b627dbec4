using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary><c>/nachbarquartiere</c>: with whom a Quartier shares and how; the moderation sees it, operators propose.</summary>
internal static class PartnerHome
{
    /// <summary>The command: the Quartier, or which one.</summary>
    public static void Command(Call call)
    {
        var mine = Partners.Mine(call);
        if (mine is [var only])
            Show(call, only.Id);
        else if (mine.Count == 0)
            call.NotThere();
        else
        {
            var message = Message.Of("partner.which");
            foreach (var quartier in mine)
                message = message.Row(Press.Button(Text.Plain(quartier.Name), "x-home", quartier.Id));
            call.Say(message);
        }
    }

    /// <summary>Shows what a Quartier agreed on and how it shares.</summary>
    public static void Show(Call call, string quartier)
    {
        if (!Partners.IsStaff(call, quartier) || call.Find(Quartier.Kind, quartier) is null)
            call.NotThere();
        else
            Show(call, quartier, []);
    }

    /// <summary>Turns one of the rules around; the argument names it.</summary>
    public static void Turn(Call call, string quartier)
    {
        if (!Partners.IsStaff(call, quartier) || call.Find(Quartier.Kind, quartier) is null)
        {
            call.NotThere();
            return;
        }
        var rules = Partners.Rules(call, quartier);
        var changed = call.Argument switch
        {
            "home" => rules with { StaysHome = !rules.StaysHome },
            "urgent" => rules with { UrgentAtOnce = !rules.UrgentAtOnce },
            "channel" => rules with { InChannels = !rules.InChannels },
            _ => rules,
        };
        call.Put(SharingRules.Kind, changed);
        if (rules.InChannels && !changed.InChannels)
            SharingEnds.LeaveGroups(call, quartier);
        Show(call, quartier, ["quartier.changed"]);
    }

    /// <summary>Opens the form for a proposal; in a group it goes on alone with the bot.</summary>
    public static void New(Call call, Registry registry, string quartier)
    {
        if (!Roles.IsOperator(call, quartier) || call.Find(Quartier.Kind, quartier) is null)
            call.NotThere();
        else if (call.Where != Where.Private)
            GoingOnAlone.With(call, Press.Button("x-new", quartier));
        else
            Forms.Start(call, registry.Form(PartnerForms.Proposal)!, subject: quartier);
    }

    private static void Show(Call call, string quartier, IReadOnlyList<Text> before)
    {
        var message = Message.Of([.. before, Text.Title("partner.title", Partners.Named(call, quartier))]);
        var live = Partners.Live(call, quartier);
        if (live.Count == 0)
            message = message.And("partner.none");
        foreach (var partnership in live)
            message = One(call, message, quartier, partnership);
        if (live.Any(p => p.State == PartnershipState.Agreed))
            message = message.Row(Press.Button("x-shared", quartier));
        message = Rules(call, message, quartier);
        call.Say(Roles.IsOperator(call, quartier) ? message.Row(Press.Button("x-new", quartier)) : message);
    }

    private static Message One(Call call, Message message, string quartier, Partnership partnership)
    {
        var other = Partners.Named(call, partnership.Other(quartier), "other");
        var state =
            partnership.State == PartnershipState.Agreed ? "agreed"
            : partnership.Proposer == quartier ? "mine"
            : "theirs";
        message = message.And([
            Text.Of($"partner.one.{state}", other),
            .. PartnerWords.Terms(partnership.Shares, partnership.WaitHours),
        ]);
        // In a group everybody sees it; who may not is told when they press.
        if (state == "theirs" && call.Where == Where.Private && Agreeing.IsOwn(call, partnership))
            return message
                .And(Agreeing.NotAlone(call, partnership))
                .Row(Press.Labelled(Text.Of("partner.do.no", other), "x-no", partnership.Id, quartier));
        return state switch
        {
            "agreed" => message.Row(Press.Labelled(Text.Of("partner.do.end", other), "x-end", partnership.Id)),
            "mine" => message.Row(Press.Labelled(Text.Of("partner.do.back", other), "x-back", partnership.Id)),
            _ => message.Row(
                Press.Labelled(Text.Of("partner.do.yes", other), "x-yes", partnership.Id, quartier),
                Press.Labelled(Text.Of("partner.do.no", other), "x-no", partnership.Id, quartier)
            ),
        };
    }

    private static Message Rules(Call call, Message message, string quartier)
    {
        var rules = Partners.Rules(call, quartier);
        message = Rule(message, "home", rules.StaysHome);
        message = Rule(message, "urgent", rules.UrgentAtOnce);
        return Rule(message, "channel", rules.InChannels);

        Message Rule(Message shown, string name, bool on) =>
            shown
                .And(on ? $"partner.rule.{name}.on" : $"partner.rule.{name}.off")
                .Row(
                    Press.Labelled(
                        on ? $"partner.turn.{name}.off" : $"partner.turn.{name}.on",
                        "x-rule",
                        quartier,
                        name
                    )
                );
    }
}
