using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>What roles and codes store about persons.</summary>
internal sealed class QuartierData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. person.Roles.Select(r => Datum("role.data.role", r.Role, r.Quartier)),
            .. call.QueryBelow(Code.Kind, "user", Most, person.Id)
                .Select(c => Datum("role.data.code", c.Role, c.Quartier)),
            .. call.QueryBelow(Code.Kind, "issuer", Most, person.Id)
                .Select(c => Datum("role.data.issued", c.Role, c.Quartier)),
            .. call.QueryBelow(RoleWish.Kind, "person", Most, person.Id)
                .Select(w => Datum("role.data.wish", Role.Moderator, w.Quartier)),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var code in Touched(call, person.Id))
        {
            call.Unremind(Codes.EndTimer, code.Id);
            call.Delete(Code.Kind, code.Id);
        }
        foreach (var wish in call.QueryBelow(RoleWish.Kind, "person", Most, person.Id))
            call.Delete(RoleWish.Kind, wish.Id);
        if (person.Roles.Count > 0)
            Roles.NoteChange(call);
    }

    private static IEnumerable<Code> Touched(Call call, string person) =>
        call.QueryBelow(Code.Kind, "user", Most, person).Concat(call.QueryBelow(Code.Kind, "issuer", Most, person));

    private static PersonDatum Datum(string key, Role role, string quartier) =>
        new(key, new Dictionary<string, string> { ["role"] = role.ToString(), ["quartier"] = quartier });
}
