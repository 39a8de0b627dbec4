using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams;

/// <summary>The conversations that Teams let us see: where to send to. Lets go of a person's with the person.</summary>
internal sealed class TeamsBook(IStore store, TimeProvider time) : IPlaceTrace
{
    private const string Prefix = TeamsModule.MessengerName + ":";
    private const int Conflicts = 20;
    private const int MostOfATeam = 200;
    private static readonly Duration Farewell = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (TeamsConversation Conversation, Instant Until)> _leaving = new();

    /// <summary>
    /// The conversation of a chat (<c>Place.Chat</c>), or null. One whose person was just deleted is found in memory for a few minutes, so
    /// that the last word can be said.
    /// </summary>
    public async ValueTask<TeamsConversation?> Find(string chat)
    {
        if (await store.Find(TeamsConversation.Kind, chat) is { } found)
            return found.Document;
        return _leaving.TryGetValue(chat, out var left) && left.Until > Now ? left.Conversation : null;
    }

    /// <summary>The personal chat of an account, or null where it never wrote to the bot.</summary>
    public async ValueTask<TeamsConversation?> PersonalOf(string account) =>
        await Find(account) is { Type: "personal" } personal ? personal : null;

    /// <summary>All known channels of a team.</summary>
    public async ValueTask<IReadOnlyList<TeamsConversation>> OfTeam(string team)
    {
        var (from, below) = (IndexValue.Below(team), IndexValue.After(team));
        var found = await store.Query(TeamsConversation.Kind, "team", from, below, MostOfATeam);
        return [.. found.Select(f => f.Document)];
    }

    /// <summary>Some channel whose connector was checked, to begin personal chats over; null where there is none.</summary>
    public async ValueTask<TeamsConversation?> SomeChannel()
    {
        var found = await store.Query(TeamsConversation.Kind, "team", "", "\uffff", MostOfATeam);
        return found.Select(f => f.Document).Where(c => c.IsChecked).MaxBy(c => c.LastSeen);
    }

    /// <summary>Writes what is known now, where something of it is new.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="change">What it is now, given what it was (null: nothing was known); null: leave it.</param>
    /// <exception cref="StoreUnavailableException">It could not be stored.</exception>
    public async Task<TeamsConversation?> Keep(string chat, Func<TeamsConversation?, TeamsConversation?> change)
    {
        for (var tries = 0; ; tries++)
        {
            var known = await store.Find(TeamsConversation.Kind, chat);
            if (change(known?.Document) is not { } next || next == known?.Document)
                return known?.Document;
            var changes = new ChangeSet { At = Now };
            changes.Puts.Add(new(TeamsConversation.Kind, next, known?.Version ?? 0));
            if (await store.Commit(changes) == CommitResult.Done)
                return next;
            store.Forget(TeamsConversation.Kind, chat);
            if (tries == Conflicts)
                throw new StoreUnavailableException("A conversation changed too often.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask Forget(string placeKey, ChangeSet changes)
    {
        if (ChatOf(placeKey) is not { } chat || await store.Find(TeamsConversation.Kind, chat) is not { } known)
            return;
        if (known.Document.Type != "personal")
            return;
        _leaving[chat] = (known.Document, Now + Farewell);
        changes.Deletes.Add(new(TeamsConversation.Kind, chat, await store.VersionOf(TeamsConversation.Kind, chat)));
    }

    /// <inheritdoc/>
    public ValueTask Forgotten(string placeKey)
    {
        foreach (var (chat, left) in _leaving)
            if (left.Until <= Now)
                _leaving.TryRemove(chat, out _);
        return ValueTask.CompletedTask;
    }

    private Instant Now => time.GetCurrentInstant();

    private static string? ChatOf(string placeKey) =>
        placeKey.StartsWith(Prefix, StringComparison.Ordinal) ? placeKey[Prefix.Length..] : null;
}
