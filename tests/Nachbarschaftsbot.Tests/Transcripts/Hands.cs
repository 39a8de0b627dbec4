using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Somebody who only presses, and writes only what a form or a question asks for.</summary>
internal sealed record Hands(Hood Hood, Actor Who)
{
    public Task Presses(string label, Corner? at = null) => Who.Taps(label, at);

    /// <summary>Presses the newest button whose label begins with one of these words.</summary>
    public Task PressesFirst(params string[] labels)
    {
        var label = Who
            .Chat.Messages.Reverse()
            .SelectMany(m => m.Buttons.SelectMany(r => r).Select(b => Corner.LabelOf(b, m)))
            .First(l => labels.Any(o => l.StartsWith(o, StringComparison.Ordinal)));
        return Who.Taps(label);
    }

    /// <summary>Names the bot in a group and says nothing else, which Teams passes on as a question for help.</summary>
    public Task Calls(Corner at) => Who.Says("/hilfe", at);

    public async Task Writes(string words)
    {
        Assert.NotNull((await Hood.Find(Conversation.Kind, Who.Place.Key))?.Draft);
        Assert.False(words.StartsWith('/'), words);
        await Who.Says(words);
    }

    public Task Replies(string to, string words, Corner at) => Who.Replies(to, words, at);
}
