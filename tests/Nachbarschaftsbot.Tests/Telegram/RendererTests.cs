using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Messengers.Telegram.Client;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

public class RendererTests
{
    private static readonly Place Here = new("telegram", "1", null, PlaceKind.Private);
    private readonly Renderer renderer = new(Catalog.BuiltIn);

    [Fact]
    public void Lines_become_paragraphs_and_styles_become_ranges()
    {
        var part = Only(
            new Text("", [("", "Neue Anfrage")], TextStyle.Title),
            Text.Plain("Einkaufen <b> & *_ [x](y)"),
            Text.Quote("Zwei Taschen 👋 bitte"),
            Text.Plain("Samstag um 10 Uhr")
        );
        Assert.Equal("Neue Anfrage\nEinkaufen <b> & *_ [x](y)\nZwei Taschen 👋 bitte\nSamstag um 10 Uhr", part.Text);
        Assert.Equal(
            ["Neue Anfrage", "Zwei Taschen 👋 bitte"],
            part.Entities!.Select(e => part.Text.Substring(e.Offset, e.Length))
        );
        Assert.Equal(["bold", "blockquote"], part.Entities!.Select(e => e.Type));
    }

    [Fact]
    public void Long_sentences_stand_apart()
    {
        var sentence = "Das ist ein langer Satz, der allein in einem Absatz stehen soll, damit man ihn gut liest.";
        Assert.Equal(
            $"Kurz\n\n{sentence}\n\nKurz",
            Only(Text.Plain("Kurz"), Text.Plain(sentence), Text.Plain("Kurz")).Text
        );
    }

    [Fact]
    public void Texts_come_in_the_language_of_the_reader()
    {
        var message = new Outbound
        {
            To = Here,
            Lines = ["call.stale"],
            Language = "en",
        };
        Assert.Equal(Catalog.BuiltIn.Raw("call.stale", "en"), renderer.Parts(message)[0].Text);
    }

    [Fact]
    public void Nothing_to_say_is_no_part() =>
        Assert.Empty(renderer.Parts(new Outbound { To = Here, Lines = [Text.Plain("  ")] }));

    [Fact]
    public void A_long_text_is_cut_between_paragraphs_and_its_ranges_with_it()
    {
        var words = string.Join(
            "\n\n",
            Enumerable.Range(0, 60).Select(i => $"{i}: " + string.Concat(Enumerable.Repeat("Wort ", 30)).Trim())
        );
        var parts = renderer.Parts(new Outbound { To = Here, Lines = [Text.Plain("Zitat"), Text.Quote(words)] });
        Assert.Equal(3, parts.Count);
        Assert.All(parts, p => Assert.InRange(p.Text.Length, 1, 4096));
        Assert.All(parts.Skip(1), p => Assert.Matches(@"^\d+: Wort", p.Text));
        Assert.All(
            parts,
            p =>
                Assert.True(p.Entities!.All(e => e.Offset >= 0 && e.Length > 0 && e.Offset + e.Length <= p.Text.Length))
        );
        Assert.Equal(0, parts[1].Entities![0].Offset);
        Assert.Equal(parts[1].Text.Length, parts[1].Entities![0].Length);
    }

    [Fact]
    public void Splitting_loses_no_word_cuts_no_character_and_keeps_the_limit() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                (
                    from words in Gen.Elements(
                            "a",
                            "Haus",
                            "👩‍👩‍👧‍👦",
                            "ä",
                            "Satz. ",
                            "\n",
                            "\n\n",
                            " ",
                            "xxxxxxxxxxxxxxxxxxxxxxxxx",
                            "🇩🇪"
                        )
                        .ArrayOf(120)
                    select string.Concat(words)
                ).ToArbitrary(),
                text =>
                {
                    var parts = TextSplitter.Split(text, 40).Select(r => text[r]).ToList();
                    return parts.All(p =>
                            p.Length is > 0 and <= 40 && !char.IsLowSurrogate(p[0]) && !char.IsHighSurrogate(p[^1])
                        )
                        && Dense(string.Concat(parts)) == Dense(text);
                }
            )
        );

    [Fact]
    public void A_family_of_emoji_stays_together()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 10));
        Assert.All(TextSplitter.Split(text, 40), r => Assert.Equal(0, text[r].Length % 11));
    }

    [Fact]
    public void Buttons_keep_their_rows_while_they_can_be_read()
    {
        var keyboard = renderer.Keyboard(
            new Outbound
            {
                To = Here,
                Buttons =
                [
                    [Button("Ja", "1:y::"), Button("Nein", "1:n::")],
                    [Button("Ändern", "1:c::"), Button("Mit einem Menschen sprechen", "1:h::")],
                    [new Button(Text.Plain("Website"), "https://example.org/", IsLink: true)],
                ],
            }
        )!;
        Assert.Equal(
            ["Ja,Nein", "Ändern", "Mit einem Menschen sprechen", "Website"],
            keyboard.InlineKeyboard.Select(r => string.Join(',', r.Select(b => b.Text)))
        );
        Assert.Equal(("1:y::", null), (keyboard.InlineKeyboard[0][0].CallbackData, keyboard.InlineKeyboard[0][0].Url));
        Assert.Equal(
            (null, "https://example.org/"),
            (keyboard.InlineKeyboard[3][0].CallbackData, keyboard.InlineKeyboard[3][0].Url)
        );
        Assert.Null(renderer.Keyboard(new Outbound { To = Here }));
    }

    [Fact]
    public void A_toast_is_at_most_200_characters()
    {
        Assert.Null(renderer.Toast(null, "de"));
        Assert.Equal("Kurz", renderer.Toast(Text.Plain("Kurz"), "de"));
        var toast = renderer.Toast(Text.Plain(string.Concat(Enumerable.Repeat("Wort ", 100))), "de")!;
        Assert.InRange(toast.Length, 150, 200);
        Assert.EndsWith("Wort…", toast);
    }

    private Part Only(params Text[] lines) => Assert.Single(renderer.Parts(new Outbound { To = Here, Lines = lines }));

    private static Button Button(string label, string token) => new(Text.Plain(label), token);

    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
