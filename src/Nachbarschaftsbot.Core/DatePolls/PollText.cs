using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>The words for dates and voices of a poll.</summary>
internal static class PollText
{
    private const int MostNames = 12;

    /// <summary>For the names of all dates and voices together.</summary>
    private const int MostLetters = 1500;

    /// <summary>The clocks on which a poll's dates are told.</summary>
    public static DateTimeZone Zone(Call call, DatePoll poll) => Call.ZoneOf(call.Find(Quartier.Kind, poll.Quartier));

    /// <summary>What it is for. Where the owner wrote it, the owner takes it along.</summary>
    public static Text Title(DatePoll poll) => poll.Title.By(poll.Owner) with { Style = TextStyle.Quote };

    /// <summary>A slot as the value of a text.</summary>
    public static Arg When(Call call, DatePoll poll, PollSlot slot) =>
        Arg.OfWhen("when", Encode(slot.Start, slot.End, Zone(call, poll)));

    /// <summary>A moment as the value of a text.</summary>
    public static Arg At(Call call, DatePoll poll, string name, Instant at) =>
        Arg.OfWhen(name, new When.Moment(Minute(at, Zone(call, poll))).Encode());

    /// <summary>From start to end; the start alone where the clocks go back in between and the end would look earlier.</summary>
    public static string Encode(Instant start, Instant end, DateTimeZone zone)
    {
        var (from, to) = (Minute(start, zone), Minute(end, zone));
        return from < to ? new When.Span(from, to).Encode() : new When.Moment(from).Encode();
    }

    /// <summary>A slot with its number.</summary>
    public static Text Slot(Call call, DatePoll poll, PollSlot slot) =>
        Text.Of("datepoll.slot", ("n", slot.Id), When(call, poll, slot));

    /// <summary>How many said what.</summary>
    public static Text Counts(DatePoll poll, PollSlot slot)
    {
        var tally = PollTally.Of(poll, slot);
        return Text.Of("datepoll.counts", ("yes", tally.Yes), ("maybe", tally.IfNeeded), ("no", tally.No));
    }

    /// <summary>Who said what, where names are seen; a line for each voice that somebody has.</summary>
    public static IEnumerable<Text> Names(DatePoll poll, PollSlot slot)
    {
        if (!poll.Names)
            yield break;
        foreach (var voice in (PollVoice[])[PollVoice.Yes, PollVoice.IfNeeded, PollVoice.No])
        {
            var names = poll
                .Answers.Where(a => a.Voices.TryGetValue(slot.Id, out var v) && v == voice)
                .Select(a => a.Name)
                .ToList();
            var fit = Fit(names, MostLetters / (poll.Slots.Count * 3));
            if (names.Count > fit)
                yield return Text.Of(
                    "datepoll.names.more",
                    Arg.OfKey("voice", Key(voice)),
                    ("names", string.Join(", ", names.Take(fit))),
                    ("count", names.Count - fit)
                );
            else if (names.Count > 0)
                yield return Text.Of(
                    "datepoll.names",
                    Arg.OfKey("voice", Key(voice)),
                    ("names", string.Join(", ", names))
                );
        }
    }

    /// <summary>The text key of a voice.</summary>
    public static string Key(PollVoice voice) =>
        voice switch
        {
            PollVoice.Yes => "datepoll.voice.yes",
            PollVoice.IfNeeded => "datepoll.voice.maybe",
            _ => "datepoll.voice.no",
        };

    /// <summary>How many names stand there, so that the card fits into one message of every messenger.</summary>
    private static int Fit(List<string> names, int letters)
    {
        var fit = 0;
        for (var left = letters; fit < Math.Min(names.Count, MostNames); fit++)
            if ((left -= names[fit].Length + 2) < 0 && fit > 0)
                break;
        return fit;
    }

    private static LocalDateTime Minute(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return local.Date + new LocalTime(local.Hour, local.Minute);
    }
}
