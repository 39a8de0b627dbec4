using System.Threading.Channels;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>
/// Puts the keys of the numbers under messages, one after the other and behind the messages: they are a comfort, a typed number does the
/// same. What comes too late for its message is left out.
/// </summary>
internal sealed class MatrixReactions(
    MatrixClient client,
    MatrixChoices choices,
    MatrixTransactions transactions,
    MatrixPolls polls,
    RedactRights rights,
    MatrixIdentity me,
    TimeProvider time
) : BackgroundService
{
    private const int MostTries = 4;

    /// <summary>Beside what the homeserver asks for: what it lets through then is for messages.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(15);

    /// <summary>By then somebody has typed the number.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(2);

    private readonly Channel<Job> jobs = Channel.CreateBounded<Job>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private DateTimeOffset quietUntil;

    /// <summary>The homeserver said that we are too fast: keys wait longer than messages.</summary>
    internal void HoldBack(TimeSpan wait) => quietUntil = time.GetUtcNow() + wait + Courtesy;

    /// <summary>Offers the numbers of an event.</summary>
    internal void Offer(string room, string eventId, IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
            if (MatrixKeys.Of(number) is { } key)
                jobs.Writer.TryWrite(new(room, eventId, number, key, time.GetUtcNow()));
    }

    /// <summary>Brings the polls beside an event to what its message says.</summary>
    internal void Poll(string room, string eventId, Outbound message) =>
        jobs.Writer.TryWrite(new(room, eventId, 0, null, time.GetUtcNow()) { Polls = message });

    /// <summary>Takes reactions of ours back, and polls.</summary>
    internal void TakeBack(string room, IReadOnlyList<string> reactions)
    {
        foreach (var reaction in reactions)
            jobs.Writer.TryWrite(new(room, reaction, 0, null, time.GetUtcNow()));
    }

    /// <summary>
    /// Takes somebody's reaction away that has pressed, where the bot may: the homeserver takes no second one like it, so without this the
    /// person has to take it back themselves before they can press again.
    /// </summary>
    internal void Lift(string room, string reaction) =>
        jobs.Writer.TryWrite(new(room, reaction, 0, null, time.GetUtcNow()) { IsOfOthers = true });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await me.Known.WaitAsync(stoppingToken);
            await Resume();
            await foreach (var job in jobs.Reader.ReadAllAsync(stoppingToken))
                await Do(job, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task Resume()
    {
        try
        {
            foreach (var waiting in await choices.Waiting())
                Offer(waiting.Room, waiting.Event, waiting.Missing);
        }
        catch (StoreUnavailableException)
        {
            // Typed numbers do the same.
        }
    }

    private async Task Do(Job job, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                if (quietUntil - time.GetUtcNow() is { Ticks: > 0 } quiet)
                    await Task.Delay(quiet, time, cancel);
                var isTooLate = job.Key is not null && time.GetUtcNow() - job.At > TooLate;
                if (isTooLate || await Try(job, cancel) is not MatrixOutcome.Limited(var wait))
                    return;
                HoldBack(wait);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A key less below a message: its number can still be written.
                return;
            }
        }
    }

    private async Task<MatrixOutcome> Try(Job job, CancellationToken cancel)
    {
        if (job.Polls is { } message)
            return await polls.Show(job.Event, message, cancel);
        if (job.IsOfOthers)
            return await Lift(job, cancel);
        if (job.Key is null)
            return (await Redact(job.Room, job.Event, cancel)).Outcome;
        if (await choices.Find(job.Event) is not { } choice || !IsMissing(choice, job.Number))
            return MatrixOutcome.Done;
        var txn = await transactions.Of($"{job.Event} {job.Key} {choice.Round}");
        var content = MatrixContent.Reaction(job.Event, job.Key);
        var sent = await client.Send(job.Room, MatrixContent.ReactionType, txn, content, cancel);
        if (sent.IsOk && !await choices.Reacted(job.Event, job.Number, sent.Value!.EventId))
            await Redact(job.Room, sent.Value.EventId, cancel);
        return sent.Outcome;
    }

    private async Task<MatrixOutcome> Lift(Job job, CancellationToken cancel)
    {
        if (!await rights.In(job.Room, cancel))
            return MatrixOutcome.Done;
        var txn = await transactions.Of($"lift {job.Event}");
        var outcome = (await client.Redact(job.Room, job.Event, txn, null, cancel)).Outcome;
        if (outcome is MatrixOutcome.Forbidden)
            rights.Refused(job.Room);
        return outcome;
    }

    private async Task<MatrixAnswer<SentEvent>> Redact(string room, string eventId, CancellationToken cancel)
    {
        await choices.Drop(eventId);
        return await client.Redact(room, eventId, await transactions.Of($"back {eventId}"), null, cancel);
    }

    private static bool IsMissing(MatrixChoice choice, int number) =>
        choice.Tokens.ContainsKey(number) && !choice.Reactions.ContainsKey(number);

    /// <summary>A reaction to send, or, without a key, to take back, ours or that of somebody who pressed; or polls to show.</summary>
    private sealed record Job(string Room, string Event, int Number, string? Key, DateTimeOffset At)
    {
        internal Outbound? Polls { get; init; }

        internal bool IsOfOthers { get; init; }
    }
}
