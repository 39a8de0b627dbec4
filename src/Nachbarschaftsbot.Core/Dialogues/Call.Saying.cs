using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <content>What is said, and to whom.</content>
public sealed partial class Call
{
    /// <summary>Answers here. While a confidential form is open, every answer is confidential: it may hold what was written.</summary>
    public void Say(Message message)
    {
        if (
            message.Seal is null
            && message.Priority != Priority.Emergency
            && Conversation is { Draft.Confidential: true, Seal: { } seal }
        )
            message = message with { Seal = seal };
        if (message.Seal is not null && !MayBeConfidential)
            message = Message.Of("call.not-confidential", "call.not-confidential.where");
        var answer = message.To(Inbound.Place, Language);
        var isReply = Inbound.Place.Kind == PlaceKind.Group && message.Act == Act.Send && message.UnderMessage is null;
        Send(isReply ? answer with { UnderMessage = Inbound.MessageId } : answer);
    }

    /// <summary>Answers here with these lines.</summary>
    public void Say(params Text[] lines) => Say(Message.Of(lines));

    /// <summary>Writes to a person, where the person was last active. Notices and later wait for the end of the quiet
    /// hours; who paused gets only those reminders that are about something they agreed on, and no news to many.</summary>
    /// <returns>False when the person cannot be reached.</returns>
    public bool Tell(Person to, Message message)
    {
        if (HomeFor(to, message.Seal is not null) is not { } place)
            return false;
        if (to.Paused && message.Priority >= Priority.Reminder && !message.Promised)
            return true;
        Send(message.To(place, to.Language, message.Priority > Priority.Answer ? Awake(to) : null));
        return true;
    }

    /// <summary>Writes to a person by id.</summary>
    /// <returns>False when there is no such person or no way to reach it.</returns>
    public bool Tell(string person, Message message) => Find(Person.Kind, person) is { } found && Tell(found, message);

    /// <summary>Writes to a person at a place, not before a moment that the caller knows better than the quiet hours.</summary>
    public void Tell(Person to, Place place, Message message, Instant? notBefore) =>
        Send(message.To(place, to.Language, notBefore));

    /// <summary>Writes to a bound channel.</summary>
    public void Post(Channel channel, Message message) => Send(message.To(channel.Place, channel.Language));

    /// <summary>Writes to a place that need not be bound.</summary>
    public void Post(Place place, string language, Message message) => Send(message.To(place, language));

    /// <summary>A short word for who pressed the button.</summary>
    public void Toast(Text text) => Decision.Toast = text;

    /// <summary>The same answer for "not there" and "not allowed", so that neither tells anything.</summary>
    public void NotThere()
    {
        if (Inbound.Content is Content.Press)
            Toast("call.not-there");
        if (Inbound.Content is not Content.Press || Inbound.Place.Kind == PlaceKind.Private)
            Say("call.not-there");
    }

    /// <summary>Does something only alone with the bot: what is between few is not said in a group, even with a forged button.</summary>
    public void Alone(Action act)
    {
        if (Where == Where.Private)
            act();
        else
            NotThere();
    }

    /// <summary>Formatted words are always passed on as they come in: they are those of the person of the call.</summary>
    private void Send(Outbound message) =>
        Decision.Messages.Add(
            message.Rich is not null && Person is { } me
                ? message with
                {
                    Authors = [.. message.Authors, me.Id],
                }
                : message
        );

    /// <summary>Where a person is written to first; for what is confidential, only where that may be.</summary>
    public Place? HomeFor(Person person, bool confidential) =>
        confidential ? person.HomeAmong(TakesConfidential) : person.Home;

    /// <summary>The end of a person's quiet hours, or null when they are awake.</summary>
    private Instant? Awake(Person person) =>
        QuietTime.End(person.Quiet, Now, ZoneOf(person.Quartier is null ? null : Find(Quartier.Kind, person.Quartier)));
}
