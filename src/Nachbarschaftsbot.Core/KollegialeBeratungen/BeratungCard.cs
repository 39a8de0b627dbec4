using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>The card of a consultation, as one participant sees it. Who comes late sees at once where it is.</summary>
internal static class BeratungCard
{
    private const int MostShown = 12;
    private const int MostIdeas = 20;

    /// <summary>A line has at most about 640 characters, and a message has to fit into what a card may hold.</summary>
    private const int LinesInMessage = 15;

    /// <summary>The card.</summary>
    public static Message Of(Call call, Beratung beratung, Seat seat)
    {
        var card = beratung.State switch
        {
            BeratungState.Planned => Planned(call, beratung, seat),
            BeratungState.Running => Running(call, beratung, seat),
            _ => Done(call, beratung, seat),
        };
        return card with { Ref = $"{BeratungNews.Prefix}:{beratung.Id}", Seal = beratung.Seal };
    }

    /// <summary>The card in the group chat in which it is held: for all at once, so without anybody's role.</summary>
    public static Message OfGroup(Call call, Beratung beratung)
    {
        var lead = beratung.Seats.FirstOrDefault(s => beratung.Leads(s.Person));
        var chooser = beratung.Seats.FirstOrDefault(s => BeratungSaying.MayChoose(beratung, s));
        var card = Of(call, beratung, chooser ?? lead ?? beratung.Seats[0]);
        string[] open = ["k-say", "k-begin", "k-next", "k-more", "k-choose"];
        var buttons = card.Buttons.SelectMany(r => r).ToList();
        var say = Say(beratung);
        if (beratung.Seats.Any(s => BeratungSaying.MaySay(beratung, s)) && buttons.All(b => b.Token != say.Token))
            buttons.Insert(0, say);
        if (beratung.State == BeratungState.Running)
            buttons.AddRange(Leading(beratung).Where(b => buttons.All(o => o.Token != b.Token)));
        var lines = card.Lines.Where(l => l.Key != "beratung.mine");
        return card with
        {
            Lines = beratung.State == BeratungState.Running ? [.. lines, "beratung.group.how"] : [.. lines],
            Buttons = [.. buttons.Where(b => open.Contains(Dialogues.Token.Parse(b.Token)?.Verb)).Chunk(4)],
        };
    }

    /// <summary>Everything that was said so far, phase by phase, in as many messages as it takes.</summary>
    public static IEnumerable<Message> Past(Beratung beratung)
    {
        var lines = new List<Text> { Text.Title("beratung.past") };
        foreach (var phase in beratung.Plan.Select(p => p.Phase))
        {
            var said = beratung.Said.Where(s => s.Phase == phase).ToList();
            if (said.Count == 0)
                continue;
            lines.Add(Text.Title($"beratung.phase.{Name(phase)}"));
            lines.AddRange(said.Select(Line));
        }
        lines.AddRange(Steps(beratung));
        if (lines.Count == 1)
            lines.Add("beratung.past.none");
        return lines.Chunk(LinesInMessage).Select(some => Message.Of(some) with { Seal = beratung.Seal });
    }

    /// <summary>A moment on the clocks of the Quartier.</summary>
    public static Arg When(Call call, Beratung beratung, string name, Instant at)
    {
        var zone = Call.ZoneOf(call.Find(Quartier.Kind, beratung.Quartier));
        return Arg.OfWhen(name, new When.Moment(at.InZone(zone).LocalDateTime).Encode());
    }

    /// <summary>The name of a phase in text keys.</summary>
    public static string Name(BeratungPhase phase) => phase.ToString().ToLowerInvariant();

    private static Message Planned(Call call, Beratung beratung, Seat seat)
    {
        var message = Message
            .Of(Text.Title("beratung.title"), "beratung.planned")
            .And(Matter(beratung))
            .And(beratung.Consent.TakesPart ? "beratung.consent.part" : "beratung.consent.told")
            .And(Times(beratung), Seats(beratung), Mine(seat));
        if (beratung.StartsAt is { } start)
            message = message.And(Text.Of("beratung.starts", When(call, beratung, "when", start)));
        message = message.And(Text.Of("beratung.deleted-on", When(call, beratung, "when", beratung.DeleteOn)));
        if (seat.Role is not (BeratungRole.Bringer or BeratungRole.Concerned))
            message = message.Row(Own(beratung, "k-mod"), Own(beratung, "k-minutes"));
        if (beratung.Leads(seat.Person))
            message = message
                .And(beratung.Place is null ? "beratung.group.possible" : "beratung.group.is")
                .Row(Own(beratung, "k-begin"), Own(beratung, "k-times"));
        return seat.Person != beratung.Owner
            ? message
            : message
                .Row(Own(beratung, "k-draw"), Own(beratung, "k-invite"))
                .Row(Own(beratung, "k-date"), Own(beratung, "k-delete"));
    }

    private static Message Running(Call call, Beratung beratung, Seat seat)
    {
        var phase = beratung.Phase;
        var message = Message.Of(
            Text.Title($"beratung.phase.{Name(phase)}"),
            Text.Of("beratung.progress", ("step", beratung.At + 1), ("of", beratung.Plan.Count)),
            Text.Of("beratung.until", When(call, beratung, "when", beratung.PhaseEnds!.Value)),
            Mine(seat),
            $"beratung.do.{Name(phase)}"
        );
        if (phase != BeratungPhase.Arrive)
            message = message.And(Matter(beratung));
        if (phase == BeratungPhase.Ideas)
            message = message.And([.. Enumerable.Range(1, 7).Select(n => (Text)$"beratung.step.{n}")]);
        message = phase == BeratungPhase.Choose ? Choosing(message, beratung, seat) : message.And(SaidNow(beratung));
        if (phase == BeratungPhase.NextSteps)
            message = message.And([.. Chosen(beratung), .. Steps(beratung)]);
        if (BeratungSaying.MaySay(beratung, seat))
            message = message.Row(Say(beratung));
        if (beratung.Leads(seat.Person))
            message = message.Row(Leading(beratung));
        message = message.Row(Own(beratung, "k-past"));
        return seat.Person == beratung.Owner ? message.Row(Own(beratung, "k-delete")) : message;
    }

    /// <summary>The button with which somebody says something in the present phase.</summary>
    public static Button Say(Beratung beratung) =>
        Press.Labelled(
            beratung.Phase == BeratungPhase.NextSteps ? "beratung.add-step" : "beratung.add",
            "k-say",
            beratung.Id
        );

    private static Button[] Leading(Beratung beratung) =>
        [
            Press.Labelled(
                beratung.At + 1 < beratung.Plan.Count
                    ? Text.Of(
                        "beratung.next",
                        Arg.OfKey("phase", $"beratung.phase.{Name(beratung.Plan[beratung.At + 1].Phase)}")
                    )
                    : "beratung.finish",
                "k-next",
                beratung.Id,
                BeratungLife.NextStamp(beratung)
            ),
            Press.Button("k-more", beratung.Id, BeratungLife.MoreStamp(beratung)),
        ];

    private static Message Done(Call call, Beratung beratung, Seat seat)
    {
        var message = Message
            .Of(Text.Title("beratung.done"))
            .And(Matter(beratung))
            .And([.. Chosen(beratung), .. Steps(beratung)]);
        if (beratung.Outcome is { } outcome)
            message = message.And(Text.Title("beratung.outcome"), Text.Quote(outcome));
        if (beratung.Theme is { } theme)
            message = message.And("beratung.theme", Text.Quote(theme));
        message = message.And(
            beratung.Outcome is null ? "beratung.outcome.missing"
                : beratung.IsOut ? "beratung.outcome.out"
                : Text.Of("beratung.outcome.waits", ("count", beratung.Released.Count), ("of", beratung.Seats.Count)),
            Text.Of("beratung.deleted-on", When(call, beratung, "when", beratung.DeleteOn))
        );
        if (beratung is { Outcome: not null, IsOut: false } && !beratung.Released.Contains(seat.Person))
            message = message.Row(Own(beratung, "k-release"));
        if (!beratung.IsOut && BeratungOutcome.MayWrite(beratung, seat))
            message = message.Row(Own(beratung, "k-outcome"));
        message = message.Row(Own(beratung, "k-past"));
        return seat.Person == beratung.Owner ? message.Row(Own(beratung, "k-delete")) : message;
    }

    private static Message Choosing(Message message, Beratung beratung, Seat seat)
    {
        var ideas = beratung.Ideas.Take(MostIdeas).ToList();
        for (var i = 0; i < ideas.Count; i++)
            message = message.And(
                Text.Of(
                    beratung.Chosen.Contains(i) ? "beratung.idea.chosen" : "beratung.idea",
                    ("number", i + 1),
                    ("words", ideas[i].Words)
                )
            );
        if (ideas.Count == 0)
            return message.And("beratung.idea.none");
        if (!BeratungSaying.MayChoose(beratung, seat))
            return message;
        foreach (var row in Enumerable.Range(0, ideas.Count).Chunk(4))
            message = message.Row([
                .. row.Select(i =>
                    Press.Labelled(
                        Text.Of(
                            beratung.Chosen.Contains(i) ? "beratung.idea.off" : "beratung.idea.on",
                            ("number", i + 1)
                        ),
                        "k-choose",
                        beratung.Id,
                        $"{i}"
                    )
                ),
            ]);
        return message;
    }

    private static Text[] Matter(Beratung beratung) =>
        ["beratung.question", Text.Quote(beratung.Question), "beratung.situation", Text.Quote(beratung.Situation)];

    private static Text Times(Beratung beratung) =>
        Text.Of(
            beratung.AtOnce ? "beratung.minutes" : "beratung.days",
            ("count", beratung.Plan.Sum(p => p.Length)),
            ("phases", beratung.Plan.Count)
        );

    private static Text Seats(Beratung beratung) =>
        Text.Of("beratung.seats", ("names", string.Join(", ", beratung.Seats.Select(s => s.Name))));

    private static Text Mine(Seat seat) =>
        Text.Of("beratung.mine", Arg.OfKey("role", $"beratung.role.{seat.Role.ToString().ToLowerInvariant()}"));

    private static Text[] SaidNow(Beratung beratung) =>
        [.. beratung.Said.Where(s => s.Phase == beratung.Phase).TakeLast(MostShown).Select(Line)];

    private static IEnumerable<Text> Chosen(Beratung beratung)
    {
        var ideas = beratung.Ideas;
        var chosen = beratung.Chosen.Where(i => i < ideas.Count).Order().ToList();
        return chosen.Count == 0
            ? []
            : [Text.Title("beratung.chosen"), .. chosen.Select(i => Text.Quote(ideas[i].Words))];
    }

    private static IEnumerable<Text> Steps(Beratung beratung) =>
        beratung.Steps.Count == 0
            ? []
            :
            [
                Text.Title("beratung.steps"),
                .. beratung.Steps.Select(s =>
                    Text.Of("beratung.step", ("what", s.What), ("who", s.Who), Arg.OfWhen("when", s.When))
                ),
            ];

    private static Text Line(Contribution said) =>
        said.Step > 0
            ? Text.Of("beratung.said.idea", ("name", said.Name), ("number", said.Step), ("words", said.Words))
            : Text.Of("beratung.said", ("name", said.Name), ("words", said.Words));

    private static Button Own(Beratung beratung, string verb) => Press.Button(verb, beratung.Id);
}
