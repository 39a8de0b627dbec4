using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>"I moderate too": who taps in a moderation group is proposed to the operators, who confirm in private.</summary>
internal static class RoleInvitation
{
    /// <summary>Posts the invitation.</summary>
    public static void Post(Call call)
    {
        if (call.Channel is { Purpose: ChannelPurpose.Moderation } channel && Roles.IsOperator(call, channel.Quartier))
            call.Say(Message.Of("role.invite").Row(Press.Button("q-imod")));
        else
            call.NotThere();
    }

    /// <summary>Somebody wants to moderate.</summary>
    public static void Wish(Call call, string _)
    {
        if (call.Channel is not { Purpose: ChannelPurpose.Moderation, Inactive: false } channel)
            call.NotThere();
        else if (call.Inbound.Sender is not { IsAnonymous: false })
            call.Toast("role.wish.anonymous");
        else if (call.Person is not { Consent.IsCurrent: true } person)
            call.Toast("role.wish.first");
        else if (person.Is(Role.Moderator, channel.Quartier))
            call.Toast("role.wish.already");
        else if (call.Find(RoleWish.Kind, IdOf(channel.Quartier, person.Id)) is not null)
            call.Toast("role.wish.waits");
        else
            Propose(call, person, channel.Quartier);
    }

    /// <summary>An operator says yes.</summary>
    public static void Accept(Call call, Registry registry, RoleWish wish)
    {
        if (Decide(call, wish) is not { } person)
            return;
        Roles.Give(call, registry, person, Role.Moderator, wish.Quartier);
        call.Say(Text.Of("role.wish.accepted", ("name", person.FirstName)));
    }

    /// <summary>An operator says no.</summary>
    public static void Refuse(Call call, RoleWish wish)
    {
        if (Decide(call, wish) is not { } person)
            return;
        call.Tell(person, Message.Of("role.wish.no") with { Priority = Priority.Notice });
        call.Say(Text.Of("role.wish.refused", ("name", person.FirstName)));
    }

    private static Person? Decide(Call call, RoleWish wish)
    {
        if (Roles.IsOperator(call, wish.Quartier) && call.Find(Person.Kind, wish.Person) is { } person)
        {
            call.Delete(RoleWish.Kind, wish.Id);
            return person;
        }
        call.NotThere();
        return null;
    }

    private static void Propose(Call call, Person person, string quartier)
    {
        var wish = call.Put(
            RoleWish.Kind,
            new RoleWish
            {
                Id = IdOf(quartier, person.Id),
                Quartier = quartier,
                Person = person.Id,
            }
        );
        var message = Message
            .Of(Text.Of("role.wish", Arg.Of("name", person.FirstName, person.Id), Roles.Where(call, quartier)))
            .Row(Press.Button("q-ok", wish.Id), Press.Button("q-no", wish.Id));
        foreach (var one in Roles.Operators(call, quartier))
            call.Tell(one, message with { Priority = Priority.Notice });
        call.Toast("role.wish.sent");
    }

    private static string IdOf(string quartier, string person) => $"{quartier}-{person}";
}
