using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>The forms behind the settings: one question each.</summary>
internal static class SettingsForms
{
    /// <summary>Names of the forms, which are also those of their questions.</summary>
    public const string Name = "myname",
        Topics = "mytopics",
        Notifying = "mynotify",
        Quiet = "myquiet",
        Language = "mylanguage",
        Move = "myquartier";

    /// <summary>Declares the forms.</summary>
    public static void Register(Registry registry) =>
        registry
            .Add(One(new NameQuestion(Name), (me, value) => me with { FirstName = value }))
            .Add(One(TopicsQuestion, (me, value) => me with { Categories = Split(value) }))
            .Add(One(NotifyQuestion, (me, value) => me with { Notify = Enum.Parse<Notify>(value) }))
            .Add(One(new QuietQuestion(Quiet), (me, value) => me with { Quiet = QuietQuestion.Decode(value) }))
            .Add(
                new FormSpec(
                    Language,
                    [LanguageQuestion],
                    (call, draft) => Joining.Speak(call, registry, draft[Language]!)
                )
            )
            .Add(new FormSpec(Move, [new QuartierQuestion(Move) { ToJoin = true }], Moved));

    /// <summary>Opens one of them.</summary>
    public static void Start(Call call, Registry registry, string name)
    {
        if (name is not (Name or Topics or Notifying or Quiet or Language or Move))
        {
            call.NotThere();
            return;
        }
        var known = new Dictionary<string, string>();
        if (name == Topics && call.Person!.Categories.Count > 0)
            known[Topics + "+"] = string.Join(',', call.Person.Categories);
        Forms.Start(call, registry.Form(name)!, known);
    }

    /// <summary>The key that says when news comes.</summary>
    public static string KeyOf(Notify notify) => $"notify.{notify.ToString().ToLowerInvariant()}";

    private static SeveralQuestion TopicsQuestion { get; } =
        new(Topics, (_, _) => [.. Categories.All.Select(c => new FieldOption(c.Id, $"category.{c.Id}"))])
        {
            Optional = true,
        };

    private static ChoiceQuestion NotifyQuestion { get; } =
        new(Notifying, (_, _) => [.. Enum.GetValues<Notify>().Select(n => new FieldOption(n.ToString(), KeyOf(n)))]);

    private static ChoiceQuestion LanguageQuestion { get; } =
        new(Language, (_, _) => [new("de", "language.de"), new("en", "language.en")])
        {
            Synonym = typed =>
                Plain.Fold(typed) switch
                {
                    "german" or "auf deutsch" => "de",
                    "englisch" or "in english" => "en",
                    _ => null,
                },
        };

    private static FormSpec One(Question question, Func<Person, string, Person> change) =>
        new(question.Id, [question], (call, draft) => Save(call, change(call.Person!, draft[question.Id] ?? "")))
        {
            StillPossible = (call, _) => call.Person is not null,
        };

    private static void Save(Call call, Person changed)
    {
        call.Put(Person.Kind, changed);
        SettingsPage.Show(call, "settings.saved");
    }

    private static void Moved(Call call, Draft draft)
    {
        var quartier = call.Find(Quartier.Kind, draft[Move]!)!;
        if (quartier.Id == call.Person!.Quartier)
            Menu.Show(call, Text.Of("move.already", ("quartier", quartier.Name)));
        else
            Moving.Change(call, quartier);
    }

    private static IReadOnlyList<string> Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
