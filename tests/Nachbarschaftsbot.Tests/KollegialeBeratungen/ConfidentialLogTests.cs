using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Outbox;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.KollegialeBeratungen;

/// <summary>Whatever fails, words of a consultation stand in no log, and in no outbox once they are delivered or put aside.</summary>
public sealed class ConfidentialLogTests
{
    private const string Mark = "vertraulichzqxvkjwyp";

    [Fact]
    public async Task When_sending_fails_with_the_words_in_the_error_the_log_has_none_of_them()
    {
        using var folder = new TestFolder();
        var time = ManualTime.Wednesday();
        await using var store = folder.OpenStore(folder.Options with { Durable = false }, time);
        var log = new Remembering<OutboxRunner>();
        var messenger = new ScriptedMessenger(time, ScriptedMessenger.Unlimited)
        {
            Confidential = true,
            Answer = (message, _) => throw new InvalidOperationException($"cannot send {message.Lines[0].Key}"),
        };
        await using var runner = new OutboxRunner(store, [messenger], _ => Task.CompletedTask, new(), time, log);
        await runner.StartAsync(default);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var message = new Outbound
        {
            To = new("test", "1", null, PlaceKind.Group),
            Lines = [Mark],
            Seal = "schluessel0001",
        };
        var changes = new ChangeSet { At = now };
        TurnChanges.AddMessages(changes, [message], store, now);
        await store.Commit(changes);
        runner.Hand([message], changes.Outbox);
        await Patience.Until(() => !log.Lines.IsEmpty, () => "nothing was logged");
        await runner.StopAsync(default);
        Assert.DoesNotContain(log.Lines, l => l.Contains(Mark, StringComparison.Ordinal));
        Assert.Empty(await store.ReadOutbox(0, 10));
    }

    [Fact]
    public async Task When_a_turn_fails_with_the_words_in_the_error_the_log_has_none_of_them()
    {
        using var folder = new TestFolder();
        var time = ManualTime.Wednesday();
        await using var store = folder.OpenStore(folder.Options with { Durable = false }, time);
        var log = new Remembering<TurnCounters>();
        var registry = Features.Register();
        registry.Add(
            new CommandSpec("platzt", Who.Everyone, Where.Private, c => throw new InvalidOperationException(c.Argument))
        );
        var turn = new Turn(
            store,
            registry,
            new(_ => new(false, true, 4096, new(1, 5, 20, 30), true), (_, _) => { }, () => { }),
            time,
            new(log)
        );
        var place = new Place("test", "1", null, PlaceKind.Private);
        var sender = new Core.Messages.Sender(new("test", "1"), "Vera");
        var result = await turn.Take(new("test:1", place, sender, new Content.Words($"/platzt {Mark}")));
        Assert.Equal(TurnOutcome.Parked, result.Outcome);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains(Mark, StringComparison.Ordinal));
    }

    /// <summary>Keeps every line with everything that was handed to it, exceptions included.</summary>
    private sealed class Remembering<T> : ILogger<T>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
