using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary><c>/rolle</c>: operators give and take roles; everybody sees their own and can use a code.</summary>
internal static class RoleDialogue
{
    private const int Page = 8;

    /// <summary>The command: with a code uses it, in a moderation channel invites, alone with the bot shows the roles.</summary>
    public static void Command(Call call, Registry registry)
    {
        if (call.Argument.Length > 0 && call.Where == Where.Private)
            Codes.Redeem(call, registry, call.Argument);
        else if (call.Argument.Length > 0)
            call.Say("code.private");
        else if (call.Where != Where.Private)
            RoleInvitation.Post(call);
        else if (QuartierDialogue.Operated(call) is { Count: > 0 } operated)
            Choose(call, operated);
        else
            Own(call);
    }

    /// <summary><c>/betreiber</c>: with a code uses it, without asks for it.</summary>
    public static void Operator(Call call, Registry registry)
    {
        if (call.Argument.Length > 0)
            Codes.Redeem(call, registry, call.Argument);
        else
            Forms.Start(call, registry.Form("code")!);
    }

    /// <summary>Shows the roles of a Quartier; the argument says from where.</summary>
    public static void Show(Call call, string quartier)
    {
        if (!Roles.IsOperator(call, quartier) || call.Find(Quartier.Kind, quartier) is not { } found)
        {
            call.NotThere();
            return;
        }
        var holders = Holders(call, quartier);
        var from = int.TryParse(call.Argument, out var at) && at > 0 && at < holders.Count ? at : 0;
        var message = Message.Of(Text.Title("role.list", ("quartier", found.Name)));
        foreach (var (person, role) in holders.Skip(from).Take(Page))
            message = WithHolder(call, message, person, role, quartier);
        if (from + Page < holders.Count)
            message = message.Row(Press.Labelled("role.more", "q-role", quartier, $"{from + Page}"));
        message = message.And("role.give");
        foreach (var (letter, role) in Roles.Given)
            message = message.Row(
                Press.Labelled(Text.Of("role.give.one", Roles.Name(role)), "q-give", quartier, $"{letter}")
            );
        call.Say(message.Row(Press.Button("q-find", quartier)));
    }

    /// <summary>Makes a code for a role to hand on.</summary>
    public static void Give(Call call, string quartier)
    {
        if (!Roles.IsOperator(call, quartier) || call.Argument is not [var letter] || Roles.Of(letter) is not { } role)
        {
            call.NotThere();
            return;
        }
        var code = Codes.Issue(call, role, quartier);
        call.Say([
            Text.Of("role.code", Roles.Name(role), Roles.Where(call, quartier)),
            Text.Plain(code),
            "role.code.how",
            .. BotLinks.To(call, Codes.RolePrefix + code),
            "role.code.once",
        ]);
    }

    /// <summary>Asks whether a role shall really go.</summary>
    public static void AskToTake(Call call, string person)
    {
        if (Held(call, person) is not var (holder, role, quartier))
            call.NotThere();
        else
            call.Say(
                Message
                    .Of(Text.Of("role.take.sure", ("name", holder.FirstName), Roles.Name(role.Role)))
                    .Row(Press.Button("q-taken", person, call.Argument))
                    .Row(Press.Labelled("role.take.no", "q-role", quartier))
            );
    }

    /// <summary>Takes a role.</summary>
    public static void Take(Call call, Registry registry, string person)
    {
        if (Held(call, person) is not var (holder, role, quartier))
            call.NotThere();
        else if (Roles.Take(call, registry, holder, role, quartier))
            call.Say(Text.Of("role.taken", ("name", holder.FirstName), Roles.Name(role.Role)));
        else
            call.Say("role.last");
    }

    private static void Choose(Call call, IReadOnlyList<Quartier> operated)
    {
        if (operated is [var only])
        {
            Show(call, only.Id);
            return;
        }
        var message = Message.Of("role.which");
        foreach (var quartier in operated)
            message = message.Row(Press.Button(Text.Plain(quartier.Name), "q-role", quartier.Id));
        call.Say(message);
    }

    private static void Own(Call call)
    {
        var roles = call.Person?.Roles ?? [];
        Text[] lines =
        [
            roles.Count == 0 ? "role.own.none" : "role.own",
            .. roles.Select(r => Text.Of("role.own.one", Roles.Name(r.Role), Roles.Where(call, r.Quartier))),
        ];
        call.Say(Message.Of(lines).And("role.own.code").Row(Press.Button("q-code")));
    }

    private static List<(Person Person, RoleIn Role)> Holders(Call call, string quartier) =>
        [
            .. Roles
                .Staff(call, quartier)
                .SelectMany(p =>
                    p.Roles.Where(r => r.Quartier == quartier || r.Quartier == RoleIn.Everywhere).Select(r => (p, r))
                )
                .OrderByDescending(h => h.r.Role)
                .ThenBy(h => h.p.FirstName, StringComparer.Ordinal),
        ];

    private static Message WithHolder(Call call, Message message, Person person, RoleIn role, string quartier)
    {
        message = message.And(Text.Of("role.holder", ("name", person.FirstName), Roles.Name(role.Role)));
        if (!MayTake(call, role))
            return message;
        var label = Text.Of("role.take", ("name", person.FirstName), Roles.Name(role.Role));
        return message.Row(Press.Labelled(label, "q-take", person.Id, Argument(role, quartier)));
    }

    /// <summary>A role for all Quartiere is only taken by somebody who has it for all of them.</summary>
    private static bool MayTake(Call call, RoleIn role) =>
        role.Quartier != RoleIn.Everywhere || call.Person!.Roles.Contains(new RoleIn(RoleIn.Everywhere, Role.Operator));

    private static string Argument(RoleIn role, string quartier) =>
        $"{Roles.LetterOf(role.Role)}{(role.Quartier == RoleIn.Everywhere ? '+' : '-')}{quartier}";

    private static (Person Holder, RoleIn Role, string Quartier)? Held(Call call, string person)
    {
        if (
            call.Argument is not [var letter, var reach, .. { Length: > 0 } quartier]
            || Roles.Of(letter) is not { } role
        )
            return null;
        var wanted = new RoleIn(reach == '+' ? RoleIn.Everywhere : quartier, role);
        return
            Roles.IsOperator(call, quartier)
            && MayTake(call, wanted)
            && call.Find(Person.Kind, person) is { } holder
            && holder.Roles.Contains(wanted)
            ? (holder, wanted, quartier)
            : null;
    }
}
