using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// The places of a request: taken, given back, ended. The list of who holds a place stands in the request itself and changes with
/// the same commit, so two people who are equally fast can never both get the last one: the slower decides anew.
/// </summary>
internal static class Matching
{
    /// <summary>How many others are told when a place is gone or free.</summary>
    public const int MostTold = 60;

    /// <summary>Takes a place; when it was the last, the others are told kindly.</summary>
    /// <returns>The Vermittlung with its place, or null when there is none.</returns>
    public static Vermittlung? TakePlace(Call call, Vermittlung vermittlung)
    {
        if (call.Find(HelpRequest.Kind, vermittlung.Request) is not { State: RequestState.Open, Free: > 0 } request)
            return null;
        Publishing.Update(call, request with { Taken = [.. request.Taken, vermittlung.Id] });
        var active = call.Put(Vermittlung.Kind, vermittlung with { State = VermittlungState.Active });
        Silence.Watch(call, active);
        return active;
    }

    /// <summary>Gives a place back: the request is open again, and who missed it hears of it.</summary>
    public static void FreePlace(Call call, Vermittlung vermittlung)
    {
        if (call.Find(HelpRequest.Kind, vermittlung.Request) is { } request && request.Taken.Contains(vermittlung.Id))
            Reopening.Free(call, request, vermittlung);
    }

    /// <summary>A request ended: everybody who answered hears of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The request, ended already.</param>
    /// <param name="done">True when it is done; false when it was withdrawn, declined or expired.</param>
    public static void EndAll(Call call, HelpRequest request, bool done)
    {
        foreach (var vermittlung in Of(call, request.Id, 1000).Where(v => !v.IsOver))
            End(call, request, vermittlung, done);
    }

    /// <summary>Everybody who answered a request, in whatever state.</summary>
    public static IReadOnlyList<Vermittlung> Of(Call call, string request, int limit = 200) =>
        call.QueryBelow(Vermittlung.Kind, "request", limit, request);

    /// <summary>Those who answered a request and are in this state.</summary>
    public static IReadOnlyList<Vermittlung> Of(Call call, string request, VermittlungState state) =>
        [
            .. call.QueryBelow(Vermittlung.Kind, "request", MostTold, request, state.ToString())
                .Where(v => v.State == state),
        ];

    private static void End(Call call, HelpRequest request, Vermittlung vermittlung, bool done)
    {
        if (done && vermittlung.IsLive)
        {
            Ending.Finish(call, vermittlung, vermittlung.Owner);
            return;
        }
        var ended = vermittlung.IsLive ? VermittlungState.Cancelled : VermittlungState.NotChosen;
        Closing.Close(
            call,
            vermittlung with
            {
                State = ended,
                CancelledBy = vermittlung.IsLive ? request.Owner : null,
            }
        );
        call.Tell(
            vermittlung.Helper,
            Message.Of(
                VermittlungText.About("vermittlung.request-ended", request),
                vermittlung.Agreed is { } agreed
                    ? Text.Of("vermittlung.appointment-off", Arg.OfWhen("when", agreed.When))
                    : "vermittlung.thanks-for-answer"
            ) with
            {
                Priority = vermittlung.IsLive ? Priority.Answer : Priority.Notice,
            }
        );
    }

    /// <summary>All places are taken: those who still wait for a choice are told kindly and stand ready from now on.</summary>
    public static void TellOthers(Call call, HelpRequest request)
    {
        foreach (var other in Of(call, request.Id, VermittlungState.Offered).Where(v => !request.Taken.Contains(v.Id)))
        {
            Closing.Close(call, other with { State = VermittlungState.NotChosen, Fallback = true });
            if (call.Person?.Id != other.Helper)
                call.Tell(
                    other.Helper,
                    Message.Of(
                        VermittlungText.About("vermittlung.others-were-chosen", request),
                        "vermittlung.thanks-for-answer",
                        "vermittlung.fallback"
                    ) with
                    {
                        Priority = Priority.Notice,
                        Buttons =
                        [
                            [Hurdles.Browse(request)],
                        ],
                    }
                );
        }
    }

    /// <summary>A place is free again: those who stand ready hear of it.</summary>
    public static void TellFallbacks(Call call, HelpRequest request, string? except)
    {
        foreach (
            var other in Of(call, request.Id, VermittlungState.NotChosen)
                .Where(v => v.Fallback && v.Helper != except && !Sides.AreBlocked(call, v))
                .Where(v => Sharing.IsVisible(call, request, call.Find(Person.Kind, v.Helper)?.Quartier))
        )
            call.Tell(
                other.Helper,
                Message.Of(VermittlungText.About("vermittlung.free-again", request), "vermittlung.free-again.now") with
                {
                    Priority = Priority.Notice,
                    Buttons =
                    [
                        [Browsing.Help(request)],
                    ],
                }
            );
    }
}
