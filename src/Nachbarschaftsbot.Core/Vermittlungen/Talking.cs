using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>Talk mode: what is written goes to the other side, until "Fertig".</summary>
internal static class Talking
{
    /// <summary>After this long a text is no longer passed on without asking.</summary>
    public static readonly Duration IdleAfter = Duration.FromHours(12);

    /// <summary>Opens talk mode. An open form is put aside and comes back afterwards.</summary>
    public static void Open(Call call, Vermittlung vermittlung)
    {
        if (Parts.Live(call, vermittlung.Id) is null)
            return;
        var conversation = call.Conversation;
        if (conversation.Draft is { } draft)
            conversation = conversation with { Draft = null, Shelf = [draft, .. conversation.Shelf.Take(2)] };
        call.Set(conversation with { Talk = vermittlung.Id });
        call.Put(Vermittlung.Kind, Relay.Seen(call, vermittlung));
        call.Say(
            Message
                .Of(
                    Text.Of("vermittlung.talk.open", Sides.Other(call, vermittlung)),
                    VermittlungText.About(call, vermittlung),
                    "vermittlung.talk.how"
                )
                .Row(Press.Button("v-end"))
        );
    }

    /// <summary>Takes a text in an open talk.</summary>
    /// <returns>Always true: nothing that was meant for a neighbour is taken for something else.</returns>
    public static bool Take(Call call, Registry registry, string text)
    {
        switch (Ways.Of(text))
        {
            case Forms.Done or Forms.Cancel or Forms.Back:
                Close(call, registry);
                break;
            case Forms.Human:
                registry.OnHuman?.Invoke(call);
                break;
            case Forms.Help:
                call.Say(Message.Of("vermittlung.talk.how").Row(Press.Button("v-end")));
                break;
            default:
                Pass(call, text);
                break;
        }
        return true;
    }

    /// <summary>"Fertig" as a command: ends the talk, or is the answer to a question of an open form.</summary>
    public static void Finished(Call call, Registry registry)
    {
        if (call.Conversation.Draft is not null)
            Forms.Typed(call, registry, "fertig");
        else
            Close(call, registry);
    }

    /// <summary>Ends talk mode; a form that was put aside comes back.</summary>
    public static void Close(Call call, Registry registry)
    {
        if (call.Conversation.Talk is null)
        {
            call.Say("vermittlung.talk.none", "call.what-now");
            return;
        }
        Leave(call);
        call.Say("vermittlung.talk.closed");
        if (call.Conversation.Draft is not null)
            return;
        if (call.Conversation.Shelf is { Count: > 0 } shelf)
        {
            call.Set(call.Conversation with { Draft = shelf[0], Shelf = [.. shelf.Skip(1)] });
            FormSteps.OfferToResume(call, shelf[0]);
        }
        else
            registry.OnMenu?.Invoke(call);
    }

    private static void Pass(Call call, string text)
    {
        if (Parts.Live(call, call.Conversation.Talk) is not { } vermittlung)
        {
            Leave(call);
            call.Say("vermittlung.talk.not-passed");
        }
        else if (call.Now - Relay.LastWrote(vermittlung, call.Person!.Id) > IdleAfter)
        {
            Leave(call);
            call.Say(
                Message
                    .Of(Text.Of("vermittlung.talk.idle", Sides.Other(call, vermittlung)))
                    .Row(Press.Button("v-talk", vermittlung.Id))
            );
        }
        else
            Relay.Send(call, vermittlung, text);
    }

    private static void Leave(Call call) => call.Set(call.Conversation with { Talk = null });
}
