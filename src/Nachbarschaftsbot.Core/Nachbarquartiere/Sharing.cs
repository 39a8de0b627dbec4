using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>
/// What found nobody at home is shown to partner Quartiere: after the waiting time they agreed on, where its owner agreed to it. Release,
/// decline and withdrawal stay with the Quartier it belongs to.
/// </summary>
public static class Sharing
{
    /// <summary>Timer: the waiting time of a request is over.</summary>
    public const string Timer = "x-share";

    /// <summary>
    /// Whether people of a Quartier may know of a request: their own, or one of a partner that agreed, whose owner agreed, and whose
    /// waiting time is over. Whether it is open is another matter.
    /// </summary>
    public static bool IsVisible(Call call, HelpRequest request, string? quartier) =>
        quartier is not null
        && (
            request.Quartier == quartier
            || Partners.Between(call, request.Quartier, quartier) is { } agreed && IsShared(request, agreed, quartier)
        );

    /// <summary>Whether it is shared by an agreement, in the time since that was made.</summary>
    internal static bool IsShared(HelpRequest request, Partnership agreed, string quartier) =>
        request.Across.Contains(quartier)
        && agreed.Covers(request.Direction, request.Category)
        && request.Shared.Any(s => s.Quartier == quartier && s.Since >= agreed.Since);

    /// <summary>The partners that a new request is shown to later, unless its owner says otherwise: those that its preview named.</summary>
    internal static HelpRequest Prepare(Call call, HelpRequest request, Instant seen) =>
        Partners.Rules(call, request.Quartier).StaysHome
            ? request
            : request with
            {
                Across = Possible(call, request, seen),
                AcrossAt = seen,
            };

    /// <summary>What the preview of a new one says of it.</summary>
    internal static IEnumerable<Text> Preview(Call call, HelpRequest request)
    {
        if (request.Across.Count > 0)
            return [Text.Of("across.preview", Partners.Names(call, request.Across)), "across.preview.off"];
        return Possible(call, request).Count > 0 ? ["across.preview.home"] : [];
    }

    /// <summary>What its owner reads of it, in "Meine Sachen".</summary>
    internal static IEnumerable<Text> Lines(Call call, HelpRequest request)
    {
        var seeing = request.Across.Where(q => IsVisible(call, request, q)).ToList();
        var later = Meant(call, request).Select(p => p.Other(request.Quartier)).Except(seeing);
        if (seeing.Count > 0)
            yield return Text.Of("across.own.now", Partners.Names(call, seeing));
        else if (later.ToList() is { Count: > 0 } waiting)
            yield return Text.Of("across.own.later", Partners.Names(call, waiting));
    }

    /// <summary>The button with which its owner begins or stops sharing; null where there is nobody to share with.</summary>
    internal static Button? Button(Call call, HelpRequest request) =>
        !request.IsLive ? null
        : Meant(call, request).Any() ? Press.Labelled("across.stop", "r-across", request.Id, "off")
        : Possible(call, request).Count > 0 ? Press.Labelled("across.start", "r-across", request.Id, "on")
        : null;

    /// <summary>The owner begins or stops sharing.</summary>
    internal static void Turn(Call call, HelpRequest request)
    {
        if (call.Argument == "off")
        {
            Publishing.Update(
                call,
                request.Shared.Aggregate(request, (r, s) => Unshare(call, r, s.Quartier)) with
                {
                    Across = [],
                }
            );
            call.Unremind(Timer, request.Id);
            call.Say("across.stopped", "call.what-now");
        }
        else if (Possible(call, request) is { Count: > 0 } possible)
        {
            var changed = Publishing.Update(call, request with { Across = possible, AcrossAt = call.Now });
            Watch(call, changed);
            call.Say(
                Text.Of(IsNow(call, changed) ? "across.started.now" : "across.started", Partners.Names(call, possible)),
                "call.what-now"
            );
        }
        else
            call.Say("across.nobody", "call.what-now");
    }

    /// <summary>It is open: waits for the moment at which it is shared next.</summary>
    internal static void Watch(Call call, HelpRequest request)
    {
        if (request.Across.Count == 0)
            return;
        Instant? next = null;
        foreach (var agreed in Waiting(call, request))
            if (Due(call, request, agreed) is { } due && (next is null || due < next))
                next = due;
        if (next is { } at)
            call.Remind(Timer, request.Id, Instant.Max(at, call.Now));
    }

    /// <summary>The waiting time is over. Where somebody answered, the owner's choice is awaited first.</summary>
    internal static void Over(Call call, Content.Due due)
    {
        if (
            call.Find(HelpRequest.Kind, due.Subject) is not { State: RequestState.Open } request
            || Publishing.IsPast(call, request)
        )
            return;
        var ready = Waiting(call, request).Where(p => Due(call, request, p) <= call.Now).ToList();
        if (ready.Count > 0 && Answers.Waiting(call, request) > 0)
            call.Remind(Timer, request.Id, call.Now + Duration.FromHours(ready.Min(p => p.WaitHours)));
        else if (ready.Count > 0)
            Share(call, request, [.. ready.Select(p => p.Other(request.Quartier))]);
        else
            Watch(call, request);
    }

    /// <summary>Takes it away from a partner: out of the lists, and out of the channels there.</summary>
    internal static HelpRequest Unshare(Call call, HelpRequest request, string partner) =>
        ChannelPosts.Leave(
            call,
            request with
            {
                Shared = [.. request.Shared.Where(s => s.Quartier != partner)],
            },
            partner
        );

    private static void Share(Call call, HelpRequest request, IReadOnlyList<string> partners)
    {
        var shared = request with
        {
            Shared =
            [
                .. request.Shared.Where(s => !partners.Contains(s.Quartier)),
                .. partners.Select(p => new SharedWith(p, call.Now)),
            ],
            ToldAcross = [.. request.ToldAcross.Union(partners)],
        };
        call.Put(HelpRequest.Kind, shared);
        foreach (var partner in partners)
        {
            if (Partners.Rules(call, partner).InChannels)
                shared = ChannelPosts.Post(call, shared, partner);
            // Shared and taken home again and again: people there hear of it once.
            if (!request.ToldAcross.Contains(partner))
                SharedNews.Start(call, shared, partner);
        }
        shared = Publishing.Update(call, shared);
        Watch(call, shared);
        call.Decision.Counted.Add("request.shared");
        call.Tell(
            shared.Owner,
            Message
                .Of(
                    RequestText.Wayed("across.shared", shared),
                    Text.Of("across.own.now", Partners.Names(call, partners))
                )
                .Row(Press.Labelled("across.stop", "r-across", shared.Id, "off")) with
            {
                Priority = Priority.Notice,
            }
        );
    }

    /// <summary>
    /// The agreements its owner agreed to: those that were there then. One that was made anew since is another one. Where it was not kept
    /// yet when that was, what was there when it was written counts, and what it is shared by already.
    /// </summary>
    private static IEnumerable<Partnership> Meant(Call call, HelpRequest request) =>
        request
            .Across.Select(q => Partners.Between(call, request.Quartier, q))
            .OfType<Partnership>()
            .Where(p =>
                p.Since <= (request.AcrossAt ?? request.Created) || IsShared(request, p, p.Other(request.Quartier))
            );

    /// <summary>The agreements by which it will be shared and is not yet.</summary>
    private static IEnumerable<Partnership> Waiting(Call call, HelpRequest request) =>
        Meant(call, request)
            .Where(p => p.Covers(request.Direction, request.Category))
            .Where(p => !IsShared(request, p, p.Other(request.Quartier)));

    /// <summary>Whether nothing keeps it from being shared at once, with all it will be shared with.</summary>
    private static bool IsNow(Call call, HelpRequest request) =>
        request.State == RequestState.Open
        && Answers.Waiting(call, request) == 0
        && Waiting(call, request).All(p => Due(call, request, p) <= call.Now);

    private static Instant? Due(Call call, HelpRequest request, Partnership agreed) =>
        request.Released is not { } released ? null
        : IsAtOnce(call, request, agreed) ? released
        : released + Duration.FromHours(agreed.WaitHours);

    private static bool IsAtOnce(Call call, HelpRequest request, Partnership agreed) =>
        request.Urgency == Urgency.Urgent
        && Partners.Rules(call, agreed.Proposer).UrgentAtOnce
        && Partners.Rules(call, agreed.Asked).UrgentAtOnce;

    private static IReadOnlyList<string> Possible(Call call, HelpRequest request, Instant? seen = null) =>
        [
            .. Partners
                .Agreed(call, request.Quartier)
                .Where(p => p.Covers(request.Direction, request.Category) && !(p.Since > seen))
                .Select(p => p.Other(request.Quartier))
                .Where(q => !request.Unwanted.Contains(q) && call.Find(Quartier.Kind, q) is not null)
                .Order(StringComparer.Ordinal),
        ];
}
