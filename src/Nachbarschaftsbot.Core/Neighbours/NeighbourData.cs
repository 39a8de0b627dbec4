using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;
using NodaTime.Text;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>What is stored about the person itself: profile, accounts, roles, blocks, reports.</summary>
internal sealed class NeighbourData : IPersonData
{
    /// <inheritdoc/>
    public IReadOnlyList<PersonDatum> Export(Call call, Person person) =>
        [
            new("mydata.person", Profile(call, person)),
            .. person.Reaches.Select(r => new PersonDatum("mydata.account", Account(r))),
            .. person.Roles.Select(r => new PersonDatum(
                "mydata.role",
                new Dictionary<string, string> { ["role"] = r.Role.ToString(), ["quartier"] = NameOf(call, r.Quartier) }
            )),
            .. Drafts(call, person),
            .. Blocks.By(call, person.Id).Select(b => new PersonDatum("mydata.block", OfOther(call, b.Whom))),
            .. Report.By(call, person.Id).Select(r => new PersonDatum("mydata.report", OfReport(r))),
        ];

    /// <inheritdoc/>
    public void Erase(Call call, Person person)
    {
        foreach (var block in Blocks.By(call, person.Id).Concat(Blocks.Whom(call, person.Id)))
            call.Delete(Block.Kind, block.Id);
        foreach (var report in Report.By(call, person.Id).Concat(Report.Of(call, person.Id)))
        {
            Triage.TriageDesk.CloseAbout(call, report.Id);
            call.Delete(Report.Kind, report.Id);
        }
    }

    /// <summary>Declares what follows when two persons become one, and that nobody becomes one with whom there is a block or a report.</summary>
    public static void Follow(Registry registry)
    {
        registry.PersonRules.Add(
            new PersonRule<Block>(Block.Kind, "by", "whom") { Tidy = b => b.By == b.Whom ? null : b }
        );
        registry.PersonRules.Add(new PersonRule<Report>(Report.Kind, "person", "other"));
        registry.PersonHurdles.Add(
            (call, a, b) => Blocks.Between(call, a.Id, b.Id) || Reported(call, a, b) ? "account.refused" : null
        );
    }

    private static bool Reported(Call call, Person a, Person b) =>
        Report.By(call, a.Id).Any(r => r.Other == b.Id) || Report.By(call, b.Id).Any(r => r.Other == a.Id);

    private static Dictionary<string, string> Profile(Call call, Person person) =>
        new()
        {
            ["firstName"] = person.FirstName,
            ["language"] = person.Language,
            ["quartier"] = NameOf(call, person.Quartier),
            ["notIn"] = string.Join(", ", (person.NotIn ?? []).Select(q => NameOf(call, q))),
            ["consent"] = person.Consent is { } consent
                ? $"{InstantPattern.General.Format(consent.At)}, {consent.TextVersion}"
                : "",
            ["contactConsent"] = person.ContactConsent is { } at ? InstantPattern.General.Format(at) : "",
            ["topics"] = string.Join(", ", person.Categories),
            ["notify"] = person.Notify.ToString(),
            ["quietHours"] = string.Create(CultureInfo.InvariantCulture, $"{person.Quiet.From}-{person.Quiet.To}"),
            ["paused"] = person.Paused ? "yes" : "no",
        };

    private static Dictionary<string, string> Account(Reach reach) =>
        new()
        {
            ["messenger"] = reach.Account.Messenger,
            ["account"] = reach.Account.Id,
            ["lastSeen"] = LocalDatePattern.Iso.Format(reach.LastSeen.InUtc().Date),
        };

    /// <summary>What is open with any of the accounts; of confidential forms only where they may be shown, and only where they stand.</summary>
    private static IEnumerable<PersonDatum> Drafts(Call call, Person person) =>
        person
            .Reaches.Select(r => r.Place.Key)
            .Append(call.Conversation.Id)
            .Distinct()
            .Select(place => place == call.Conversation.Id ? call.Conversation : call.Find(Conversation.Kind, place))
            .OfType<Conversation>()
            .SelectMany(c => c.Shelf.Prepend(c.Draft!).Where(d => d is not null && MayShow(call, c, d)))
            .Select(draft => new PersonDatum(
                "mydata.draft",
                new Dictionary<string, string>
                {
                    ["form"] = draft.Form,
                    ["answers"] = string.Join("; ", draft.Answers.Select(a => $"{a.Key}: {a.Value}")),
                }
            ));

    private static bool MayShow(Call call, Conversation conversation, Draft draft) =>
        !draft.Confidential || conversation.Id == call.Conversation.Id && call.MayBeConfidential;

    /// <summary>Of others only the first name, which the person knows already.</summary>
    private static Dictionary<string, string> OfOther(Call call, string other) =>
        new() { ["firstName"] = call.Find(Person.Kind, other)?.FirstName ?? "" };

    private static Dictionary<string, string> OfReport(Report report) =>
        new()
        {
            ["created"] = InstantPattern.General.Format(report.At),
            ["reason"] = report.Reason,
            ["words"] = report.Words,
        };

    private static string NameOf(Call call, string? quartier) =>
        quartier is null ? "" : call.Find(Quartier.Kind, quartier)?.Name ?? quartier;
}
