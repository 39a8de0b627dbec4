using System.Text.Json;
using System.Xml.Linq;
using Nachbarschaftsbot.Tests.Calendar.Fake;
using Nachbarschaftsbot.Tests.Rules;

namespace Nachbarschaftsbot.Tests.Calendar;

/// <summary>The table of Graph's names and types: it refuses what it should, and says what the metadata say.</summary>
public sealed class GraphTypesTests
{
    [Theory]
    [InlineData(
        """{"subject":"x","isOnlineMeeting":true,"attendees":[{"emailAddress":{"address":"a@b.de"},"type":"required"}]}""",
        ""
    )]
    [InlineData("""{"subjekt":"x"}""", "/subjekt is not in event")]
    [InlineData("""{"isOnlineMeeting":"true"}""", "/isOnlineMeeting is no Edm.Boolean")]
    [InlineData("""{"sensitivity":"secret"}""", "/sensitivity is none of sensitivity")]
    [InlineData("""{"start":"2026-12-03T18:00:00"}""", "/start is no dateTimeTimeZone")]
    [InlineData(
        """{"attendees":[{"emailAddress":{"mail":"a@b.de"}}]}""",
        "/attendees[0]/emailAddress/mail is not in emailAddress"
    )]
    public void A_body_is_checked_name_by_name(string body, string fault)
    {
        using var json = JsonDocument.Parse(body);
        Assert.Equal(fault, string.Join("; ", GraphTypes.Load().Faults("event", json.RootElement)));
    }

    [Fact]
    public void The_table_agrees_with_the_metadata()
    {
        var metadata = XElement.Load(
            Sources.Schema("graph-v1.0-calendar.csdl.xml", "the Schema of https://graph.microsoft.com/v1.0/$metadata")
        );
        Assert.Empty(GraphTypes.Load().Differences(metadata));
    }
}
