using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <content>What a person has going on: open forms, their seals and the messages in which they stand.</content>
public sealed partial class Call
{
    /// <summary>Remembers what goes on here. Confidential answers get a key of their own, which goes with the last of them.</summary>
    public void Set(Conversation conversation)
    {
        Conversation = Sealed(conversation);
        Put(Conversation.Kind, Conversation);
    }

    /// <summary>
    /// Lets go of the confidential forms about something wherever a person has them open or put aside: it was deleted.
    /// </summary>
    public void DropDrafts(Person person, string subject)
    {
        foreach (var place in person.Reaches.Select(r => r.Place.Key))
        {
            var isHere = place == Conversation.Id;
            if ((isHere ? Conversation : Find(Conversation.Kind, place)) is not { HoldsConfidential: true } known)
                continue;
            var rest = known with
            {
                Draft = IsAbout(known.Draft) ? null : known.Draft,
                Shelf = [.. known.Shelf.Where(d => !IsAbout(d))],
            };
            if (isHere)
                Set(rest);
            else
                Put(Conversation.Kind, Sealed(rest));
        }

        bool IsAbout(Draft? draft) => draft is { Confidential: true } && draft.Subject == subject;
    }

    /// <summary>Lets go of the open form at another place: it goes on elsewhere.</summary>
    public void Leave(string place)
    {
        if (Find(Conversation.Kind, place) is { } known)
            Put(
                Conversation.Kind,
                Sealed(known with { Draft = known.Shelf.FirstOrDefault(), Shelf = [.. known.Shelf.Skip(1)] })
            );
    }

    /// <summary>Takes back the messages in which no form stands any more.</summary>
    private void TakeBackForms(Conversation? before, Conversation? after)
    {
        if (before?.StandingForms is not [_, ..] standing)
            return;
        foreach (var gone in standing.Except(after?.StandingForms ?? []))
            Send(new Message { Ref = gone.Ref, Act = Act.Delete }.To(gone.Place, Language));
    }

    private Conversation Sealed(Conversation conversation)
    {
        if (conversation is { HoldsConfidential: true, Seal: null })
            return conversation with { Seal = Ids.Key() };
        if (conversation is not { HoldsConfidential: false, Seal: { } over })
            return conversation;
        Decision.DestroyKeys.Add(over);
        return conversation with { Seal = null };
    }
}
