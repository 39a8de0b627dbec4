using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>
/// The form for requests and for offers: the same questions in the words of each. Also edits: then the subject of the draft is the
/// request.
/// </summary>
internal static class RequestForm
{
    /// <summary>Hidden answer: a time that was understood but is over.</summary>
    public const string Past = "past";

    /// <summary>Hidden answer: a date or time that there is not, in the person's words.</summary>
    public const string Missing = "missing";

    /// <summary>Hidden answer: the text is an old one of the person, to be sent once more.</summary>
    public const string Again = "again";

    private const int LongestArea = 80;

    /// <summary>Asking for help.</summary>
    public static readonly FormSpec Anfrage = Make(Direction.Gesuch);

    /// <summary>Offering help.</summary>
    public static readonly FormSpec Angebot = Make(Direction.Angebot);

    /// <summary>The form for a direction.</summary>
    public static FormSpec Of(Direction direction) => direction == Direction.Gesuch ? Anfrage : Angebot;

    /// <summary>The request that a draft makes.</summary>
    public static HelpRequest Read(Call call, Draft draft, Direction direction) =>
        Sharing.Prepare(
            call,
            Fill(
                new()
                {
                    Id = draft.Stamp,
                    Quartier = call.Person!.Quartier!,
                    Owner = call.Person.Id,
                    Direction = direction,
                    Category = "",
                    What = "",
                    When = "",
                    Area = "",
                    Created = call.Now,
                },
                draft
            ),
            seen: draft.Touched
        );

    /// <summary>A request with the answers of a draft.</summary>
    public static HelpRequest Fill(HelpRequest request, Draft draft)
    {
        var urgency = Enum.Parse<Urgency>(draft["eile"] ?? nameof(Urgency.Normal), ignoreCase: true);
        return request with
        {
            Category = draft["art"]!,
            What = draft["was"]!,
            When = draft["wann"]!,
            Area = draft["wo"] ?? "",
            Places = Math.Max(NumberWords.Read(draft["personen"] ?? "") ?? 1, Math.Max(1, request.Taken.Count)),
            Urgency = urgency,
            FirstComes = urgency == Urgency.Urgent && draft["wahl"] == "erste",
        };
    }

    /// <summary>The answers that make this request.</summary>
    public static Dictionary<string, string> Answers(HelpRequest request)
    {
        var answers = new Dictionary<string, string>
        {
            ["art"] = request.Category,
            ["was"] = request.What,
            ["wann"] = request.When,
            ["wo"] = request.Area,
            ["personen"] = request.Places.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["eile"] = Value(request.Urgency),
        };
        if (request.Urgency == Urgency.Urgent)
            answers["wahl"] = request.FirstComes ? "erste" : "ich";
        return answers;
    }

    /// <summary>What was understood of a sentence, as answers; the rest is asked.</summary>
    public static Dictionary<string, string> Answers(Sentence sentence)
    {
        var answers = new Dictionary<string, string>();
        if (sentence.Category is { } category)
            answers["art"] = category.Id;
        if (sentence.What.Any(char.IsLetter) && PrivateWords.InWhat(sentence.What) is null)
            answers["was"] = sentence.What;
        if (sentence.People is { } people and <= 20)
            answers["personen"] = people.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (sentence.Urgency is { } urgency)
            answers["eile"] = Value(urgency);
        switch (sentence.Time)
        {
            case WhenReading.Understood(var when):
                answers["wann"] = when.Encode();
                break;
            case WhenReading.Partly(var said):
                answers["wann~"] = said;
                break;
            case WhenReading.InThePast(var when):
                answers[Past] = when.Encode();
                break;
            case WhenReading.DoesNotExist(var what):
                answers[Missing] = what;
                break;
        }
        return answers;
    }

    private static string Value(Urgency urgency) => urgency.ToString().ToLowerInvariant();

    private static FormSpec Make(Direction direction)
    {
        var name = direction == Direction.Gesuch ? "anfrage" : "angebot";
        Question[] questions =
        [
            new ChoiceQuestion("art", (_, _) => [.. Categories.All.Select(c => new FieldOption(c.Id, c.LabelKey))])
            {
                Synonym = typed => Categories.TryFind(typed, out var category) ? category.Id : null,
            },
            new TextQuestion("was", 3, 300, PrivateWords.InWhat),
            new WhenQuestion("wann"),
            new TextQuestion("wo", 2, LongestArea, PrivateWords.InArea) { Optional = true },
            new NumberQuestion("personen", 1, 20),
            new ChoiceQuestion("eile", (_, _) => [.. Enum.GetValues<Urgency>().Select(Option)]),
            new ChoiceQuestion("wahl", (_, _) => [Wahl(name, "erste"), Wahl(name, "ich")])
            {
                If = draft => draft["eile"] == "urgent",
            },
        ];
        return new(name, questions, (call, draft) => Submitting.Complete(call, draft, direction))
        {
            Preview = (call, draft) => Preview(call, Shown(call, draft, direction)),
            Opening = (call, draft) => Opening(call, draft, questions, name),
            StillPossible = (call, draft) => Submitting.StillPossible(call, draft),
        };
    }

    private static IReadOnlyList<Text> Preview(Call call, HelpRequest request) =>
        [.. RequestText.Lines(call, request), .. Sharing.Preview(call, request)];

    private static HelpRequest Shown(Call call, Draft draft, Direction direction) =>
        draft.Subject is { } id && call.Find(HelpRequest.Kind, id) is { } known
            ? Fill(known, draft)
            : Read(call, draft, direction);

    private static FieldOption Option(Urgency urgency) => new(Value(urgency), $"urgency.{Value(urgency)}");

    private static FieldOption Wahl(string form, string value) => new(value, $"form.{form}.wahl.{value}");

    private static IReadOnlyList<Text> Opening(Call call, Draft draft, Question[] questions, string name)
    {
        if (questions.Where(q => q.If?.Invoke(draft) ?? true).All(q => draft[q.Id] is not null))
            return draft.Subject is not null || draft[Again] is not null ? ["request.edit.opening"] : [];
        var lines = draft.Subject is not null
            ? []
            : questions.Where(q => draft[q.Id] is { Length: > 0 }).Select(q => Known(call, draft, q, name)).ToList();
        if (lines.Count > 0)
            lines.Insert(0, draft[Again] is null ? "request.understood" : "request.known");
        if (draft[Past] is { } past)
            lines.Add(Text.Of("when.past", Arg.OfWhen("when", past)));
        if (draft[Missing] is { } missing)
            lines.Add(Text.Of("when.missing", ("what", missing)));
        if (draft["wann~"] is { } said)
            lines.Add(Text.Of("request.understood.part", ("said", said)));
        return lines;
    }

    private static Text Known(Call call, Draft draft, Question question, string name) =>
        Text.Of(
            "request.understood.line",
            Arg.OfKey("label", $"form.{name}.{question.Id}.label"),
            ("value", Texts.Catalog.BuiltIn.Words(question.Show(draft[question.Id]!, call, draft), call.Language))
        );
}
