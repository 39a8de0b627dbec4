using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Teams.Sending;

/// <summary>A message of which some see more than others, as it stands now.</summary>
internal sealed record TeamsView : IDocument
{
    internal static readonly Kind<TeamsView> Kind = new("teams-view", TeamsViewJson.Default.TeamsView);

    /// <summary>Made of place and reference.</summary>
    public required string Id { get; init; }

    /// <summary>The message, as it was handed to Teams.</summary>
    public required byte[] Message { get; init; }

    /// <summary>Teams' ids of those who see the buttons.</summary>
    public required IReadOnlyList<string> UserIds { get; init; }
}

[JsonSerializable(typeof(TeamsView))]
internal sealed partial class TeamsViewJson : JsonSerializerContext;

/// <summary>
/// Cards whose buttons only some see. The card that all receive has none; the clients of those who may press ask for theirs. What is kept
/// here lives as long as the message in the channel does, and never longer than what the message says now.
/// </summary>
internal sealed class TeamsViews(IStore store, TeamsBook book, ActivityRenderer renderer, TimeProvider time)
{
    /// <summary>Teams asks for at most so many people (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).</summary>
    internal const int MostUsers = 60;
    private const int Conflicts = 20;

    /// <summary>
    /// Gets ready for a message to go out: keeps it where its buttons are for some only, and lets go of what it said before. Null where
    /// all get the same card: what is confidential, which is not kept here; also where somebody who may press could not be asked for theirs.
    /// </summary>
    internal async Task<CardView?> Prepare(Outbound message)
    {
        if (message.To.Kind == PlaceKind.Private || message.Confidential || message.Ref is not { } reference)
            return null;
        var view =
            message.Act != Act.Delete && message.Buttons.Count > 0 && message.Actors is { Count: > 0 } actors
                ? await ViewOf(reference, actors)
                : null;
        var id = IdOf(message.To, reference);
        if (view is null)
            await Change(id, null);
        else
            await Change(
                id,
                new()
                {
                    Id = id,
                    Message = OutboundJson.Serialize(message),
                    UserIds = view.UserIds,
                }
            );
        return view;
    }

    /// <summary>Lets go of what is kept of a message, if anything is.</summary>
    internal Task Forget(Outbound message) =>
        message.Ref is { } reference ? Change(IdOf(message.To, reference), null) : Task.CompletedTask;

    /// <summary>The card that an account may see, as JSON; null: the one that stands there.</summary>
    internal async ValueTask<string?> CardFor(Place place, string reference, string account)
    {
        if (await store.Find(TeamsView.Kind, IdOf(place, reference)) is not { Document: var kept })
            return null;
        var message = OutboundJson.Deserialize(kept.Message);
        if (message.Actors?.Contains(account) != true)
            return null;
        var card = renderer.CardWithButtons(message, new(reference, kept.UserIds));
        return card is null ? null : Encoding.UTF8.GetString(ActivityRenderer.Bytes(card));
    }

    private async Task<CardView?> ViewOf(string reference, IReadOnlyList<string> actors)
    {
        if (actors.Count > MostUsers)
            return null;
        var ids = new List<string>(actors.Count);
        foreach (var actor in actors)
        {
            if (await book.PersonalOf(actor) is not { UserId: { Length: > 0 } id })
                return null;
            ids.Add(id);
        }
        return new(reference, ids);
    }

    private async Task Change(string id, TeamsView? next)
    {
        for (var tries = 0; tries < Conflicts; tries++)
        {
            var known = await store.Find(TeamsView.Kind, id);
            if (known is null && next is null)
                return;
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            if (next is null)
                changes.Deletes.Add(new(TeamsView.Kind, id, known!.Value.Version));
            else
                changes.Puts.Add(new(TeamsView.Kind, next, known?.Version ?? 0));
            if (await store.Commit(changes) == CommitResult.Done)
                return;
            store.Forget(TeamsView.Kind, id);
        }
        throw new StoreUnavailableException("A view changed too often.");
    }

    private static string IdOf(Place place, string reference) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{place.Key}\n{reference}")).AsSpan(0, 20));
}
