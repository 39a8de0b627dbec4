using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Messengers.Telegram;
using Nachbarschaftsbot.Outbox;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>What people say in a talk that is carried, and how it arrives.</summary>
internal static class Talk
{
    /// <summary>A place that takes one message in four seconds.</summary>
    internal static readonly Pace Slow = new(0.25, 1, 0, 0);

    internal static Outbound Said(string id, string name, string words, string group = "-1") =>
        Post.ToGroup(group, "") with
        {
            Ref = $"carried:{id}",
            Lines = [Text.Title("linked.from", ("name", name), Arg.OfKey("where", "linked.where.matrix"))],
            Rich = Rich.Of(words),
            Talk = new("linked.where.matrix"),
            Priority = Priority.Notice,
        };

    internal static Outbound Gone(string id) => Said(id, "", "") with { Act = Act.Delete, Lines = [], Rich = null };

    /// <summary>What was given to the messenger, as Telegram would show it.</summary>
    internal static List<string> Read(Post post) =>
        [
            .. post.Messenger.Tries.Select(t =>
                string.Concat(new Renderer(Catalog.BuiltIn).Parts(t.Message).Select(p => p.Text))
            ),
        ];

    /// <summary>One message with one post, then one with two.</summary>
    internal static async Task Shared(Post post)
    {
        await post.Send(
            Talk.Said("1", "Ada", "Hat wer eine Leiter?"),
            Talk.Said("2", "Bela", "Ich."),
            Talk.Said("3", "Cora", "Ich auch.")
        );
        await post.Advance(4);
        await post.Tried(2);
    }
}
