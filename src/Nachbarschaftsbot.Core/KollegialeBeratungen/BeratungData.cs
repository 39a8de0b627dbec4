using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>
/// What consultations store about a person: that they take part. Words stay out of the export, because it can go to a messenger on which
/// nothing confidential may be said; participants read them in the consultation itself.
/// </summary>
internal sealed class BeratungData : IPersonData
{
    private const int Most = 200;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [.. Of(call, person.Id).Select(b => Datum(b, b.SeatOf(person.Id)!))];

    /// <summary>
    /// Without the one who brought it, or without the person it is about, a consultation is deleted: the consent is gone. Of others the
    /// words stay without a name.
    /// </summary>
    public void Erase(Call call, Person person)
    {
        foreach (var beratung in Of(call, person.Id).ToList())
        {
            var role = beratung.SeatOf(person.Id)!.Role;
            if (beratung.Owner == person.Id || role == BeratungRole.Concerned)
                BeratungLife.Delete(call, beratung, "beratung.ended");
            else
                Leave(call, beratung, person);
        }
        // Of one that a restored backup holds without its key only the seats are left.
        foreach (var seat in call.QueryBelow(BeratungSeat.Kind, "person", Most, person.Id))
            call.Delete(BeratungSeat.Kind, seat.Id);
    }

    /// <summary>
    /// Who is no colleague of the Quartier any more leaves its consultations, apart from those about the own situation. One that such a
    /// person brought ends: what was confided was confided to a professional.
    /// </summary>
    public static void RoleTaken(Call call, Person person, RoleIn role)
    {
        foreach (var beratung in Of(call, person.Id).ToList())
        {
            var isColleague = (Call.StandingOf(person, beratung.Quartier) & Who.Colleague) != 0;
            if (isColleague || beratung.SeatOf(person.Id)!.Role == BeratungRole.Concerned)
                continue;
            if (beratung.Owner == person.Id)
                BeratungLife.Delete(call, beratung, "beratung.ended");
            else
                Leave(call, beratung, person);
        }
    }

    /// <summary>All consultations in which a person takes part.</summary>
    public static IEnumerable<Beratung> Of(Call call, string person) =>
        call.QueryBelow(BeratungSeat.Kind, "person", Most, person)
            .Select(s => call.Find(Beratung.Kind, s.Beratung))
            .OfType<Beratung>()
            .Where(b => b.SeatOf(person) is not null);

    /// <summary>
    /// Declares what follows when two persons become one. Nobody sits twice in one consultation: one of the two leaves it first. Why it does
    /// not work is said so that it tells nothing of a consultation.
    /// </summary>
    public static void Follow(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<BeratungSeat>(BeratungSeat.Kind, "person")
            {
                With = (renaming, seat) =>
                    renaming.Put(Beratung.Kind, renaming.Call.Find(Beratung.Kind, seat.Beratung), Once),
                Hanging = [Beratung.Kind],
            }
        );
        registry.OnReachGone += (call, person, reach) =>
        {
            foreach (var beratung in Of(call, person.Id))
                BeratungNews.TakeAllBack(call, beratung, person with { Reaches = [reach] });
        };
        registry.PersonHurdles.Add(
            (call, a, b) =>
                Of(call, a.Id).Any(beratung => beratung.SeatOf(b.Id) is not null) ? "account.same-thing" : null
        );
    }

    /// <summary>
    /// Somebody can be brought in with one account while the seat of the other is still on its way: who brought it or whom it is about stays
    /// that, and a role counts more than none.
    /// </summary>
    private static Beratung Once(Beratung beratung) =>
        beratung with
        {
            Seats = [.. beratung.Seats.GroupBy(s => s.Person).Select(both => both.MaxBy(Weight)!)],
            Released = [.. beratung.Released.Distinct()],
        };

    private static int Weight(Seat seat) =>
        seat.Role switch
        {
            BeratungRole.Bringer or BeratungRole.Concerned => 2,
            BeratungRole.Adviser => 0,
            _ => 1,
        };

    private static void Leave(Call call, Beratung beratung, Person person)
    {
        BeratungNews.TakeAllBack(call, beratung, beratung.SeatOf(person.Id)!);
        call.DropDrafts(person, beratung.Id);
        call.Delete(BeratungSeat.Kind, BeratungSeat.Of(beratung.Id, person.Id).Id);
        BeratungOutcome.LetOut(
            call,
            BeratungNews.Refresh(
                call,
                beratung with
                {
                    Seats = [.. beratung.Seats.Where(s => s.Person != person.Id)],
                    Released = [.. beratung.Released.Where(p => p != person.Id)],
                    Said =
                    [
                        .. beratung.Said.Select(s => s.Person == person.Id ? s with { Person = "", Name = "–" } : s),
                    ],
                    Steps =
                    [
                        .. beratung.Steps.Select(s => s.Person == person.Id ? s with { Who = "–", Person = null } : s),
                    ],
                }
            )
        );
    }

    private static PersonDatum Datum(Beratung beratung, Seat seat) =>
        new(
            "beratung.data",
            new Dictionary<string, string>
            {
                ["role"] = seat.Role.ToString(),
                ["state"] = beratung.StateName,
                ["deletedOn"] = InstantPattern.General.Format(beratung.DeleteOn),
            }
        );
}
