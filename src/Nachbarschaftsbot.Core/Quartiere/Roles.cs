using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>Who has which role where: reading, giving, taking.</summary>
internal static class Roles
{
    private const int Most = 1000;

    /// <summary>Roles that can be given, with the letter that stands for them in buttons.</summary>
    public static readonly IReadOnlyList<(char Letter, Role Role)> Given =
    [
        ('m', Role.Moderator),
        ('p', Role.Professional),
        ('n', Role.NetworkManager),
        ('o', Role.Operator),
    ];

    /// <summary>The role of a letter, or null.</summary>
    public static Role? Of(char letter)
    {
        foreach (var given in Given)
            if (given.Letter == letter)
                return given.Role;
        return null;
    }

    /// <summary>The letter of a role.</summary>
    public static char LetterOf(Role role) => Given.First(g => g.Role == role).Letter;

    /// <summary>The name of a role as a value of a text.</summary>
    public static Arg Name(Role role) => Arg.OfKey("role", $"role.{role.ToString().ToLowerInvariant()}");

    /// <summary>Whether the person behind the call runs a Quartier.</summary>
    public static bool IsOperator(Call call, string quartier) => call.Person?.Is(Role.Operator, quartier) == true;

    /// <summary>Persons with a role beyond resident in a Quartier, by id.</summary>
    public static IReadOnlyList<Person> Staff(Call call, string quartier) =>
        [
            .. call.Query(Person.Kind, "staff", "", "\uffff", Most)
                .Where(p => p.Roles.Any(r => r.Quartier == quartier || r.Quartier == RoleIn.Everywhere)),
        ];

    /// <summary>The operators of a Quartier.</summary>
    public static IReadOnlyList<Person> Operators(Call call, string quartier) =>
        [.. Staff(call, quartier).Where(p => p.Is(Role.Operator, quartier))];

    /// <summary>Gives a role and says to the person what it is.</summary>
    public static void Give(Call call, Registry registry, Person person, Role role, string quartier)
    {
        if (person.Roles.Any(r => r.Role == role && r.Quartier == quartier))
            return;
        NoteChange(call);
        var given = new RoleIn(quartier, role);
        var now = call.Put(Person.Kind, person with { Roles = [.. person.Roles, given] });
        call.Decision.Counted.Add("role.given");
        var message = Message.Of(
            Text.Of("role.got", Name(role), Where(call, quartier)),
            $"role.got.{role.ToString().ToLowerInvariant()}"
        );
        Tell(call, person, role is Role.Professional or Role.NetworkManager ? Menu.WithWork(message) : message);
        registry.OnRoleGiven?.Invoke(call, now, given);
    }

    /// <summary>Takes a role away and says so to the person.</summary>
    /// <returns>False where it is the last operator.</returns>
    public static bool Take(Call call, Registry registry, Person person, RoleIn role, string quartier)
    {
        if (role.Role == Role.Operator && Operators(call, quartier).All(p => p.Id == person.Id))
            return false;
        NoteChange(call);
        var now = call.Put(Person.Kind, person with { Roles = [.. person.Roles.Where(r => r != role)] });
        call.Decision.Counted.Add("role.taken");
        Tell(call, person, Message.Of(Text.Of("role.lost", Name(role.Role), Where(call, role.Quartier))));
        registry.OnRoleTaken?.Invoke(call, now, role);
        return true;
    }

    /// <summary>Two changes of roles at once meet in one document, so that the second sees what the first did.</summary>
    public static void NoteChange(Call call)
    {
        var changes = call.Find(RoleChange.Kind, "roles") ?? new RoleChange();
        call.Put(RoleChange.Kind, changes with { Count = changes.Count + 1 });
    }

    /// <summary>The name of a Quartier, or "all Quartiere".</summary>
    public static Arg Where(Call call, string quartier) =>
        call.Find(Quartier.Kind, quartier) is { } found
            ? ("quartier", found.Name)
            : Arg.OfKey("quartier", "role.everywhere");

    private static void Tell(Call call, Person person, Message message)
    {
        if (person.Id != call.Person?.Id)
            call.Tell(person, message with { Priority = Priority.Notice });
        else
            call.Say(message);
    }
}
