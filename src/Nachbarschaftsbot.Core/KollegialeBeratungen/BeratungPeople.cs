using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>Who takes part and in which role: drawn or chosen, from the start or later.</summary>
internal static class BeratungPeople
{
    /// <summary>What the payload of an invitation begins with.</summary>
    public const string Prefix = "k_";

    private const string Telegram = "https://t.me/";
    private const int MostColleagues = 12;

    /// <summary>The consultation with one more seat; unchanged where the person has one or it is full.</summary>
    public static Beratung Seated(Call call, Beratung beratung, Person person, BeratungRole role)
    {
        if (beratung.SeatOf(person.Id) is not null || beratung.Seats.Count >= Beratung.MostSeats)
            return beratung;
        call.Put(BeratungSeat.Kind, BeratungSeat.Of(beratung.Id, person.Id));
        return beratung with { Seats = [.. beratung.Seats, new(person.Id, NameOf(beratung, person), role)] };
    }

    /// <summary>The first name; a second Ines is "Ines 2", so that everybody knows who said what and who does what.</summary>
    private static string NameOf(Beratung beratung, Person person) =>
        Enumerable
            .Range(1, Beratung.MostSeats)
            .Select(n => n == 1 ? person.FirstName : $"{person.FirstName} {n}")
            .First(name => beratung.Seats.All(s => s.Name != name));

    /// <summary>Draws moderation and minutes among the advisers. With one adviser that one moderates.</summary>
    public static Beratung Drawn(Call call, Beratung beratung)
    {
        var lot = beratung
            .Seats.Where(s => s.Role is not (BeratungRole.Bringer or BeratungRole.Concerned))
            .Select(s => (s.Person, Lot: call.Ids.Long()))
            .OrderBy(s => s.Lot, StringComparer.Ordinal)
            .Select(s => s.Person)
            .ToList();
        var (moderates, writes) = (lot.ElementAtOrDefault(0), lot.ElementAtOrDefault(1));
        return beratung with
        {
            Seats =
            [
                .. beratung.Seats.Select(s =>
                    !lot.Contains(s.Person)
                        ? s
                        : s with
                        {
                            Role =
                                s.Person == moderates ? BeratungRole.Moderation
                                : s.Person == writes ? BeratungRole.Minutes
                                : BeratungRole.Adviser,
                        }
                ),
            ],
        };
    }

    /// <summary>The owner has the roles drawn anew.</summary>
    public static void Draw(Call call, Beratung beratung)
    {
        if (beratung.Seats.All(s => s.Role is BeratungRole.Bringer or BeratungRole.Concerned))
            call.Say("beratung.draw.nobody");
        else
            BeratungNews.Anew(call, Drawn(call, beratung), "beratung.drawn");
    }

    /// <summary>Somebody takes a role; who had it gives advice from now on.</summary>
    public static void Choose(Call call, Beratung beratung, BeratungRole role)
    {
        if (beratung.SeatOf(call.Person!.Id)!.Role is BeratungRole.Bringer or BeratungRole.Concerned)
        {
            call.Say("beratung.role.stays");
            return;
        }
        var seats = beratung.Seats.Select(s =>
            s.Person == call.Person.Id ? s with { Role = role }
            : s.Role == role ? s with { Role = BeratungRole.Adviser }
            : s
        );
        BeratungNews.Anew(call, beratung with { Seats = [.. seats] }, "beratung.role.changed");
    }

    /// <summary>Shows the owner how others come in: colleagues of the Quartier and, if agreed, the person concerned.</summary>
    public static void Invite(Call call, Beratung beratung)
    {
        var payload = $"{Prefix}{beratung.Id}_{beratung.Entry}";
        var links = BotLinks
            .To(call, payload)
            .Where(l => !l.Args[0].Value.StartsWith(Telegram, StringComparison.Ordinal))
            .ToList();
        var message = Message.Of([
            beratung.Consent.TakesPart ? "beratung.invite.part" : "beratung.invite",
            .. links,
            "beratung.invite.words",
            Text.Plain($"/start {payload}"),
        ]);
        foreach (var colleague in Colleagues(call, beratung.Quartier).Where(p => beratung.SeatOf(p.Id) is null))
            message = message.Row(
                Press.Labelled(
                    Text.Of("beratung.fetch", ("name", colleague.FirstName)),
                    "k-add",
                    beratung.Id,
                    colleague.Id
                )
            );
        call.Say(message with { Seal = beratung.Seal });
    }

    /// <summary>The colleagues of a Quartier, the person behind the call apart; at most as many as fit into a list.</summary>
    public static IEnumerable<Person> Colleagues(Call call, string quartier) =>
        Roles
            .Staff(call, quartier)
            .Where(p => p.Id != call.Person?.Id && (Call.StandingOf(p, quartier) & Who.Colleague) != 0)
            .Take(MostColleagues);

    /// <summary>The owner brings a colleague in, who finds the card in the own chat.</summary>
    public static void Fetch(Call call, Beratung beratung)
    {
        if (
            call.Find(Person.Kind, call.Argument) is not { } person
            || (Call.StandingOf(person, beratung.Quartier) & Who.Colleague) == 0
            || beratung.Seats.Count >= Beratung.MostSeats
        )
            call.NotThere();
        else if (beratung.SeatOf(person.Id) is not null)
            call.Say(Text.Of("beratung.fetch.already", ("name", person.FirstName)));
        else if (call.HomeFor(person, confidential: true) is null)
            call.Say(Text.Of("beratung.fetch.unreachable", ("name", person.FirstName)));
        else
        {
            Arrive(call, beratung, person, BeratungRole.Adviser, "beratung.fetched.you");
            call.Say(Message.Of(Text.Of("beratung.fetched", ("name", person.FirstName))) with { Seal = beratung.Seal });
        }
    }

    /// <summary>Somebody opens an invitation. Also while it runs: the card says where it is.</summary>
    public static void Join(Call call, string behind)
    {
        if (call.Person is not { } person || behind.Split('_') is not [var id, var entry])
        {
            call.NotThere();
            return;
        }
        if (!call.MayBeConfidential)
        {
            call.Say("call.not-confidential", "call.not-confidential.where");
            return;
        }
        if (call.Find(Beratung.Kind, id) is not { } beratung || beratung.Entry != entry)
            call.NotThere();
        else if (beratung.SeatOf(person.Id) is { } seat)
            BeratungNews.Show(call, beratung, seat);
        else if (RoleFor(person, beratung) is { } role && beratung.Seats.Count < Beratung.MostSeats)
            Arrive(
                call,
                beratung,
                person,
                role,
                beratung.State == BeratungState.Planned ? "beratung.joined" : "beratung.joined.late"
            );
        else
            call.NotThere();
    }

    private static void Arrive(Call call, Beratung beratung, Person person, BeratungRole role, Text word)
    {
        var others = Seated(call, beratung, person, role);
        if (role == BeratungRole.Adviser && others.Seats.All(s => s.Role != BeratungRole.Moderation))
            others = Drawn(call, others);
        beratung = BeratungNews.Refresh(call, others);
        BeratungNews.Show(call, beratung, beratung.SeatOf(person.Id)!, word);
    }

    /// <summary>Colleagues give advice; one person may come who is none: the person concerned, where that was agreed.</summary>
    private static BeratungRole? RoleFor(Person person, Beratung beratung) =>
        (Call.StandingOf(person, beratung.Quartier) & Who.Colleague) != 0 ? BeratungRole.Adviser
        : beratung.Consent.TakesPart && beratung.Seats.All(s => s.Role != BeratungRole.Concerned)
            ? BeratungRole.Concerned
        : null;
}
