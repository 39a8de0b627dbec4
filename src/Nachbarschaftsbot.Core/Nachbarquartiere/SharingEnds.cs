using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>
/// An agreement has ended. From that moment on nothing is visible any more; here the posts are taken away, page by page, and each owner
/// of something that was shared hears of it once.
/// </summary>
internal static class SharingEnds
{
    /// <summary>Timer: the next page. Subject: the Quartier, its former partner, the mark behind which to go on.</summary>
    public const string Timer = "x-ends";

    /// <summary>Timer: the next page of posts that leave the groups of a partner. Subject: as above.</summary>
    public const string GroupsTimer = "x-leave";

    private const int Page = 50;

    /// <summary>Begins on both sides.</summary>
    public static void Begin(Call call, Partnership ended)
    {
        call.Remind(Timer, $"{ended.Proposer}:{ended.Asked}:", call.Now);
        call.Remind(Timer, $"{ended.Asked}:{ended.Proposer}:", call.Now);
    }

    /// <summary>Takes away one page.</summary>
    public static void GoOn(Call call, Content.Due due)
    {
        if (due.Subject.Split(':') is not [var quartier, var partner, var after])
            return;
        var page = Next(call, quartier, after);
        foreach (var owner in page.Where(r => IsOver(call, r, partner)).Select(r => r.Owner).Distinct().ToList())
            EndFor(call, owner, partner);
        GoOnLater(call, Timer, quartier, partner, page);
    }

    /// <summary>A Quartier does not want what partners share in its groups any more: what stands there goes.</summary>
    public static void LeaveGroups(Call call, string quartier)
    {
        foreach (var agreed in Partners.Agreed(call, quartier))
            call.Remind(GroupsTimer, $"{agreed.Other(quartier)}:{quartier}:", call.Now);
    }

    /// <summary>Takes one page of posts out of the groups, unless they are wanted again.</summary>
    public static void GoOnLeaving(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(':') is not [var quartier, var partner, var after]
            || Partners.Rules(call, partner).InChannels
        )
            return;
        var page = Next(call, quartier, after);
        foreach (var request in page)
            if (ChannelPosts.Leave(call, request, partner) is { } left && left.Shown.Count < request.Shown.Count)
                call.Put(HelpRequest.Kind, left);
        GoOnLater(call, GroupsTimer, quartier, partner, page);
    }

    private static IReadOnlyList<HelpRequest> Next(Call call, string quartier, string after) =>
        call.Query(
            HelpRequest.Kind,
            "acrossnews",
            after.Length == 0
                ? IndexValue.Below(quartier)
                : IndexValue.Of(quartier, after.Replace('.', '\u001f')) + '\u0001',
            IndexValue.After(quartier),
            Page
        );

    private static void GoOnLater(
        Call call,
        string timer,
        string quartier,
        string partner,
        IReadOnlyList<HelpRequest> page
    )
    {
        if (page.Count == Page)
            call.Remind(timer, $"{quartier}:{partner}:{Mark(page[^1])}", call.Now);
    }

    private static string Mark(HelpRequest last) => $"{HelpRequest.NewsMark(last.LastShared)}.{last.Id}";

    /// <summary>Everything of one owner at once, so that the owner hears of it once.</summary>
    private static void EndFor(Call call, string owner, string partner)
    {
        var shared = Submitting.Own(call, owner).Where(r => IsOver(call, r, partner)).ToList();
        if (shared.Count == 0)
            return;
        foreach (var request in shared)
            call.Put(HelpRequest.Kind, Sharing.Unshare(call, request, partner));
        call.Tell(
            owner,
            Message.Of(
                Text.Of("across.ended", Partners.Named(call, partner)),
                Text.Of("across.ended.home", ("count", shared.Count))
            ) with
            {
                Priority = Priority.Notice,
            }
        );
    }

    /// <summary>Whether it was shared with a partner by an agreement that has ended; one that was made anew since counts again.</summary>
    private static bool IsOver(Call call, HelpRequest request, string partner) =>
        request.Shared.FirstOrDefault(s => s.Quartier == partner) is { } shared
        && !(Partners.Between(call, request.Quartier, partner) is { } anew && shared.Since >= anew.Since);
}
