using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Reciprocity: whoever asks for help is invited, once and without pressure, to say what they can give.</summary>
internal static class Inviting
{
    /// <summary>The message with the invitation, where it was not made yet.</summary>
    public static Message Once(Call call, HelpRequest request, Message message)
    {
        if (request.Direction != Direction.Gesuch || call.Person is not { InvitedToGive: false } person)
            return message;
        if (Submitting.Own(call, person.Id).Any(r => r.Direction == Direction.Angebot))
            return message;
        call.Put(Person.Kind, person with { InvitedToGive = true });
        return message.And("request.invite").Row(Press.Button("r-offer"));
    }
}
