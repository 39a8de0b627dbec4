using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>Interest groups, within a Quartier and across Quartiere that share.</summary>
internal static class GroupsFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        GroupForms.Register(registry);
        registry.Add(
            new CommandSpec(
                "gruppen",
                Who.Resident,
                Where.Private,
                call => GroupHome.List(call),
                ["interessengruppen", "groups"]
            )
        );
        People(registry);
        Moderation(registry);
        registry
            .AddTimer(GroupTalk.TellTimer, GroupTalk.Tell)
            .AddTimer(GroupTalk.ForgetTimer, GroupTalk.Forget)
            .AddTimer(GroupEnding.Timer, GroupEnding.GoOn)
            .AddTimer(GroupEnding.ApartTimer, GroupEnding.Apart)
            .AddTimer(GroupLeading.SeekTimer, GroupLeading.Seek)
            .AddTimer(GroupLeading.EndTimer, GroupLeading.GiveUp);
        registry.OnBlocked += GroupWaiting.Blocked;
        registry.OnReachGone += GroupWaiting.ReachGone;
        registry.PersonData.Add(new GroupData());
        registry.PersonRules.Add(new PersonRule<InterestGroup>(InterestGroup.Kind, "leader"));
        registry.PersonRules.Add(new PersonRule<GroupMember>(GroupMember.Kind, "person"));
        registry.PersonRules.Add(new PersonRule<GroupMessage>(GroupMessage.Kind, "author"));
    }

    private static void People(Registry registry) =>
        registry
            .Add(Alone("g-list", (call, from) => GroupHome.List(call, NumberWords.Read(from) ?? 0)))
            .Add(Alone("g-show", (call, id) => GroupHome.Show(call, id)))
            .Add(Alone("g-join", GroupHome.Join))
            .Add(Alone("g-leave", GroupHome.Leave))
            .Add(Alone("g-new", (call, _) => GroupForms.Found(call, registry)))
            .Add(Alone("g-write", (call, id) => GroupForms.Write(call, registry, id)))
            .Add(Alone("g-report", (call, id) => GroupForms.Report(call, registry, id)))
            .Add(Alone("g-lead", GroupLeading.Take))
            .Add(Alone("g-end", GroupEnding.Ask))
            .Add(Alone("g-ended", GroupEnding.End))
            .Add(Alone("g-keep", (call, _) => call.Say("partner.kept")))
            .Add(new PlainButton("g-send", Who.Resident, GroupTalk.Release))
            .Add(new PlainButton("g-drop", Who.Resident, GroupTalk.Drop));

    private static void Moderation(Registry registry) =>
        registry
            .Add(new PlainButton("g-ok", Who.Staff, GroupDesk.Allow))
            .Add(new PlainButton("g-no", Who.Staff, GroupDesk.Refuse))
            .Add(new PlainButton("g-open", Who.Staff, GroupDesk.OpenUp))
            .Add(new PlainButton("g-let", Who.Staff, GroupDesk.LetIn))
            .Add(new PlainButton("g-not", Who.Staff, GroupDesk.KeepOut));

    private static PlainButton Alone(string verb, Action<Call, string> handle) =>
        new(verb, Who.Resident, (call, subject) => call.Alone(() => handle(call, subject)));
}
