using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Meetings;

/// <summary>Everything around meetings and calendars.</summary>
internal static class MeetingsFeature
{
    private static readonly string[] Planned = [nameof(MeetingState.Planned)];

    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        registry.OnScheduled += CalendarService.Answered;
        registry
            .AddTimer(MeetingTimers.DayBefore, MeetingTimers.Fire)
            .AddTimer(MeetingTimers.Soon, MeetingTimers.Fire)
            .AddTimer(MeetingTimers.Gone, MeetingTimers.Forget)
            .AddTimer(CalendarService.Timer, CalendarService.Late);
        registry.PersonData.Add(new MeetingData(registry));
        MeetingData.Follow(registry);
        registry.OnResidenceEnded += MeetingData.ResidenceEnded;
        Feeds.Register(registry);
        Buttons(registry);
        MeetingChanges.Register(registry);
    }

    private static void Buttons(Registry registry) =>
        registry
            .Add(On("m-show", Relation.Owner | Relation.Party, [], MeetingCard.Show))
            .Add(On("m-file", Relation.Owner | Relation.Party, [], MeetingCard.File))
            .Add(On("m-yes", Relation.Party, Planned, (call, meeting) => MeetingCard.Answer(call, meeting, true)))
            .Add(On("m-no", Relation.Party, Planned, (call, meeting) => MeetingCard.Answer(call, meeting, false)))
            .Add(On("m-move", Relation.Owner, Planned, (call, meeting) => MeetingChanges.Move(call, registry, meeting)))
            .Add(
                On(
                    "m-cancel",
                    Relation.Owner,
                    Planned,
                    (call, meeting) => MeetingChanges.Cancel(call, registry, meeting)
                )
            );

    /// <summary>What somebody says about a meeting is said alone with the bot, even with a forged button.</summary>
    private static ButtonSpec<Meeting> On(
        string verb,
        Relation relation,
        IReadOnlyList<string> states,
        Action<Call, Meeting> handle
    ) =>
        new(
            verb,
            Who.Resident,
            relation,
            states,
            Meeting.Kind,
            (call, meeting) => call.Alone(() => handle(call, meeting))
        );
}
