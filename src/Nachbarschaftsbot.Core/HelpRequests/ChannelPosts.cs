using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Requests in the neighbourhood channels: posted once, edited when they change.</summary>
internal static class ChannelPosts
{
    /// <summary>Our own id of the message about a request.</summary>
    public static string Ref(string request) => $"request:{request}";

    /// <summary>Posts it to the neighbourhood channels where it does not stand yet.</summary>
    public static HelpRequest Post(Call call, HelpRequest request)
    {
        var channels = Channels.Of(call, request.Quartier, ChannelPurpose.Neighbourhood);
        foreach (var channel in channels.Where(c => !request.Shown.Contains(c.Id)))
            call.Post(channel, View(call, request) with { Priority = Priority.Broadcast });
        return request with { Shown = [.. request.Shown.Union(channels.Select(c => c.Id))] };
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
                call.Post(channel, View(call, request) with { Act = Act.Edit, Priority = Priority.Notice });
        return request;
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
            Edited = b.Edited,
            Released = b.Released,
        } == b;

    private static Message View(Call call, HelpRequest request)
    {
        var message = request.State switch
        {
            RequestState.Open => Message.Of([.. RequestText.Lines(call, request)]).Row(Browsing.Help(request)),
            RequestState.Full => Message.Of([.. RequestText.Lines(call, request), "request.post.full"]),
            RequestState.Waiting => Message.Of("request.post.waiting"),
            _ => Message.Of($"request.post.ended.{RequestText.Way(request)}"),
        };
        return message with { Ref = Ref(request.Id) };
    }
}
