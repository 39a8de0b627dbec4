using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Triage;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Everything the dialogues of a Quartier can do, from the themes pool to the released minutes.</summary>
internal static class SozialraumdialogeFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(
                new CommandSpec(
                    "sozialraumdialog",
                    Who.Resident,
                    Where.Private | Where.Working,
                    DialogueHome.Command,
                    ["dialog", "dialogue"]
                )
            )
            .Add(new CommandSpec("notiz", Who.Resident, Where.Private | Where.Working, NoteTaking.Command, ["note"]));
        People(registry);
        Themes(registry);
        Planning(registry);
        Meeting(registry);
        Agreed(registry);
        Afterwards(registry);
        registry.PersonData.Add(new DialogueData());
        DialogueData.Follow(registry);
    }

    private static void People(Registry registry) =>
        registry
            .Add(new PlainButton("s-new", Who.Colleague, (call, _) => DialogueForms.New(call)))
            .Add(Of("s-open", Relation.Party | Relation.Neighbour | Relation.Colleague, DialogueHome.Open))
            .Add(Of("s-alone", Relation.Party | Relation.Neighbour | Relation.Colleague, DialogueHome.OpenAlone))
            .Add(Of("s-join", Relation.Party | Relation.Neighbour | Relation.Colleague, Members.Join))
            .Add(Inside("s-edit", DialogueForms.Edit))
            .Add(Inside("s-more", DialogueForms.More))
            .Add(Inside("s-purpose", (call, d) => Forms.Start(call, DialogueForms.Purpose, subject: d.Id)))
            .Add(Inside("s-rest", DialogueForms.Rest))
            .Add(Inside("s-wake", DialogueForms.Wake))
            .Add(Inside("s-end", DialogueForms.End))
            .Add(Inside("s-people", Members.Show))
            .Add(Inside("s-yes", Members.Accept))
            .Add(Inside("s-no", Members.Refuse))
            .Add(Inside("s-out", Members.TakeOut))
            .Add(Of("s-leave", Relation.Party, Members.Leave))
            .Add(Of("s-agency", Relation.Party, (call, d) => Forms.Start(call, Members.Agency, subject: d.Id)))
            .Add(DialogueForms.Form)
            .Add(DialogueForms.Purpose)
            .Add(Members.Agency);

    private static void Themes(Registry registry) =>
        registry
            .Add(new PlainButton("s-themes", Who.Resident, ThemesPool.Show))
            .Add(new PlainButton("s-note", Who.Resident, ThemesPool.Begin))
            .Add(new PlainButton("s-check", Who.Colleague, ThemesPool.Check))
            .Add(OneTheme("s-theme", ThemesPool.ShowOne))
            .Add(OneTheme("s-ok", ThemesPool.Confirm, nameof(ThemeState.Proposed)))
            .Add(OneTheme("s-words", ThemesPool.Reword, nameof(ThemeState.Proposed), nameof(ThemeState.Open)))
            .Add(OneTheme("s-drop", ThemesPool.Drop, nameof(ThemeState.Proposed), nameof(ThemeState.Open)))
            .Add(ThemesPool.Form)
            .Add(ThemesPool.Rewording)
            .Add(Bundling.Form)
            .Add(
                new ButtonSpec<Card>(
                    "t-theme",
                    Who.Staff,
                    Relation.Staff,
                    [nameof(CardState.New), nameof(CardState.Released), nameof(CardState.Declined)],
                    Card.Kind,
                    Bundling.Begin
                )
            )
            .AddTimer(ThemeSweeping.Timer, ThemeSweeping.Due)
            .AddTimer(Forgetting.Timer, Forgetting.Due);

    private static void Planning(Registry registry)
    {
        string[] planned = [nameof(MeetingState.Planned)];
        registry
            .Add(Inside("s-date", Dates.Begin))
            .Add(OneMeeting("s-shift", Dates.Shift, planned))
            .Add(OneMeeting("s-cancel", Dates.Cancel, nameof(MeetingState.Dating), nameof(MeetingState.Planned)))
            .Add(OneMeeting("s-weigh", Weighing.Open, planned))
            .Add(OneMeeting("s-point", Weighing.Point, planned))
            .Add(OneMeeting("s-agenda", Agendas.Show, planned))
            .Add(OneMeeting("s-plan", Agendas.Anew, planned))
            .Add(OneMeeting("s-up", Agendas.Up, planned))
            .Add(OneMeeting("s-skip", Agendas.TakeOut, planned))
            .Add(Dates.Form)
            .Add(Dates.Shifting)
            .AddTimer(Weighing.Timer, Weighing.Due)
            .AddTimer(Agendas.Timer, Agendas.Due)
            .AddTimer(Series.NextTimer, Series.Next)
            .AddTimer(Series.SleepTimer, Series.Asleep);
        registry.OnDateFound[Dates.Feature] = Dates.Found;
        registry.OnDateNotFound[Dates.Feature] = Dates.NotFound;
        registry.OnMeetingChanged[Dates.Feature] = DialogueCalendar.Changed;
    }

    private static void Meeting(Registry registry)
    {
        string[] running = [nameof(MeetingState.Running)];
        registry
            .Add(OneMeeting("s-start", Guiding.Start, nameof(MeetingState.Planned)))
            .Add(OneMeeting("s-here", Guiding.BringUp, running))
            .Add(OneMeeting("s-present", Guiding.Present, running))
            .Add(OneMeeting("s-next", Guiding.Next, running))
            .Add(OneMeeting("s-prev", Guiding.Back, running))
            .Add(OneMeeting("s-item", Guiding.NextItem, running))
            .Add(OneMeeting("s-undo", NoteTaking.Undo, running))
            .Add(OneMeeting("s-write", Writing.Take, running))
            .Add(OneMeeting("s-stop", Ending.Stop, running))
            .Add(OneMeeting("s-agree", Agreements.Ask, nameof(MeetingState.Running), nameof(MeetingState.Held)))
            .Add(Writing.Form)
            .Add(Agreements.Form)
            .AddTimer(MeetingClock.Timer, MeetingClock.Due)
            .AddReply(Guiding.Prefix, NoteTaking.Replied)
            .AddReply(Agreements.Prefix, Agreements.Replied);
        registry.OnGroupWords += NoteTaking.Heard;
    }

    private static void Agreed(Registry registry)
    {
        string[] open = [nameof(AgreementState.Open)];
        registry
            .Add(Inside("s-list", Agreements.Show))
            .Add(OneAgreement("s-agr", Agreements.ShowOne))
            .Add(OneAgreement("s-who", Agreements.Who))
            .Add(OneAgreement("s-when", Agreements.When))
            .Add(OneAgreement("s-strike", Agreements.Strike, open))
            .Add(OneAgreement("s-got", AgreementFollowUp.Got))
            .Add(OneAgreement("s-later", AgreementFollowUp.Later, open))
            .Add(OneAgreement("s-learn", AgreementFollowUp.AskWhatWasLearnt))
            .Add(AgreementFollowUp.Form)
            .AddTimer(AgreementFollowUp.Timer, AgreementFollowUp.Due)
            .AddReply(AgreementFollowUp.Prefix, AgreementFollowUp.Replied);
    }

    private static void Afterwards(Registry registry)
    {
        string[] held = [nameof(MeetingState.Held)];
        string[] after = [nameof(MeetingState.Held), nameof(MeetingState.Released)];
        registry
            .Add(Of("s-mins", Relation.Party | Relation.Neighbour | Relation.Colleague, MinutesSending.List))
            .Add(OneMeeting("s-min", (call, m) => MinutesSending.Show(call, registry, m), after))
            .Add(OneMeeting("s-relink", (call, m) => MinutesSending.Renew(call, registry, m), after))
            .Add(
                new ButtonSpec<DialogueMeeting>(
                    "s-read",
                    Who.Resident,
                    Relation.Any,
                    [],
                    DialogueMeeting.Kind,
                    PublicVersion.Read
                )
            )
            .Add(Releasing("s-public", (call, m) => PublicVersion.Show(call, registry, m), after))
            .Add(Releasing("s-pubwords", PublicVersion.Ask, held))
            .Add(Releasing("s-release", (call, m) => PublicVersion.Release(call, registry, m), held))
            .Add(Releasing("s-hide", PublicVersion.Hide, nameof(MeetingState.Released)))
            .Add(PublicVersion.Form);
    }

    private static ButtonSpec<Dialogue> Inside(string verb, Action<Call, Dialogue> handle) =>
        Of(verb, Relation.Party | Relation.Colleague, handle);

    private static ButtonSpec<Dialogue> Of(string verb, Relation relation, Action<Call, Dialogue> handle) =>
        new(
            verb,
            Who.Resident,
            relation,
            [nameof(DialogueState.Active), nameof(DialogueState.Resting)],
            Dialogue.Kind,
            handle
        );

    private static ButtonSpec<Theme> OneTheme(string verb, Action<Call, Theme> handle, params string[] states) =>
        new(verb, Who.Colleague, Relation.Colleague, states, Theme.Kind, handle);

    private static ButtonSpec<DialogueMeeting> OneMeeting(
        string verb,
        Action<Call, DialogueMeeting> handle,
        params string[] states
    ) => Rounds.Button(verb, DialogueMeeting.Kind, m => m.Dialogue, handle, states);

    private static ButtonSpec<Agreement> OneAgreement(
        string verb,
        Action<Call, Agreement> handle,
        params string[] states
    ) => Rounds.Button(verb, Agreement.Kind, a => a.Dialogue, handle, states);

    private static ButtonSpec<DialogueMeeting> Releasing(
        string verb,
        Action<Call, DialogueMeeting> handle,
        params string[] states
    ) => new(verb, Who.Colleague, Relation.Colleague, states, DialogueMeeting.Kind, handle);
}
