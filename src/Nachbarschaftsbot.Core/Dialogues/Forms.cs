using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// Walks through forms: asks, takes answers, goes back, shows the preview, completes. The draft lives in the conversation, so it
/// survives restarts and silence. Leaving a form for another shelves it; it comes back.
/// </summary>
public static class Forms
{
    /// <summary>The verb of all buttons of forms: subject is the stamp, the argument an option or one of the ways below.</summary>
    public const string Verb = "f";

    /// <summary>Ways that are no answers; a tilde keeps them apart from options.</summary>
    public const string Back = "~back",
        Cancel = "~cancel",
        Help = "~help",
        Human = "~human",
        Skip = "~skip",
        Submit = "~submit",
        Resume = "~resume",
        Discard = "~discard",
        Change = "~change",
        Done = "~done";

    /// <summary>After this long, free words are not taken as an answer without asking.</summary>
    public static readonly Duration StaleAfter = Duration.FromHours(24);

    private const int MaxShelf = 3;

    /// <summary>Opens a form with what is known already and asks the first open question.</summary>
    public static void Start(
        Call call,
        FormSpec form,
        IReadOnlyDictionary<string, string>? answers = null,
        string? subject = null
    )
    {
        if (form.Confidential && !call.MayBeConfidential)
        {
            call.Say("call.not-confidential", "call.not-confidential.where");
            return;
        }
        var draft = new Draft
        {
            Confidential = form.Confidential,
            Form = form.Name,
            Answers = answers ?? new Dictionary<string, string>(),
            Stamp = call.Ids.Short(),
            Subject = subject,
            Touched = call.Now,
        };
        if (form.StillPossible?.Invoke(call, draft) == false)
            return;
        Shelve(call, form, subject);
        Proceed(call, form, draft, form.Opening?.Invoke(call, draft) ?? []);
    }

    /// <summary>Takes a typed answer to the open question.</summary>
    public static void Typed(Call call, Registry registry, string text)
    {
        if (Current(call, registry) is not var (form, draft))
            return;
        if (Way(text) is { } way)
            Go(call, registry, form, draft, way);
        else if (Question(form, draft) is not { } question)
            FormPreview.Typed(call, registry, form, draft, text);
        else if (call.Now - draft.Touched > StaleAfter && IsFree(draft, question))
            FormSteps.AskWhetherToResume(call, form, draft);
        else
            Take(call, form, draft, question, text);
    }

    /// <summary>Whether any words can be an answer: after a long silence they may be meant for something else.</summary>
    private static bool IsFree(Draft draft, Question question) =>
        question is TextQuestion || draft.Confidential && question.Kind == FieldKind.Text;

    /// <summary>Takes a button.</summary>
    public static void Pressed(Call call, Registry registry, string stamp, string argument)
    {
        if (Current(call, registry) is not var (form, draft))
        {
            call.Toast("form.stale");
            call.Say("form.stale", "call.what-now");
        }
        else if (draft.Stamp != stamp)
        {
            call.Toast("form.stale");
            FormSteps.Ask(call, form, draft, ["form.stale"]);
        }
        // A lone ~ is an answer: any time.
        else if (argument is ['~', _, ..])
            Go(call, registry, form, draft, argument);
        else if (Question(form, draft) is { } question)
            Choose(call, form, draft, question, argument);
        else
            FormPreview.Pressed(call, form, draft, argument);
    }

    /// <summary>Takes a whole form at once. What is wrong is shown beside its question; what is right is kept.</summary>
    public static void Filled(Call call, Registry registry, Content.Filled filled)
    {
        if (Current(call, registry) is not var (form, draft))
            call.Say("form.stale", "call.what-now");
        else if (draft.Stamp != filled.Stamp)
            FormSteps.Ask(call, form, draft, ["form.stale"]);
        else
            WholeForm.Take(call, form, draft, filled.Answers);
    }

    /// <summary>Shows the open form again, after something else was said.</summary>
    public static void Again(Call call, Registry registry, params Text[] before)
    {
        if (Current(call, registry) is var (form, draft))
            FormSteps.Ask(call, form, draft, before);
    }

    /// <summary>Goes on with a form that was begun elsewhere; what is open here is put aside.</summary>
    internal static void TakeOver(Call call, FormSpec form, Draft draft)
    {
        Shelve(call, form, draft.Subject);
        draft = draft with { StandsIn = null, Shown = [], Stamp = call.Ids.Short(), Touched = call.Now };
        FormSteps.Ask(call, form, draft, []);
    }

    /// <summary>The open form, or null.</summary>
    public static (FormSpec Form, Draft Draft)? Current(Call call, Registry registry) =>
        call.Conversation.Draft is { } draft && registry.Form(draft.Form) is { } form ? (form, draft) : null;

    /// <summary>The next open question of a draft, or the preview, or the end.</summary>
    internal static void Proceed(Call call, FormSpec form, Draft draft, IReadOnlyList<Text> before)
    {
        var next = form.Asked(draft).FirstOrDefault(q => draft[q.Id] is null);
        draft = draft with { At = next?.Id, Changing = false, Stamp = call.Ids.Short(), Touched = call.Now };
        if (next is null && form.Preview is null)
            Finish(call, form, draft);
        else
            FormSteps.Ask(call, form, draft, before);
    }

    /// <summary>Closes the form and does what it is for.</summary>
    internal static void Finish(Call call, FormSpec form, Draft draft)
    {
        call.Set(call.Conversation with { Draft = null });
        if (form.StillPossible?.Invoke(call, draft) != false)
            form.Complete(call, draft);
        if (call.Conversation is not { Draft: null, Shelf: { Count: > 0 } shelf })
            return;
        call.Set(call.Conversation with { Draft = shelf[0], Shelf = [.. shelf.Skip(1)] });
        FormSteps.OfferToResume(call, shelf[0]);
    }

    internal static Question? Question(FormSpec form, Draft draft) =>
        draft.At is null ? null : form.Questions.FirstOrDefault(q => q.Id == draft.At);

    /// <summary>Puts the open draft aside. One of the same form about the same thing gives way to the new one.</summary>
    private static void Shelve(Call call, FormSpec form, string? subject)
    {
        if (call.Conversation.Draft is not { } open)
            return;
        var kept = (Draft[])[open, .. call.Conversation.Shelf];
        call.Set(call.Conversation with { Draft = null, Shelf = [.. kept.Where(d => !IsSame(d)).Take(MaxShelf)] });

        bool IsSame(Draft draft) => draft.Form == form.Name && draft.Subject == subject;
    }

    private static void Take(Call call, FormSpec form, Draft draft, Question question, string text)
    {
        switch (question.Read(text, call, draft))
        {
            case Reading.Accepted(var value):
                Proceed(call, form, draft.With(question.Id + "~", null).With(question.Id, value), []);
                break;
            case Reading.More(var ask, var said):
                draft = draft.With(question.Id + "~", said) with { Touched = call.Now };
                FormSteps.Ask(call, form, draft, [ask]);
                break;
            case Reading.Refused(var why):
                FormSteps.Ask(call, form, draft, [why]);
                break;
            case Reading.Choose(var options):
                FormSteps.AskWhich(call, form, draft, options);
                break;
        }
    }

    private static void Choose(Call call, FormSpec form, Draft draft, Question question, string value)
    {
        if (question is SeveralQuestion several)
        {
            var chosen = (draft[question.Id + "+"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToList();
            if (!several.Options(call, draft).Any(o => o.Value == value))
                FormSteps.Ask(call, form, draft, ["form.choose"]);
            else
            {
                if (!chosen.Remove(value))
                    chosen.Add(value);
                draft = draft.With(question.Id + "+", string.Join(',', chosen)) with { Touched = call.Now };
                FormSteps.Ask(call, form, draft, [], edit: true);
            }
        }
        else
            Take(call, form, draft, question, value);
    }

    private static void Go(Call call, Registry registry, FormSpec form, Draft draft, string way)
    {
        switch (way)
        {
            case Back:
                GoBack(call, form, draft);
                break;
            case Cancel or Discard:
                Leave(call, registry);
                break;
            case Help:
                FormSteps.Ask(call, form, draft, ["form.help"]);
                break;
            case Human:
                registry.OnHuman?.Invoke(call);
                break;
            case Skip when Question(form, draft) is { Optional: true } question:
                Proceed(call, form, draft.With(question.Id, ""), []);
                break;
            case Done when Question(form, draft) is SeveralQuestion several:
                TakeSeveral(call, form, draft, several);
                break;
            case Submit when draft.At is null:
                Finish(call, form, draft);
                break;
            case Change when draft.At is null:
                FormPreview.AskWhatToChange(call, form, draft);
                break;
            default:
                FormSteps.Ask(call, form, draft with { Touched = call.Now }, []);
                break;
        }
    }

    private static void TakeSeveral(Call call, FormSpec form, Draft draft, SeveralQuestion question)
    {
        var chosen = draft[question.Id + "+"] ?? "";
        if (chosen.Length == 0 && !question.Optional)
            FormSteps.Ask(call, form, draft, ["form.choose-several"]);
        else
            Proceed(call, form, draft.With(question.Id + "+", null).With(question.Id, chosen), []);
    }

    private static void GoBack(Call call, FormSpec form, Draft draft)
    {
        if (WholeForm.IsBehind(call, form, draft))
        {
            WholeForm.Reopen(call, form, draft);
            return;
        }
        var asked = form.Asked(draft).ToList();
        var at = draft.At is null ? asked.Count : asked.FindIndex(q => q.Id == draft.At);
        if (at <= 0)
            FormSteps.Ask(call, form, draft, ["form.first"]);
        else
        {
            var previous = asked[at - 1];
            draft = draft.With(previous.Id, null) with
            {
                At = previous.Id,
                Stamp = call.Ids.Short(),
                Touched = call.Now,
            };
            FormSteps.Ask(call, form, draft, []);
        }
    }

    private static void Leave(Call call, Registry registry)
    {
        var shelf = call.Conversation.Shelf;
        call.Set(call.Conversation with { Draft = shelf.FirstOrDefault(), Shelf = [.. shelf.Skip(1)] });
        call.Say("form.cancelled");
        if (call.Conversation.Draft is { } back)
            FormSteps.OfferToResume(call, back);
        else
            registry.OnMenu?.Invoke(call);
    }

    private static string? Way(string text) => Ways.Of(text);
}
