using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Forms that were begun: the open one and those on the shelf.</summary>
internal static class Drafts
{
    /// <summary>All of them, to go on with or to throw away.</summary>
    public static IEnumerable<(IReadOnlyList<Text>, IReadOnlyList<Button>)> Of(Call call)
    {
        if (call.Conversation.Draft is { } open)
            yield return Line(open);
        foreach (var draft in call.Conversation.Shelf)
            yield return Line(draft);
    }

    /// <summary>Where a new one of this direction was begun already: asks whether to go on with it, so that it is not lost.</summary>
    /// <param name="call">The call.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="anew">The button that begins anew.</param>
    /// <returns>True when it asked.</returns>
    public static bool Waits(Call call, Direction direction, Button anew)
    {
        var name = RequestForm.Of(direction).Name;
        var drafts = call.Conversation.Shelf.Prepend(call.Conversation.Draft);
        if (drafts.FirstOrDefault(d => d is { Subject: null, Answers.Count: > 0 } && d.Form == name) is not { } draft)
            return false;
        call.Say(
            Message
                .Of(Text.Of("form.resumed", Arg.OfKey("title", $"form.{name}.title")))
                .Row(Press.Labelled("form.resume.yes", "r-draft", draft.Stamp), anew)
        );
        return true;
    }

    /// <summary>Brings a draft to the front and goes on with it.</summary>
    public static void Resume(Call call, Registry registry, string stamp)
    {
        if (Bring(call, stamp))
            Forms.Again(call, registry);
        else
            call.NotThere();
    }

    /// <summary>Throws a draft away.</summary>
    public static void Discard(Call call, string stamp)
    {
        var conversation = call.Conversation;
        if (conversation.Draft?.Stamp == stamp)
            call.Set(
                conversation with
                {
                    Draft = conversation.Shelf.FirstOrDefault(),
                    Shelf = [.. conversation.Shelf.Skip(1)],
                }
            );
        else if (conversation.Shelf.Any(d => d.Stamp == stamp))
            call.Set(conversation with { Shelf = [.. conversation.Shelf.Where(d => d.Stamp != stamp)] });
        else
        {
            call.NotThere();
            return;
        }
        call.Say("form.cancelled");
    }

    private static bool Bring(Call call, string stamp)
    {
        var conversation = call.Conversation;
        if (conversation.Draft?.Stamp == stamp)
            return true;
        if (conversation.Shelf.FirstOrDefault(d => d.Stamp == stamp) is not { } draft)
            return false;
        var rest = conversation.Shelf.Where(d => d != draft);
        call.Set(
            conversation with
            {
                Draft = draft,
                Shelf = conversation.Draft is { } open ? [open, .. rest] : [.. rest],
            }
        );
        return true;
    }

    private static (IReadOnlyList<Text>, IReadOnlyList<Button>) Line(Draft draft)
    {
        var title = Arg.OfKey("title", $"form.{draft.Form}.title");
        return (
            [Text.Of("request.mine.draft", title)],
            [
                Press.Button(Text.Of("request.mine.draft.resume", title), "r-draft", draft.Stamp),
                Press.Button(Text.Of("request.mine.draft.drop", title), "r-drop", draft.Stamp),
            ]
        );
    }
}
