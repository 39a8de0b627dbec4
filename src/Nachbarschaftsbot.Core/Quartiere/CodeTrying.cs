using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>How often one account may try codes, whatever they are for.</summary>
internal static class CodeTrying
{
    /// <summary>The timer that forgets wrong tries.</summary>
    public const string Timer = "code-tries";

    private const int Most = 5;
    private static readonly Duration Within = Duration.FromHours(1);

    /// <summary>Whether the account behind the call tried too many wrong ones.</summary>
    public static bool IsLocked(Call call) => Tries(call)?.Count >= Most;

    /// <summary>Counts a wrong one.</summary>
    public static void Failed(Call call)
    {
        call.Decision.Counted.Add("code.refused");
        if (call.Inbound.Sender is not { IsAnonymous: false } sender)
            return;
        var tries = Tries(call) ?? new CodeTries { Id = sender.Account.Key, Since = call.Now };
        call.Put(CodeTries.Kind, tries with { Count = tries.Count + 1 });
        call.Remind(Timer, tries.Id, tries.Since + Within);
    }

    /// <summary>Wrong tries are forgotten.</summary>
    public static void Forget(Call call, Content.Due due) => call.Delete(CodeTries.Kind, due.Subject);

    /// <summary>The account is nobody's any more: so are its tries.</summary>
    public static void Forget(Call call, Account account)
    {
        call.Unremind(Timer, account.Key);
        call.Delete(CodeTries.Kind, account.Key);
    }

    private static CodeTries? Tries(Call call) =>
        call.Inbound.Sender is { } sender
        && call.Find(CodeTries.Kind, sender.Account.Key) is { } tries
        && call.Now - tries.Since < Within
            ? tries
            : null;
}
