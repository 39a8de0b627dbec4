using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>What groups store about persons: where they take part, what they lead, what they wrote.</summary>
internal sealed class GroupData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. Groups
                .LedBy(call, person.Id)
                .Select(g => Datum("group.data.leads", ("group", g.Name), ("purpose", g.Purpose))),
            .. Members(call, person)
                .Select(m => Datum("group.data.in", ("group", NameOf(call, m.Group)), ("since", m.Since.ToString()))),
            .. GroupTalk
                .Written(call, person.Id)
                .Select(m => Datum("group.data.wrote", ("group", NameOf(call, m.Group)), ("words", m.Words))),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        // First what was written, while it is known where it waits.
        foreach (var message in GroupTalk.Written(call, person.Id))
        {
            GroupTalk.Forget(call, message);
            call.Decision.ForgetSubjects.Add(message.Id);
        }
        foreach (var group in Groups.LedBy(call, person.Id).Where(g => g.State != GroupState.Closed))
            GroupEnding.Begin(call, group with { Leader = "", Purpose = "" }, GroupEnding.ByLeader);
        foreach (var member in Members(call, person))
            call.Delete(GroupMember.Kind, member.Id);
    }

    private static IReadOnlyList<GroupMember> Members(Call call, Person person) =>
        call.QueryBelow(GroupMember.Kind, "person", Most, person.Id);

    private static string NameOf(Call call, string group) => call.Find(InterestGroup.Kind, group)?.Name ?? "";

    private static PersonDatum Datum(string key, params (string Name, string Value)[] values) =>
        new(key, values.ToDictionary(v => v.Name, v => v.Value));
}
