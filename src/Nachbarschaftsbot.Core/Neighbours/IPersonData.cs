using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>One thing that is stored about a person, for the summary and the file of <c>/meine_daten</c>.</summary>
/// <param name="Key">Text key that names it.</param>
/// <param name="Values">Field name (stable, English) to value; nothing about others.</param>
public sealed record PersonDatum(string Key, IReadOnlyDictionary<string, string> Values);

/// <summary>What a feature stores about persons: told on <c>/meine_daten</c>, erased on <c>/loeschen</c>.</summary>
public interface IPersonData
{
    /// <summary>Everything the feature stores about the person (Art. 15, 20 GDPR).</summary>
    IReadOnlyList<PersonDatum> Export(Call call, Person person);

    /// <summary>Deletes all of it (Art. 17 GDPR) and tells others what they need to know, without a name.</summary>
    void Erase(Call call, Person person);
}
