using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// What was begun in a group and is nothing for it: the person gets the button that goes on with it alone with the bot, so that nobody has
/// to type anything there.
/// </summary>
internal static class GoingOnAlone
{
    /// <summary>Sends the button to the person behind the call, on the messenger of this place where that can be.</summary>
    /// <param name="call">The call from a group.</param>
    /// <param name="button">What goes on.</param>
    /// <returns>False where there is no private chat with the person; then that was said here.</returns>
    public static bool With(Call call, Button button)
    {
        var sent = false;
        if (call.Person is { } me && Place(call, me) is { } place)
        {
            call.Tell(me, place, Message.Of("call.alone").Row(button), null);
            sent = true;
        }
        Text word = sent ? "call.alone.sent" : "call.alone.first";
        if (call.Inbound.Content is Content.Press)
            call.Toast(word);
        else
            call.Say(word);
        return sent;
    }

    private static Place? Place(Call call, Neighbours.Person person) =>
        person.Reaches.FirstOrDefault(r => !r.Unreachable && r.Place.Messenger == call.Inbound.Place.Messenger)?.Place
        ?? person.Home;
}
