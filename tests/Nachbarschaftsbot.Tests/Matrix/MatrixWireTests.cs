using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Matrix;

/// <summary>What stands in answers and events, and may be anything.</summary>
public sealed class MatrixWireTests
{
    [Theory]
    [InlineData("33000", 33)]
    [InlineData("9223372036854775807", 900)]
    [InlineData("-9223372036854775808", 0.5)]
    [InlineData("1e400", 0.5)]
    [InlineData("\"bald\"", 0.5)]
    [InlineData("null", 0.5)]
    public void A_wait_is_never_longer_than_a_quarter_of_an_hour_whatever_it_says(string wait, double seconds)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":{{wait}}}""");
        Assert.Equal(
            new MatrixOutcome.Limited(TimeSpan.FromSeconds(seconds)),
            MatrixErrors.Sort(429, body, null, Instant.FromUnixTimeSeconds(0))
        );
    }

    [Theory]
    [InlineData("mxc://example.org/AbC_1-2", "example.org", "AbC_1-2")]
    [InlineData("mxc://[::1]:8448/x", "[::1]:8448", "x")]
    [InlineData("mxc:a", null, null)]
    [InlineData("mxc://", null, null)]
    [InlineData("mxc://example.org", null, null)]
    [InlineData("mxc://example.org/", null, null)]
    [InlineData("mxc://example.org/a/b", null, null)]
    [InlineData("mxc://example.org/..", null, null)]
    [InlineData("mxc://../config", null, null)]
    [InlineData("mxc://example.org/a?b=c", null, null)]
    [InlineData("https://example.org/a", null, null)]
    public void The_address_of_a_file_holds_a_server_and_an_id_and_nothing_else(string said, string? server, string? id)
    {
        (string, string)? parts = server is null ? null : (server, id!);
        Assert.Equal(parts, MatrixIds.MediaOf(said));
    }

    [Fact]
    public void The_address_of_a_file_is_not_endless() =>
        Assert.Null(MatrixIds.MediaOf("mxc://example.org/" + new string('a', 60_000)));
}
