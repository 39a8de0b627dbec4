using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>One-time codes for linking accounts: made where the person is known, typed where they are not yet.</summary>
internal static class AccountCodes
{
    /// <summary>Beginning of deep links.</summary>
    public const string Prefix = "acc_";

    /// <summary>The timer that deletes a code whose time is over.</summary>
    public const string EndTimer = "account-code-end";

    /// <summary>How long a code counts, and then again how long its maker may think about it.</summary>
    public static readonly Duration Valid = Duration.FromMinutes(10);

    private const int Most = 20;

    /// <summary>Makes a code. Older ones of the same person no longer count.</summary>
    public static void Make(Call call)
    {
        var me = call.Person!;
        foreach (var old in Of(call, me.Id))
            Drop(call, old);
        var text = call.Ids.Code();
        Keep(
            call,
            new AccountCode
            {
                Id = Code.IdOf(text),
                Person = me.Id,
                Account = call.Inbound.Sender!.Account,
                Place = call.Inbound.Place,
                Until = call.Now + Valid,
            }
        );
        var links = BotLinks.To(call, Prefix + text);
        call.Say(
            Message
                .Of(
                    Text.Of("account.code", ("code", $"{text[..4]} {text[4..]}")),
                    Text.Of("account.code.valid", ("minutes", (int)Valid.TotalMinutes)),
                    "account.code.how"
                )
                .And(links.Count == 0 ? [] : ["account.code.link", .. links])
                .And("account.code.what", "account.code.secret")
        );
    }

    /// <summary>A code that counts and whose maker is still there, or null.</summary>
    public static AccountCode? Find(Call call, string id) =>
        call.Find(AccountCode.Kind, id) is { } code
        && code.Until > call.Now
        && call.Find(Person.Kind, code.Person) is not null
            ? code
            : null;

    /// <summary>The codes of a person.</summary>
    public static IReadOnlyList<AccountCode> Of(Call call, string person) =>
        call.QueryBelow(AccountCode.Kind, "person", Most, person);

    /// <summary>Remembers which account asks; its maker gets time to answer.</summary>
    public static AccountCode Ask(Call call, AccountCode code) =>
        Keep(
            call,
            code with
            {
                Asking = call.Inbound.Sender!.Account,
                AskingPlace = call.Inbound.Place,
                Until = call.Now + Valid,
            }
        );

    /// <summary>A code is used, refused or over: it goes.</summary>
    public static void Drop(Call call, AccountCode code)
    {
        call.Unremind(EndTimer, code.Id);
        call.Delete(AccountCode.Kind, code.Id);
    }

    /// <summary>The time of a code is over. Whoever waited for an answer hears of it.</summary>
    public static void End(Call call, Content.Due due)
    {
        if (call.Find(AccountCode.Kind, due.Subject) is not { } code)
            return;
        if (code.AskingPlace is { } place && Asker(call, code) is { } asker)
            call.Tell(asker, place, Message.Of("account.no-answer"), null);
        call.Delete(AccountCode.Kind, code.Id);
    }

    /// <summary>The person to whom the asking account belongs, or null.</summary>
    public static Person? Asker(Call call, AccountCode code) =>
        code.Asking is { } account && call.Find(AccountLink.Kind, account.Key) is { } link
            ? call.Find(Person.Kind, link.Person)
            : null;

    private static AccountCode Keep(Call call, AccountCode code)
    {
        call.Put(AccountCode.Kind, code);
        call.Remind(EndTimer, code.Id, code.Until);
        return code;
    }
}
