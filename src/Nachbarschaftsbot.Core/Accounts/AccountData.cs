using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>What linking stores about a person: codes that still wait. The accounts themselves stand with the person.</summary>
internal sealed class AccountData(Registry registry) : IPersonData
{
    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. AccountCodes
                .Of(call, person.Id)
                .Select(c => new PersonDatum(
                    "account.data",
                    new Dictionary<string, string> { ["openUntil"] = InstantPattern.General.Format(c.Until) }
                )),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var code in AccountCodes.Of(call, person.Id))
            AccountCodes.Drop(call, code);
        Merging.Erase(call, registry, person);
    }
}
