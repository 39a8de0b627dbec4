using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Everything about the partizipativ-kollegiale Beratung.</summary>
internal static class BeratungFeature
{
    private const string Planned = nameof(BeratungState.Planned),
        Running = nameof(BeratungState.Running),
        Done = nameof(BeratungState.Done);

    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(
                new CommandSpec(
                    "beratung",
                    Who.Resident,
                    Where.Private | Where.UnboundGroup,
                    Home,
                    ["consultation"],
                    InMenu: false
                )
            )
            .Add(BeratungForms.New)
            .Add(BeratungSaying.Words)
            .Add(BeratungSaying.Idea)
            .Add(BeratungSaying.Step)
            .Add(BeratungTimes.Form)
            .Add(BeratungOutcome.Form);
        Buttons(registry);
        registry
            .AddReply(BeratungNews.Prefix, BeratungSaying.Reply)
            .AddStart(
                new StartLink(BeratungPeople.Prefix, BeratungPeople.Join)
                {
                    Quartier = (call, behind) =>
                        behind.Split('_') is [var id, var entry]
                        && call.Find(Beratung.Kind, id) is { } beratung
                        && beratung.Entry == entry
                            ? beratung.Quartier
                            : null,
                }
            )
            .AddTimer(BeratungLife.ClockTimer, BeratungLife.Clock)
            .AddTimer(BeratungLife.StartTimer, BeratungLife.Start)
            .AddTimer(BeratungLife.DeleteTimer, BeratungLife.DeleteDue);
        registry.OnDateFound[BeratungTimes.Feature] = BeratungTimes.Found;
        registry.OnMeetingChanged[BeratungTimes.Feature] = BeratungTimes.Changed;
        registry.OnRoleTaken += BeratungData.RoleTaken;
        registry.PersonData.Add(new BeratungData());
        BeratungData.Follow(registry);
    }

    private static void Buttons(Registry registry)
    {
        registry.Add(new PlainButton("k-new", Who.Colleague, (call, _) => Private(call, () => New(call))));
        Add("k-show", Relation.Party, [], Show);
        Add("k-mod", Relation.Party, [Planned], (c, b) => BeratungPeople.Choose(c, b, BeratungRole.Moderation));
        Add("k-minutes", Relation.Party, [Planned], (c, b) => BeratungPeople.Choose(c, b, BeratungRole.Minutes));
        InGroupToo("k-begin", Relation.Party, [Planned], BeratungLife.Begin);
        Add("k-times", Relation.Party, [Planned], BeratungTimes.Open);
        Add("k-draw", Relation.Owner, [Planned], BeratungPeople.Draw);
        Add("k-date", Relation.Owner, [Planned], BeratungTimes.FindDate);
        Add("k-invite", Relation.Owner, [Planned, Running], BeratungPeople.Invite);
        Add("k-add", Relation.Owner, [Planned, Running], BeratungPeople.Fetch);
        InGroupToo("k-say", Relation.Party, [Running], BeratungSaying.Open);
        InGroupToo("k-choose", Relation.Party, [Running], BeratungSaying.Choose);
        InGroupToo("k-next", Relation.Party, [Running], BeratungLife.Next);
        InGroupToo("k-more", Relation.Party, [Running], BeratungLife.More);
        Add("k-past", Relation.Party, [], BeratungNews.ShowPast);
        Add("k-outcome", Relation.Party, [Done], BeratungOutcome.Write);
        Add("k-release", Relation.Party, [Done], BeratungOutcome.Release);
        Add("k-delete", Relation.Owner, [], BeratungLife.AskDelete);
        Add("k-gone", Relation.Owner, [], (call, beratung) => BeratungLife.Delete(call, beratung, "beratung.deleted"));
        Add("k-keep", Relation.Owner, [], (call, _) => call.Say("beratung.kept"));

        registry.Add(
            new ButtonSpec<Beratung>(
                "k-here",
                Who.Resident,
                Relation.Party,
                [Planned, Running],
                Beratung.Kind,
                BeratungGroup.Here
            )
        );

        void Add(string verb, Relation relation, IReadOnlyList<string> states, Action<Call, Beratung> handle) =>
            registry.Add(
                new ButtonSpec<Beratung>(
                    verb,
                    Who.Resident,
                    relation,
                    states,
                    Beratung.Kind,
                    (call, beratung) => Private(call, () => handle(call, beratung))
                )
            );

        void InGroupToo(string verb, Relation relation, IReadOnlyList<string> states, Action<Call, Beratung> handle) =>
            registry.Add(
                new ButtonSpec<Beratung>(
                    verb,
                    Who.Resident,
                    relation,
                    states,
                    Beratung.Kind,
                    (call, beratung) =>
                    {
                        if (BeratungGroup.IsHere(call, beratung))
                            handle(call, beratung);
                        else
                            Private(call, () => handle(call, beratung));
                    }
                )
            );
    }

    private static void Home(Call call)
    {
        if (call.Where != Where.Private)
        {
            BeratungGroup.Offer(call);
            return;
        }
        if (!call.MayBeConfidential)
        {
            call.Say("call.not-confidential", "call.not-confidential.where");
            return;
        }
        var mine = BeratungData.Of(call, call.Person!.Id).ToList();
        var message = Message.Of(
            Text.Title("beratung.title"),
            "beratung.what",
            mine.Count == 0 ? "beratung.none" : "beratung.mine-all"
        );
        call.Say((call.Standing & Who.Colleague) == 0 ? message : message.Row(Press.Button("k-new")));
        // One message each, so that each goes with its own key.
        foreach (var beratung in mine)
            BeratungNews.ShowMine(call, beratung);
    }

    private static void New(Call call) => Forms.Start(call, BeratungForms.New);

    private static void Show(Call call, Beratung beratung) =>
        BeratungNews.Show(call, beratung, beratung.SeatOf(call.Person!.Id)!);

    /// <summary>Nothing of a consultation is said in a group, even with a forged button, nor on an open messenger.</summary>
    private static void Private(Call call, Action act)
    {
        if (call.Where == Where.Private && call.MayBeConfidential)
            act();
        else if (call.Where == Where.Private)
            call.Say("call.not-confidential", "call.not-confidential.where");
        else
            call.NotThere();
    }
}
