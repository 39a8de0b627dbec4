using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>
/// Two persons turn out to be one. Accounts and roles follow at once, the documents page by page; whatever comes up in between finds
/// either the one or the other. In the end no document knows the one who went.
/// </summary>
internal static class Merging
{
    /// <summary>The timer that goes on with the next page.</summary>
    public const string Timer = "account-merge";

    /// <summary>Documents in one turn.</summary>
    internal const int Page = 100;

    private const int Most = 100;

    /// <summary>Whether documents of a person are on their way, from or to them.</summary>
    public static bool IsGoingOn(Call call, string person) =>
        call.QueryBelow(AccountMerge.Kind, "from", 1, person).Count > 0
        || call.QueryBelow(AccountMerge.Kind, "into", 1, person).Count > 0;

    /// <summary>Begins: the person behind the call stays, the other one goes.</summary>
    public static void Begin(Call call, Registry registry, Person into, Person other)
    {
        foreach (var code in AccountCodes.Of(call, other.Id))
            AccountCodes.Drop(call, code);
        foreach (var reach in other.Reaches)
            call.Put(AccountLink.Kind, new AccountLink { Id = reach.Account.Key, Person = into.Id });
        var one = call.Put(Person.Kind, Together(into, other));
        // Until the last document has followed, what is told to the one who goes still arrives; news to many do not come twice.
        call.Put(Person.Kind, other with { Quartier = null, NotIn = null, Roles = [], Paused = true });
        var merge = call.Put(
            AccountMerge.Kind,
            new AccountMerge
            {
                Id = call.Ids.Long(),
                From = other.Id,
                Into = into.Id,
            }
        );
        TakeRoles(call, registry, into, one, other);
        registry.OnAccountsChanged?.Invoke(call, one);
        call.Decision.Counted.Add("account.merged");
        Step(call, registry, merge);
    }

    /// <summary>Goes on with the next page.</summary>
    public static void GoOn(Call call, Registry registry, Content.Due due)
    {
        if (call.Find(AccountMerge.Kind, due.Subject) is { } merge)
            Step(call, registry, merge);
    }

    /// <summary>
    /// An account is taken away in the middle: what has not followed yet lets go of it too, and is told at those that stay.
    /// </summary>
    public static void ReachGone(Call call, Registry registry, Person person, Reach gone)
    {
        foreach (var merge in call.QueryBelow(AccountMerge.Kind, "into", Most, person.Id))
        {
            if (call.Find(Person.Kind, merge.From) is not { } rest)
                continue;
            registry.OnReachGone?.Invoke(call, rest, gone);
            call.Put(Person.Kind, rest with { Reaches = [.. person.Reaches.Where(r => r != gone)] });
        }
    }

    /// <summary>Somebody deletes everything in the middle: what has not followed yet goes too.</summary>
    public static void Erase(Call call, Registry registry, Person person)
    {
        foreach (var merge in call.QueryBelow(AccountMerge.Kind, "into", Most, person.Id))
        {
            call.Unremind(Timer, merge.Id);
            call.Delete(AccountMerge.Kind, merge.Id);
            if (call.Find(Person.Kind, merge.From) is { } rest)
                Erasure.Run(call, registry, rest);
        }
    }

    private static void Step(Call call, Registry registry, AccountMerge merge)
    {
        var renaming = new Renaming(call, merge.From, merge.Into);
        var left = Page;
        foreach (var rule in registry.PersonRules)
            if (left > 0)
                left -= rule.Follow(renaming, left);
        if (left <= 0)
            call.Remind(Timer, merge.Id, call.Now);
        else
            Finish(call, renaming, merge);
        call.Decision.RenamePersons[merge.From] = merge.Into;
    }

    private static void Finish(Call call, Renaming renaming, AccountMerge merge)
    {
        foreach (var reach in call.Find(Person.Kind, renaming.To)?.Reaches ?? [])
        {
            Conversations(call, renaming, call.Find(Conversation.Kind, reach.Place.Key));
            foreach (var inGroup in Erasure.InGroups(call, reach.Account.Key))
                Conversations(call, renaming, inGroup);
        }
        call.Delete(AccountMerge.Kind, merge.Id);
        call.Delete(Person.Kind, renaming.From);
        call.Decision.ForgetSubjects.Add(renaming.From);
        call.Decision.Scrub = true;
    }

    private static void Conversations(Call call, Renaming renaming, Conversation? conversation)
    {
        if (conversation is null || renaming.Of(Conversation.Kind, conversation) is not { } renamed)
            return;
        if (renamed.Id == call.Conversation.Id)
            call.Set(renamed);
        else
            call.Put(Conversation.Kind, renamed);
    }

    private static Person Together(Person into, Person other) =>
        into with
        {
            Reaches = [.. into.Reaches, .. other.Reaches.Where(r => into.Reaches.All(i => i.Account != r.Account))],
            IsMerged = true,
            Roles = [.. into.Roles.Union(other.Roles)],
            Quartier = into.Quartier ?? other.Quartier,
            NotIn = Both(into.NotIn, other.NotIn),
            Consent = into.Consent ?? other.Consent,
            ContactConsent = into.ContactConsent ?? other.ContactConsent,
            InvitedToGive = into.InvitedToGive || other.InvitedToGive,
        };

    private static IReadOnlyList<string>? Both(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || other is null ? one ?? other : [.. one.Union(other)];

    private static void TakeRoles(Call call, Registry registry, Person before, Person now, Person other)
    {
        if (other.Roles.Count == 0)
            return;
        Roles.NoteChange(call);
        foreach (var role in now.Roles.Except(before.Roles))
            registry.OnRoleGiven?.Invoke(call, now, role);
    }
}
