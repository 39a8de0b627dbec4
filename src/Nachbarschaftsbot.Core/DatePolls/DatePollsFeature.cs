using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Everything about finding a date.</summary>
internal static class DatePollsFeature
{
    private static readonly string[] Live = [nameof(PollState.Open), nameof(PollState.Closed)];

    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        var answer = PollAnswerForm.Of(registry);
        registry.Add(
            new CommandSpec("termin_finden", Who.Resident, Where.Private, PollForm.Begin, ["terminsuche", "find_date"])
        );
        registry.Add(PollForm.Form).Add(answer);
        Answers(registry, answer);
        Deciding(registry);
        registry
            .AddReply("poll", (call, id, words) => PollAnswers.Words(call, registry, id, words))
            .AddStart(
                new StartLink(PollAudience.Prefix, Join)
                {
                    Quartier = (call, id) =>
                        call.Find(DatePoll.Kind, id) is { ByLink: true } poll ? poll.Quartier : null,
                }
            )
            .AddTimer(PollTimers.RemindTimer, PollTimers.Remind)
            .AddTimer(PollTimers.CloseTimer, (call, due) => PollTimers.Close(call, registry, due))
            .AddTimer(PollTimers.EndTimer, (call, due) => PollTimers.End(call, registry, due))
            .AddTimer(PollTimers.ForgetTimer, PollTimers.Forget)
            .AddTimer(PollPlaces.Timer, PollPlaces.Spread);
        registry.AddTimer(PollSearching.Timer, (call, due) => PollSearching.Late(call, registry, due));
        registry.AddTimer(PollMoves.Timer, PollMoves.Arrive);
        registry.OnPlaceChange += PollMoves.Notice;
        registry.OnFreeBusy[DatePolling.Alone] = (call, busy) => PollSearching.Answered(call, registry, busy);
        registry.OnDateFound[DatePolling.Alone] = PollMeeting.Make;
        var others = registry.OnSentence;
        registry.OnSentence = (call, said) =>
            PollAnswers.Sentence(call, registry) || others?.Invoke(call, said) == true;
        registry.PersonData.Add(new PollData());
        PollData.Follow(registry);
        registry.OnResidenceEnded += PollData.ResidenceEnded;
    }

    /// <summary>Answering finds out itself who may: in a channel of the poll everybody, elsewhere who was asked.</summary>
    private static void Answers(Registry r, FormSpec answer)
    {
        Vote("p-yes", PollVoice.Yes);
        Vote("p-maybe", PollVoice.IfNeeded);
        Vote("p-no", PollVoice.No);
        r.Add(new PlainButton("p-all", Who.Resident, (c, id) => PollAnswers.VoteAll(c, r, id, PollVoice.Yes)))
            .Add(new PlainButton("p-none", Who.Resident, (c, id) => PollAnswers.VoteAll(c, r, id, PollVoice.No)))
            .Add(Button("p-answer", Relation.Owner | Relation.Party, [], (c, p) => Forms.Start(c, answer, null, p.Id)))
            .Add(Button("p-show", Relation.Owner | Relation.Party, [], PollPlaces.ShowHere));

        void Vote(string verb, PollVoice voice) =>
            r.Add(new PlainButton(verb, Who.Resident, (c, id) => PollAnswers.Vote(c, r, id, voice)));
    }

    private static void Deciding(Registry r) =>
        r.Add(Button("p-decide", Relation.Owner, Live, PollEnding.Decide))
            .Add(Button("p-pick", Relation.Owner, Live, (call, poll) => PollEnding.Pick(call, r, poll)))
            .Add(Button("p-longer", Relation.Owner, [nameof(PollState.Closed)], PollEnding.Extend))
            .Add(Button("p-cancel", Relation.Owner, Live, PollEnding.AskCancel))
            .Add(Button("p-end", Relation.Owner, Live, PollEnding.CancelNow))
            .Add(Button("p-keep", Relation.Owner, [], (call, _) => call.Say("datepoll.kept")))
            .Add(new PlainButton("p-new", Who.Resident, (call, _) => call.Alone(() => PollForm.New(call))));

    private static ButtonSpec<DatePoll> Button(
        string verb,
        Relation relation,
        IReadOnlyList<string> states,
        Action<Call, DatePoll> handle
    ) => new(verb, Who.Resident, relation, states, DatePoll.Kind, (call, poll) => call.Alone(() => handle(call, poll)));

    /// <summary>Somebody opens the link of a poll.</summary>
    private static void Join(Call call, string id)
    {
        var poll = call.Find(DatePoll.Kind, id);
        if (poll is null || call.Person is not { } person || !poll.ByLink && poll.RelationOf(person.Id) == Relation.Any)
            call.NotThere();
        else if (poll.State != PollState.Open || poll.Participants.Count >= DatePoll.MostPersons)
            call.Say(
                poll.State == PollState.Open ? "datepoll.full" : $"stale.datepoll.{poll.StateName.ToLowerInvariant()}",
                "call.what-now"
            );
        else
            PollPlaces.ShowHere(call, call.Put(DatePoll.Kind, PollAnswers.Seat(call, poll, person.Id)));
    }
}
