using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.WebChat.Page;

/// <summary>
/// Somebody in front of a page. Forms stand there as a whole: who is in one goes down its fields, and sends it when what they wait for is
/// not asked in it.
/// </summary>
internal sealed class WebSeat(string name, WebPage page) : ISeat
{
    private readonly HashSet<string> sent = [];
    private WebFilling? filling;
    private long mark;

    public string Name => name;

    public WebPage Page => page;

    public IEnumerable<string> Heard => page.Lines.Where(l => l.IsFromBot).Select(l => l.Words);

    public void Types(string text)
    {
        if (Form() is { } form)
            form.Types(text);
        else
            Posts(new() { Text = text });
    }

    public void Runs(string command) => Posts(new() { Text = $"/{command}" });

    /// <summary>On the moderation page in the field below the card, in the own chat with the button below the message.</summary>
    public async Task Answers(string part, string text)
    {
        var line = page.Lines.Last(l => l.IsFromBot && l.Words.Contains(part, StringComparison.Ordinal));
        if (line.TakesReply)
        {
            Posts(new() { Text = text, Line = line.Line });
            return;
        }
        Presses(line, "Antworten");
        await Awaits("Sie schreiben jetzt an");
        Types(text);
    }

    public async Task Presses(string label)
    {
        await Patience.Until(() => Button(label) is not null, () => Misses($"a button \"{label}\""));
        Presses(Button(label)!, label);
    }

    public void Chooses(string label)
    {
        if (Form() is not { } form)
            Presses(Button(label) ?? throw new InvalidOperationException(Misses($"a button \"{label}\"")), label);
        else if (label == "Überspringen")
            form.Passes();
        else if (label.All(char.IsAsciiDigit))
            form.Types(label);
        else if (!form.Chooses(label))
            throw new InvalidOperationException(Misses($"a choice \"{label}\""));
    }

    public async Task<string> Awaits(string part)
    {
        string? found = null;
        await Patience.Until(() => (found = Finds(part)) is not null, () => Misses($"\"{part}\""));
        return found!;
    }

    private string? Finds(string part)
    {
        var form = Form();
        if (form?.Asks(part) is { } label)
            return label;
        if (form is { IsBegun: true })
            Sends(form);
        return page
            .Lines.LastOrDefault(l => l.IsFromBot && l.Seq > mark && l.Words.Contains(part, StringComparison.Ordinal))
            ?.Words;
    }

    private WebFilling? Form()
    {
        var line = page.Lines.LastOrDefault(l => l is { IsOver: false, Sheet: not null });
        if (line is null || sent.Contains(line.Sheet!.Stamp))
            return null;
        if (filling?.Stamp != line.Sheet.Stamp)
            filling = new(line.Sheet, line.Line);
        return filling;
    }

    private void Sends(WebFilling form)
    {
        sent.Add(form.Stamp);
        Posts(
            new()
            {
                Stamp = form.Stamp,
                Answers = form.Answers,
                Line = form.Line,
            }
        );
    }

    private WebShown? Button(string label) =>
        page.Lines.LastOrDefault(l => !l.IsOver && l.Buttons.Any(b => b.Label == label && b.Token is not null));

    private void Presses(WebShown line, string label) =>
        Posts(new() { Token = line.Buttons.First(b => b.Label == label).Token, Line = line.Line });

    private void Posts(WebPost post)
    {
        mark = page.After;
        page.Posts(post);
    }

    private string Misses(string what) =>
        $"{name} misses {what} and sees:\n{string.Join("\n--\n", page.Lines.TakeLast(5))}";
}
