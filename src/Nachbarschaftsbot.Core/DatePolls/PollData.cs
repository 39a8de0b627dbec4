using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>What polls store about a person: that they were asked, and what they answered.</summary>
internal sealed class PollData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [.. Of(call, person.Id).Select(p => Datum(p, person.Id))];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var poll in Of(call, person.Id))
        {
            call.Delete(PollSeat.Kind, PollSeat.Of(poll.Id, person.Id).Id);
            var without = Without(poll, person.Id);
            if (poll.Owner != person.Id)
                PollPlaces.Refresh(call, without);
            else
            {
                PollEnding.Cancel(call, without);
                Remove(call, call.Find(DatePoll.Kind, poll.Id) ?? without, "datepoll.owner-gone");
            }
        }
    }

    /// <summary>Who does not live in a Quartier any more asks for no date there; a feature's own polls are its own matter.</summary>
    public static void ResidenceEnded(Call call, Person person, string quartier)
    {
        var own = Of(call, person.Id)
            .Where(p => p.Owner == person.Id && p.Quartier == quartier && p.Feature == DatePolling.Alone)
            .ToList();
        foreach (var poll in own)
            PollEnding.Cancel(call, poll);
    }

    /// <summary>All polls of a person, whether asked or asking; or of a channel.</summary>
    public static IEnumerable<DatePoll> Of(Call call, string person) =>
        call.QueryBelow(PollSeat.Kind, "person", Most, person)
            .Select(s => call.Find(DatePoll.Kind, s.Poll))
            .OfType<DatePoll>();

    /// <summary>Deletes a poll; its cards in channels keep one line without names.</summary>
    public static void Remove(Call call, DatePoll poll, Text word)
    {
        foreach (var shown in poll.Shown.Where(s => s.Person is null))
            call.Decision.Messages.Add(
                (
                    Message.Of(word) with
                    {
                        Ref = PollCard.Ref(poll.Id),
                        Act = Act.Edit,
                        Priority = Priority.Reminder,
                    }
                ).To(shown.Place, shown.Language)
            );
        foreach (var seat in call.QueryBelow(PollSeat.Kind, "poll", Most, poll.Id))
            call.Delete(PollSeat.Kind, seat.Id);
        call.Delete(DatePoll.Kind, poll.Id);
        PollTimers.Stop(call, poll.Id);
        call.Decision.ForgetSubjects.Add(poll.Id);
    }

    /// <summary>Declares what follows when two persons become one: of two answers the later counts.</summary>
    public static void Follow(Registry registry)
    {
        registry.OnReachGone += ReachGone;
        registry.PersonRules.Add(
            new PersonRule<PollSeat>(PollSeat.Kind, "person")
            {
                With = (renaming, seat) =>
                    renaming.Put(DatePoll.Kind, renaming.Call.Find(DatePoll.Kind, seat.Poll), Once),
                Hanging = [DatePoll.Kind],
            }
        );
    }

    /// <summary>At the place of an account that is nobody's any more, no card is kept up to date.</summary>
    private static void ReachGone(Call call, Person person, Reach reach)
    {
        foreach (var poll in Of(call, person.Id).Where(p => p.Shown.Any(s => s.Place.Key == reach.Place.Key)).ToList())
            call.Put(DatePoll.Kind, poll with { Shown = [.. poll.Shown.Where(s => s.Place.Key != reach.Place.Key)] });
    }

    private static DatePoll Once(DatePoll poll) =>
        poll with
        {
            Participants = [.. poll.Participants.Distinct()],
            Needed = [.. poll.Needed.Distinct()],
            Answers = [.. poll.Answers.GroupBy(a => a.Person).Select(g => g.MaxBy(a => a.At)!)],
        };

    private static DatePoll Without(DatePoll poll, string person) =>
        poll with
        {
            Answers = [.. poll.Answers.Where(a => a.Person != person)],
            Participants = [.. poll.Participants.Where(p => p != person)],
            Needed = [.. poll.Needed.Where(p => p != person)],
            Shown = [.. poll.Shown.Where(s => s.Person != person)],
        };

    private static PersonDatum Datum(DatePoll poll, string me)
    {
        var values = new Dictionary<string, string>
        {
            ["state"] = poll.StateName,
            ["side"] = poll.Owner == me ? "owner" : "participant",
            ["created"] = InstantPattern.General.Format(poll.Created),
        };
        if (poll.Owner == me && poll.Title.Key.Length == 0)
            values["title"] = poll.Title.Args[0].Value;
        if (poll.AnswerOf(me) is { } answer)
            values["answers"] = string.Join(
                "; ",
                poll.Slots.Where(s => answer.Voices.ContainsKey(s.Id))
                    .Select(s => $"{InstantPattern.General.Format(s.Start)} {answer.Voices[s.Id]}")
            );
        return new("datepoll.data", values);
    }
}
