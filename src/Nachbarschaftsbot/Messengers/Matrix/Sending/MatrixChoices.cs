using System.Collections.Concurrent;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>What a typed number means: a closed set.</summary>
internal abstract record ChoiceReading
{
    private ChoiceReading() { }

    /// <summary>No number, or none that was asked for: words like others.</summary>
    internal sealed record Words : ChoiceReading;

    /// <summary>It presses this.</summary>
    /// <param name="Token">What the button carries.</param>
    /// <param name="Event">The event under which it stands.</param>
    internal sealed record Press(string Token, string Event) : ChoiceReading;

    /// <summary>The message that is answered has numbers, but not this one.</summary>
    /// <param name="Language">The language of that message.</param>
    internal sealed record NotThere(string Language) : ChoiceReading;
}

/// <summary>
/// Which token stands behind which number of which event. Written when the event was sent, replaced when it is edited, gone with the person
/// or the message.
/// </summary>
internal sealed class MatrixChoices(IStore store, TimeProvider time) : IPlaceTrace
{
    /// <summary>How long old numbers still say what they were.</summary>
    internal static readonly Duration Age = Duration.FromDays(180);

    /// <summary>What to say for <see cref="ChoiceReading.NotThere"/>.</summary>
    internal static readonly Text NoSuchNumber = "messenger.numbers.not-there";

    private const string Prefix = MatrixModule.MessengerName + ":";
    private const string Polls = " polls";
    private const int SweptAtOnce = 10;
    private const int Conflicts = 20;
    private const int Page = 500;

    /// <summary>Somebody can answer a message before the homeserver has told us its id: that long an answer waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> sending = new();

    /// <summary>A message is on its way to a place, of which there is one at a time: answers from there wait until what it returns is disposed of.</summary>
    internal IDisposable Send(Place place) => Under(place.Key);

    /// <summary>The same for polls, which go beside messages.</summary>
    internal IDisposable SendPolls(string placeKey) => Under(placeKey + Polls);

    private Ending Under(string key)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sending[key] = ended;
        return new Ending(() =>
        {
            sending.TryRemove(new(key, ended));
            ended.SetResult();
        });
    }

    /// <summary>What stands under an event, or null.</summary>
    internal async ValueTask<MatrixChoice?> Find(string eventId) =>
        await store.Find(MatrixChoice.Kind, MatrixChoice.IdOf(eventId)) is { } found ? found.Document : null;

    /// <summary>What a bare number means in a direct chat, or null.</summary>
    internal async ValueTask<MatrixChoice?> Last(string placeKey) =>
        await store.Find(MatrixLastChoice.Kind, MatrixIds.Short(placeKey)) is { Document.Event: var last }
            ? await Find(last)
            : null;

    /// <summary>What words mean that may be a number: under a message its own numbers, in a direct chat those that came last.</summary>
    internal async ValueTask<ChoiceReading> Read(Place place, string? replyTo, string text)
    {
        if (MatrixKeys.Typed(text) is not { } number)
            return new ChoiceReading.Words();
        await Sent(place);
        var answered = replyTo is null ? null : In(place, await Find(replyTo));
        if (answered is { IsForNumbers: true })
            return Press(answered, number) is { } own ? own : new ChoiceReading.NotThere(answered.Language);
        if (place.Kind != PlaceKind.Private || replyTo is not null)
            return new ChoiceReading.Words();
        return In(place, await Last(place.Key)) is { } last && Press(last, number) is { } press
            ? press
            : new ChoiceReading.Words();
    }

    /// <summary>The token that a reaction presses, or null where it presses nothing.</summary>
    internal async ValueTask<string?> Pressed(Place place, string eventId, string key)
    {
        await Sent(place);
        if (In(place, await Find(eventId)) is not { } choice)
            return null;
        var number = choice.IsPoll ? MatrixPolls.Number(key) : MatrixKeys.Number(key);
        return number is { } chosen ? choice.Tokens.GetValueOrDefault(chosen) : null;
    }

    /// <summary>Notes what stands under an event now.</summary>
    /// <returns>The reactions of ours that offer what is no longer there.</returns>
    internal async Task<IReadOnlyList<string>> Put(
        Place place,
        string room,
        string eventId,
        string? root,
        Numbering numbering,
        string language
    )
    {
        var id = MatrixChoice.IdOf(eventId);
        var tokens = numbering.Choices.ToDictionary(c => c.Number, c => c.Token);
        IReadOnlyList<string> surplus = [];
        await Commit(async changes =>
        {
            var known = await store.Find(MatrixChoice.Kind, id);
            if (known is null && tokens.Count == 0 && root is null)
                return;
            var fresh = new MatrixChoice
            {
                Id = id,
                Place = place.Key,
                Room = room,
                Event = eventId,
                Language = language,
                Root = root,
                At = time.GetCurrentInstant(),
            };
            var next = Next(known?.Document ?? fresh, root, tokens);
            surplus = Surplus(known?.Document, next);
            if (!IsSame(known?.Document, next))
                changes.Puts.Add(new(MatrixChoice.Kind, next, known?.Version ?? 0));
        });
        return surplus;
    }

    /// <summary>The event was taken back: so is what stood under it.</summary>
    internal Task Drop(string eventId) =>
        Commit(async changes =>
        {
            if (await store.Find(MatrixChoice.Kind, MatrixChoice.IdOf(eventId)) is { } known)
                changes.Deletes.Add(new(MatrixChoice.Kind, known.Document.Id, known.Version));
        });

    /// <summary>From now on a bare number in this direct chat means this event's.</summary>
    internal Task SetLast(Place place, string eventId) =>
        Commit(async changes =>
        {
            var id = MatrixIds.Short(place.Key);
            var known = await store.Find(MatrixLastChoice.Kind, id);
            var next = new MatrixLastChoice { Id = id, Event = eventId };
            if (known?.Document != next)
                changes.Puts.Add(new(MatrixLastChoice.Kind, next, known?.Version ?? 0));
            var old = await store.Query(
                MatrixChoice.Kind,
                "at",
                "",
                MatrixChoice.Sortable(time.GetCurrentInstant() - Age),
                SweptAtOnce
            );
            changes.Deletes.AddRange(old.Select(o => new DeleteDocument(MatrixChoice.Kind, o.Document.Id, o.Version)));
        });

    /// <summary>Notes the answers of a poll.</summary>
    internal Task PutPoll(MatrixChoice card, string eventId, IReadOnlyList<Button> answers) =>
        Commit(async changes =>
        {
            var id = MatrixChoice.IdOf(eventId);
            var poll = card with
            {
                Id = id,
                Event = eventId,
                IsPoll = true,
                Polls = new Dictionary<string, string>(),
                Reactions = new Dictionary<int, string>(),
                Tokens = answers.Select((a, i) => (a.Token, Number: i + 1)).ToDictionary(a => a.Number, a => a.Token),
            };
            var known = await store.Find(MatrixChoice.Kind, id);
            if (known is null)
                changes.Puts.Add(new(MatrixChoice.Kind, poll, 0));
        });

    /// <summary>Notes which polls belong to an event.</summary>
    internal Task SetPolls(string eventId, IReadOnlyDictionary<string, string> polls) =>
        Commit(async changes =>
        {
            if (await store.Find(MatrixChoice.Kind, MatrixChoice.IdOf(eventId)) is { } known)
                changes.Puts.Add(new(MatrixChoice.Kind, known.Document with { Polls = polls }, known.Version));
        });

    /// <summary>Messages of the last day whose keys do not all stand there: what was left when the program ended.</summary>
    internal async Task<IReadOnlyList<MatrixChoice>> Waiting()
    {
        var from = MatrixChoice.Sortable(time.GetCurrentInstant() - Duration.FromDays(1));
        var found = await store.Query(MatrixChoice.Kind, "waiting", from, "\uffff", Page);
        return [.. found.Select(f => f.Document)];
    }

    /// <summary>Notes a reaction of ours that offers a number.</summary>
    /// <returns>False when the number is no longer offered.</returns>
    internal async Task<bool> Reacted(string eventId, int number, string reaction)
    {
        var isOffered = false;
        await Commit(async changes =>
        {
            var known = await store.Find(MatrixChoice.Kind, MatrixChoice.IdOf(eventId));
            isOffered = known?.Document.Tokens.ContainsKey(number) == true;
            if (!isOffered || known!.Value.Document.Reactions.GetValueOrDefault(number) == reaction)
                return;
            var reactions = new Dictionary<int, string>(known.Value.Document.Reactions) { [number] = reaction };
            var next = known.Value.Document with { Reactions = reactions };
            changes.Puts.Add(new(MatrixChoice.Kind, next, known.Value.Version));
        });
        return isOffered;
    }

    /// <inheritdoc/>
    public async ValueTask Forget(string placeKey, ChangeSet changes)
    {
        if (!placeKey.StartsWith(Prefix, StringComparison.Ordinal))
            return;
        var (from, below) = (IndexValue.Below(placeKey), IndexValue.After(placeKey));
        for (var more = true; more; )
        {
            var found = await store.Query(MatrixChoice.Kind, "place", from, below, Page);
            changes.Deletes.AddRange(
                found.Select(f => new DeleteDocument(MatrixChoice.Kind, f.Document.Id, f.Version))
            );
            more = found.Count == Page;
            if (more)
                from = IndexValue.Of(placeKey, found[^1].Document.Id) + "\u0001";
        }
        if (await store.Find(MatrixLastChoice.Kind, MatrixIds.Short(placeKey)) is { } last)
            changes.Deletes.Add(new(MatrixLastChoice.Kind, last.Document.Id, last.Version));
    }

    /// <inheritdoc/>
    public ValueTask Forgotten(string placeKey) => ValueTask.CompletedTask;

    private async ValueTask Sent(Place place)
    {
        foreach (var key in (string[])[place.Key, place.Key + Polls])
            if (sending.TryGetValue(key, out var underWay))
                await underWay.Task.WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>An id of an event in another room means nothing here.</summary>
    private static MatrixChoice? In(Place place, MatrixChoice? choice) => choice?.Place == place.Key ? choice : null;

    private static ChoiceReading.Press? Press(MatrixChoice choice, int number) =>
        choice.Tokens.TryGetValue(number, out var token) ? new(token, choice.Id) : null;

    private static MatrixChoice Next(MatrixChoice known, string? root, Dictionary<int, string> tokens) =>
        known with
        {
            Tokens = tokens,
            Reactions = known.Reactions.Where(r => tokens.ContainsKey(r.Key)).ToDictionary(r => r.Key, r => r.Value),
            Root = root ?? known.Root,
            Round = known.Round + (known.Tokens.Keys.Any(n => !tokens.ContainsKey(n)) ? 1 : 0),
        };

    private static IReadOnlyList<string> Surplus(MatrixChoice? known, MatrixChoice next) =>
        known is null ? [] : [.. known.Reactions.Where(r => !next.Tokens.ContainsKey(r.Key)).Select(r => r.Value)];

    private static bool IsSame(MatrixChoice? known, MatrixChoice next) =>
        known is not null
        && known.Place == next.Place
        && known.Root == next.Root
        && known.Tokens.Count == next.Tokens.Count
        && known.Tokens.All(t => next.Tokens.GetValueOrDefault(t.Key) == t.Value)
        && known.Reactions.Count == next.Reactions.Count;

    private async Task Commit(Func<ChangeSet, Task> fill)
    {
        for (var tries = 0; tries < Conflicts; tries++)
        {
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            await fill(changes);
            if (changes.Puts.Count + changes.Deletes.Count == 0 || await store.Commit(changes) == CommitResult.Done)
                return;
            foreach (var put in changes.Puts)
                store.Forget(put.Kind, put.Document.Id);
            foreach (var gone in changes.Deletes)
                store.Forget(gone.Kind, gone.Id);
        }
        throw new StoreUnavailableException("The choices under a message changed too often.");
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
