using Nachbarschaftsbot.Messengers.Telegram.Client;
using Xunit;
using Outcome = Nachbarschaftsbot.Messengers.Telegram.Client.TelegramOutcome;

namespace Nachbarschaftsbot.Tests.Telegram;

public class TelegramErrorsTests
{
    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", typeof(Outcome.Blocked))]
    [InlineData(400, "Bad Request: USER_IS_BLOCKED", typeof(Outcome.Blocked))]
    [InlineData(403, "Forbidden: user is deactivated", typeof(Outcome.Deactivated))]
    [InlineData(400, "Bad Request: INPUT_USER_DEACTIVATED", typeof(Outcome.Deactivated))]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", typeof(Outcome.Kicked))]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", typeof(Outcome.Kicked))]
    [InlineData(403, "Forbidden: the group chat was deleted", typeof(Outcome.Kicked))]
    [InlineData(400, "Bad Request: not enough rights to send text messages to the chat", typeof(Outcome.Kicked))]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", typeof(Outcome.ChatNotFound))]
    [InlineData(400, "Bad Request: chat not found", typeof(Outcome.ChatNotFound))]
    [InlineData(400, "Bad Request: message is not modified: specified new message …", typeof(Outcome.NotModified))]
    [InlineData(400, "Bad Request: message to edit not found", typeof(Outcome.MessageGone))]
    [InlineData(400, "Bad Request: message can't be edited", typeof(Outcome.MessageGone))]
    [InlineData(400, "Bad Request: message to delete not found", typeof(Outcome.MessageGone))]
    [InlineData(400, "Bad Request: message can't be deleted for everyone", typeof(Outcome.MessageGone))]
    [InlineData(400, "Bad Request: message to be replied not found", typeof(Outcome.MessageGone))]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or …", typeof(Outcome.QueryTooOld))]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag", typeof(Outcome.BadEntities))]
    [InlineData(400, "Bad Request: ENTITIES_TOO_LONG", typeof(Outcome.BadEntities))]
    [InlineData(400, "Bad Request: message thread not found", typeof(Outcome.TopicGone))]
    [InlineData(400, "Bad Request: TOPIC_CLOSED", typeof(Outcome.TopicGone))]
    [InlineData(401, "Unauthorized", typeof(Outcome.Unauthorized))]
    [InlineData(404, "Not Found", typeof(Outcome.Unauthorized))]
    [InlineData(404, "Not Found: method not found", typeof(Outcome.Refused))]
    [InlineData(409, "Conflict: terminated by other getUpdates request", typeof(Outcome.Conflict))]
    [InlineData(500, "Internal Server Error", typeof(Outcome.Transient))]
    [InlineData(502, "Bad Gateway", typeof(Outcome.Transient))]
    [InlineData(504, null, typeof(Outcome.Ambiguous))]
    [InlineData(400, "Bad Request: BUTTON_DATA_INVALID", typeof(Outcome.Refused))]
    [InlineData(403, "Forbidden: something new", typeof(Outcome.Refused))]
    [InlineData(400, null, typeof(Outcome.Refused))]
    public void Each_answer_has_its_outcome(int code, string? description, Type expected) =>
        Assert.IsType(expected, TelegramErrors.Sort(code, description));

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 1)]
    [InlineData(null, 1)]
    [InlineData(int.MaxValue, 86_400)]
    public void A_flood_says_how_long(int? retryAfter, int seconds) =>
        Assert.Equal(
            new Outcome.Flood(TimeSpan.FromSeconds(seconds)),
            TelegramErrors.Sort(429, "Too Many Requests", retryAfter)
        );

    [Fact]
    public void A_migration_says_where_to() =>
        Assert.Equal(
            new Outcome.Migrated(-1_001_234_567_890),
            TelegramErrors.Sort(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                null,
                -1_001_234_567_890
            )
        );

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public void A_wire_that_broke_before_the_request_was_written_is_safe_to_retry(HttpRequestError error) =>
        Assert.IsType<Outcome.Transient>(TelegramErrors.Sort(new HttpRequestException(error), written: false));

    [Fact]
    public void A_wire_that_broke_afterwards_is_ambiguous()
    {
        Assert.IsType<Outcome.Ambiguous>(TelegramErrors.Sort(new TaskCanceledException(), written: true));
        Assert.IsType<Outcome.Ambiguous>(
            TelegramErrors.Sort(new HttpRequestException(HttpRequestError.ResponseEnded), written: true)
        );
    }

    [Fact]
    public void Reasons_hold_neither_token_nor_address_nor_content()
    {
        const string secret = "https://api.telegram.org/bot123456:AAabcdefghijklmnopqrstuvwxyz012345/sendMessage";
        var broken = TelegramErrors.Sort(new HttpRequestException(HttpRequestError.Unknown, secret), written: false);
        Assert.DoesNotContain("AAabc", broken.ToString());
        var refused = (Outcome.Refused)
            TelegramErrors.Sort(400, $"Bad Request: wrong \"Ada wohnt Hauptstraße 1\" of @ada 123456789 at {secret}");
        Assert.Equal("Bad Request: wrong … of … … at …", refused.Description);
        Assert.True(TelegramErrors.Redact(new string('x', 5000)).Length < 150);
    }
}
