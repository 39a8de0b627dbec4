using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Triage;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary><c>/kanal</c>: what a group or topic is for; operators bind, change and unbind it.</summary>
internal static class ChannelDialogue
{
    private const string Ref = "channel:ask";

    /// <summary>The command: shows what the place is for and what can be changed.</summary>
    public static void Command(Call call)
    {
        if (call.Inbound.Place.Kind == PlaceKind.Channel)
            call.Say(Text.Of("channel.page", Name(call, call.Channel?.Quartier ?? "")));
        else if (call.Channel is not { } channel)
            Ask(call);
        else if (!Roles.IsOperator(call, channel.Quartier))
            call.NotThere();
        else
            call.Say(
                Linking.WithLink(
                    call,
                    WithPurposes(Message.Of(IsFor(call, channel), "channel.change"))
                        .Row(Press.Labelled("channel.unbind", "q-unbind", channel.Quartier))
                )
            );
    }

    /// <summary>
    /// Says what the bot is and asks an operator what the group is for. Where confidential things may be said, professionals can work at
    /// once: it is the chat of a meeting or of a team.
    /// </summary>
    public static void Introduce(Call call, string name)
    {
        var hello = WithPurposes(Message.Of(Text.Of("channel.hello", ("operator", name)), "channel.what"));
        hello = call.MayBeConfidential
            ? Menu.WithWork(hello.And("channel.who.work", "channel.work"))
            : hello.And("channel.who");
        call.Say(hello with { Ref = Ref });
    }

    /// <summary>A purpose was chosen; where somebody runs several Quartiere, asks for which one.</summary>
    public static void Purpose(Call call, string _)
    {
        var operated = QuartierDialogue.Operated(call);
        if (PurposeOf(call.Argument) is null || call.Inbound.Place.Kind != PlaceKind.Group || operated.Count == 0)
            call.NotThere();
        else if (operated is [var only])
            Bind(call, only.Id);
        else
        {
            var message = Message.Of("channel.which");
            foreach (var quartier in operated)
                message = message.Row(Press.Button(Text.Plain(quartier.Name), "q-bind", quartier.Id, call.Argument));
            call.Say(message);
        }
    }

    /// <summary>Binds the place to a Quartier.</summary>
    public static void Bind(Call call, string quartier)
    {
        var place = call.Inbound.Place;
        if (
            PurposeOf(call.Argument) is not { } purpose
            || place.Kind != PlaceKind.Group
            || call.Find(Quartier.Kind, quartier) is null
            || !Roles.IsOperator(call, quartier)
            || (call.Channel is { } old && !Roles.IsOperator(call, old.Quartier))
        )
        {
            call.NotThere();
            return;
        }
        var channel = call.Put(
            Channel.Kind,
            new Channel
            {
                Id = place.Key,
                Place = place,
                Quartier = quartier,
                Purpose = purpose,
                Language = call.Person!.Language,
            }
        );
        if (call.Channel is null || call.Channel.Purpose != purpose || call.Channel.Quartier != quartier)
            Links.Leave(call, place);
        call.Decision.Counted.Add("channel.bound");
        call.Say(new Message { Act = Act.Delete, Ref = Ref });
        call.Say(Bound(call, channel));
    }

    /// <summary>Unbinds the place, after asking.</summary>
    public static void Unbind(Call call, string quartier)
    {
        if (
            call.Channel is not { } channel
            || channel.Quartier != quartier
            || channel.Place.Kind != PlaceKind.Group
            || !Roles.IsOperator(call, quartier)
        )
            call.NotThere();
        else if (call.Argument != "yes")
            call.Say(
                Message
                    .Of(IsFor(call, channel), "channel.unbind.sure")
                    .Row(Press.Labelled("channel.unbind.yes", "q-unbind", quartier, "yes"))
            );
        else
        {
            call.Delete(Channel.Kind, channel.Id);
            call.Say("channel.unbound");
            Links.Leave(call, channel.Place);
        }
    }

    /// <summary>What a bound place is for, in one line.</summary>
    public static Text IsFor(Call call, Channel channel) =>
        Text.Of($"channel.is.{channel.Purpose.ToString().ToLowerInvariant()}", Name(call, channel.Quartier));

    private static void Ask(Call call)
    {
        if (QuartierDialogue.Operated(call).Count == 0)
            call.NotThere();
        else
            call.Say(WithPurposes(Message.Of("channel.unbound-now", "channel.what")) with { Ref = Ref });
    }

    private static Message Bound(Call call, Channel channel)
    {
        var message = Message.Of(IsFor(call, channel));
        if (channel.Purpose == ChannelPurpose.Working)
            return Menu.WithWork(message.And("channel.bound.working", "channel.work"));
        if (channel.Purpose != ChannelPurpose.Moderation)
            return message.And($"channel.bound.{channel.Purpose.ToString().ToLowerInvariant()}");
        var waiting = call.QueryBelow(Card.Kind, "queue", 100, channel.Quartier).Count;
        return message
            .And("channel.bound.moderation", Text.Of("channel.bound.waiting", ("count", waiting)), "role.invite")
            .Row(Press.Button("q-imod"), Press.Labelled("menu.queue", Menu.Go, "warteschlange"));
    }

    private static Message WithPurposes(Message message) =>
        message
            .Row(Press.Labelled("channel.for.moderation", "q-purpose", "", "m"))
            .Row(Press.Labelled("channel.for.neighbourhood", "q-purpose", "", "n"))
            .Row(Press.Labelled("channel.for.working", "q-purpose", "", "w"));

    private static ChannelPurpose? PurposeOf(string argument) =>
        argument switch
        {
            "m" => ChannelPurpose.Moderation,
            "n" => ChannelPurpose.Neighbourhood,
            "w" => ChannelPurpose.Working,
            _ => null,
        };

    private static Arg Name(Call call, string quartier) => ("quartier", call.Find(Quartier.Kind, quartier)?.Name ?? "");
}
