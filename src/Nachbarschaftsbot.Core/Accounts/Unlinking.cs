using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>Takes one account away from a person: the person stays with the others, and at its place nothing of them is left.</summary>
internal static class Unlinking
{
    /// <summary>Name of the form.</summary>
    public const string Form = "accountpart";

    private const string Sure = "sure";

    /// <summary>The form that asks once more.</summary>
    public static FormSpec Asking(Registry registry) =>
        new(Form, [YesNo.Question(Form, Sure)], (call, draft) => Complete(call, registry, draft))
        {
            StaysHere = true,
            Opening = (call, draft) => Opening(call, AccountsPage.Find(call.Person!, draft.Subject!)!),
            StillPossible = (call, draft) => Allows(call, draft.Subject ?? ""),
        };

    private static IReadOnlyList<Text> Opening(Call call, Reach reach) =>
        [
            Text.Of("account.part.what", AccountsPage.NameOf(call.Person!, reach.Account)),
            IsHere(call, reach) ? "account.part.here" : "account.part.there",
            "account.part.stays",
        ];

    private static bool Allows(Call call, string mark)
    {
        if (call.Person is not { } me || AccountsPage.Find(me, mark) is not { } reach)
            call.NotThere();
        else if (!me.Reaches.Any(r => r != reach && !r.Unreachable))
            call.Say("account.part.last", "account.part.last.now");
        else
            return true;
        return false;
    }

    private static void Complete(Call call, Registry registry, Draft draft)
    {
        var me = call.Person!;
        var reach = AccountsPage.Find(me, draft.Subject!)!;
        if (draft[Sure] != YesNo.Yes)
        {
            AccountsPage.Show(call, "account.part.kept");
            return;
        }
        foreach (var code in AccountCodes.Of(call, me.Id).Where(c => c.Account == reach.Account))
            AccountCodes.Drop(call, code);
        registry.OnReachGone?.Invoke(call, me, reach);
        var rest = call.Put(
            Person.Kind,
            me with
            {
                Reaches = [.. me.Reaches.Where(r => r != reach)],
                Preferred = me.Preferred == reach.Account.Key ? null : me.Preferred,
            }
        );
        Erasure.Forget(call, reach);
        registry.OnAccountsChanged?.Invoke(call, rest);
        call.Decision.Counted.Add("account.parted");
        Say(call, rest, reach);
    }

    private static void Say(Call call, Person rest, Reach gone)
    {
        if (!IsHere(call, gone))
        {
            call.Tell(rest, gone.Place, Message.Of("account.parted.here"), null);
            TellRest(call, rest);
            AccountsPage.Show(call, "account.parted");
            return;
        }
        var language = call.Language;
        call.LetGo();
        call.Decision.Messages.Add(Message.Of("account.parted.here").To(gone.Place, language));
        TellRest(call, rest);
    }

    private static void TellRest(Call call, Person rest) =>
        Linking.TellElsewhere(call, rest, rest.Reaches, Message.Of("account.parted.there"));

    private static bool IsHere(Call call, Reach reach) => reach.Account == call.Inbound.Sender?.Account;
}
