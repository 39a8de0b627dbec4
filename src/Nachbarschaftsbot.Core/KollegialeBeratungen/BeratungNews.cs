using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Brings the card and news to the participants: sealed, and only where confidential things may be said.</summary>
internal static class BeratungNews
{
    /// <summary>The prefix of our own ids of cards.</summary>
    public const string Prefix = "beratung";

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

    /// <summary>Takes the card back from where it stands.</summary>
    public static void TakeBack(Call call, Beratung beratung, Seat seat)
    {
        if (call.Find(Person.Kind, seat.Person) is { } person && call.HomeFor(person, true) is { } place)
            call.Decision.Messages.Add(
                new Message { Ref = $"{Prefix}:{beratung.Id}", Act = Act.Delete }.To(place, person.Language)
            );
    }

    /// <summary>Whoever has no place for confidential things is only told where to go.</summary>
    private static void Tell(Call call, Beratung beratung, Seat seat, Message message)
    {
        if (call.Find(Person.Kind, seat.Person) is not { } person)
            return;
        if (call.HomeFor(person, true) is not null)
            call.Tell(person, message with { Seal = beratung.Seal });
        else if (message.Act == Act.Send)
            call.Tell(
                person,
                Message.Of("beratung.elsewhere", "call.not-confidential.where") with
                {
                    Priority = Priority.Notice,
                }
            );
    }
}
