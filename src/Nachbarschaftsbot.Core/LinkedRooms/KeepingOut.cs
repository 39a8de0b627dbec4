using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>Whoever does not want it: what they write stays in its room.</summary>
internal static class KeepingOut
{
    /// <summary>The verb of the button.</summary>
    public const string OutVerb = "l-out";

    /// <summary>The verb of the way back.</summary>
    public const string InVerb = "l-in";

    /// <summary>Keeps what the account says in its room from now on, in all rooms.</summary>
    public static void Out(Call call)
    {
        if (call.Inbound.Sender is not { IsAnonymous: false } sender)
            return;
        call.Put(KeptOut.Kind, new KeptOut { Id = sender.Account.Key });
        Answer(call, "linked.out", "linked.out.back", InVerb);
    }

    /// <summary>Carries what the account says again.</summary>
    public static void In(Call call)
    {
        if (call.Inbound.Sender is not { IsAnonymous: false } sender)
            return;
        foreach (var account in Accounts(call, sender))
            call.Delete(KeptOut.Kind, account);
        Answer(call, "linked.in", "linked.in.out", OutVerb);
    }

    /// <summary>Whether who speaks keeps out, with this account or with another one of theirs.</summary>
    public static bool IsOut(Call call) =>
        call.Inbound.Sender is { } sender && Accounts(call, sender).Any(a => call.Find(KeptOut.Kind, a) is not null);

    private static IEnumerable<string> Accounts(Call call, Sender sender) =>
        (call.Person?.Reaches ?? []).Select(r => r.Account.Key).Prepend(sender.Account.Key).Distinct();

    /// <summary>A press is answered in passing: the others need not know.</summary>
    private static void Answer(Call call, string done, string back, string verb)
    {
        if (call.Inbound.Content is Content.Press)
            call.Toast(done);
        if (call.Inbound.Content is not Content.Press || call.Where == Where.Private)
            call.Say(Message.Of(done, back).Row(Press.Button(verb)));
    }
}
