using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>What becomes of Vermittlungen when two persons become one: they follow, but nobody helps themselves.</summary>
internal static class BothSides
{
    private const int Most = 1000;

    /// <summary>Declares what follows and what stands in the way.</summary>
    public static void Register(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<Vermittlung>(Vermittlung.Kind, "owner", "helper")
            {
                Tidy = v => v.Owner == v.Helper ? null : v,
                With = (renaming, v) =>
                {
                    if (v.Other(renaming.From) == renaming.To)
                        renaming.Call.Decision.ForgetSubjects.Add(v.Id);
                },
            }
        );
        registry.PersonRules.Add(
            new PersonRule<Disclosure>(Disclosure.Kind, "of", "to") { Tidy = d => d.Of == d.To ? null : d }
        );
        registry.PersonHurdles.Add((call, a, b) => Meet(call, a.Id, b.Id) ? "account.same-thing" : null);
    }

    /// <summary>What a person offered for a request, with whichever of their accounts, or null.</summary>
    public static Vermittlung? Offered(Call call, string request, Person helper) =>
        call.Find(Vermittlung.Kind, Marks.Vermittlung(request, helper.Id))
        ?? (
            helper.IsMerged
                ? call.QueryBelow(Vermittlung.Kind, "helper", Most, helper.Id).FirstOrDefault(v => v.Request == request)
                : null
        );

    /// <summary>Whether both have to do with each other now, or offered to help with the same.</summary>
    private static bool Meet(Call call, string a, string b)
    {
        var ofA = Going(call, a);
        return ofA.Any(v => v.Other(a) == b)
            || Going(call, b).Any(v => v.Helper == b && ofA.Any(o => o.Helper == a && o.Request == v.Request));
    }

    private static List<Vermittlung> Going(Call call, string person) =>
        [
            .. call.QueryBelow(Vermittlung.Kind, "owner", Most, person)
                .Concat(call.QueryBelow(Vermittlung.Kind, "helper", Most, person))
                .Where(v => !v.IsOver),
        ];
}
