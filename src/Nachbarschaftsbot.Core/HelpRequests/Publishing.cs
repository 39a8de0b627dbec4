using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Moves requests through their life, as the other features see it. What has ended stays ended.</summary>
public static class Publishing
{
    /// <summary>The moderation released it: neighbours see it, its owner hears of it.</summary>
    public static void Release(Call call, HelpRequest r)
    {
        if (r.State != RequestState.Waiting)
            return;
        var edited = r.Edited;
        var open = Open(call, r with { Edited = false });
        if (edited)
            Answers.TellChanged(call, open);
        call.Tell(open.Owner, Released(open) with { Priority = Priority.Notice });
    }

    /// <summary>The moderation declined it; its owner is told why.</summary>
    /// <param name="call">The call.</param>
    /// <param name="r">The request.</param>
    /// <param name="reason">A text key or the moderator's own words.</param>
    public static void Decline(Call call, HelpRequest r, string reason)
    {
        if (!r.IsLive)
            return;
        var declined = End(call, r, RequestState.Declined, done: false);
        TellOwner(
            call,
            r,
            RequestText.Wayed("request.declined", declined),
            RequestText.Reason(reason),
            "request.declined.next"
        );
    }

    /// <summary>The moderation knows a contact who can help; its owner is told who and how to reach it.</summary>
    public static void Refer(Call call, HelpRequest r, string contactName, string reach)
    {
        if (!r.IsLive)
            return;
        var referred = End(call, r, RequestState.Referred, done: false);
        TellOwner(
            call,
            r,
            RequestText.Wayed("request.referred", referred),
            Text.Plain(contactName),
            Text.Of("request.referred.reach", ("reach", reach)),
            "request.referred.next"
        );
    }

    /// <summary>Its owner takes it back: who answered hears of it, the card closes. The caller answers the owner.</summary>
    public static void Withdraw(Call call, HelpRequest r)
    {
        if (r.IsLive)
            End(call, r, RequestState.Withdrawn, done: false);
    }

    /// <summary>Its owner says that it is done. The caller answers the owner.</summary>
    public static void Finish(Call call, HelpRequest r)
    {
        if (r.IsLive)
            End(call, r, RequestState.Done, done: true);
    }

    /// <summary>
    /// Writes a changed request, open or full as its places say, and shows it anew wherever it stands. When it is full, those who wait
    /// for a choice are told kindly. When it has ended, its timers stop and its card closes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The new state cannot follow the old one: a bug of the caller.</exception>
    public static HelpRequest Update(Call call, HelpRequest changed)
    {
        var before = call.Find(HelpRequest.Kind, changed.Id);
        if (before is not null && !RequestLife.MayFollow(before.State, changed.State))
            throw new InvalidOperationException($"A request that is {before.State} cannot become {changed.State}.");
        if (changed.Taken.Count > changed.Places)
            throw new InvalidOperationException("More places are taken than there are.");
        changed = ChannelPosts.Refresh(call, RequestLife.Settle(changed));
        call.Put(HelpRequest.Kind, changed);
        if (changed.State == RequestState.Full && before is { State: not RequestState.Full })
            Matching.TellOthers(call, changed);
        if (before is { IsLive: true } && !changed.IsLive)
            Close(call, changed);
        return changed;
    }

    /// <summary>Shows one request or offer to the person of the call: by deep link, by button.</summary>
    public static void ShowOne(Call call, string id)
    {
        if (
            call.Person is not { } person
            || call.Find(HelpRequest.Kind, id) is not { } request
            || !MaySee(call, request, person)
        )
            call.NotThere();
        else if (request.Owner == person.Id)
            MyThings.ShowOwn(call, request);
        else if (request.State == RequestState.Open)
            call.Say(
                Message
                    .Of([.. RequestText.Lines(call, request, person.Quartier)])
                    .Row(Browsing.Help(request))
                    .Row(Browsing.Report(request)) with
                {
                    Priority = Priority.Answer,
                }
            );
        else
            call.Say(
                Message
                    .Of($"stale.request.{request.StateName.ToLowerInvariant()}")
                    .Row(Press.Button("r-browse", "", RequestText.Way(request)))
            );
    }

    /// <summary>
    /// Whether a person may know of a request: their own, or one that was released, is at home where they live or shared with them, and
    /// is of nobody they do not want to meet.
    /// </summary>
    internal static bool MaySee(Call call, HelpRequest request, Person person) =>
        request.Owner == person.Id
        || request.State is not (RequestState.Waiting or RequestState.Declined)
            && Sharing.IsVisible(call, request, person.Quartier)
            && !Blocks.Between(call, request.Owner, person.Id);

    /// <summary>
    /// Neighbours see it from now on; the first time, and where it is open again, those it fits hear of it. What is over by then is not
    /// news.
    /// </summary>
    internal static HelpRequest Open(Call call, HelpRequest r)
    {
        var isPast = IsPast(call, r);
        var isNews = r.Released is null && !isPast;
        r = r with { State = RequestState.Open };
        if (r.Released is null)
            r = r with { OpenUntil = Expiry.Until(call, r) };
        if (isNews)
            r = ChannelPosts.Post(call, RequestLife.Settle(r with { Released = call.Now, Unheard = false }));
        var open = Update(call, r);
        TriageDesk.RefreshAbout(call, open.Id);
        Expiry.Start(call, open);
        Sharing.Watch(call, open);
        if (isNews)
            Notifying.Start(call, open);
        else if (open is { State: RequestState.Open, Unheard: true } && !isPast)
            open = Reopening.Announce(call, open);
        return open;
    }

    /// <summary>Ends it: everybody who answered hears of it.</summary>
    internal static HelpRequest End(Call call, HelpRequest r, RequestState state, bool done)
    {
        var ended = Update(call, r with { State = state });
        Matching.EndAll(call, ended, done);
        return ended;
    }

    /// <summary>The moderation ended it: its owner reads why and what can be done now.</summary>
    private static void TellOwner(Call call, HelpRequest r, params Text[] lines) =>
        call.Tell(
            r.Owner,
            Message.Of(lines).Row(Press.Button("r-again", r.Id)).Row(Press.Button("r-human")) with
            {
                Priority = Priority.Notice,
            }
        );

    /// <summary>Whether its time is over on the clocks of its Quartier.</summary>
    internal static bool IsPast(Call call, HelpRequest r) =>
        RequestLife.IsPast(r, call.Now.InZone(Call.ZoneOf(call.Find(Quartier.Kind, r.Quartier))).LocalDateTime);

    private static Message Released(HelpRequest open) =>
        open.Released is null
            ? Message
                .Of(RequestText.Wayed("request.released", open), "request.released.past")
                .Row(Reopening.NewTime(open))
                .Row(Press.Button("r-withdraw", open.Id))
            : Message
                .Of(RequestText.Wayed("request.released", open), RequestText.Wayed("request.next", open))
                .Row(Press.Button("r-mine"));

    private static void Close(Call call, HelpRequest ended)
    {
        Expiry.Stop(call, ended);
        call.Unremind(Sharing.Timer, ended.Id);
        TriageDesk.CloseAbout(call, ended.Id);
    }
}
