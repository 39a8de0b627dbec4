using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;
using NodaTime;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>The requests and offers of a person, for their summary and for deletion.</summary>
internal sealed class RequestData : IPersonData
{
    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            .. Submitting
                .Own(call, person.Id)
                .OrderBy(r => r.Created)
                .Select(r => new PersonDatum($"request.data.{RequestText.Way(r)}", Values(call, r))),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var request in Submitting.Own(call, person.Id))
        {
            if (request.IsLive)
                Publishing.Withdraw(call, request);
            ChannelPosts.TakeAway(call, request);
            call.Unremind(Expiry.ForgetTimer, request.Id);
            call.Decision.ForgetSubjects.Add(request.Id);
            call.Delete(HelpRequest.Kind, request.Id);
        }
    }

    /// <summary>Who does not live in a Quartier any more has nothing open there: who waits for an answer hears of it.</summary>
    public static void ResidenceEnded(Call call, Person person, string quartier)
    {
        foreach (var request in Submitting.Own(call, person.Id).Where(r => r.Quartier == quartier))
            Publishing.Withdraw(call, request);
    }

    private static Dictionary<string, string> Values(Call call, HelpRequest request) =>
        new()
        {
            ["category"] = request.Category,
            ["what"] = request.What,
            ["when"] = request.When,
            ["area"] = request.Area,
            ["places"] = request.Places.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["urgency"] = request.Urgency.ToString(),
            ["state"] = request.StateName,
            ["created"] = request.Created.ToString(),
            ["openUntil"] = request.OpenUntil.ToString(),
            ["across"] = Partners.Names(call, request.Across).Value,
        };
}
