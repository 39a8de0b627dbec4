using System.Text.Json;
using Nachbarschaftsbot.Messengers.Matrix;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>Reading events where anybody can put anything.</summary>
public sealed class MatrixEventReaderTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"m.room.message","event_id":"$a","sender":5}""")]
    [InlineData("""{"type":"m.room.message","event_id":"a","sender":"@a:b"}""")]
    [InlineData("""{"type":"m.room.message","sender":"@a:b"}""")]
    [InlineData("""{"type":"","event_id":"$a","sender":"@a:b"}""")]
    public void What_has_no_type_sender_or_id_is_no_event(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        Assert.Null(MatrixEventReader.Read(parsed.RootElement));
    }

    [Theory]
    [InlineData("@a:b", true)]
    [InlineData("@a:[::1]:8448", true)]
    [InlineData("@:b", false)]
    [InlineData("@a:", false)]
    [InlineData("a:b", false)]
    public void Users_have_a_name_and_a_server(string id, bool isOne) =>
        Assert.Equal(isOne, MatrixEventReader.IsUser(id));

    [Fact]
    public void Rooms_need_no_server()
    {
        Assert.True(MatrixEventReader.IsRoom("!abc"));
        Assert.True(MatrixEventReader.IsRoom("!abc:example.org"));
        Assert.False(MatrixEventReader.IsRoom("#abc:example.org"));
        Assert.False(MatrixEventReader.IsRoom("!" + new string('a', 300)));
        Assert.False(MatrixEventReader.IsRoom(null));
    }

    [Fact]
    public void Long_ids_are_shortened_so_that_different_ones_stay_different()
    {
        var first = "@" + new string('a', 200) + ":example.org";
        Assert.Equal(first[..50], MatrixIds.Short(first)[..50]);
        Assert.InRange(MatrixIds.Short(first).Length, 60, MatrixIds.Longest);
        Assert.NotEqual(MatrixIds.Short(first), MatrixIds.Short(first[..^1]));
        Assert.Equal("@ada:example.org", MatrixIds.Short("@ada:example.org"));
    }
}
