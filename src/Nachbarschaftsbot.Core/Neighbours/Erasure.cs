using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Deletes a person with every trace: on request, after long silence, when the account is gone.</summary>
internal static class Erasure
{
    /// <summary>Deletes everything about a person.</summary>
    public static void Run(Call call, Registry registry, Person person)
    {
        call.Decision.Timers.RemoveAll(t => t.Subject == person.Id);
        foreach (var feature in registry.PersonData)
            feature.Erase(call, person);
        foreach (var reach in person.Reaches)
            Forget(call, reach);
        call.Delete(Person.Kind, person.Id);
        call.Decision.ForgetSubjects.Add(person.Id);
        call.Decision.ForgetPersons.Add(person.Id);
        call.Decision.Counted.Add("person.deleted");
        // What is said from here on, and was said in this call, is said of somebody who is gone.
        var messages = call.Decision.Messages;
        for (var i = 0; i < messages.Count; i++)
            if (messages[i].Authors.Contains(person.Id))
                messages[i] = messages[i] with { Authors = [.. messages[i].Authors.Where(a => a != person.Id)] };
        if (call.Person?.Id == person.Id)
            call.LetGo();
    }

    /// <summary>An account is nobody's any more: what goes on at its place, and every trace of what was said there.</summary>
    public static void Forget(Call call, Reach reach)
    {
        call.Delete(AccountLink.Kind, reach.Account.Key);
        call.Delete(Conversation.Kind, reach.Place.Key);
        foreach (var inGroup in InGroups(call, reach.Account.Key))
            call.Delete(Conversation.Kind, inGroup.Id);
        CodeTrying.Forget(call, reach.Account);
        call.Decision.ForgetPlaces.Add(reach.Place.Key);
        call.Decision.ForgetSubjects.Add(reach.Place.Key);
        call.Decision.Scrub = true;
    }

    /// <summary>What an account has going on in groups.</summary>
    public static IReadOnlyList<Conversation> InGroups(Call call, string account) =>
        call.Query(Conversation.Kind, "account", account, account + "\u0001", 100);

    /// <summary>Whether nobody else could run the bot any more.</summary>
    public static bool IsLastOperator(Call call, Person person) =>
        IsOperator(person)
        && !call.Query(Person.Kind, "staff", "", "\uffff", 200).Any(p => p.Id != person.Id && IsOperator(p));

    private static bool IsOperator(Person person) => person.Roles.Any(r => r.Role == Role.Operator);
}

/// <summary><c>/loeschen</c>: what goes now, what goes later, what stays in the messenger; asked twice.</summary>
internal static class Deleting
{
    private const string Form = "delete",
        Sure = "sure",
        Really = "really";

    /// <summary>Declares command and form.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(new CommandSpec("loeschen", Who.Everyone, Where.Private, call => Start(call, registry), ["delete"]))
            .Add(
                new FormSpec(
                    Form,
                    [
                        YesNo.Question(Form, Sure),
                        YesNo.Question(Form, Really) with
                        {
                            If = draft => draft[Sure] == YesNo.Yes,
                        },
                    ],
                    (call, draft) => Complete(call, registry, draft)
                )
                {
                    Opening = (call, _) => Opening(call),
                }
            );

    private static void Start(Call call, Registry registry)
    {
        if (call.Person is not null)
            Forms.Start(call, registry.Form(Form)!);
        else
        {
            call.Unremind(Joining.ForgetTimer, call.Conversation.Id);
            call.Delete(Conversation.Kind, call.Conversation.Id);
            if (call.Inbound.Sender is { } sender)
                registry.OnForgetAccount?.Invoke(call, sender.Account);
            call.Say("delete.nothing");
        }
    }

    private static IReadOnlyList<Text> Opening(Call call)
    {
        List<Text> lines = ["delete.now", "delete.others", "delete.later", "delete.stays"];
        if (call.Person is { } me && Erasure.IsLastOperator(call, me))
            lines.Add("delete.last-operator");
        return lines;
    }

    private static void Complete(Call call, Registry registry, Draft draft)
    {
        if (call.Person is not { } me)
            call.Say("delete.nothing");
        else if (draft[Sure] != YesNo.Yes || draft[Really] != YesNo.Yes)
            call.Say("delete.kept");
        else
        {
            Erasure.Run(call, registry, me);
            call.Say("delete.done", "delete.remains");
        }
    }
}
