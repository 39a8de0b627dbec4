using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>Shows forms: question by question with buttons, or whole where the messenger can.</summary>
internal static class FormSteps
{
    private const int LabelsInARow = 2;

    /// <summary>Asks the open question, or shows the preview.</summary>
    public static void Ask(Call call, FormSpec form, Draft draft, IReadOnlyList<Text> before, bool edit = false)
    {
        if (Forms.Question(form, draft) is not { } question)
            FormPreview.Show(call, form, draft, before);
        else if (call.WholeForms)
            WholeForm.Show(call, form, draft, before);
        else
            Show(call, draft, Question(call, form, draft, question, before, edit));
    }

    /// <summary>
    /// Remembers a form and shows it in one message. Where forms are taken back, that message goes when the form stands in another one
    /// or is over.
    /// </summary>
    public static void Show(Call call, Draft draft, Message message)
    {
        if (call.TakesFormsBack(draft))
        {
            var isSame = message.Act == Act.Edit && draft.StandsIn?.Place == call.Inbound.Place;
            message = message with { Ref = isSame ? draft.StandsIn!.Ref : $"form:{call.Ids.Short()}" };
            draft = draft with { StandsIn = new(call.Inbound.Place, message.Ref) };
        }
        call.Set(call.Conversation with { Draft = draft });
        call.Say(message);
    }

    /// <summary>Asks which of several readings was meant.</summary>
    public static void AskWhich(Call call, FormSpec form, Draft draft, IReadOnlyList<FieldOption> options) =>
        Show(call, draft, WithNavigation(Message.Of("when.several").Rows(Options(draft, options)), form, draft));

    /// <summary>After a long silence: go on or throw away?</summary>
    public static void AskWhetherToResume(Call call, FormSpec form, Draft draft) =>
        AskToGoOn(call, draft, Text.Of("form.resume", Arg.OfKey("title", $"form.{form.Name}.title")));

    /// <summary>A shelved form is open again.</summary>
    public static void OfferToResume(Call call, Draft draft) =>
        AskToGoOn(call, draft, Text.Of("form.resumed", Arg.OfKey("title", $"form.{draft.Form}.title")));

    /// <summary>Nothing stands before it to go back to, and to cancel means to throw away.</summary>
    private static void AskToGoOn(Call call, Draft draft, Text question) =>
        Show(
            call,
            draft,
            Message
                .Of(question)
                .Row(Way("form.resume.yes", draft, Forms.Resume), Way("form.resume.no", draft, Forms.Discard))
                .Row(Help(draft))
        );

    /// <summary>A button of a form.</summary>
    public static Button Way(Text label, Draft draft, string argument) =>
        Press.Button(label, Forms.Verb, draft.Stamp, argument);

    /// <summary>Back, cancel, help and a human: at every step.</summary>
    public static Message WithNavigation(Message message, FormSpec form, Draft draft) =>
        message.Rows(Navigation(draft, BackFrom(form.Asked(draft), draft)));

    /// <summary>Back, cancel, help and a human: at every step.</summary>
    /// <param name="message">The step.</param>
    /// <param name="draft">Its form.</param>
    /// <param name="back">The way back; null at the first step.</param>
    public static Message WithNavigation(Message message, Draft draft, Button? back) =>
        message.Rows(Navigation(draft, back));

    /// <summary>One step back.</summary>
    public static Button Back(Draft draft) => Way("form.back", draft, Forms.Back);

    private static Button? BackFrom(IEnumerable<Question> asked, Draft draft) =>
        asked.FirstOrDefault()?.Id == draft.At ? null : Back(draft);

    private static List<Button[]> Navigation(Draft draft, Button? back)
    {
        var cancel = Way("form.cancel", draft, Forms.Cancel);
        return [back is null ? [cancel] : [back, cancel], Help(draft)];
    }

    private static Button[] Help(Draft draft) =>
        [Way("form.help.button", draft, Forms.Help), Way("form.human", draft, Forms.Human)];

    private static Message Question(
        Call call,
        FormSpec form,
        Draft draft,
        Question question,
        IReadOnlyList<Text> before,
        bool edit
    )
    {
        List<Question> asked = [.. form.Asked(draft)];
        var lines = new List<Text>(before);
        if (asked.Count > 1)
            lines.Add(
                Text.Of("form.progress", ("step", asked.FindIndex(q => q.Id == question.Id) + 1), ("of", asked.Count))
            );
        lines.Add(form.Key(question));
        return new()
        {
            Lines = lines,
            Buttons = [.. Answers(call, draft, question), .. Navigation(draft, BackFrom(asked, draft))],
            Ref = question is SeveralQuestion ? $"form:{draft.Stamp}" : null,
            Act = edit ? Act.Edit : Act.Send,
        };
    }

    private static List<Button[]> Answers(Call call, Draft draft, Question question)
    {
        var rows = question is SeveralQuestion several
            ? Several(call, draft, several)
            : Options(draft, question.Options(call, draft));
        if (question.Optional)
            rows.Add([Way("form.skip", draft, Forms.Skip)]);
        return rows;
    }

    private static List<Button[]> Options(Draft draft, IReadOnlyList<FieldOption> options)
    {
        var rows = new List<Button[]>();
        for (var first = 0; first < options.Count; first += LabelsInARow)
        {
            var row = new Button[Math.Min(LabelsInARow, options.Count - first)];
            for (var i = 0; i < row.Length; i++)
                row[i] = Way(options[first + i].Label, draft, options[first + i].Value);
            rows.Add(row);
        }
        return rows;
    }

    private static List<Button[]> Several(Call call, Draft draft, SeveralQuestion question)
    {
        var chosen = (draft[question.Id + "+"] ?? "").Split(',');
        var options = question
            .Options(call, draft)
            .Select(o => o with { Label = Marked(o.Label, chosen.Contains(o.Value), call.Language) })
            .ToList();
        return [.. Options(draft, options), [Way("form.done", draft, Forms.Done)]];
    }

    private static Text Marked(Text label, bool chosen, string language) =>
        chosen ? Text.Of("form.chosen", ("label", Texts.Catalog.BuiltIn.Words(label, language))) : label;
}
