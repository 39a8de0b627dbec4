using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>
/// Reports a person to the moderation, blocks and unblocks: somebody one was in touch with, or whose request or offer one can read.
/// </summary>
internal static class Reporting
{
    /// <summary>Why somebody is reported; the last but one is the gravest.</summary>
    public static readonly IReadOnlyList<string> Reasons =
    [
        "insult",
        "harassment",
        "money",
        "absent",
        "danger",
        "other",
    ];

    private const string ReportForm = "report",
        BlockForm = "block";

    private const int MostListed = 8;

    /// <summary>Declares commands, buttons and forms.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(new CommandSpec("melden", Who.Resident, Where.Private, List, ["report"]))
            .Add(
                new ButtonSpec<Vermittlung>(
                    "n-report",
                    Who.Resident,
                    Relation.Party,
                    [],
                    Vermittlung.Kind,
                    (call, v) => Start(call, registry, ReportForm, v.Id)
                )
            )
            .Add(
                new ButtonSpec<HelpRequest>(
                    "r-report",
                    Who.Resident,
                    Relation.Neighbour,
                    [],
                    HelpRequest.Kind,
                    (call, request) => Start(call, registry, ReportForm, request.Id)
                )
            )
            .Add(
                new ButtonSpec<Vermittlung>(
                    "n-block",
                    Who.Resident,
                    Relation.Party,
                    [],
                    Vermittlung.Kind,
                    (call, v) => Start(call, registry, BlockForm, v.Id)
                )
            )
            .Add(NeighboursFeature.Button("n-blocks", Who.Resident, (call, _) => ListBlocked(call)))
            .Add(NeighboursFeature.Button("n-unblock", Who.Resident, Unblock))
            .Add(
                new FormSpec(
                    ReportForm,
                    [
                        new ChoiceQuestion("reason", Options),
                        new TextQuestion("words", Max: 500) { Optional = true },
                        YesNo.Question(ReportForm, "block"),
                    ],
                    (call, draft) => Send(call, registry, draft)
                )
                {
                    Opening = (call, draft) => [Text.Of("report.opening", ("name", NameOf(call, draft)))],
                    Preview = (call, draft) =>
                        [
                            .. Report.Lines(
                                call,
                                OtherOf(call, draft) ?? "",
                                draft["reason"]!,
                                draft["words"] ?? "",
                                call.Person?.Id
                            ),
                            .. Report.Meant(call, EntryOf(call, draft)?.Id),
                        ],
                    StillPossible = IsPossible,
                }
            )
            .Add(
                new FormSpec(
                    BlockForm,
                    [YesNo.Question(BlockForm, "sure")],
                    (call, draft) => BlockOne(call, registry, draft)
                )
                {
                    Opening = (call, draft) =>
                        [Text.Of("block.opening", ("name", NameOf(call, draft))), "block.what-happens"],
                    StillPossible = IsPossible,
                }
            );

    private static void Start(Call call, Registry registry, string form, string subject)
    {
        if (call.Where == Where.Private && OtherOf(call, subject) is not null)
            Forms.Start(call, registry.Form(form)!, subject: subject);
        else
            call.NotThere();
    }

    /// <summary>Who was never in touch did not wait for anybody in vain.</summary>
    private static IReadOnlyList<FieldOption> Options(Call call, Draft draft) =>
        [
            .. Reasons
                .Where(r => r != "absent" || EntryOf(call, draft) is null)
                .Select(r => new FieldOption(r, $"report.reason.{r}")),
        ];

    /// <summary>Whom the person was in touch with, newest first.</summary>
    private static void List(Call call)
    {
        var me = call.Person!.Id;
        var known = call.QueryBelow(Vermittlung.Kind, "owner", 200, me)
            .Concat(call.QueryBelow(Vermittlung.Kind, "helper", 200, me))
            .OrderByDescending(v => v.Created)
            .DistinctBy(v => v.Other(me))
            .Take(MostListed)
            .ToList();
        if (known.Count == 0)
        {
            call.Say(Last(Message.Of("report.nobody")));
            return;
        }
        var message = Message.Of("report.whom");
        foreach (var vermittlung in known)
        {
            var name = call.Find(Person.Kind, vermittlung.Other(me))?.FirstName ?? "";
            message = message.Row(
                Press.Labelled(Text.Of("report.this", ("name", name)), "n-report", vermittlung.Id),
                Press.Labelled(Text.Of("block.this", ("name", name)), "n-block", vermittlung.Id)
            );
        }
        call.Say(Last(message));
    }

    private static Message Last(Message message) =>
        message.Row(Browsing.ReportOne()).Row(Press.Labelled("menu.human", Menu.Go, "mensch"));

    private static void Send(Call call, Registry registry, Draft draft)
    {
        var me = call.Person!;
        var entry = EntryOf(call, draft);
        var other = OtherOf(call, draft)!;
        var home = call.Find(Vermittlung.Kind, draft.Subject!)?.Quartier ?? entry!.Quartier;
        var report = call.Put(
            Report.Kind,
            new Report
            {
                Id = call.Ids.Short(),
                Quartier = call.Find(Person.Kind, other)?.Quartier ?? home,
                Person = me.Id,
                Other = other,
                Vermittlung = entry is null ? draft.Subject! : "",
                Request = entry?.Id,
                Reason = draft["reason"]!,
                Words = draft["words"] ?? "",
                At = call.Now,
            }
        );
        var quartier = call.Find(Quartier.Kind, report.Quartier)!;
        TriageDesk.Open(call, CardAbout.Report, report.Id, me, quartier, report.Other, report.Reason == "danger");
        if (me.Quartier is { } mine && mine != report.Quartier)
            ReportsAcross.TellOther(call, mine, report.Quartier);
        List<Text> lines = [Text.Of("report.sent", ("hours", registry.About.AnswerHours))];
        if (draft["block"] == YesNo.Yes)
        {
            Blocks.Add(call, registry, report.Other);
            lines.Add(Text.Of("block.done", ("name", NameOf(call, report.Other))));
        }
        if (report.Reason == "danger")
            lines.Add("report.danger");
        call.Say([.. lines]);
    }

    private static void BlockOne(Call call, Registry registry, Draft draft)
    {
        if (draft["sure"] != YesNo.Yes)
        {
            call.Say("block.kept");
            return;
        }
        Blocks.Add(call, registry, OtherOf(call, draft)!);
        call.Say(Text.Of("block.done", ("name", NameOf(call, draft))), "block.undo");
    }

    private static void ListBlocked(Call call)
    {
        var blocked = Blocks.By(call, call.Person!.Id);
        var message = Message.Of(blocked.Count == 0 ? "block.nobody" : "block.list");
        foreach (var block in blocked)
            message = message.Row(
                Press.Labelled(
                    Text.Of("block.lift", ("name", call.Find(Person.Kind, block.Whom)?.FirstName ?? "")),
                    "n-unblock",
                    block.Whom
                )
            );
        call.Say(message);
    }

    private static void Unblock(Call call, string whom)
    {
        var id = Block.IdOf(call.Person!.Id, whom);
        if (call.Find(Block.Kind, id) is null)
        {
            call.NotThere();
            return;
        }
        call.Delete(Block.Kind, id);
        call.Say(Text.Of("block.lifted", ("name", call.Find(Person.Kind, whom)?.FirstName ?? "")));
    }

    private static bool IsPossible(Call call, Draft draft)
    {
        if (OtherOf(call, draft) is not null)
            return true;
        call.NotThere();
        return false;
    }

    private static string? OtherOf(Call call, Draft draft) => OtherOf(call, draft.Subject);

    /// <summary>Id of who is meant: the other side of a Vermittlung, or the owner of what the person can read.</summary>
    private static string? OtherOf(Call call, string? subject) =>
        call.Person is { } me
        && call.Find(Vermittlung.Kind, subject ?? "") is { } vermittlung
        && vermittlung.RelationOf(me.Id).HasFlag(Relation.Party)
            ? vermittlung.Other(me.Id)
            : EntryOf(call, subject)?.Owner;

    private static HelpRequest? EntryOf(Call call, Draft draft) => EntryOf(call, draft.Subject);

    private static HelpRequest? EntryOf(Call call, string? subject) =>
        call.Person is { } me
        && call.Find(HelpRequest.Kind, subject ?? "") is { } request
        && request.Owner != me.Id
        && Publishing.MaySee(call, request, me)
            ? request
            : null;

    private static string NameOf(Call call, Draft draft) => NameOf(call, OtherOf(call, draft));

    private static string NameOf(Call call, string? person) => call.Find(Person.Kind, person ?? "")?.FirstName ?? "";
}
