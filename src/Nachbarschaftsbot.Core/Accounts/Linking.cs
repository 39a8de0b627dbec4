using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>
/// Linking accounts: a code is typed, both sides read what comes together, and only then one person has both accounts. An account of
/// nobody is simply added; where it belongs to somebody already, the maker of the code is asked too and both persons become one.
/// </summary>
internal static class Linking
{
    /// <summary>Names of the forms: for the code, and for the consent to what comes together.</summary>
    public const string CodeForm = "accountcode",
        LinkForm = "accountlink";

    private const string Sure = "sure";

    /// <summary>The form that asks for the code.</summary>
    public static FormSpec Typing(Registry registry) =>
        new(CodeForm, [new TextQuestion("code", 4, 40)], (call, draft) => Redeem(call, registry, draft["code"] ?? ""))
        {
            StaysHere = true,
        };

    /// <summary>The form that says what comes together and asks whether that is wanted.</summary>
    public static FormSpec Agreeing(Registry registry) =>
        new(LinkForm, [YesNo.Question(LinkForm, Sure)], (call, draft) => Complete(call, registry, draft))
        {
            StaysHere = true,
            Opening = (call, draft) => LinkingText.Before(call, CodeOf(call, draft)!),
            StillPossible = (call, draft) => Allows(call, registry, CodeOf(call, draft)),
        };

    /// <summary>Asks for a code. What somebody says who never comes back is forgotten.</summary>
    public static void Type(Call call, Registry registry)
    {
        Joining.RemindToForget(call);
        Forms.Start(call, registry.Form(CodeForm)!);
    }

    /// <summary>Takes a code.</summary>
    public static void Redeem(Call call, Registry registry, string typed)
    {
        Joining.RemindToForget(call);
        if (CodeTrying.IsLocked(call))
            call.Say("account.wait");
        else if (AccountCodes.Find(call, Code.IdOf(typed)) is not { Asking: null } code)
        {
            CodeTrying.Failed(call);
            call.Say("account.code-wrong", "account.code-wrong.now");
        }
        else
            Forms.Start(call, registry.Form(LinkForm)!, subject: code.Id);
    }

    /// <summary>Somebody wrote a code where others read it: it no longer counts.</summary>
    public static void InGroup(Call call)
    {
        if (AccountCodes.Find(call, Code.IdOf(call.Argument)) is not { } code)
            return;
        AccountCodes.Drop(call, code);
        call.Tell(code.Person, Message.Of("account.code-seen", "account.code-new"));
    }

    /// <summary>The maker of the code agrees: both persons become one.</summary>
    public static void Agree(Call call, Registry registry, string id)
    {
        if (Asked(call, id) is not var (code, other))
            return;
        if (Hurdle(call, registry, call.Person!, other) is { } why)
        {
            Refuse(call, code, other, why);
            return;
        }
        AccountCodes.Drop(call, code);
        var (before, there) = (call.Person!, other);
        Merging.Begin(call, registry, before, other);
        TellElsewhere(
            call,
            call.Person!,
            before.Reaches,
            LinkingText.Linked(call, call.Person!, code.Account, code.Asking!)
        );
        TellElsewhere(
            call,
            call.Person!,
            there.Reaches,
            LinkingText.Linked(call, call.Person!, code.Asking!, code.Account)
        );
        call.Say(LinkingText.Linked(call, call.Person!, code.Account, code.Asking!));
    }

    /// <summary>The maker of the code does not want it.</summary>
    public static void Decline(Call call, string id)
    {
        if (Asked(call, id) is not var (code, other))
            return;
        AccountCodes.Drop(call, code);
        call.Tell(other, code.AskingPlace!, Message.Of("account.declined"), null);
        call.Say("account.not-linked");
    }

    /// <summary>Asks the maker of a code, once more where somebody lost the question from sight.</summary>
    public static void Question(Call call, AccountCode code, Person maker, Person other) =>
        call.Tell(
            maker,
            code.Place,
            Message
                .Of([.. LinkingText.Question(call, code, other)])
                .Row(Press.Button("a-yes", code.Id), Press.Button("a-no", code.Id)),
            null
        );

    private static AccountCode? CodeOf(Call call, Draft draft) => AccountCodes.Find(call, draft.Subject ?? "");

    /// <summary>Whether a code can still be used by the account behind the call; says why not.</summary>
    private static bool Allows(Call call, Registry registry, AccountCode? code)
    {
        Text[] why =
            code is not { Asking: null } ? ["account.code-gone", "account.code-new"]
            : code.Account == call.Inbound.Sender?.Account ? ["account.own-code", "account.own-code.now"]
            : call.Person?.Id == code.Person ? ["account.already"]
            : call.Person is null && call.Find(Person.Kind, code.Person)!.Roles.Count > 0
                ? ["account.join-first", "account.join-first.now"]
            : call.Person is { } me && Hurdle(call, registry, call.Find(Person.Kind, code.Person)!, me) is { } hurdle
                ? [hurdle, "account.human"]
            : [];
        if (why.Length > 0)
            call.Say(why);
        return why.Length == 0;
    }

    private static void Complete(Call call, Registry registry, Draft draft)
    {
        var code = CodeOf(call, draft)!;
        var maker = call.Find(Person.Kind, code.Person)!;
        if (draft[Sure] != YesNo.Yes)
            call.Say("account.not-linked");
        else if (call.Person is { } me)
        {
            Question(call, AccountCodes.Ask(call, code), maker, me);
            call.Say(Text.Of("account.asked", LinkingText.Messenger(code.Account.Messenger)));
        }
        else
            Add(call, registry, code, maker);
    }

    /// <summary>An account of nobody: from now on it is one of the person's.</summary>
    private static void Add(Call call, Registry registry, AccountCode code, Person person)
    {
        var account = call.Inbound.Sender!.Account;
        AccountCodes.Drop(call, code);
        call.Unremind(Joining.ForgetTimer, call.Conversation.Id);
        call.Put(AccountLink.Kind, new AccountLink { Id = account.Key, Person = person.Id });
        call.Become(person);
        call.Set(new Conversation { Id = call.Conversation.Id });
        Presence.Seen(call, registry);
        TellElsewhere(call, call.Person!, person.Reaches, LinkingText.Linked(call, person, code.Account, account));
        call.Say(LinkingText.Linked(call, person, account, code.Account));
        Continuing.Offer(call, registry);
    }

    /// <summary>A person hears it at other accounts, too: somebody else may be at the one that was used.</summary>
    internal static void TellElsewhere(Call call, Person person, IEnumerable<Reach> accounts, Message message)
    {
        foreach (var reach in accounts.Where(r => !r.Unreachable && r.Place.Key != call.Inbound.Place.Key))
            call.Tell(person, reach.Place, message, null);
    }

    private static (AccountCode Code, Person Other)? Asked(Call call, string id)
    {
        var code = AccountCodes.Find(call, id);
        if (code is not null && code.Person != call.Person?.Id)
            call.NotThere();
        else if (code is null || AccountCodes.Asker(call, code) is not { } other)
            call.Say("account.code-gone", "account.code-new");
        else if (other.Id == call.Person!.Id)
            call.Say("account.already");
        else
            return (code, other);
        return null;
    }

    private static void Refuse(Call call, AccountCode code, Person other, Text why)
    {
        AccountCodes.Drop(call, code);
        call.Say(why, "account.human");
        call.Tell(other, code.AskingPlace!, Message.Of("account.declined"), null);
    }

    /// <summary>What keeps two persons from becoming one, or null.</summary>
    private static Text? Hurdle(Call call, Registry registry, Person into, Person from)
    {
        if (into.Quartier is not null && from.Quartier is not null && into.Quartier != from.Quartier)
            return "account.other-quartier";
        if (Merging.IsGoingOn(call, into.Id) || Merging.IsGoingOn(call, from.Id))
            return "account.still-merging";
        return registry.PersonHurdles.Select(h => h(call, into, from)).FirstOrDefault(why => why is not null) is { } key
            ? key
            : (Text?)null;
    }
}
