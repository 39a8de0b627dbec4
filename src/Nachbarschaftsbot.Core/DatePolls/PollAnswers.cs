using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Taking answers: by button, by words, by form; in a channel, alone with the bot, on any messenger.</summary>
internal static class PollAnswers
{
    /// <summary>
    /// Whether the person behind the call may answer here: in a channel of the poll everybody, elsewhere only who was asked and is alone
    /// with the bot.
    /// </summary>
    public static bool MayAnswer(Call call, DatePoll poll) =>
        call.Person is { IsMember: true } person
        && (
            PollPlaces.IsIn(poll, call.Channel)
            || poll.RelationOf(person.Id) != Relation.Any && call.Where == Where.Private
        );

    /// <summary>Finds the poll for an answer; says so where there is none for this person, or where it is over.</summary>
    public static DatePoll? Answerable(Call call, string id)
    {
        if (call.Find(DatePoll.Kind, id) is not { } poll || !MayAnswer(call, poll))
        {
            Refuse(call, id);
            return null;
        }
        if (poll.State == PollState.Open && call.Now < poll.Deadline)
            return poll;
        var why =
            poll.State == PollState.Open ? "datepoll.too-late" : $"stale.datepoll.{poll.StateName.ToLowerInvariant()}";
        call.Toast(why);
        if (call.Where == Where.Private || call.Inbound.Content is not Content.Press)
            call.Say(why);
        return null;
    }

    /// <summary>Who is in a channel in which the poll stands, and which belongs to others by now, hears where an answer still counts.</summary>
    private static void Refuse(Call call, string id)
    {
        if (call.Find(DatePoll.Kind, id)?.Channels.Contains(call.Inbound.Place.Key) != true || call.Person is null)
            call.NotThere();
        else if (call.Inbound.Content is Content.Press)
            call.Toast("datepoll.not-here-any-more");
        else
            call.Say("datepoll.not-here-any-more");
    }

    /// <summary>A button beside a date.</summary>
    public static void Vote(Call call, Registry registry, string id, PollVoice voice)
    {
        if (Answerable(call, id) is not { } poll)
            return;
        if (poll.Slot(call.Argument) is not { } slot || slot.Start <= call.Now)
            call.Toast("datepoll.slot-over");
        else
        {
            call.Toast(Text.Of("datepoll.saved.one", ("n", slot.Id), Arg.OfKey("voice", PollText.Key(voice))));
            Take(call, registry, poll, new Dictionary<string, PollVoice> { [slot.Id] = voice });
        }
    }

    /// <summary>A button for all dates at once.</summary>
    public static void VoteAll(Call call, Registry registry, string id, PollVoice voice)
    {
        if (Answerable(call, id) is not { } poll)
            return;
        call.Toast(voice == PollVoice.Yes ? "datepoll.saved.all" : "datepoll.saved.none");
        Take(call, registry, poll, poll.Slots.Where(s => s.Start > call.Now).ToDictionary(s => s.Id, _ => voice));
    }

    /// <summary>Words in reply to the card: "1 und 3 ja, 2 wenn nötig".</summary>
    public static void Words(Call call, Registry registry, string id, string words)
    {
        if (Answerable(call, id) is not { } poll)
            return;
        var voices = PollWords.Read(words, [.. poll.Slots.Where(s => s.Start > call.Now).Select(s => s.Id)]);
        if (voices.Count == 0)
            call.Say("datepoll.words-unclear", "datepoll.words-example");
        else
        {
            Take(call, registry, poll, voices);
            call.Say("datepoll.saved");
        }
    }

    /// <summary>
    /// Words alone with the bot that can only be an answer to a poll. With several polls the person shows which one; the buttons are
    /// there.
    /// </summary>
    /// <returns>False where they are none, or no poll waits.</returns>
    public static bool Sentence(Call call, Registry registry)
    {
        if (call.Inbound.Content is not Content.Words(var words) || !PollWords.IsAnswer(words))
            return false;
        var open = PollThings.Running(call).Where(p => p.State == PollState.Open).ToList();
        if (open.Count == 1)
            Words(call, registry, open[0].Id, words);
        else if (open.Count > 1)
            call.Say(PollThings.List(call, open));
        return open.Count > 0;
    }

    /// <summary>Writes what somebody said into the poll; what was said already changes nothing.</summary>
    public static void Take(Call call, Registry registry, DatePoll poll, IReadOnlyDictionary<string, PollVoice> voices)
    {
        var person = call.Person!;
        var before = poll.AnswerOf(person.Id);
        if (before is not null && voices.All(v => before.Voices.TryGetValue(v.Key, out var said) && said == v.Value))
        {
            if (poll.Shown.All(s => s.Place.Key != call.Inbound.Place.Key))
                PollPlaces.ShowHere(call, poll);
            return;
        }
        poll = Seat(call, poll, person.Id);
        var answer = new PollAnswer(person.Id, person.FirstName, Merge(before, voices), call.Now);
        poll = poll with
        {
            Answers = before is null
                ? [.. poll.Answers, answer]
                : [.. poll.Answers.Select(a => a.Person == person.Id ? answer : a)],
        };
        poll = PollPlaces.Refresh(call, poll);
        if (poll.Shown.All(s => s.Place.Key != call.Inbound.Place.Key))
            PollPlaces.ShowHere(call, poll);
        PollEnding.WhenAllHaveAnswered(call, registry, call.Find(DatePoll.Kind, poll.Id)!);
    }

    /// <summary>Makes a person one of those who are asked.</summary>
    public static DatePoll Seat(Call call, DatePoll poll, string person)
    {
        if (poll.Participants.Contains(person))
            return poll;
        call.Put(PollSeat.Kind, PollSeat.Of(poll.Id, person));
        return poll with { Participants = [.. poll.Participants, person] };
    }

    private static Dictionary<string, PollVoice> Merge(
        PollAnswer? before,
        IReadOnlyDictionary<string, PollVoice> voices
    )
    {
        var merged = before is null ? [] : new Dictionary<string, PollVoice>(before.Voices);
        foreach (var (slot, voice) in voices)
            merged[slot] = voice;
        return merged;
    }
}
