using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Where the card of a poll stands: puts it there and keeps it up to date, everywhere the same state.</summary>
internal static class PollPlaces
{
    /// <summary>The timer that brings many private cards up to date together.</summary>
    public const string Timer = "poll-show";

    /// <summary>Up to this many places are edited at every answer; with more, those of the others wait for each other.</summary>
    private const int Few = 12;

    private static readonly Duration Together = Duration.FromSeconds(20);

    /// <summary>Puts the card into every channel and to every person.</summary>
    public static PollStart.Started Open(Call call, DatePoll poll)
    {
        var unreached = new List<string>();
        var shown = new List<PollShown>();
        foreach (var channel in poll.Channels.Select(id => call.Find(Channel.Kind, id)).OfType<Channel>())
            shown.Add(new(channel.Place, channel.Language, null));
        foreach (var id in poll.Participants.Append(poll.Owner).Distinct())
            if (call.Find(Person.Kind, id) is not { Home: { } home } person)
                unreached.Add(id);
            else
                shown.Add(new(Here(call, id) ?? home, person.Language, id));
        poll = call.Put(DatePoll.Kind, poll with { Shown = shown });
        foreach (var place in shown)
            Send(call, poll, place, Act.Send);
        return new(poll, [.. unreached.Where(id => id != poll.Owner)]);
    }

    /// <summary>Whether a poll runs in a channel: a channel that was bound to another Quartier since then belongs to other people.</summary>
    public static bool IsIn(DatePoll poll, Channel? channel) =>
        channel is not null && channel.Quartier == poll.Quartier && poll.Channels.Contains(channel.Id);

    /// <summary>Shows the card anew at the end of the chat of the person behind the call.</summary>
    public static void ShowHere(Call call, DatePoll poll)
    {
        var here = call.Inbound.Place;
        var before = poll.Shown.FirstOrDefault(s => s.Place.Key == here.Key);
        if (before is not null)
            call.Say(new Message { Act = Act.Delete, Ref = PollCard.Ref(poll.Id) });
        var shown = before ?? new PollShown(here, call.Language, Reader(call));
        if (before is null)
            poll = call.Put(DatePoll.Kind, poll with { Shown = [.. poll.Shown, shown] });
        Send(call, poll, shown, Act.Send);
    }

    /// <summary>Writes the poll and edits its card wherever it stands.</summary>
    public static DatePoll Refresh(Call call, DatePoll poll)
    {
        var crowded = poll.State == PollState.Open && poll.Shown.Count(s => s.Person is not null) > Few;
        if (crowded && poll.Spread is null)
        {
            poll = poll with { Spread = call.Now + Together };
            call.Remind(Timer, poll.Id, call.Now + Together);
        }
        foreach (var shown in poll.Shown)
            if (!crowded || shown.Person is null || IsHere(call, shown))
                Send(call, poll, shown, Act.Edit);
        return call.Put(DatePoll.Kind, poll);
    }

    /// <summary>Brings the private cards of many up to date.</summary>
    public static void Spread(Call call, Content.Due due)
    {
        if (call.Find(DatePoll.Kind, due.Subject) is not { Spread: not null } poll)
            return;
        poll = call.Put(DatePoll.Kind, poll with { Spread = null });
        if (poll.State == PollState.Open)
            foreach (var shown in poll.Shown.Where(s => s.Person is not null))
                Send(call, poll, shown, Act.Edit);
    }

    /// <summary>Takes the cards back from the people.</summary>
    public static void TakeBack(Call call, DatePoll poll)
    {
        foreach (var shown in poll.Shown.Where(s => s.Person is not null))
        {
            call.Decision.Messages.RemoveAll(m => m.Ref == PollCard.Ref(poll.Id) && m.To.Key == shown.Place.Key);
            call.Decision.Messages.Add(
                new Message { Act = Act.Delete, Ref = PollCard.Ref(poll.Id) }.To(shown.Place, shown.Language)
            );
        }
    }

    /// <summary>Tells everybody once, where they were asked: each channel under the card, each person alone.</summary>
    public static void TellAll(Call call, DatePoll poll, Func<string?, Message?> message)
    {
        foreach (var shown in poll.Shown.DistinctBy(s => s.Person ?? s.Place.Key))
            if (message(shown.Person) is { } said)
                Post(call, poll, shown, said with { Under = shown.Person is null ? PollCard.Ref(poll.Id) : null });
    }

    private static void Send(Call call, DatePoll poll, PollShown shown, Act act)
    {
        var message = PollCard.Of(call, poll, shown.Person) with { Act = act };
        var messages = call.Decision.Messages;
        var earlier = messages.FindIndex(m =>
            m.Ref == message.Ref && m.To.Key == shown.Place.Key && m.Act != Act.Delete
        );
        if (earlier >= 0)
        {
            message = message with { Act = messages[earlier].Act };
            messages.RemoveAt(earlier);
        }
        Post(call, poll, shown, message);
    }

    /// <summary>Writes to a place; people who are not here right now are not woken up, lost channels are left alone.</summary>
    private static void Post(Call call, DatePoll poll, PollShown shown, Message message)
    {
        if (shown.Person is null)
            if (call.Find(Channel.Kind, shown.Place.Key) is not { Inactive: false } channel || !IsIn(poll, channel))
                return;
        if (IsHere(call, shown))
            call.Decision.Messages.Add((message with { Priority = Priority.Answer }).To(shown.Place, shown.Language));
        else
            call.Decision.Messages.Add(message.To(shown.Place, shown.Language, Awake(call, shown.Person)));
    }

    /// <summary>Whether the quiet hours would hold a message to a person back until after a moment.</summary>
    public static bool ComesTooLate(Call call, string person, Instant than) => Awake(call, person) >= than;

    private static Instant? Awake(Call call, string? id) =>
        id is not null && call.Find(Person.Kind, id) is { } person
            ? QuietTime.End(
                person.Quiet,
                call.Now,
                Call.ZoneOf(person.Quartier is null ? null : call.Find(Quartier.Kind, person.Quartier))
            )
            : null;

    private static bool IsHere(Call call, PollShown shown) => shown.Place.Key == call.Inbound.Place.Key;

    /// <summary>The place of the call, where it is the person's own chat.</summary>
    private static Place? Here(Call call, string person) =>
        call.Inbound.Place.Kind == PlaceKind.Private && call.Person?.Id == person ? call.Inbound.Place : null;

    private static string? Reader(Call call) => call.Inbound.Place.Kind == PlaceKind.Private ? call.Person?.Id : null;
}
