using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>What agreements store about persons: who proposed one that is not answered yet.</summary>
internal sealed class PartnerData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. Proposed(call, person)
                .Select(p => new PersonDatum(
                    "partner.data.proposed",
                    new Dictionary<string, string> { ["quartier"] = Partners.Name(call, p.Asked) }
                )),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var proposal in Proposed(call, person))
            call.Put(Partnership.Kind, proposal with { By = null });
    }

    private static IReadOnlyList<Partnership> Proposed(Call call, Person person) =>
        call.QueryBelow(Partnership.Kind, "by", Most, person.Id);
}
