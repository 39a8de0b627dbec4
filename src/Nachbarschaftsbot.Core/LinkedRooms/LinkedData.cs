using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>What is stored about a person here: where their carried messages stand, their emojis, that they keep out, codes they made.</summary>
internal sealed class LinkedData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person)
    {
        var data = new List<PersonDatum>();
        foreach (var account in person.Reaches.Select(r => r.Account.Key))
        {
            if (call.Find(KeptOut.Kind, account) is not null)
                data.Add(new("mydata.keptout", new Dictionary<string, string> { ["account"] = account }));
            foreach (var carried in call.QueryBelow(Carried.Kind, "account", Most, account))
                data.Add(new("mydata.carried", Values(carried.Place.Messenger, carried.At.ToString())));
            foreach (var emoji in call.QueryBelow(CarriedEmoji.Kind, "account", Most, account))
                data.Add(new("mydata.carriedemoji", new Dictionary<string, string> { ["emoji"] = emoji.Emoji }));
        }
        foreach (var code in call.QueryBelow(LinkCode.Kind, "person", Most, person.Id))
            data.Add(new("mydata.linkcode", Values(code.Room.Place.Messenger, code.Until.ToString())));
        return data;
    }

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var account in person.Reaches.Select(r => r.Account.Key))
            Upkeep.Erase(call, account);
        foreach (var code in call.QueryBelow(LinkCode.Kind, "person", Most, person.Id))
        {
            call.Delete(LinkCode.Kind, code.Id);
            call.Unremind(Upkeep.CodeTimer, code.Id);
        }
    }

    private static Dictionary<string, string> Values(string messenger, string at) =>
        new() { ["messenger"] = messenger, ["at"] = at };
}
