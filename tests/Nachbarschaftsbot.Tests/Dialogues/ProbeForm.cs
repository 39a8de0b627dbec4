using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Transcripts;

namespace Nachbarschaftsbot.Tests.Dialogues;

/// <summary>Forms to walk through. They borrow texts that exist, so that no texts are made for tests.</summary>
internal sealed class ProbeForm
{
    /// <summary>What was sent.</summary>
    internal List<Draft> Completed { get; } = [];

    private void Declare(Registry registry)
    {
        var form = new FormSpec(
            "probe",
            [
                new TextQuestion("what", Min: 3, Max: 20),
                new ChoiceQuestion("kind", (_, _) => [new("a", Text.Plain("Apfel")), new("b", Text.Plain("Birne"))]),
                new NumberQuestion("count", 1, 5) { If = d => d["kind"] == "b" },
                new WhenQuestion("when"),
                new SeveralQuestion("days", (_, _) => [new("x", Text.Plain("Xaver")), new("y", Text.Plain("Yvonne"))]),
                new TextQuestion("note") { Optional = true },
            ],
            (call, draft) =>
            {
                Completed.Add(draft);
                call.Say(Text.Plain("Angekommen."));
            }
        )
        {
            Preview = (_, d) => [Text.Quote($"{d["what"]} / {d["kind"]}")],
        };
        registry.Add(form);
        registry.Add(
            new FormSpec("short", [new TextQuestion("what")], (call, _) => call.Say(Text.Plain("Kurz fertig.")))
        );
        registry.Add(
            new CommandSpec("probeform", Who.Resident, Where.Private, c => Forms.Start(c, form), InMenu: false)
        );
        registry.Add(
            new CommandSpec(
                "kurzform",
                Who.Resident,
                Where.Private,
                c => Forms.Start(c, registry.Form("short")!),
                InMenu: false
            )
        );
    }

    /// <summary>Ada has opened the longer form.</summary>
    internal async Task<(Hood, Actor)> Begin(string messenger = "test")
    {
        var hood = await Hood.Start(also: Declare);
        var ada = await hood.Neighbour("Ada", messenger: messenger);
        await ada.Says("/probeform");
        return (hood, ada);
    }
}
