using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Teams.Sending;

namespace Nachbarschaftsbot.EndToEnd.Teams;

/// <summary>A second opinion on cards: the library that nobody here wrote, from npm, reads each and finds nothing.</summary>
[Trait("Peer", "adaptivecards")]
public sealed class CardPeerTests
{
    private const string Script = """
        const cards = require('adaptivecards/dist/adaptivecards.js');
        let text = '';
        process.stdin.on('data', d => text += d).on('end', () => {
          const found = JSON.parse(text).map(json => {
            const context = new cards.SerializationContext(cards.Versions.v1_5);
            const card = new cards.AdaptiveCard();
            // It keeps the state of a global expression from one card to the next.
            cards.AdaptiveCard.langProperty.regEx.lastIndex = 0;
            card.parse(json, context);
            const events = [];
            for (let i = 0; i < context.eventCount; i++) events.push(context.getEventAt(i).message);
            for (const event of card.validateProperties().validationEvents) events.push(event.message);
            const again = JSON.stringify(card.toJSON());
            const inputs = card.getAllInputs().map(i => i.id);
            const actions = [];
            const collect = e => {
              for (let i = 0; i < (e.getItemCount ? e.getItemCount() : 0); i++) collect(e.getItemAt(i));
              for (let i = 0; i < (e.getActionCount ? e.getActionCount() : 0); i++) { const a = e.getActionAt(i); if (a) actions.push(a.getJsonTypeName()); }
            };
            collect(card);
            return { events, inputs, actions, size: again.length };
          });
          console.log(JSON.stringify(found));
        });
        """;

    [Fact]
    public async Task Every_kind_of_card_is_read_without_a_complaint()
    {
        Skip();
        var cards = Gallery().ToList();
        var found = await Ask(cards);
        Assert.Equal(cards.Count, found.Count);
        Assert.All(found, f => Assert.Empty(f!["events"]!.AsArray()));
        var form = found[^1]!;
        Assert.Equal(Enum.GetNames<FieldKind>().Order(), form["inputs"]!.AsArray().Select(i => (string)i!).Order());
        Assert.Equal(
            ["Action.Execute", "Action.Execute", "Action.OpenUrl"],
            form["actions"]!.AsArray().Select(a => (string)a!)
        );
    }

    [Fact]
    public async Task A_wrong_card_is_not_read_so()
    {
        Skip();
        var wrong = Gallery().First();
        wrong["body"]!.AsArray().Add(new JsonObject { ["type"] = "Input.ChoiceSet", ["style"] = "wie es gefällt" });
        var found = await Ask([wrong]);
        Assert.NotEmpty(found[0]!["events"]!.AsArray());
    }

    private static void Skip() =>
        Assert.SkipUnless(
            Peers.HasNode && Directory.Exists(Path.Combine(Peers.Folder, "node_modules", "adaptivecards")),
            "adaptivecards is missing. To run this test: apt-get install nodejs npm, then tests/install-peers"
        );

    /// <summary>All that a message can hold, alone and together; the form with every kind of field comes last.</summary>
    private static IEnumerable<JsonObject> Gallery()
    {
        var say = new Outbound { To = new("teams", "19:x@thread.v2", null, PlaceKind.Group), Ref = "card:1" };
        Button yes = new(Text.Plain("Ja, gern"), "1:x:y:");
        Button link = new(Text.Plain("Seite öffnen"), "https://hilfe.example.org/", IsLink: true);
        Text[] lines = [Text.Title("form.preview"), Text.Plain("Eins\nzwei"), Text.Quote("*Drei* [x](y) {{DATE(x)}}")];
        yield return Card(say with { Lines = lines });
        yield return Card(
            say with
            {
                Lines = lines,
                Buttons =
                [
                    [yes, link],
                    [.. Enumerable.Repeat(yes, 9)],
                ],
            }
        );
        yield return Card(
            say with
            {
                Lines = lines,
                Buttons =
                [
                    [yes],
                ],
                Actors = ["a"],
            },
            new("card:1", ["29:a", "29:b"])
        );
        yield return Card(
            say with
            {
                Lines = lines,
                Buttons =
                [
                    [yes],
                ],
            },
            new("card:1", ["29:a", "29:b"])
        );
        foreach (var language in Catalog.BuiltIn.Languages)
        foreach (var (value, problem) in ((string?, string?)[])[(null, null), ("1", "form.missing")])
            yield return Card(
                say with
                {
                    Language = language,
                    Lines = lines,
                    Form = Form(value, problem),
                    Buttons =
                    [
                        [yes, link],
                    ],
                }
            );
    }

    private static FormView Form(string? value, string? problem) =>
        new(
            "s1",
            "form.preview",
            [
                .. Enum.GetValues<FieldKind>()
                    .Select(k => new Field(
                        $"{k}",
                        k,
                        Text.Plain($"Frage {k}?"),
                        Text.Plain("Zum Beispiel so."),
                        k is FieldKind.Choice or FieldKind.Several
                            ? [.. Enumerable.Range(0, 9).Select(i => new FieldOption($"{i}", Text.Plain($"Wahl {i}")))]
                            : [],
                        value,
                        problem is null ? null : (Text)problem,
                        k == FieldKind.When,
                        200
                    )),
            ],
            "form.to-preview"
        );

    private static JsonObject Card(Outbound message, CardView? view = null)
    {
        var renderer = new ActivityRenderer(Catalog.BuiltIn, new(Catalog.BuiltIn));
        return (JsonObject)renderer.Activities(message, view)![^1]["attachments"]![0]!["content"]!.DeepClone();
    }

    private static async Task<JsonArray> Ask(IReadOnlyList<JsonObject> cards)
    {
        var info = new ProcessStartInfo("node", ["-e", Script])
        {
            WorkingDirectory = Peers.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(info)!;
        var (output, problems) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(cards));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await problems);
        return JsonNode.Parse(await output)!.AsArray();
    }
}
