using System.Text.Json;
using Nachbarschaftsbot.Messengers.Matrix.Client;
using Nachbarschaftsbot.Messengers.Matrix.Receiving;

namespace Nachbarschaftsbot.Tests.Matrix.Receiving;

/// <summary>One odd event holds up none of those that come with it.</summary>
public sealed class OddEventTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(30_000)]
    public void Deep_nesting_is_read(int depth)
    {
        var deep = new string('[', depth) + new string(']', depth);
        var json =
            "{\"events\":[{\"event_id\":\"$a\",\"type\":\"m.room.message\",\"sender\":\"@ada:quartier.example\",\"room_id\":\"!r:quartier.example\","
            + "\"content\":{\"msgtype\":\"m.text\",\"body\":\"Guten Tag\",\"x\":"
            + deep
            + "}}]}";
        var read = JsonSerializer.Deserialize(json, MatrixJson.Default.Transaction);
        Assert.Equal("Guten Tag", MatrixEventReader.Read(Assert.Single(read!.Events!))?.Body);
    }

    [Fact]
    public void Half_a_character_is_no_text_and_no_failure()
    {
        using var json = JsonDocument.Parse(
            """{"event_id":"$a","type":"m.room.message","sender":"@ada:quartier.example","content":{"msgtype":"m.text","body":"\ud800"}}"""
        );
        Assert.Null(MatrixEventReader.Read(json.RootElement)?.Body);
    }
}
