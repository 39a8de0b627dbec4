using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>Agreements in words.</summary>
internal static class PartnerWords
{
    /// <summary>What can be shared, with the values that stand for it in forms.</summary>
    public static readonly IReadOnlyList<(string Value, Sharables What)> All =
    [
        ("anfragen", Sharables.Requests),
        ("angebote", Sharables.Offers),
        ("sachen", Sharables.Things),
    ];

    /// <summary>What the values of a form stand for. Offers are also those of things.</summary>
    public static Sharables Read(string values)
    {
        var chosen = values.Split(',');
        var what = All.Where(a => chosen.Contains(a.Value)).Aggregate(Sharables.None, (sum, a) => sum | a.What);
        return what.HasFlag(Sharables.Offers) ? what & ~Sharables.Things : what;
    }

    /// <summary>What is shared and when.</summary>
    public static IReadOnlyList<Text> Terms(Sharables shares, int hours) =>
        [Text.Of("partner.shares", Arg.OfKey("what", What(shares))), Text.Of("partner.wait", ("hours", hours))];

    /// <summary>The proposal, as the side that was asked sees it.</summary>
    public static Message Card(Call call, Partnership proposal)
    {
        var proposer = Partners.Named(call, proposal.Proposer, "other");
        var message = Message.Of([
            Text.Title("partner.asked", proposer),
            .. Terms(proposal.Shares, proposal.WaitHours),
            "partner.asked.own",
            Text.Of("partner.asked.now", Partners.Named(call, proposal.Asked)),
        ]);
        return message
            .Row(Press.Button("x-yes", proposal.Id, proposal.Asked))
            .Row(Press.Button("x-no", proposal.Id, proposal.Asked)) with
        {
            Ref = Ref(proposal),
        };
    }

    /// <summary>Our own id of the card of a proposal.</summary>
    public static string Ref(Partnership proposal) => $"partner:{proposal.Id}";

    /// <summary>What became of a proposal, in place of its card.</summary>
    public static Message Over(Partnership proposal, Text line) =>
        Message.Of(line) with
        {
            Ref = Ref(proposal),
            Act = Act.Edit,
        };

    private static string What(Sharables shares) =>
        shares switch
        {
            Sharables.Requests => "partner.what.anfragen",
            Sharables.Offers => "partner.what.angebote",
            Sharables.Things => "partner.what.sachen",
            Sharables.Requests | Sharables.Things => "partner.what.anfragen-sachen",
            _ => "partner.what.alles",
        };
}
