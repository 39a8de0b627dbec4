using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Text = Nachbarschaftsbot.Core.Messages.Text;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary><c>/verbinden</c>: the accounts of a person, and what can be done with them.</summary>
internal static class AccountsPage
{
    /// <summary>Name of the command.</summary>
    public const string Command = "verbinden";

    /// <summary>The mark of an account in buttons: short, and it tells nothing.</summary>
    public static string MarkOf(Account account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Key)).AsSpan(0, 8));

    /// <summary>The way to a person with this mark, or null.</summary>
    public static Reach? Find(Person person, string mark) =>
        person.Reaches.FirstOrDefault(r => MarkOf(r.Account) == mark);

    /// <summary>What a person calls one of their accounts: the messenger, with a number where there are several of it.</summary>
    public static Arg NameOf(Person person, Account account)
    {
        var alike = person
            .Reaches.Select(r => r.Account)
            .Where(a => a.Messenger == account.Messenger)
            .OrderBy(MarkOf, StringComparer.Ordinal)
            .ToList();
        var name = LinkingText.Messenger(account.Messenger);
        if (alike.Count < 2)
            return name;
        var words = name.Kind == ArgKind.Key ? Texts.Catalog.BuiltIn.Words(name.Value, person.Language) : name.Value;
        return ("messenger", $"{words} {alike.IndexOf(account) + 1}");
    }

    /// <summary>Runs the command: with a code behind it, or to see what there is.</summary>
    public static void Run(Call call, Registry registry)
    {
        if (call.Argument.Length > 0)
            Linking.Redeem(call, registry, call.Argument);
        else if (call.Person is not { Consent.IsCurrent: true } me)
            Linking.Type(call, registry);
        else if (AccountCodes.Of(call, me.Id).FirstOrDefault(c => c.Asking is not null) is { } asked)
            Again(call, asked, me);
        else
            Show(call);
    }

    /// <summary>Shows the accounts of the person behind the call.</summary>
    public static void Show(Call call, params Text[] before)
    {
        var me = call.Person!;
        var here = call.Inbound.Sender!.Account;
        var message = Message
            .Of([.. before, Text.Title("account.title"), .. me.Reaches.Select(r => Line(call, me, r))])
            .And(Where(me), "account.hint")
            .Row(Press.Button("a-code"), Press.Button("a-type"));
        if (me.Reaches.Count > 1)
            message =
                me.Preferred == here.Key
                    ? message.Row(Press.Button("a-anywhere"))
                    : message.Row(Press.Button("a-here"));
        foreach (var reach in me.Reaches.Count > 1 ? me.Reaches : [])
            message = message.Row(
                Press.Labelled(Text.Of("account.part", NameOf(me, reach.Account)), "a-part", MarkOf(reach.Account))
            );
        call.Say(message);
    }

    /// <summary>Sends messages to this account, or again to where the person was last.</summary>
    public static void Prefer(Call call, Account? account)
    {
        if (call.Person is not { } me)
        {
            call.NotThere();
            return;
        }
        call.Put(Person.Kind, me with { Preferred = account?.Key });
        Show(call, "account.saved");
    }

    private static void Again(Call call, AccountCode code, Person me)
    {
        if (AccountCodes.Asker(call, code) is { } other && code.Place == call.Inbound.Place)
            Linking.Question(call, code, me, other);
        else
            Show(call);
    }

    private static Text Line(Call call, Person me, Reach reach) =>
        Text.Of(
            reach.Account == call.Inbound.Sender!.Account ? "account.one.here"
                : reach.Unreachable ? "account.one.unreachable"
                : "account.one",
            NameOf(me, reach.Account)
        );

    private static Text Where(Person me) =>
        me.Reaches.FirstOrDefault(r => r.Account.Key == me.Preferred) is { } wanted
            ? Text.Of("account.news.there", NameOf(me, wanted.Account))
            : "account.news.last";
}
