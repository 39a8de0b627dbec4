using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>The preview: exactly what others will see, to send, change or leave.</summary>
internal static class FormPreview
{
    /// <summary>Shows it.</summary>
    public static void Show(Call call, FormSpec form, Draft draft, IReadOnlyList<Text> before)
    {
        var message = Message.Of([.. before, Heading(form), .. form.Preview!(call, draft), "form.preview.now"]);
        message = message
            .Row(FormSteps.Way($"form.{form.Name}.submit", draft, Forms.Submit))
            .Row(FormSteps.Way("form.change", draft, Forms.Change));
        FormSteps.Show(call, draft, FormSteps.WithNavigation(message, draft, FormSteps.Back(draft)));
    }

    /// <summary>What the preview shows: by default what others will see, or <c>form.&lt;form&gt;.preview</c>.</summary>
    private static Text Heading(FormSpec form) =>
        Texts.Catalog.BuiltIn.Has($"form.{form.Name}.preview") ? $"form.{form.Name}.preview" : "form.preview";

    /// <summary>Which answer shall change?</summary>
    public static void AskWhatToChange(Call call, FormSpec form, Draft draft)
    {
        if (call.WholeForms)
        {
            WholeForm.Reopen(call, form, draft);
            return;
        }
        var message = Message.Of("form.change.which");
        foreach (var row in form.Asked(draft).Chunk(2))
            message = message.Row([.. row.Select(q => FormSteps.Way($"{form.Key(q)}.label", draft, q.Id))]);
        var back = FormSteps.Way("form.preview.show", draft, Forms.Resume);
        FormSteps.Show(call, draft, FormSteps.WithNavigation(message, draft, back));
    }

    /// <summary>Opens one question again.</summary>
    public static void Pressed(Call call, FormSpec form, Draft draft, string question)
    {
        if (form.Asked(draft).All(q => q.Id != question))
        {
            Show(call, form, draft, ["form.choose"]);
            return;
        }
        draft = draft.With(question, null) with
        {
            At = question,
            Changing = true,
            Stamp = call.Ids.Short(),
            Touched = call.Now,
        };
        FormSteps.Ask(call, form, draft, []);
    }

    /// <summary>Typed words at the preview: yes sends, "ändern" changes, the label of a question opens it.</summary>
    public static void Typed(Call call, Registry registry, FormSpec form, Draft draft, string text)
    {
        var words = Plain.Fold(text);
        var labels = form.Asked(draft).Select(q => new FieldOption(q.Id, $"{form.Key(q)}.label")).ToList();
        if (words is "ja" or "yes" or "stimmt" or "ok" or "passt")
            Forms.Pressed(call, registry, draft.Stamp, Forms.Submit);
        else if (words is "nein" or "no" or "aendern" or "change")
            AskWhatToChange(call, form, draft);
        else if (ChoiceQuestion.Match(text, labels, call.Language) is { } question)
            Pressed(call, form, draft, question);
        else
            Show(call, form, draft, ["form.preview.typed"]);
    }
}
