using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Where a person can be reached and when it was last there, to the day.</summary>
internal static class Presence
{
    /// <summary>A sign of life: the way it came by is the first to write to, and works again.</summary>
    public static void Seen(Call call, Registry registry)
    {
        if (call.Person is not { } person || call.Where != Where.Private || IsGoing(call.Inbound.Content))
            return;
        var today = call.Now.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var reach = new Reach(call.Inbound.Sender!.Account, call.Inbound.Place, false, today);
        if (person.Reaches is [var first, ..] && first == reach)
            return;
        var others = person.Reaches.Where(r => r.Account != reach.Account).ToList();
        var now = call.Put(Person.Kind, person with { Reaches = [reach, .. others] });
        if (others.Count == person.Reaches.Count)
            registry.OnAccountsChanged?.Invoke(call, now);
        Inactivity.Seen(call, person);
    }

    /// <summary>The person blocked or unblocked the bot, or nothing arrives any more.</summary>
    public static void Change(Call call, Registry registry)
    {
        if (call.Inbound.Place.Kind != PlaceKind.Private || PersonAt(call) is not { } person)
            return;
        if (call.Inbound.Content is Content.Unreachable(Gone: true))
            Lose(call, registry, person);
        else if (IsGoing(call.Inbound.Content))
            call.Put(
                Person.Kind,
                person with
                {
                    Reaches = [.. person.Reaches.Select(r => IsHere(call, r) ? r with { Unreachable = true } : r)],
                }
            );
    }

    /// <summary>An account is gone for ever: with the last one goes the person.</summary>
    private static void Lose(Call call, Registry registry, Person person)
    {
        var kept = person.Reaches.Where(r => !IsHere(call, r)).ToList();
        if (kept.Count == 0 && !Erasure.IsLastOperator(call, person))
        {
            Erasure.Run(call, registry, person);
            return;
        }
        foreach (var lost in person.Reaches.Where(r => IsHere(call, r)))
        {
            registry.OnReachGone?.Invoke(call, person, lost);
            Erasure.Forget(call, lost);
        }
        registry.OnAccountsChanged?.Invoke(call, call.Put(Person.Kind, person with { Reaches = kept }));
    }

    /// <summary>The person of a private place; a message that could not be delivered names nobody but the place.</summary>
    private static Person? PersonAt(Call call)
    {
        if (call.Person is not null)
            return call.Person;
        var person = call.Find(AccountLink.Kind, call.Inbound.Place.Key) is { } link
            ? call.Find(Person.Kind, link.Person)
            : null;
        return person?.Reaches.Any(r => IsHere(call, r)) == true ? person : null;
    }

    private static bool IsHere(Call call, Reach reach) => reach.Place.Key == call.Inbound.Place.Key;

    private static bool IsGoing(Content content) =>
        content is Content.Unreachable or Content.Membership(MembershipChange.Blocked);
}
