using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Requests in the neighbourhood channels: posted once, edited when they change.</summary>
internal static class ChannelPosts
{
    /// <summary>Timer: post the next page anew. Subject: old channel, new channel, state, last request posted.</summary>
    public const string MovedTimer = "r-moved";

    private const int MovedPage = 50;

    private static readonly string[] Standing =
    [
        nameof(RequestState.Open),
        nameof(RequestState.Full),
        nameof(RequestState.Waiting),
    ];

    /// <summary>Our own id of the message about a request.</summary>
    public static string Ref(string request) => $"request:{request}";

    /// <summary>Posts it to the neighbourhood channels where it does not stand yet.</summary>
    public static HelpRequest Post(Call call, HelpRequest request) => Post(call, request, request.Quartier);

    /// <summary>Posts it to the neighbourhood channels of its Quartier, or of one that it is shared with.</summary>
    public static HelpRequest Post(Call call, HelpRequest request, string quartier)
    {
        var channels = Channels.Of(call, quartier, ChannelPurpose.Neighbourhood);
        foreach (var channel in channels.Where(c => !request.Shown.Contains(c.Id)))
            call.Post(channel, View(call, request, channel) with { Priority = Priority.Broadcast });
        return request with { Shown = [.. request.Shown.Union(channels.Select(c => c.Id))] };
    }

    /// <summary>Takes it out of the neighbourhood channels of a Quartier where it is not to stand any more.</summary>
    public static HelpRequest Leave(Call call, HelpRequest request, string quartier)
    {
        var there = request
            .Shown.Select(id => call.Find(Channel.Kind, id))
            .OfType<Channel>()
            .Where(c => c.Quartier == quartier)
            .ToList();
        foreach (var channel in there.Where(c => !c.Inactive))
            call.Post(channel, Gone(request) with { Act = Act.Edit, Priority = Priority.Notice });
        return request with { Shown = [.. request.Shown.Except(there.Select(c => c.Id))] };
    }

    /// <summary>Brings it up to date where it stands.</summary>
    public static HelpRequest Refresh(Call call, HelpRequest request)
    {
        if (request.Shown.Count == 0)
            return request;
        var known = call.Find(HelpRequest.Kind, request.Id);
        if (known is null || known.Shown.Count == 0 || Same(known, request))
            return request;
        foreach (var id in known.Shown)
            if (call.Find(Channel.Kind, id) is { Inactive: false } channel)
                call.Post(channel, View(call, request, channel) with { Act = Act.Edit, Priority = Priority.Notice });
        return request;
    }

    /// <summary>A neighbourhood channel has a new id, and what stood under the old one cannot be edited any more.</summary>
    public static void Moved(Call call, string from, string to) =>
        call.Remind(MovedTimer, $"{from} {to} {nameof(RequestState.Open)}", call.Now);

    /// <summary>Posts one page of what stood in a channel anew under its new id.</summary>
    public static void PostAnew(Call call, Content.Due due)
    {
        if (
            due.Subject.Split(' ') is not [var from, var to, var state, .. var rest]
            || call.Find(Channel.Kind, to) is not { Inactive: false } channel
        )
            return;
        var begin = rest is [var after]
            ? IndexValue.Of(channel.Quartier, state, after) + '\u0001'
            : IndexValue.Below(channel.Quartier, state);
        var end = IndexValue.After(channel.Quartier, state);
        var page = call.Query(HelpRequest.Kind, "quartier", begin, end, MovedPage);
        foreach (var request in page.Where(r => r.Shown.Contains(from)))
            PostAnew(call, request, from, channel);
        if (page.Count == MovedPage)
            call.Remind(MovedTimer, $"{from} {to} {state} {page[^1].Id}", call.Now);
        else if (Array.IndexOf(Standing, state) + 1 is var next && next < Standing.Length)
            call.Remind(MovedTimer, $"{from} {to} {Standing[next]}", call.Now);
    }

    /// <summary>Under the new id no message is known yet, so that the edit becomes a new one.</summary>
    private static void PostAnew(Call call, HelpRequest request, string from, Channel channel)
    {
        IReadOnlyList<string> shown = [.. request.Shown.Where(s => s != from).Append(channel.Id).Distinct()];
        call.Put(HelpRequest.Kind, request with { Shown = shown });
        call.Post(channel, View(call, request, channel) with { Act = Act.Edit, Priority = Priority.Broadcast });
    }

    /// <summary>Takes away what was posted, when its owner's data is deleted.</summary>
    public static void TakeAway(Call call, HelpRequest request)
    {
        foreach (var id in request.Shown)
            if (call.Find(Channel.Kind, id) is { Inactive: false } channel)
                call.Post(channel, new Message { Act = Act.Delete, Ref = Ref(request.Id) });
    }

    private static bool Same(HelpRequest a, HelpRequest b) =>
        a with
        {
            Taken = b.Taken,
            OpenUntil = b.OpenUntil,
            Shown = b.Shown,
            Across = b.Across,
            AcrossAt = b.AcrossAt,
            ToldAcross = b.ToldAcross,
            Unwanted = b.Unwanted,
            Shared = b.Shared,
            Edited = b.Edited,
            Released = b.Released,
            Reopened = b.Reopened,
            Unheard = b.Unheard,
        } == b;

    private static Message View(Call call, HelpRequest request, Channel channel)
    {
        var isHome = channel.Quartier == request.Quartier;
        var message = request.State switch
        {
            _ when !isHome && !Sharing.IsVisible(call, request, channel.Quartier) => Gone(request),
            RequestState.Open => Message
                .Of([.. RequestText.Lines(call, request, channel.Quartier)])
                .Row(Browsing.Help(request)),
            _ when !isHome => Gone(request),
            RequestState.Full => Message.Of([.. RequestText.Lines(call, request), "request.post.full"]),
            RequestState.Waiting => Message.Of("request.post.waiting"),
            _ => Message.Of($"request.post.ended.{RequestText.Way(request)}"),
        };
        return message with { Ref = Ref(request.Id) };
    }

    private static Message Gone(HelpRequest request) =>
        Message.Of($"across.post.gone.{RequestText.Way(request)}") with
        {
            Ref = Ref(request.Id),
        };
}
