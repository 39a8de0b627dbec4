using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>A group has a new id: the polls that stand in it move along.</summary>
internal static class PollMoves
{
    /// <summary>The timer that brings the polls of a group to its new place. Subject: old and new key.</summary>
    public const string Timer = "poll-moved";

    /// <summary>Notes that a group moved. Comes after its binding has moved, in the same call.</summary>
    public static void Notice(Call call)
    {
        var here = call.Inbound.Place;
        if (call.Inbound.Content is not Content.Moved(var chat))
            return;
        foreach (var channel in call.Decision.Documents.Values.OfType<Channel>().Where(c => c.Place.Chat == chat))
            call.Remind(Timer, $"{(channel.Place with { Chat = here.Chat }).Key} {channel.Id}", call.Now);
    }

    /// <summary>Under the new id no message is known yet, so that the edit becomes a new one.</summary>
    public static void Arrive(Call call, Content.Due due)
    {
        if (due.Subject.Split(' ') is not [var from, var to] || call.Find(Channel.Kind, to) is not { } channel)
            return;
        foreach (var poll in PollData.Of(call, from).Where(p => p.Channels.Contains(from)))
        {
            call.Delete(PollSeat.Kind, PollSeat.Of(poll.Id, from).Id);
            call.Put(PollSeat.Kind, PollSeat.Of(poll.Id, to));
            PollPlaces.Refresh(
                call,
                poll with
                {
                    Channels = [.. poll.Channels.Select(c => c == from ? to : c)],
                    Shown = [.. poll.Shown.Select(s => s.Place.Key == from ? s with { Place = channel.Place } : s)],
                }
            );
        }
    }
}
