using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>One-time codes: made by operators or printed at the first start, used once, by link or typed.</summary>
internal static class Codes
{
    /// <summary>Beginnings of deep links.</summary>
    public const string RolePrefix = "role_",
        OperatorPrefix = "op_";

    /// <summary>The timer that deletes a code whose time is over.</summary>
    public const string EndTimer = "code-end";

    /// <summary>How long a code counts.</summary>
    public static readonly Duration Valid = Duration.FromDays(7);

    /// <summary>The form that asks for a code.</summary>
    public static FormSpec Form(Registry registry) =>
        new("code", [new TextQuestion("code", 4, 40)], (call, draft) => Redeem(call, registry, draft["code"] ?? ""));

    /// <summary>Makes a code for a role.</summary>
    /// <returns>The code as people type it.</returns>
    public static string Issue(Call call, Role role, string quartier)
    {
        var text = call.Ids.Code();
        var code = new Code
        {
            Id = Code.IdOf(text),
            Role = role,
            Quartier = quartier,
            IssuedBy = call.Person!.Id,
            Until = call.Now + Valid,
        };
        call.Put(Code.Kind, code);
        call.Remind(EndTimer, code.Id, code.Until.Value);
        return text;
    }

    /// <summary>The Quartier a code leads to, which a newcomer joins by it; null where it does not count.</summary>
    public static string? QuartierOf(Call call, string typed) =>
        Find(call, typed) is { UsedBy: null } code && code.Quartier != RoleIn.Everywhere ? code.Quartier : null;

    /// <summary>Uses a code. Wrong, expired and used ones are answered alike.</summary>
    public static void Redeem(Call call, Registry registry, string typed)
    {
        if (CodeTrying.IsLocked(call))
            call.Say("code.wait");
        else if (Find(call, typed) is not { } code || (code.UsedBy is { } user && user != call.Person?.Id))
            Refuse(call);
        else if (call.Person is not { Consent.IsCurrent: true } person)
            JoinFirst(call, registry, code, typed);
        else if (person.Roles.Contains(new RoleIn(code.Quartier, code.Role)))
            call.Say(Text.Of("code.have", Roles.Name(code.Role), Roles.Where(call, code.Quartier)));
        else if (code.UsedBy is not null)
            Refuse(call);
        else
            Use(call, registry, person, code);
    }

    /// <summary>A code is over: it goes.</summary>
    public static void End(Call call, Content.Due due) => call.Delete(Code.Kind, due.Subject);

    private static Code? Find(Call call, string typed) =>
        call.Find(Code.Kind, Code.IdOf(typed)) is { } code
        && !(code.Until <= call.Now)
        && (code.IssuedBy is null || call.Find(Person.Kind, code.IssuedBy)?.Is(Role.Operator, code.Quartier) == true)
            ? code
            : null;

    private static void Use(Call call, Registry registry, Person person, Code code)
    {
        var until = call.Now + Valid;
        call.Put(Code.Kind, code with { UsedBy = person.Id, Until = until });
        call.Remind(EndTimer, code.Id, until);
        Roles.Give(call, registry, person, code.Role, code.Quartier);
        if (code.IssuedBy is { } issuer)
            call.Tell(
                issuer,
                Message.Of(
                    Text.Of(
                        "code.used",
                        Arg.Of("name", person.FirstName, person.Id),
                        Roles.Name(code.Role),
                        Roles.Where(call, code.Quartier)
                    )
                ) with
                {
                    Priority = Priority.Notice,
                }
            );
    }

    /// <summary>Whoever has not joined joins first; the code is taken up then.</summary>
    private static void JoinFirst(Call call, Registry registry, Code code, string typed)
    {
        registry.OnStranger?.Invoke(call);
        var prefix = code.Role == Role.Operator ? OperatorPrefix : RolePrefix;
        call.Set(call.Conversation with { Carried = $"/start {prefix}{typed.Trim()}" });
    }

    private static void Refuse(Call call)
    {
        CodeTrying.Failed(call);
        call.Say("code.wrong", "code.wrong.now");
    }
}
