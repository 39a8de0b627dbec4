using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>One person with several accounts: linking, unlinking, where messages go, going on elsewhere.</summary>
internal static class AccountsFeature
{
    /// <summary>Declares all of it.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(
                new CommandSpec(
                    AccountsPage.Command,
                    Who.Everyone,
                    Where.Private,
                    call => AccountsPage.Run(call, registry),
                    ["link", "verknuepfen"]
                )
                {
                    Elsewhere = Linking.InGroup,
                }
            )
            .Add(Linking.Typing(registry))
            .Add(Linking.Agreeing(registry))
            .Add(Unlinking.Asking(registry))
            .Add(Button("a-code", (call, _) => Member(call, () => AccountCodes.Make(call))))
            .Add(Button("a-type", (call, _) => Linking.Type(call, registry)))
            .Add(Button("a-yes", (call, code) => Member(call, () => Linking.Agree(call, registry, code))))
            .Add(Button("a-no", (call, code) => Member(call, () => Linking.Decline(call, code))))
            .Add(Button("a-part", (call, mark) => Forms.Start(call, registry.Form(Unlinking.Form)!, subject: mark)))
            .Add(Button("a-here", (call, _) => AccountsPage.Prefer(call, call.Inbound.Sender!.Account)))
            .Add(Button("a-anywhere", (call, _) => AccountsPage.Prefer(call, null)))
            .Add(Button("a-go", (call, mark) => Continuing.GoOn(call, registry, mark)))
            .AddStart(
                new StartLink(AccountCodes.Prefix, (call, code) => Linking.Redeem(call, registry, code))
                {
                    BeforeJoining = true,
                }
            )
            .AddTimer(AccountCodes.EndTimer, AccountCodes.End)
            .AddTimer(Merging.Timer, (call, due) => Merging.GoOn(call, registry, due));
        registry.PersonData.Add(new AccountData(registry));
        registry.PersonRules.Add(new PersonRule<AccountCode>(AccountCode.Kind, "person"));
        registry.PersonRules.Add(new PersonRule<LinkCode>(LinkCode.Kind, "person"));
        registry.OnReachGone += (call, person, reach) => Merging.ReachGone(call, registry, person, reach);
        registry.OnAnswered += call => Continuing.Answered(call, registry);
    }

    private static PlainButton Button(string verb, Action<Call, string> handle) =>
        NeighboursFeature.Button(verb, Who.Everyone, handle);

    /// <summary>Only who agreed to the storing of data can bring more of it along.</summary>
    private static void Member(Call call, Action act)
    {
        if (call.Person is { Consent.IsCurrent: true })
            act();
        else
            call.NotThere();
    }
}
