using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>What is stored about a person here: memberships, own proposals, agreements in their care. What was said in meetings has no name.</summary>
internal sealed class DialogueData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. Dialogues(call, person).Select(d => Membership(d, person.Id)),
            .. Themes(call, person)
                .Select(t => new PersonDatum(
                    "theme.data",
                    new Dictionary<string, string>
                    {
                        ["words"] = t.Words ?? "",
                        ["area"] = t.Area ?? "",
                        ["state"] = t.StateName,
                        ["since"] = t.Created.ToString(),
                    }
                )),
            .. Agreements(call, person)
                .Select(a => new PersonDatum(
                    "agreement.data",
                    new Dictionary<string, string>
                    {
                        ["what"] = a.What,
                        ["due"] = a.Due?.ToString() ?? "",
                        ["state"] = a.StateName,
                        ["learnt"] = a.Learnt,
                    }
                )),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var dialogue in Dialogues(call, person))
            Members.Remove(call, dialogue, person.Id);
        foreach (var theme in Themes(call, person))
            if (theme.State == ThemeState.Proposed)
                call.Delete(Theme.Kind, theme.Id);
            else
                call.Put(Theme.Kind, theme with { By = null });
        foreach (var agreement in Agreements(call, person))
            call.Put(Agreement.Kind, agreement with { Owner = null });
        foreach (var link in call.QueryBelow(MinutesLink.Kind, "person", Most, person.Id))
            call.Delete(MinutesLink.Kind, link.Id);
    }

    /// <summary>Declares what follows when two persons become one.</summary>
    public static void Follow(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<DialogueSeat>(DialogueSeat.Kind, "person")
            {
                With = WithMeetings,
                Hanging = [Dialogue.Kind, DialogueMeeting.Kind],
            }
        );
        registry.PersonRules.Add(new PersonRule<Theme>(Theme.Kind, "by"));
        registry.PersonRules.Add(new PersonRule<Agreement>(Agreement.Kind, "owner"));
        registry.PersonRules.Add(new PersonRule<MinutesLink>(MinutesLink.Kind, "person"));
    }

    private static void WithMeetings(Renaming renaming, DialogueSeat seat)
    {
        renaming.Put(
            Dialogue.Kind,
            renaming.Call.Find(Dialogue.Kind, seat.Dialogue),
            d =>
                d with
                {
                    Members = [.. d.Members.DistinctBy(m => m.Person)],
                    Asking = [.. d.Asking.Distinct().Where(p => !d.Has(p))],
                }
        );
        foreach (var meeting in renaming.Call.QueryBelow(DialogueMeeting.Kind, "dialogue", Most, seat.Dialogue))
            renaming.Put(
                DialogueMeeting.Kind,
                meeting,
                m => m with { Weights = [.. m.Weights.DistinctBy(w => w.Person)], Present = [.. m.Present.Distinct()] }
            );
    }

    private static PersonDatum Membership(Dialogue dialogue, string person) =>
        new(
            "dialogue.data",
            new Dictionary<string, string>
            {
                ["dialogue"] = dialogue.Name,
                ["agency"] = dialogue.Members.FirstOrDefault(m => m.Person == person)?.Agency ?? "",
                ["part"] = dialogue.Has(person) ? "member" : "asked",
            }
        );

    private static IReadOnlyList<Dialogue> Dialogues(Call call, Person person) =>
        [
            .. call.QueryBelow(DialogueSeat.Kind, "person", Most, person.Id)
                .Select(s => call.Find(Dialogue.Kind, s.Dialogue))
                .OfType<Dialogue>(),
        ];

    private static IReadOnlyList<Theme> Themes(Call call, Person person) =>
        call.QueryBelow(Theme.Kind, "by", Most, person.Id);

    private static IReadOnlyList<Agreement> Agreements(Call call, Person person) =>
        call.QueryBelow(Agreement.Kind, "owner", Most, person.Id);
}
