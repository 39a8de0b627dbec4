using System.Globalization;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>The form with which somebody looks for a date.</summary>
internal static class PollForm
{
    /// <summary>Its name.</summary>
    public const string Name = "terminsuche";

    /// <summary>The form. Who says no dates gets free times; who wants it simple is asked nothing about rules.</summary>
    public static readonly FormSpec Form = new(
        Name,
        [
            new TextQuestion("titel", 3, 80, PrivateWords.InWhat),
            new SlotsQuestion("termine") { Optional = true },
            Choice("tage", d => d["termine"] is "", "7", "14", "28"),
            Choice("uhrzeit", d => d["termine"] is "", "arbeit", "vormittag", "nachmittag", "abend"),
            Choice("dauer", null, "30", "60", "90", "120"),
            new TextQuestion("ort", 2, 120) { Optional = true },
            new SeveralQuestion("wen", (call, _) => PollAudience.Options(call)),
            Choice("regeln", null, "einfach", "selbst"),
            Choice("frist", Own, "1", "3", "7", "14"),
            new NumberQuestion("mindestens", 1, 200) { If = Own },
            Choice("sichtbar", Own, "namen", "zahlen"),
            Choice("schluss", Own, "regel", "selbst"),
        ],
        Complete
    )
    {
        Preview = Preview,
    };

    /// <summary>Opens the form, or first shows what is already running.</summary>
    public static void Begin(Call call)
    {
        var running = PollThings.Running(call).ToList();
        if (running.Count == 0)
            New(call);
        else
            call.Say(PollThings.List(call, running).Row(Press.Button("p-new")));
    }

    /// <summary>Opens the form. Where there is only one way to ask people, it is not asked for.</summary>
    public static void New(Call call) =>
        Forms.Start(
            call,
            Form,
            PollAudience.Options(call) is [var only] ? new Dictionary<string, string> { ["wen"] = only.Value } : null
        );

    private static bool Own(Draft draft) => draft["regeln"] == "selbst";

    private static ChoiceQuestion Choice(string id, Func<Draft, bool>? when, params string[] values) =>
        new(id, (_, _) => [.. values.Select(v => new FieldOption(v, $"form.terminsuche.{id}.{v}"))]) { If = when };

    private static IReadOnlyList<Text> Preview(Call call, Draft draft)
    {
        var spec = Spec(call, draft);
        return DatePolling.Plan(call, spec) switch
        {
            (null, var why) => [why!, "datepoll.change-or-stop"],
            (var poll, _) when PollSearching.WillAsk(call, spec) =>
            [
                .. PollCard.Preview(call, poll),
                "datepoll.preview.calendars",
            ],
            (var poll, _) => PollCard.Preview(call, poll),
        };
    }

    private static void Complete(Call call, Draft draft)
    {
        switch (DatePolling.Start(call, Spec(call, draft)))
        {
            case PollStart.Refused(var why):
                call.Say(why);
                Forms.Start(call, Form, draft.With("termine", null).With("frist", null).Answers);
                break;
            case PollStart.Started(var poll, var unreached):
                Started(call, poll, unreached.Count);
                break;
        }
    }

    /// <summary>Says what happens next.</summary>
    private static void Started(Call call, DatePoll poll, int unreached)
    {
        var message =
            poll.State == PollState.Searching
                ? Message.Of("datepoll.searching")
                : Message.Of(
                    Text.Of("datepoll.started", PollText.At(call, poll, "deadline", poll.Deadline)),
                    "datepoll.started.own"
                );
        if (unreached > 0)
            message = message.And(Text.Of("datepoll.unreached", ("count", unreached)));
        call.Say(poll.ByLink ? message.And([.. PollAudience.Link(call, poll)]) : message);
    }

    private static DatePollSpec Spec(Call call, Draft draft)
    {
        var length = Duration.FromMinutes(Number(draft, "dauer", 60));
        var audience = PollAudience.Of(call, draft["wen"] ?? "");
        var isOnline =
            Plain.Fold(draft["ort"] ?? "") is "online" or "teams" or "video" or "videokonferenz" or "video call";
        return new()
        {
            Quartier = call.Person!.Quartier!,
            Title = Text.Plain(draft["titel"] ?? ""),
            Feature = DatePolling.Alone,
            Owner = call.Person.Id,
            Participants = [.. audience.Persons.Append(call.Person.Id).Distinct()],
            Channels = audience.Channels,
            ByLink = audience.ByLink,
            OwnerComes = true,
            Slots = SlotsQuestion.Times(draft["termine"], length, call.Zone),
            Window = draft["termine"] is { Length: > 0 } ? null : Window(call, draft, length),
            Deadline = call.Now + Duration.FromDays(Own(draft) ? Number(draft, "frist", 3) : 3),
            Minimum = Own(draft) ? Number(draft, "mindestens", 2) : 2,
            Names = !Own(draft) || draft["sichtbar"] != "zahlen",
            ByRule = !Own(draft) || draft["schluss"] != "selbst",
            Where = isOnline ? "" : draft["ort"] ?? "",
            Online = isOnline,
        };
    }

    private static SlotSearch Window(Call call, Draft draft, Duration length)
    {
        var (from, to) = draft["uhrzeit"] switch
        {
            "vormittag" => (9, 12),
            "nachmittag" => (13, 17),
            "abend" => (17, 21),
            _ => (9, 17),
        };
        var tomorrow = call.LocalNow.Date.PlusDays(1);
        return new()
        {
            From = tomorrow.AtStartOfDayInZone(call.Zone).ToInstant(),
            LastDay = tomorrow.PlusDays(Number(draft, "tage", 7) - 1),
            Zone = call.Zone,
            Length = length,
            DayFrom = new LocalTime(from, 0),
            DayTo = new LocalTime(to, 0),
        };
    }

    private static int Number(Draft draft, string question, int otherwise) =>
        int.TryParse(draft[question], CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
