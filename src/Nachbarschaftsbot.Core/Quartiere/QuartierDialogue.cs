using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary><c>/quartier</c>: operators see and change what holds for a Quartier, and add another one.</summary>
internal static class QuartierDialogue
{
    private const int Most = 100;

    /// <summary>The forms: one question each for what exists, two for a new Quartier.</summary>
    public static IReadOnlyList<FormSpec> Forms { get; } =
    [
        new("qname", [Name], (call, draft) => Change(call, draft, q => q with { Name = draft["name"]! }))
        {
            StillPossible = IsMine,
        },
        new(
            "qstunden",
            [new NumberQuestion("hours", 1, 72)],
            (call, draft) => Change(call, draft, q => q with { RemindCardHours = int.Parse(draft["hours"]!, null) })
        )
        {
            StillPossible = IsMine,
        },
        new(
            "qmonate",
            [new NumberQuestion("months", 1, 60)],
            (call, draft) => Change(call, draft, q => q with { KeepRoundsMonths = int.Parse(draft["months"]!, null) })
        )
        {
            StillPossible = IsMine,
        },
        new("qzone", [Zone], (call, draft) => Change(call, draft, q => q with { Zone = draft["zone"]! }))
        {
            StillPossible = IsMine,
        },
        new("qneu", [Name, YesNo.Question("qneu", "release")], Made),
    ];

    private static TextQuestion Name => new("name", 2, 60);

    private static TextQuestion Zone =>
        new(
            "zone",
            3,
            60,
            zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null ? Text.Of("quartier.zone.unknown") : null
        );

    /// <summary>The Quartiere that the person behind the call runs, by name.</summary>
    public static IReadOnlyList<Quartier> Operated(Call call) =>
        [.. call.Query(Quartier.Kind, "name", "", "\uffff", Most).Where(q => Roles.IsOperator(call, q.Id))];

    /// <summary>The command.</summary>
    public static void Command(Call call)
    {
        var operated = Operated(call);
        if (operated is [var only])
            Show(call, only.Id);
        else
        {
            var message = Message.Of(operated.Count == 0 ? "quartier.none" : "quartier.which");
            foreach (var quartier in operated)
                message = message.Row(Press.Button(Text.Plain(quartier.Name), "q-show", quartier.Id));
            call.Say(WithNew(call, message));
        }
    }

    /// <summary>Shows one.</summary>
    public static void Show(Call call, string id)
    {
        if (Mine(call, id) is { } quartier)
            Show(call, quartier);
    }

    /// <summary>Opens the form for one setting; the argument names it.</summary>
    public static void Set(Call call, Registry registry, string id)
    {
        if (Mine(call, id) is not null && call.Argument is "qname" or "qstunden" or "qmonate" or "qzone")
            Dialogues.Forms.Start(call, registry.Form(call.Argument)!, subject: id);
    }

    /// <summary>Whether requests wait for release: the other way from now on.</summary>
    public static void Toggle(Call call, string id)
    {
        if (Mine(call, id) is { } quartier)
            Show(
                call,
                call.Put(Quartier.Kind, quartier with { ReleaseFirst = !quartier.ReleaseFirst }),
                "quartier.changed"
            );
    }

    /// <summary>A new join code, after asking: the old one, on posters too, ends.</summary>
    public static void Renew(Call call, string id)
    {
        if (Mine(call, id) is not { } quartier)
            return;
        if (call.Argument == "yes")
            Show(
                call,
                call.Put(Quartier.Kind, quartier with { JoinCode = QuartierMaking.FreeCode(call) }),
                "quartier.code.renewed"
            );
        else
            call.Say(
                Message
                    .Of("quartier.code.sure")
                    .Row(Press.Labelled("quartier.code.yes", "q-newcode", id, "yes"))
                    .Row(Press.Labelled("quartier.code.no", "q-show", id))
            );
    }

    /// <summary>Opens the form for another Quartier.</summary>
    public static void New(Call call, Registry registry)
    {
        if (MayMake(call))
            Dialogues.Forms.Start(call, registry.Form("qneu")!);
        else
            call.NotThere();
    }

    private static void Made(Call call, Draft draft)
    {
        if (!MayMake(call))
        {
            call.NotThere();
            return;
        }
        var zone = call.Quartier?.Zone ?? "Europe/Berlin";
        Show(call, QuartierMaking.Make(call, draft["name"]!, zone, draft["release"] == YesNo.Yes), "quartier.made");
    }

    private static void Change(Call call, Draft draft, Func<Quartier, Quartier> change)
    {
        if (Mine(call, draft.Subject ?? "") is { } quartier)
            Show(call, call.Put(Quartier.Kind, change(quartier)), "quartier.changed");
    }

    /// <summary>Whether a form is about a Quartier that the person of the call runs; otherwise it is not there.</summary>
    public static bool IsMine(Call call, Draft draft) => Mine(call, draft.Subject ?? "") is not null;

    /// <summary>A Quartier that the person of the call runs; otherwise it is not there.</summary>
    public static Quartier? Mine(Call call, string id)
    {
        if (Roles.IsOperator(call, id) && call.Find(Quartier.Kind, id) is { } quartier)
            return quartier;
        call.NotThere();
        return null;
    }

    /// <summary>Further Quartiere are made by who runs all of them.</summary>
    private static bool MayMake(Call call) =>
        call.Person?.Roles.Contains(new RoleIn(RoleIn.Everywhere, Role.Operator)) == true;

    private static Message WithNew(Call call, Message message) =>
        MayMake(call) ? message.Row(Press.Button("q-new")) : message;

    private static void Show(Call call, Quartier quartier, params Text[] before)
    {
        var links = BotLinks.To(call, quartier.JoinCode);
        Text[] lines =
        [
            .. before,
            Text.Title("quartier.title", ("name", quartier.Name)),
            Text.Of("quartier.code", ("code", quartier.JoinCode)),
            .. links,
            quartier.ReleaseFirst ? "quartier.release" : "quartier.no-release",
            Text.Of("quartier.hours", ("hours", quartier.RemindCardHours)),
            Text.Of("quartier.months", ("months", quartier.KeepRoundsMonths)),
            Text.Of("quartier.zone", ("zone", quartier.Zone)),
            Text.Of(
                "quartier.channels",
                ("moderation", Channels.Of(call, quartier.Id, ChannelPurpose.Moderation).Count),
                ("neighbourhood", Channels.Of(call, quartier.Id, ChannelPurpose.Neighbourhood).Count),
                ("working", Channels.Of(call, quartier.Id, ChannelPurpose.Working).Count)
            ),
            Text.Of("quartier.partners", ("count", Partners.Agreed(call, quartier.Id).Count())),
        ];
        var release = quartier.ReleaseFirst ? "quartier.release.off" : "quartier.release.on";
        call.Say(
            WithNew(
                call,
                Message
                    .Of(lines)
                    .Row(Press.Labelled("quartier.set.name", "q-set", quartier.Id, "qname"))
                    .Row(Press.Labelled(release, "q-release", quartier.Id))
                    .Row(Press.Labelled("quartier.set.hours", "q-set", quartier.Id, "qstunden"))
                    .Row(Press.Labelled("quartier.set.months", "q-set", quartier.Id, "qmonate"))
                    .Row(Press.Labelled("quartier.set.zone", "q-set", quartier.Id, "qzone"))
                    .Row(Press.Button("q-newcode", quartier.Id))
                    .Row(Press.Button("x-home", quartier.Id))
            )
        );
    }
}
