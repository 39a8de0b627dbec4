using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;

namespace Nachbarschaftsbot.Core.Interessengruppen;

/// <summary>The forms: founding a group, writing to it, reporting what stands in it.</summary>
internal static class GroupForms
{
    private const string Founding = "gruppe",
        Writing = "gruppentext",
        Reporting = "gruppenmeldung";

    /// <summary>Declares them.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(
                new FormSpec(
                    Founding,
                    [
                        new TextQuestion("name", 3, 60, PrivateWords.InWhat),
                        new TextQuestion("zweck", 5, 200, PrivateWords.InWhat),
                    ],
                    Found
                )
                {
                    Preview = (_, draft) => [Text.Plain(draft["name"]!), Text.Quote(draft["zweck"]!)],
                    StillPossible = MayFound,
                }
            )
            .Add(
                new FormSpec(
                    Writing,
                    [new TextQuestion("text", 3, 600)],
                    (call, draft) => GroupTalk.Submit(call, Mine(call, draft)!, draft["text"]!)
                )
                {
                    Preview = (call, draft) =>
                        [
                            Text.Quote(draft["text"]!),
                            .. Mine(call, draft) is { } group ? Groups.Reaches(call, group) : [],
                        ],
                    StillPossible = MayWrite,
                }
            )
            .Add(
                new FormSpec(
                    Reporting,
                    [new TextQuestion("grund", 3, 500), YesNo.Question(Reporting, "block")],
                    (call, draft) => Send(call, registry, Reported(call, draft)!, draft)
                )
                {
                    StillPossible = (call, draft) =>
                    {
                        if (Reported(call, draft) is not null)
                            return true;
                        call.NotThere();
                        return false;
                    },
                }
            );

    /// <summary>Opens the form for a new group.</summary>
    public static void Found(Call call, Registry registry) => Forms.Start(call, registry.Form(Founding)!);

    /// <summary>Opens the form for a message.</summary>
    public static void Write(Call call, Registry registry, string group) =>
        Forms.Start(call, registry.Form(Writing)!, subject: group);

    /// <summary>Opens the form for a report.</summary>
    public static void Report(Call call, Registry registry, string message) =>
        Forms.Start(call, registry.Form(Reporting)!, subject: message);

    private static bool MayFound(Call call, Draft draft)
    {
        if (call.Person is not { IsMember: true } me)
            call.NotThere();
        else if (Groups.LedBy(call, me.Id).Count >= Groups.MostLed)
            call.Say(Text.Of("group.too-many", ("most", Groups.MostLed)), "call.what-now");
        else
            return true;
        return false;
    }

    private static bool MayWrite(Call call, Draft draft)
    {
        if (Mine(call, draft) is not { } group)
            call.NotThere();
        else if (GroupTalk.IsFull(call, call.Person!.Id, group.Id))
            call.Say(Text.Of("group.wait", ("most", GroupTalk.MostWaiting)), "call.what-now");
        else
            return true;
        return false;
    }

    private static void Found(Call call, Draft draft)
    {
        var me = call.Person!;
        var home = call.Find(Quartier.Kind, me.Quartier!)!;
        var group = call.Put(
            InterestGroup.Kind,
            new InterestGroup
            {
                Id = call.Ids.Short(),
                Quartier = home.Id,
                Name = draft["name"]!,
                Purpose = draft["zweck"]!,
                Leader = me.Id,
                State = home.ReleaseFirst ? GroupState.Waiting : GroupState.Open,
            }
        );
        GroupHome.Enter(call, group, me);
        GroupDesk.Present(call, group);
        call.Say(
            Message
                .Of(home.ReleaseFirst ? "group.founded.waits" : "group.founded")
                .Row(Press.Labelled(Text.Of("group.see", Groups.Name(group)), "g-show", group.Id))
        );
    }

    /// <summary>A report goes to the moderation of the Quartier of who wrote it; that of the reporter knows that there is one.</summary>
    private static void Send(Call call, Registry registry, GroupMessage message, Draft draft)
    {
        var me = call.Person!;
        var group = call.Find(InterestGroup.Kind, message.Group);
        var decides = call.Find(Person.Kind, message.Author)?.Quartier ?? group?.Quartier ?? me.Quartier!;
        var quartier = call.Find(Quartier.Kind, decides)!;
        var report = call.Put(
            Neighbours.Report.Kind,
            new Report
            {
                Id = call.Ids.Short(),
                Quartier = quartier.Id,
                Person = me.Id,
                Other = message.Author,
                Vermittlung = "",
                Reason = "other",
                Words = group is null ? draft["grund"]! : $"{group.Name}: {draft["grund"]}",
                Message = message.Id,
                At = call.Now,
            }
        );
        GroupTalk.Keep(call, message);
        TriageDesk.Open(call, CardAbout.Report, report.Id, me, quartier, message.Author);
        if (me.Quartier is { } mine && mine != quartier.Id)
            ReportsAcross.TellOther(call, mine, quartier.Id);
        List<Text> lines = ["group.reported"];
        if (draft["block"] == YesNo.Yes)
        {
            Blocks.Add(call, registry, message.Author);
            lines.Add(Text.Of("block.done", GroupTalk.Author(call, message)));
        }
        call.Say([.. lines, "call.what-now"]);
    }

    private static InterestGroup? Mine(Call call, Draft draft) =>
        GroupLeading.FindAndHandOver(call, draft.Subject ?? "") is { } group && Groups.IsMember(call, group)
            ? group
            : null;

    /// <summary>What the person of the call read in a group and did not write.</summary>
    private static GroupMessage? Reported(Call call, Draft draft) =>
        call.Find(GroupMessage.Kind, draft.Subject ?? "") is { Released: not null } message
        && call.Person is { } me
        && message.Author != me.Id
        && MayRead(call, message, me.Id)
            ? message
            : null;

    /// <summary>Who was told of it can have left since, or the group is no more. Whoever it was kept from never reads who wrote it.</summary>
    private static bool MayRead(Call call, GroupMessage message, string me) =>
        message.Told.Contains(message.MarkOf(me))
        || call.Find(InterestGroup.Kind, message.Group) is { } group
            && Groups.IsMember(call, group)
            && !Blocks.Between(call, me, message.Author);
}
