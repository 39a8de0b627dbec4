using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>Neighbouring Quartiere share what found nobody; each moderates its own.</summary>
internal static class NachbarquartiereFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        PartnerForms.Register(registry);
        registry
            .Add(
                new CommandSpec(
                    "nachbarquartiere",
                    Who.Staff,
                    Where.Private | Where.Moderation,
                    PartnerHome.Command,
                    ["neighbouring_quartiere", "partner"]
                )
            )
            .Add(Staff("x-home", PartnerHome.Show))
            .Add(Staff("x-rule", PartnerHome.Turn))
            .Add(new PlainButton("x-new", Who.Operator, (call, id) => PartnerHome.New(call, registry, id)))
            .Add(Staff("x-yes", Agreeing.Confirm))
            .Add(Staff("x-no", Agreeing.AskWhy))
            .Add(Staff("x-why", Agreeing.DeclineFor))
            .Add(Staff("x-words", (call, id) => PartnerForms.AskInWords(call, registry, id)))
            .Add(Staff("x-back", Agreeing.Withdraw))
            .Add(Staff("x-end", Agreeing.AskEnd))
            .Add(Staff("x-ended", Agreeing.End))
            .Add(Staff("x-shared", SharedHere.List))
            .Add(Staff("x-hide", SharedHere.AskHide))
            .Add(Staff("x-hidden", SharedHere.Hide))
            .Add(Staff("x-keep", (call, _) => call.Say("partner.kept")))
            .Add(
                RequestLife.Button("r-across", Sharing.Turn, RequestState.Waiting, RequestState.Open, RequestState.Full)
            )
            .AddTimer(Sharing.Timer, Sharing.Over)
            .AddTimer(SharedNews.Timer, SharedNews.Tell)
            .AddTimer(SharingEnds.Timer, SharingEnds.GoOn)
            .AddTimer(SharingEnds.GroupsTimer, SharingEnds.GoOnLeaving);
        registry.PersonData.Add(new PartnerData());
        registry.PersonRules.Add(new PersonRule<Partnership>(Partnership.Kind, "by"));
    }

    private static PlainButton Staff(string verb, Action<Call, string> handle) => new(verb, Who.Staff, handle);
}
