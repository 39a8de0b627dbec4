using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>What is stored about a person here: own notes, appointments, words on how it was, disclosures of the own contact.</summary>
internal sealed class VermittlungData : IPersonData
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [.. All(call, person).Select(v => Datum(v, person.Id)), .. Shown(call, person)];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var vermittlung in All(call, person))
        {
            // The place of what is done stays taken: nobody needs help with it any more.
            if (vermittlung.Helper == person.Id && vermittlung.IsLive)
                Matching.FreePlace(call, vermittlung);
            if (!vermittlung.IsOver)
                TellOther(call, vermittlung, person.Id);
            call.Delete(Vermittlung.Kind, vermittlung.Id);
            call.Decision.ForgetSubjects.Add(vermittlung.Id);
        }
        foreach (var disclosure in Of(call, "of", person).Concat(Of(call, "to", person)))
            call.Delete(Disclosure.Kind, disclosure.Id);
    }

    private static PersonDatum Datum(Vermittlung vermittlung, string me)
    {
        var values = new Dictionary<string, string>
        {
            ["state"] = vermittlung.StateName,
            ["since"] = Moment(vermittlung.Created),
            ["side"] = vermittlung.Owner == me ? "owner" : "helper",
        };
        if (vermittlung.Helper == me && vermittlung.Note.Length > 0)
            values["note"] = vermittlung.Note;
        Add(values, "proposed", vermittlung.Proposed, me);
        Add(values, "agreed", vermittlung.Agreed, me);
        if (vermittlung.Contacts.TryGetValue(me, out var contact))
            values["contact"] = contact;
        if (vermittlung.Feedback.FirstOrDefault(f => f.By == me) is { } feedback)
            (values["good"], values["words"]) = (feedback.Good ? "yes" : "no", feedback.Words);
        if (vermittlung.Wrote.TryGetValue(me, out var wrote))
            values["lastMessage"] = Moment(wrote);
        return new("vermittlung.data", values);
    }

    private static string Moment(Instant at) => InstantPattern.General.Format(at);

    /// <summary>The time belongs to both; the place only to who named it.</summary>
    private static void Add(Dictionary<string, string> values, string name, Appointment? appointment, string me)
    {
        if (appointment is null)
            return;
        values[name + "When"] = appointment.When;
        if (appointment.By == me)
            values[name + "Where"] = appointment.Where;
    }

    private static IEnumerable<PersonDatum> Shown(Call call, Person person)
    {
        var shown = Of(call, "of", person);
        if (shown.Count > 0)
            yield return new(
                "vermittlung.data.disclosures",
                new Dictionary<string, string>
                {
                    ["persons"] = shown.Select(d => d.To).Distinct().Count().ToString(CultureInfo.InvariantCulture),
                    ["last"] = Moment(shown.Max(d => d.At)),
                }
            );
    }

    private static void TellOther(Call call, Vermittlung vermittlung, string erased)
    {
        var lines = new List<Text> { "vermittlung.person-gone", VermittlungText.About(call, vermittlung) };
        if (vermittlung is { IsLive: true, Agreed: { } agreed })
            lines.Add(Text.Of("vermittlung.appointment-off", Arg.OfWhen("when", agreed.When)));
        var message = Message.Of([.. lines]);
        if (vermittlung.Helper == erased && vermittlung.IsLive)
            message = Reopening.Say(call, vermittlung.Request, message);
        call.Tell(
            vermittlung.Other(erased),
            message with
            {
                Priority = vermittlung.IsLive ? Priority.Answer : Priority.Notice,
            }
        );
    }

    private static IEnumerable<Vermittlung> All(Call call, Person person) =>
        call.QueryBelow(Vermittlung.Kind, "owner", Most, person.Id)
            .Concat(call.QueryBelow(Vermittlung.Kind, "helper", Most, person.Id))
            .DistinctBy(v => v.Id);

    private static IReadOnlyList<Disclosure> Of(Call call, string index, Person person) =>
        call.QueryBelow(Disclosure.Kind, index, Most, person.Id);
}
