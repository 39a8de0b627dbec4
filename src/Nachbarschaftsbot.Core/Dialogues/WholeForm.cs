using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// Forms that are shown and sent at once, for messengers that can. A question that depends on an answer comes in a second step, alone,
/// when it is clear that it is asked. Typed answers still work, question by question.
/// </summary>
internal static class WholeForm
{
    /// <summary>Shows the questions with what was answered: all that are asked, or in a second step those that came up by an answer.</summary>
    public static void Show(
        Call call,
        FormSpec form,
        Draft draft,
        IReadOnlyList<Text> before,
        IReadOnlyDictionary<string, Text>? errors = null
    )
    {
        var asked = form.Asked(draft).ToList();
        var cameUp = asked.Where(q => draft[q.Id] is null).ToList();
        var isSecondStep = draft.Shown.Count > 0 && cameUp.Count > 0 && cameUp.All(q => q.If is not null);
        if (isSecondStep && before.Count == 0)
            before = [Text.Of("form.more", ("count", cameUp.Count))];
        var shown = isSecondStep ? cameUp : asked;
        draft = draft with { Shown = [.. shown.Select(q => q.Id)] };
        var view = new FormView(
            draft.Stamp,
            $"form.{form.Name}.title",
            [.. shown.Select(q => Field(call, form, draft, q, errors?.GetValueOrDefault(q.Id)))],
            form.Preview is null ? $"form.{form.Name}.submit" : "form.to-preview"
        );
        var message = Message.Of([.. before]) with { Form = view };
        var back = isSecondStep ? FormSteps.Back(draft) : null;
        FormSteps.Show(call, draft, FormSteps.WithNavigation(message, draft, back));
    }

    /// <summary>Whether one step back from here is the form with all its questions: from the preview and from a second step.</summary>
    public static bool IsBehind(Call call, FormSpec form, Draft draft) =>
        call.WholeForms
        && (draft.At is null || (draft.Shown.Count > 0 && form.Asked(draft).Any(q => !draft.Shown.Contains(q.Id))));

    /// <summary>Opens all questions again from the preview or a second step.</summary>
    public static void Reopen(Call call, FormSpec form, Draft draft)
    {
        draft = draft with
        {
            At = form.Questions[0].Id,
            Changing = true,
            Shown = [],
            Stamp = call.Ids.Short(),
            Touched = call.Now,
        };
        Show(call, form, draft, []);
    }

    /// <summary>Takes all answers; shows the form again where one is wrong.</summary>
    public static void Take(Call call, FormSpec form, Draft draft, IReadOnlyDictionary<string, string> answers)
    {
        var errors = new Dictionary<string, Text>();
        foreach (var question in form.Questions)
        {
            var isAsked = question.If?.Invoke(draft) ?? true;
            var stood = draft.Shown.Count == 0 || draft.Shown.Contains(question.Id);
            if (stood || !isAsked)
                draft = draft.With(question.Id, null).With(question.Id + "+", null).With(question.Id + "~", null);
            if (stood && isAsked)
                draft = Read(call, draft, question, answers.GetValueOrDefault(question.Id)?.Trim() ?? "", errors);
        }
        if (errors.Count == 0)
            Forms.Proceed(call, form, draft, []);
        else
        {
            draft = draft with { At = errors.Keys.First(), Stamp = call.Ids.Short(), Touched = call.Now };
            Show(call, form, draft, ["form.errors"], errors);
        }
    }

    private static Draft Read(Call call, Draft draft, Question question, string answer, Dictionary<string, Text> errors)
    {
        if (answer.Length == 0 && question.Optional)
            return draft.With(question.Id, "");
        switch (answer.Length == 0 ? new Reading.Refused("form.missing") : question.Read(answer, call, draft))
        {
            case Reading.Accepted(var value):
                return draft.With(question.Id, value);
            case Reading.Refused(var why):
                errors[question.Id] = why;
                break;
            case Reading.More(var ask, var said):
                // Whoever sends the same once more means it.
                draft = draft.With(question.Id + "!", said);
                errors[question.Id] = ask;
                break;
            case Reading.Choose(var options):
                errors[question.Id] = Text.Of(
                    "form.which",
                    (
                        "options",
                        string.Join(" / ", options.Select(o => Texts.Catalog.BuiltIn.Words(o.Label, call.Language)))
                    )
                );
                break;
        }
        return draft.With(question.Id + "+", answer);
    }

    private static Field Field(Call call, FormSpec form, Draft draft, Question question, Text? error) =>
        new(
            question.Id,
            question.Kind,
            $"{form.Key(question)}.label",
            Texts.Catalog.BuiltIn.Has($"{form.Key(question)}.hint") ? Text.Of($"{form.Key(question)}.hint") : null,
            question.Options(call, draft),
            Shown(call, draft, question),
            error,
            question.Optional,
            question.MaxLength
        );

    private static string? Shown(Call call, Draft draft, Question question) =>
        draft[question.Id + "+"] is { } wrong ? wrong
        : draft[question.Id] is not { Length: > 0 } value ? null
        : question.IsKeptInCode ? Texts.Catalog.BuiltIn.Words(question.Show(value, call, draft), call.Language)
        : value;
}
