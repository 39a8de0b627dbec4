using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Transport;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>A homeserver that has no time now.</summary>
public sealed class MatrixPatienceTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task Who_is_told_to_wait_waits_so_long_and_gives_nothing_up()
    {
        var time = ManualTime.Wednesday();
        using var http = MatrixWire.CreateHttp();
        var patience = new MatrixPatience(new(new(http, new("http://127.0.0.1:9"), "token", time)), time);
        var asked = new List<Instant>();
        Task Ask()
        {
            asked.Add(time.GetCurrentInstant());
            return asked.Count > 2 * MatrixPatience.MostRefusals
                ? Task.CompletedTask
                : throw new MatrixUnavailableException(new MatrixOutcome.Limited(Minute.ToTimeSpan()));
        }
        var done = patience.Insist(Ask, CancellationToken.None);
        await Patience.Until(() =>
        {
            time.Advance(Minute / 3);
            return done.IsCompleted;
        });
        Assert.True(await done);
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Minute));
    }
}
