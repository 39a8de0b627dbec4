using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// From an inbound to what takes it. The order is the rule: danger before all else, then what is named exactly (timer, button,
/// command, reply), then what is open (form, talk), then plain words, then an honest "not understood".
/// </summary>
public static class Router
{
    /// <summary>Decides one call.</summary>
    public static void Route(Call call, Registry registry)
    {
        if (call.Inbound.Sender is not null)
            registry.OnSeen?.Invoke(call);
        switch (call.Inbound.Content)
        {
            case Content.Due due:
                registry.Timer(due.Kind)?.Invoke(call, due);
                break;
            case Content.Membership or Content.Moved or Content.Unreachable:
                registry.OnPlaceChange?.Invoke(call);
                break;
            case Content.Scheduled:
                registry.OnScheduled?.Invoke(call);
                break;
            case Content.FreeBusy busy:
                registry.OnFreeBusy.GetValueOrDefault(busy.Feature)?.Invoke(call, busy);
                break;
            case Content.Press(var token):
                Press(call, registry, Token.Parse(token));
                break;
            case Content.Filled filled when IsPrivate(call):
                EmergencyFirst.Answer(call, registry.About, string.Join('\n', filled.Answers.Values));
                Forms.Filled(call, registry, filled);
                break;
            case Content.Words(var text):
                Words(call, registry, text.Trim());
                break;
            case Content.Posted posted:
                Posted(call, registry, posted);
                break;
            case Content.Edited or Content.Removed or Content.Reacted:
                registry.OnLinked?.Invoke(call);
                break;
            case Content.Attachment attachment:
                Attachment(call, registry, attachment);
                break;
        }
        if (call.Inbound.Sender is not null)
            registry.OnAnswered?.Invoke(call);
    }

    /// <summary>Runs a command by its declaration: right place, right person, or a friendly word.</summary>
    public static void Run(Call call, Registry registry, CommandSpec command, string argument)
    {
        if ((command.Where & call.Where) == 0)
        {
            call.Argument = argument;
            command.Elsewhere?.Invoke(call);
            WrongPlace(call, command);
        }
        else if ((command.Who & call.Standing) == 0)
            NotAllowed(call, registry, command.Who);
        else
        {
            call.Argument = argument;
            command.Handle(call);
        }
    }

    private static bool IsPrivate(Call call) => call.Where == Where.Private;

    private static void Press(Call call, Registry registry, Token? token)
    {
        if (token is not null && token.Verb == Forms.Verb && IsPrivate(call))
            Forms.Pressed(call, registry, token.Subject, token.Argument);
        else if (token is null || registry.Button(token.Verb) is not { } button)
            StaleButton(call);
        else if ((button.Who & call.Standing) == 0)
            NotAllowed(call, registry, button.Who);
        else
        {
            call.Argument = token.Argument;
            button.Press(call, token.Subject);
        }
    }

    private static void Words(Call call, Registry registry, string text)
    {
        EmergencyFirst.Answer(call, registry.About, WithoutCommand(registry, text));
        if (text.StartsWith('/'))
            Command(call, registry, text);
        else if (call.Inbound.ReplyTo is { } reference && registry.Reply(reference) is var (handle, rest))
            handle(call, rest, text);
        else if (!IsPrivate(call))
            registry.OnGroupWords?.Invoke(call, text);
        else if (!call.Standing.HasFlag(Who.Resident) && call.Conversation.Draft is null)
            Stranger(call, registry, text);
        else
            Open(call, registry, text);
    }

    /// <summary>Talk in a linked room is heard as in any other: danger first, then what answers a message of ours; the rest is carried.</summary>
    private static void Posted(Call call, Registry registry, Content.Posted posted)
    {
        var text = posted.Said.Plain();
        EmergencyFirst.Answer(call, registry.About, text);
        if (call.Inbound.ReplyTo is { } reference && registry.Reply(reference) is var (handle, rest))
        {
            if (text.Length > 0)
                handle(call, rest, text);
            else
                call.Say("call.attachment");
            return;
        }
        if (text.Length > 0)
            registry.OnGroupWords?.Invoke(call, text);
        registry.OnLinked?.Invoke(call);
    }

    private static void Open(Call call, Registry registry, string text)
    {
        if (call.Conversation.Draft is not null)
            Forms.Typed(call, registry, text);
        else if (call.Conversation.Talk is not null && registry.OnTalk?.Invoke(call, text) == true)
            return;
        else if (registry.ByWords(text) is { } command)
            Run(call, registry, command, "");
        else if (Ways.Of(text) == Forms.Human)
            registry.OnHuman?.Invoke(call);
        else if (registry.OnSentence?.Invoke(call, SentenceReader.Read(text, call.LocalNow)) != true)
            NotUnderstood(call, registry);
    }

    private static void Stranger(Call call, Registry registry, string text)
    {
        if (registry.ByWords(text) is { } command && command.Who.HasFlag(Who.Stranger))
            Run(call, registry, command, "");
        else
            registry.OnStranger?.Invoke(call);
    }

    private static void Command(Call call, Registry registry, string text)
    {
        var (name, argument) = Split(text);
        if (registry.Command(name) is { } command)
            Run(call, registry, command, argument);
        else if (IsPrivate(call) && call.Conversation.Draft is not null && Ways.Of(name) is not null)
            Forms.Typed(call, registry, name);
        else if (IsPrivate(call) && call.Standing.HasFlag(Who.Resident))
            NotUnderstood(call, registry);
        else if (IsPrivate(call))
            registry.OnStranger?.Invoke(call);
    }

    /// <summary>The name of a command, without its slash and in small letters, and what stands behind it.</summary>
    internal static (string Name, string Argument) Split(string text)
    {
        var blank = text.IndexOfAny([' ', '\n']);
        return blank < 0
            ? (text[1..].ToLowerInvariant(), "")
            : (text[1..blank].ToLowerInvariant(), text[(blank + 1)..].Trim());
    }

    /// <summary>What somebody says beside a command: its name is no word of danger.</summary>
    private static string WithoutCommand(Registry registry, string text) =>
        text.StartsWith('/') && Split(text) is var (name, argument) && registry.Command(name) is not null
            ? argument
            : text;

    private static void Attachment(Call call, Registry registry, Content.Attachment attachment)
    {
        if (!IsPrivate(call) && (call.Inbound.ReplyTo is not { } reference || registry.Reply(reference) is null))
            return;
        if (!string.IsNullOrWhiteSpace(attachment.Caption))
        {
            call.Say("call.caption-only");
            Words(call, registry, attachment.Caption.Trim());
        }
        else if (!IsPrivate(call))
            call.Say("call.attachment");
        else if (call.Conversation.Draft is not null)
            Forms.Again(call, registry, "call.attachment");
        else
            call.Say("call.attachment", "call.what-now");
    }

    private static void StaleButton(Call call)
    {
        call.Toast("call.stale");
        if (IsPrivate(call))
            call.Say("call.stale", "call.what-now");
    }

    private static void WrongPlace(Call call, CommandSpec command)
    {
        var key =
            command.Where.HasFlag(Where.Private) ? "call.only-private"
            : command.Where.HasFlag(Where.Group) ? "call.only-group"
            : command.Where.HasFlag(Where.Moderation) ? "call.only-moderation"
            : command.Where.HasFlag(Where.Working) ? "call.only-working"
            : "call.only-group";
        call.Say(Text.Of(key, ("command", command.Name)));
    }

    private static void NotAllowed(Call call, Registry registry, Who who)
    {
        if (call.Inbound.Sender is { IsAnonymous: true })
            Anonymous(call);
        else if (call.Standing.HasFlag(Who.Resident) || !who.HasFlag(Who.Resident))
            call.NotThere();
        else if (IsPrivate(call))
            registry.OnStranger?.Invoke(call);
        else if (call.Inbound.Content is Content.Press)
            call.Toast("call.join-first");
    }

    /// <summary>Whoever the messenger hides has no rights; that can be switched off there.</summary>
    private static void Anonymous(Call call)
    {
        if (call.Inbound.Content is Content.Press)
            call.Toast("call.anonymous");
        else
            call.Say("call.anonymous");
    }

    private static void NotUnderstood(Call call, Registry registry)
    {
        call.Say("call.not-understood");
        registry.OnMenu?.Invoke(call);
    }
}
