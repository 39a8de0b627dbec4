using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Core.Delivery;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Nachbarschaftsbot.Outbox;
using Nachbarschaftsbot.Store;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

/// <summary>Whatever happens in a channel, Teams is never asked for more than it takes.</summary>
public sealed class TeamsLimitsTests
{
    private const int Members = 200;
    private const int Slots = 6;

    [Fact]
    public async Task A_card_that_two_hundred_members_change_stays_within_the_limits_and_ends_right()
    {
        await using var office = await TeamsOffice.Open();
        await using var outbox = Outbox(office);
        await outbox.StartAsync(default);
        await Hand(office, outbox, Poll(office, 0) with { Act = Act.Send });
        await Patience.Until(() => office.Connector[TeamsOffice.Channel].Posts.Count > 0);
        for (var answers = 1; answers <= Members; answers++)
        {
            await Hand(office, outbox, Poll(office, answers));
            await Pass(office, outbox, Duration.FromMilliseconds(answers % 20 == 0 ? 900 : 60));
        }
        await Patience.Until(async () =>
        {
            await Pass(office, outbox, Duration.FromSeconds(1));
            return (await office.Store.ReadOutbox(0, 10)).Count == 0;
        });
        Assert.Empty(office.Connector.Violations);
        var post = Assert.Single(office.Connector[TeamsOffice.Channel].Posts);
        Assert.Contains($"{Members} von {Members}", post.Words);
        Assert.InRange(post.Edits, 2, Members - 1);
        Assert.InRange(office.Connector.LargestBody, 10_000, ActivityRenderer.Largest);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 8)]
    [InlineData(30, 60)]
    [InlineData(3600, 1800)]
    public void The_pace_keeps_to_every_window(int seconds, int most)
    {
        var pace = TeamsMessenger.Pace;
        var rules = PacingRules.Of(
            pace.PerChatPerSecond,
            pace.ChatBurst,
            pace.PerGroupPerMinute,
            pace.OverallPerSecond,
            pace.PerChatPerHour
        );
        var (bot, chat) = (default(BotPace), default(ChatPace));
        var now = ManualTime.Wednesday().GetCurrentInstant();
        var sent = new List<Instant>();
        while (sent.Count < 4000)
        {
            now = Pacing.NextAt(rules, bot, chat, isGroup: true, yields: false, now);
            (bot, chat) = Pacing.Sent(rules, bot, chat, isGroup: true, now);
            sent.Add(now);
            // A rest now and then, so that the burst comes back.
            if (sent.Count % 700 == 0)
                now += Duration.FromMinutes(2);
        }
        for (var i = most; i < sent.Count; i++)
            Assert.True(sent[i] - sent[i - most] >= Duration.FromSeconds(seconds), $"{most + 1} within {seconds} s");
    }

    private static OutboxRunner Outbox(TeamsOffice office) =>
        new(
            office.Store,
            [office.Messenger],
            _ => Task.CompletedTask,
            new(),
            office.Time,
            NullLogger<OutboxRunner>.Instance
        );

    private static async Task Hand(TeamsOffice office, OutboxRunner outbox, Outbound message)
    {
        var changes = new ChangeSet { At = office.Time.GetCurrentInstant() };
        Nachbarschaftsbot.Turns.TurnChanges.AddMessages(changes, [message], office.Store, changes.At);
        Assert.Equal(CommitResult.Done, await office.Store.Commit(changes));
        outbox.Hand([message], [.. changes.Outbox]);
    }

    private static async Task Pass(TeamsOffice office, OutboxRunner outbox, Duration time)
    {
        office.Time.Advance(time);
        await Task.Delay(2);
        await outbox.Flush();
    }

    /// <summary>The card of a poll in which everybody's name and answer can be read.</summary>
    private static Outbound Poll(TeamsOffice office, int answers) =>
        new()
        {
            To = office.Triage,
            Ref = "poll:1",
            Act = Act.Edit,
            Lines =
            [
                Text.Plain($"Bisher haben geantwortet: {answers} von {Members}"),
                .. Enumerable.Range(0, Slots).Select(s => Text.Plain($"Termin {s + 1}: {Names(answers, s)}")),
            ],
            Buttons =
            [
                .. Enumerable
                    .Range(0, Slots)
                    .Select(s =>
                        (IReadOnlyList<Button>)
                            [
                                .. ((string[])["Ja", "Wenn nötig", "Nein"]).Select(a => new Button(
                                    Text.Plain($"{s + 1}: {a}"),
                                    $"1:p:{s}:{a}"
                                )),
                            ]
                    ),
            ],
        };

    private static string Names(int answers, int slot) =>
        string.Join(", ", Enumerable.Range(0, answers).Where(a => (a + slot) % 3 != 2).Select(a => $"Erika {a}"));
}
