using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>What is said about linking: whose data come together, and what each side will see.</summary>
internal static class LinkingText
{
    /// <summary>The name of a messenger as people know it.</summary>
    public static Arg Messenger(string messenger) =>
        Catalog.BuiltIn.Has($"account.on.{messenger}")
            ? Arg.OfKey("messenger", $"account.on.{messenger}")
            : ("messenger", messenger);

    /// <summary>What stands before the question at the account that typed the code.</summary>
    public static IReadOnlyList<Text> Before(Call call, AccountCode code)
    {
        var maker = call.Find(Person.Kind, code.Person)!;
        List<Text> lines =
        [
            "account.warn",
            Text.Of("account.before", ("name", maker.FirstName), Messenger(code.Account.Messenger)),
        ];
        if (call.Person is null)
            lines.AddRange(["account.before.you", "account.before.both"]);
        else
            lines.AddRange([
                "account.merge.what",
                .. call.Person.Roles.Select(r =>
                    Text.Of("account.before.role", Roles.Name(r.Role), Roles.Where(call, r.Quartier))
                ),
                "account.merge.keeps",
                "account.merge.stays-one",
            ]);
        if (!call.MayBeConfidential || !call.TakesConfidential(code.Place))
            lines.Add("account.confidential");
        lines.Add(call.Person is null ? "account.before.back" : "account.before.ask-there");
        return lines;
    }

    /// <summary>What the maker of the code reads before somebody's data come along.</summary>
    public static IReadOnlyList<Text> Question(Call call, AccountCode code, Person other)
    {
        List<Text> lines =
        [
            Text.Of("account.ask", Arg.Of("name", other.FirstName, other.Id), Messenger(code.Asking!.Messenger)),
            "account.merge.what",
            .. other.Roles.Select(r => Text.Of("account.ask.role", Roles.Name(r.Role), Roles.Where(call, r.Quartier))),
            "account.ask.keeps",
            "account.merge.stays-one",
        ];
        if (!call.TakesConfidential(code.Place) || !call.TakesConfidential(code.AskingPlace!))
            lines.Add("account.confidential");
        lines.Add("account.ask.sure");
        return lines;
    }

    /// <summary>What one side reads when it is done.</summary>
    public static Message Linked(Call call, Person person, Account here, Account there) =>
        Message
            .Of(
                Text.Of("account.linked", Messenger(here.Messenger), ("name", person.FirstName)),
                Text.Of("account.linked.other", Messenger(there.Messenger)),
                "account.linked.news"
            )
            .Row(
                Press.Labelled("account.page", Menu.Go, AccountsPage.Command),
                Press.Labelled("account.menu", Menu.Go, "start")
            );
}
