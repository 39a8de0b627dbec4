using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>
/// A request becomes open again, and all that belongs to it happens here: neighbours and those who stand ready hear of it, it is shared
/// with partners, and its owner is asked in time whether it still counts. Where its time is over, neighbours hear of it with a new one.
/// </summary>
internal static class Reopening
{
    /// <summary>A place that was taken is free again. What was full is open again, and what only waited for somebody is asked about.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The request.</param>
    /// <param name="gone">Who does not hold the place any more.</param>
    public static void Free(Call call, HelpRequest request, Vermittlung gone)
    {
        var freed = request with { Taken = [.. request.Taken.Where(id => id != gone.Id)] };
        if (request.State == RequestState.Full)
            Open(call, freed, except: gone.Helper);
        else if (request.IsLive && request.OpenUntil <= call.Now)
            Ask(call, freed);
        else
            Publishing.Update(call, freed);
    }

    /// <summary>Its owner needs more: the places of what is done are free again.</summary>
    public static HelpRequest More(Call call, HelpRequest request) =>
        Open(
            call,
            request with
            {
                Taken = [.. request.Taken.Where(id => call.Find(Vermittlung.Kind, id) is { IsLive: true })],
            }
        );

    /// <summary>It has a time that is not over: neighbours hear of it as they heard of it when it was new, but not twice a day.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">An open request.</param>
    /// <param name="except">Id of who gave a place back and is not asked to take it.</param>
    public static HelpRequest Announce(Call call, HelpRequest request, string? except = null)
    {
        var before = request.LastNews;
        var open = Publishing.Update(
            call,
            request with
            {
                Unheard = false,
                Reopened = before is null ? request.Reopened : call.Now,
            }
        );
        if (before is not null)
            Notifying.Start(call, open, before);
        Matching.TellFallbacks(call, open, except);
        Sharing.Watch(call, open);
        return open;
    }

    /// <summary>What its owner reads after places are free again; what has ended is not open again.</summary>
    public static Message Say(Call call, string request, Message message) =>
        call.Find(HelpRequest.Kind, request) is not { State: RequestState.Open } open
            ? message.And("vermittlung.not-open-again")
        : Publishing.IsPast(call, open) ? message.And("vermittlung.open-again.past").Row(NewTime(open))
        : message.And("vermittlung.open-again");

    /// <summary>The button with which its owner names a new time.</summary>
    public static Button NewTime(HelpRequest request) => Press.Labelled("request.new-time", "r-longer", request.Id);

    private static HelpRequest Open(Call call, HelpRequest request, string? except = null)
    {
        var isPast = Publishing.IsPast(call, request);
        var open = Ask(call, request with { State = RequestState.Open, Unheard = isPast });
        return isPast ? open : Announce(call, open, except);
    }

    /// <summary>It counts from now on as long as one that is new: its owner is asked before it expires.</summary>
    private static HelpRequest Ask(Call call, HelpRequest request)
    {
        var asked = Publishing.Update(call, request with { OpenUntil = Expiry.Until(call, request) });
        Expiry.Start(call, asked);
        return asked;
    }
}
