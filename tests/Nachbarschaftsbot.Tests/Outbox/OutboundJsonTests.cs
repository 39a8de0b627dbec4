using System.Text.Json;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Outbox;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Outbox;

public sealed class OutboundJsonTests
{
    /// <summary>Writes everything, defaults too, so that nothing that is lost goes unseen.</summary>
    private static readonly JsonSerializerOptions Whole = new() { Converters = { new InstantConverter() } };

    public static TheoryData<Outbound> All =>
        [
            .. Enum.GetValues<Priority>().Select(p => Post.To("1", "words", p)),
            .. Enum.GetValues<Act>().Select(a => Post.ToGroup("-1", "words", "7") with { Act = a, Ref = "card:1" }),
            new Outbound { To = new("web", "x", null, PlaceKind.Channel), Language = "en" },
            Post.To("1", "words") with
            {
                Under = "a",
                UnderMessage = "b",
                NotBefore = Instant.FromUtc(2026, 11, 25, 8, 0),
                Lines =
                [
                    Text.Title("title", ("name", "Ada 🌷"), ("count", 3)),
                    Text.Quote("„Grüße“ \u0000 \ud83c\udf37"),
                    Text.Of("when", Arg.OfWhen("at", "2026-11-25T10"), Arg.OfKey("kind", "category.garden")),
                ],
                Buttons =
                [
                    [new("yes", "r-yes:1"), new("no", "r-no:1")],
                    [new("site", "https://example.org", IsLink: true)],
                ],
                File = new("daten.json", "application/json", [1, 2, 3]),
                Form = new(
                    "stamp",
                    "title",
                    [
                        new("what", FieldKind.Text, "label", "hint", [], "value", "error", true, 300),
                        new(
                            "kind",
                            FieldKind.Choice,
                            "label",
                            null,
                            [new("a", "A"), new("b", "B")],
                            null,
                            null,
                            false,
                            0
                        ),
                    ],
                    "submit"
                ),
            },
        ];

    [Theory]
    [MemberData(nameof(All))]
    public void What_waits_in_the_store_is_what_was_decided(Outbound message)
    {
        var read = OutboundJson.Deserialize(OutboundJson.Serialize(message));
        Assert.Equal(JsonSerializer.Serialize(message, Whole), JsonSerializer.Serialize(read, Whole));
    }

    [Fact]
    public void A_plain_message_takes_little_room() =>
        Assert.InRange(OutboundJson.Serialize(Post.To("12345678", "request.open")).Length, 1, 160);
}
