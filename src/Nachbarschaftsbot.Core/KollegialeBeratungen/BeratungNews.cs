using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Brings the card and news to the participants: sealed, and only where confidential things may be said.</summary>
internal static class BeratungNews
{
    /// <summary>The prefix of our own ids of cards.</summary>
    public const string Prefix = "beratung";

    private const string PastPrefix = "beratungpast";
    private const string MinePrefix = "beratungmine";
    private const string GuardPrefix = "beratungguard";

    /// <summary>Writes it down and shows the changed card in place, to everybody.</summary>
    public static Beratung Refresh(Call call, Beratung beratung)
    {
        call.Put(Beratung.Kind, beratung);
        foreach (var seat in beratung.Seats)
            Tell(call, beratung, seat, BeratungCard.Of(call, beratung, seat) with { Act = Act.Edit });
        BeratungGroup.Show(call, beratung, Act.Edit);
        return beratung;
    }

    /// <summary>Writes it down and shows a new card to everybody; the card before goes, so that nothing old stays in the chats.</summary>
    public static Beratung Anew(Call call, Beratung beratung, params Text[] before)
    {
        call.Put(Beratung.Kind, beratung);
        foreach (var seat in beratung.Seats)
            Show(call, beratung, seat, before);
        BeratungGroup.Show(call, beratung, Act.Send, before);
        return beratung;
    }

    /// <summary>Shows a new card to one of them.</summary>
    public static void Show(Call call, Beratung beratung, Seat seat, params Text[] before)
    {
        TakeBack(call, beratung, seat);
        var card = BeratungCard.Of(call, beratung, seat);
        Tell(call, beratung, seat, card with { Lines = [.. before, .. card.Lines] });
    }

    /// <summary>Says something to everybody.</summary>
    public static void ToAll(Call call, Beratung beratung, Func<Seat, Message?> make)
    {
        foreach (var seat in beratung.Seats)
            if (make(seat) is { } message)
                Tell(call, beratung, seat, message);
    }

    /// <summary>Shows who asks what was said so far; what was shown of it before goes.</summary>
    public static void ShowPast(Call call, Beratung beratung)
    {
        var messages = BeratungCard.Past(beratung).ToList();
        TakeBack(call, call.Person!, PastRefs(beratung));
        foreach (var (message, reference) in messages.Zip(PastRefs(beratung)))
            call.Say(message with { Ref = reference });
    }

    /// <summary>Shows who asks that this consultation is one of theirs.</summary>
    public static void ShowMine(Call call, Beratung beratung)
    {
        var reference = $"{MinePrefix}:{beratung.Id}";
        TakeBack(call, call.Person!, [reference]);
        call.Say(
            Message.Of(Text.Quote(beratung.Question)).Row(Press.Button("k-show", beratung.Id)) with
            {
                Ref = reference,
                Seal = beratung.Seal,
            }
        );
    }

    /// <summary>
    /// Says why words that answered the card cannot stay so. It repeats some of them, so it goes with the next words or with the rest.
    /// </summary>
    public static void ShowGuard(Call call, Beratung beratung, Text why)
    {
        TakeGuardBack(call, beratung, call.Inbound.Place);
        call.Say(Message.Of(why) with { Ref = $"{GuardPrefix}:{beratung.Id}", Seal = beratung.Seal });
    }

    /// <summary>Takes back what <see cref="ShowGuard"/> said at a place.</summary>
    public static void TakeGuardBack(Call call, Beratung beratung, Place place) =>
        call.Decision.Messages.Add(
            new Message { Ref = $"{GuardPrefix}:{beratung.Id}", Act = Act.Delete }.To(place, call.Language)
        );

    /// <summary>Takes the card back from where it stands.</summary>
    public static void TakeBack(Call call, Beratung beratung, Seat seat)
    {
        if (call.Find(Person.Kind, seat.Person) is { } person)
            TakeBack(call, person, [$"{Prefix}:{beratung.Id}"]);
    }

    /// <summary>Takes everything back that was shown to one of them.</summary>
    public static void TakeAllBack(Call call, Beratung beratung, Seat seat)
    {
        if (call.Find(Person.Kind, seat.Person) is { } person)
            TakeAllBack(call, beratung, person);
    }

    /// <summary>Takes back what a person was shown of a consultation, wherever they can be reached.</summary>
    public static void TakeAllBack(Call call, Beratung beratung, Person person) =>
        TakeBack(
            call,
            person,
            [
                $"{Prefix}:{beratung.Id}",
                $"{MinePrefix}:{beratung.Id}",
                $"{GuardPrefix}:{beratung.Id}",
                .. PastRefs(beratung),
            ]
        );

    /// <summary>Wherever the person was shown it: since then they may have written from another place.</summary>
    private static void TakeBack(Call call, Person person, IEnumerable<string> references)
    {
        var places = person.Reaches.Select(r => r.Place).Where(call.TakesConfidential).ToList();
        foreach (var reference in references)
        foreach (var place in places)
            call.Decision.Messages.Add(new Message { Ref = reference, Act = Act.Delete }.To(place, person.Language));
    }

    /// <summary>There are never fewer than there were: what was said stays.</summary>
    private static IEnumerable<string> PastRefs(Beratung beratung) =>
        BeratungCard.Past(beratung).Select((_, i) => $"{PastPrefix}:{beratung.Id}:{i}");

    /// <summary>Brings the released words: they may be kept, but were never meant for an open messenger.</summary>
    public static void TellOutcome(Call call, Beratung beratung, Seat seat, string outcome)
    {
        if (call.Find(Person.Kind, seat.Person) is not { } person)
            return;
        var message = Message.Of("beratung.out", Text.Quote(outcome)) with { Priority = Priority.Notice };
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, beratung.Quartier));
        if (call.HomeFor(person, true) is { } place)
            call.Tell(person, place, message, QuietTime.End(person.Quiet, call.Now, zone));
        else
            Elsewhere(call, person);
    }

    /// <summary>Whoever has no place for confidential things is only told where to go.</summary>
    private static void Tell(Call call, Beratung beratung, Seat seat, Message message)
    {
        if (call.Find(Person.Kind, seat.Person) is not { } person)
            return;
        if (call.HomeFor(person, true) is not null)
            call.Tell(person, message with { Seal = beratung.Seal });
        else if (message.Act == Act.Send)
            Elsewhere(call, person);
    }

    private static void Elsewhere(Call call, Person person) =>
        call.Tell(
            person,
            Message.Of("beratung.elsewhere", "call.not-confidential.where") with
            {
                Priority = Priority.Notice,
            }
        );
}
