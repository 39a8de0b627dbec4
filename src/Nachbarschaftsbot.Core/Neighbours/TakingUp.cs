using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>Takes up what somebody came with before they joined: a link, a command or a sentence.</summary>
internal static class TakingUp
{
    /// <summary>Goes on with what the person came with, or shows what can be done.</summary>
    public static void Begin(Call call, Registry registry, Text welcome)
    {
        var carried = call.Conversation.Carried ?? "";
        call.Set(call.Conversation with { Carried = null, Language = null });
        var at = call.Decision.Messages.Count;
        call.Say(welcome);
        if (Takes(call, registry, carried))
            return;
        call.Decision.Messages.RemoveAt(at);
        if (call.Person!.IsMember)
            Menu.Show(call, welcome);
        else
            call.Say(welcome, "join.no-quartier-yet");
    }

    private static bool Takes(Call call, Registry registry, string carried)
    {
        var payload = Payload(carried);
        if (registry.Start(payload) is var (link, rest))
            link.Handle(call, rest);
        else if (!call.Person!.IsMember || payload.Length == 0 || payload != carried)
            return false;
        else if (QuartierFinder.ByCode(call, carried) is not null)
            return false;
        else if (Command(registry, carried) is { } command)
            Router.Run(call, registry, command, Behind(carried));
        else
            return registry.OnSentence?.Invoke(call, SentenceReader.Read(carried, call.LocalNow)) == true;
        return true;
    }

    private static CommandSpec? Command(Registry registry, string carried) =>
        carried.StartsWith('/') ? registry.Command(Router.Split(carried).Name) : registry.ByWords(carried);

    private static string Behind(string carried) => carried.StartsWith('/') ? Router.Split(carried).Argument : "";

    /// <summary>What stands behind /start, or the words themselves (a code can be typed).</summary>
    public static string Payload(string carried) =>
        carried == "/start" ? ""
        : carried.StartsWith("/start ", StringComparison.Ordinal) ? carried[7..].Trim()
        : carried;
}
