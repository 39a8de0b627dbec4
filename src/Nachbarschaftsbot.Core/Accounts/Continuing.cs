using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Accounts;

/// <summary>What somebody began with one account can be finished with another: the open form follows on one press.</summary>
internal static class Continuing
{
    /// <summary>On the first message from another account than the last: offers what is open there.</summary>
    public static void Answered(Call call, Registry registry)
    {
        if (
            call.Where == Where.Private
            && call.Inbound.Content is Content.Words or Content.Press or Content.Filled
            && call.Known?.Reaches is [var last, ..]
            && last.Account != call.Inbound.Sender!.Account
            && call.Person?.Id == call.Known.Id
            && !Emergency.EmergencyFirst.IsShown(call)
        )
            Offer(call, registry);
    }

    /// <summary>Offers to go on here with what is open elsewhere.</summary>
    public static void Offer(Call call, Registry registry)
    {
        foreach (var reach in call.Person?.Reaches ?? [])
            if (Open(call, registry, reach) is var (form, _))
            {
                call.Say(
                    Message
                        .Of(
                            Text.Of(
                                "account.open",
                                AccountsPage.NameOf(call.Person!, reach.Account),
                                Arg.OfKey("title", $"form.{form.Name}.title")
                            )
                        )
                        .Row(Press.Button("a-go", AccountsPage.MarkOf(reach.Account)))
                );
                return;
            }
    }

    /// <summary>Takes the open form of another account over.</summary>
    public static void GoOn(Call call, Registry registry, string mark)
    {
        if (
            call.Person is not { } me
            || AccountsPage.Find(me, mark) is not { } reach
            || Open(call, registry, reach) is not var (form, draft)
        )
        {
            call.Say("account.open.gone", "call.what-now");
            return;
        }
        call.Leave(reach.Place.Key);
        Forms.TakeOver(call, form, draft);
    }

    private static (FormSpec Form, Draft Draft)? Open(Call call, Registry registry, Reach reach) =>
        reach.Place.Key != call.Conversation.Id
        && call.Find(Conversation.Kind, reach.Place.Key)?.Draft is { } draft
        && registry.Form(draft.Form) is { StaysHere: false } form
        && (!draft.Confidential || call.MayBeConfidential)
            ? (form, draft)
            : null;
}
