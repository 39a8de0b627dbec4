using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams.Sending;
using Field = Nachbarschaftsbot.Core.Messages.Field;
using Text = Nachbarschaftsbot.Core.Messages.Text;

namespace Nachbarschaftsbot.Tests.Teams.Sending;

public sealed class CardRendererTests
{
    private const string Secret = "GEHEIMES-MERKMAL";
    private static readonly ActivityRenderer Renderer = new(Catalog.BuiltIn, new(Catalog.BuiltIn));

    [Fact]
    public void What_is_only_said_is_plain_text_and_nothing_in_it_is_formatting()
    {
        var activity = Assert.Single(Renderer.Activities(Say(Text.Plain("<b>1 < 2</b> *_[x](y)")))!);
        Assert.Equal("plain", (string?)activity["textFormat"]);
        Assert.Equal("<b>1 < 2</b> *_[x](y)", (string?)activity["text"]);
        Assert.Null(activity["attachments"]);
    }

    [Fact]
    public void Words_and_rows_of_buttons_stand_in_reading_order()
    {
        var card = Card(
            Say(Text.Title("form.preview"), Text.Plain("Eins\nZwei"), Text.Quote("*Drei*")) with
            {
                Buttons =
                [
                    [Button("Ja"), Button("Nein")],
                    [new Button(Text.Plain("Karte"), "https://example.org/karte", IsLink: true)],
                ],
            }
        );
        Assert.Equal("Bitte prüfen Sie. Genau das sehen die anderen:\nEins\nZwei\n*Drei*", CardCheck.Words(card));
        Assert.Equal(
            ["RichTextBlock", "RichTextBlock", "RichTextBlock", "Container", "ActionSet", "ActionSet"],
            card["body"]!.AsArray().Select(e => (string?)e!["type"])
        );
        Assert.Equal(
            ["Action.Execute", "Action.Execute", "Action.OpenUrl"],
            CardCheck.Buttons(card).Select(CardCheck.Type)
        );
        Assert.Equal("1:x:Ja:", (string?)CardCheck.Buttons(card)[0]["data"]!["token"]);
    }

    [Fact]
    public void A_form_has_labels_hints_values_and_what_is_wrong_beside_its_field()
    {
        var card = Card(
            Say(Text.Plain("Bitte ausfüllen.")) with
            {
                Form = Form(),
                Buttons =
                [
                    [Button("Abbrechen")],
                ],
            }
        );
        var inputs = CardCheck
            .All(card)
            .Where(e => CardCheck.Type(e).StartsWith("Input."))
            .ToDictionary(i => (string)i["id"]!);
        Assert.Equal("Worum geht es? Schreiben Sie kurz.", (string?)inputs["was"]["label"]);
        Assert.True((bool)inputs["was"]["isRequired"]!);
        Assert.True((bool)inputs["was"]["isMultiline"]!);
        Assert.Equal("Leiter", (string?)inputs["was"]["value"]);
        Assert.Equal("expanded", (string?)inputs["art"]["style"]);
        Assert.Equal("b", (string?)inputs["art"]["value"]);
        Assert.Equal("compact", (string?)inputs["viele"]["style"]);
        Assert.Equal("o1,o3", (string?)inputs["mehr"]["value"]);
        Assert.Equal("Input.Number", (string?)inputs["zahl"]["type"]);
        Assert.Equal("zwölf", (string?)inputs["zahl2"]["value"]);
        Assert.False((bool)inputs["wann"]["isRequired"]!);
        var container = Assert.IsType<JsonObject>(inputs["art"].Parent!.Parent);
        Assert.Equal("attention", (string?)container["style"]);
        Assert.StartsWith("Das muss noch anders sein: Hier fehlt", CardCheck.Words(container));
        var (submit, cancel) = (CardCheck.Buttons(card)[0], CardCheck.Buttons(card)[1]);
        Assert.Equal(
            ("form", "auto", "s1"),
            ((string?)submit["verb"], (string?)submit["associatedInputs"], (string?)submit["data"]!["stamp"])
        );
        Assert.Equal(("press", "none"), ((string?)cancel["verb"], (string?)cancel["associatedInputs"]));
    }

    [Fact]
    public void Nothing_of_the_content_stands_in_the_words_for_other_clients_and_notices()
    {
        var activity = Renderer.Activities(
            Say(Text.Title("form.preview"), Text.Plain(Secret)) with
            {
                Ref = "a",
                Buttons =
                [
                    [Button(Secret)],
                ],
            }
        )![0];
        Assert.DoesNotContain(Secret, (string)activity["summary"]!);
        Assert.DoesNotContain(Secret, (string)activity["attachments"]![0]!["content"]!["fallbackText"]!);
        Assert.Null(activity["text"]);
    }

    [Fact]
    public void A_card_without_buttons_holds_nothing_to_press_for_those_who_may_not()
    {
        var message = Say(Text.Plain("Karte")) with
        {
            Ref = "card:1",
            Buttons =
            [
                [Button(Secret)],
            ],
            Actors = ["a"],
        };
        var all = Renderer.Activities(message, new("card:1", ["29:a"]))![0];
        Assert.DoesNotContain(Secret, all.ToJsonString());
        Assert.Equal(
            [Secret],
            CardCheck
                .Buttons(Renderer.CardWithButtons(message, new("card:1", ["29:a"])))
                .Select(b => (string?)b["title"])
        );
    }

    [Fact]
    public void What_may_change_is_a_card_from_the_start()
    {
        Assert.NotNull(Renderer.Activities(Say(Text.Plain("x")) with { Ref = "a" })![0]["attachments"]);
        Assert.NotNull(Renderer.Activities(Say(Text.Plain("x")) with { Act = Act.Edit })![0]["attachments"]);
    }

    [Fact]
    public void In_English_all_of_it_is_English()
    {
        var activity = Renderer.Activities(Say(Text.Plain("x")) with { Language = "en", Form = Form() })![0];
        var card = activity["attachments"]![0]!["content"]!;
        Assert.Equal("en", (string?)card["lang"]);
        Assert.Contains("neighbourhood bot", (string)activity["summary"]!);
        Assert.Contains("neighbourhood bot", (string)card["fallbackText"]!);
    }

    [Fact]
    public void A_form_with_long_words_before_it_goes_behind_them_and_a_form_too_large_is_refused()
    {
        var words = Text.Plain(string.Concat(Enumerable.Repeat("Wörter. ", 900)));
        var form = Form() with { Fields = [.. Enumerable.Range(0, 9).Select(i => Wide($"f{i}"))] };
        var activities = Renderer.Activities(Say(words) with { Form = form })!;
        Assert.Equal(2, activities.Count);
        Assert.All(activities, a => Assert.InRange(ActivityRenderer.Bytes(a).Length, 1, 80_000));
        Assert.Null(
            Renderer.Activities(
                Say(words) with
                {
                    Form = form with { Fields = [.. Enumerable.Range(0, 40).Select(i => Wide($"f{i}"))] },
                }
            )
        );
    }

    [Fact]
    public void Many_short_lines_with_many_buttons_are_no_card_too_large()
    {
        var message = Say(Text.Plain(string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"{i}")))) with
        {
            Buttons = [.. Enumerable.Range(0, 40).Select(i => (IReadOnlyList<Button>)[Button($"Antwort {i}")])],
        };
        var activities = Renderer.Activities(message)!;
        Assert.All(activities, a => Assert.InRange(ActivityRenderer.Bytes(a).Length * 2, 1, ActivityRenderer.Largest));
        var said = activities.SelectMany(a => CardCheck.Words(a["attachments"]![0]!["content"]).Split('\n'));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), said);
    }

    [Fact]
    public void Whatever_is_said_the_cards_are_sound_and_whole()
    {
        var texts = ArbMap.Default.ArbFor<NonEmptyString>().Generator.Select(s => s.Get);
        var messages = from lines in texts.ListOf() from labels in texts.ListOf() select (lines, labels);
        Prop.ForAll(messages.ToArbitrary(), m => Check(m.lines, m.labels)).QuickCheckThrowOnFailure();
    }

    private static bool Check(IReadOnlyList<string> lines, IReadOnlyList<string> labels)
    {
        var message = Say([.. lines.Select(Text.Plain)]) with
        {
            Ref = "a",
            Buttons =
            [
                [.. labels.Select((l, i) => new Button(Text.Plain("B" + l), $"{i}"))],
            ],
        };
        var cards = Renderer.Activities(message)!.Select(a => (JsonObject)a["attachments"]![0]!["content"]!).ToList();
        var said = Dense(string.Concat(cards.Select(CardCheck.Words)));
        return cards.TrueForAll(c => CardCheck.Faults(c).Count == 0)
            && said == Dense(string.Concat(lines))
            && cards.SelectMany(CardCheck.Buttons).Count() == labels.Count;
    }

    internal static FormView Form() =>
        new(
            "s1",
            "form.preview",
            [
                new(
                    "was",
                    FieldKind.Text,
                    Text.Plain("Worum geht es?"),
                    Text.Plain("Schreiben Sie kurz."),
                    [],
                    "Leiter",
                    null,
                    false,
                    300
                ),
                new(
                    "art",
                    FieldKind.Choice,
                    Text.Plain("Was ist es?"),
                    null,
                    [Option("a"), Option("b")],
                    "b",
                    "form.missing",
                    false,
                    0
                ),
                new(
                    "viele",
                    FieldKind.Choice,
                    Text.Plain("Wo?"),
                    null,
                    [.. Enumerable.Range(0, 12).Select(i => Option($"o{i}"))],
                    "falsch",
                    null,
                    false,
                    0
                ),
                new(
                    "mehr",
                    FieldKind.Several,
                    Text.Plain("Wobei?"),
                    null,
                    [.. Enumerable.Range(0, 4).Select(i => Option($"o{i}"))],
                    "o1,o3",
                    null,
                    false,
                    0
                ),
                new("zahl", FieldKind.Number, Text.Plain("Wie viele?"), null, [], "12", null, false, 3),
                new("zahl2", FieldKind.Number, Text.Plain("Wie oft?"), null, [], "zwölf", "form.missing", false, 10),
                new(
                    "wann",
                    FieldKind.When,
                    Text.Plain("Wann"),
                    Text.Plain("Zum Beispiel: morgen."),
                    [],
                    null,
                    null,
                    true,
                    60
                ),
            ],
            "form.to-preview"
        );

    private static Field Wide(string id) =>
        new(id, FieldKind.Text, Text.Plain("Frage"), null, [], new string('ä', 3800), null, false, 4000);

    private static FieldOption Option(string value) => new(value, Text.Plain("Wahl " + value));

    private static Button Button(string label) => new(Text.Plain(label), $"1:x:{label}:");

    private static Outbound Say(params Text[] lines) =>
        new() { To = new("teams", "19:x@thread.v2", null, PlaceKind.Group), Lines = lines };

    private static JsonObject Card(Outbound message)
    {
        var card = (JsonObject)Assert.Single(Renderer.Activities(message)!)["attachments"]![0]!["content"]!;
        Assert.Empty(CardCheck.Faults(card));
        return card;
    }

    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
