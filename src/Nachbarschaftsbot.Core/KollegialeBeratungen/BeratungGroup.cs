using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>
/// A consultation in a group chat or the chat of a meeting. Who leads it brings it there and answers for who is in that chat; only
/// participants can act there all the same.
/// </summary>
internal static class BeratungGroup
{
    /// <summary>The command in a group: offers to hold here what the person leads. Nothing is said of what it is about.</summary>
    public static void Offer(Call call)
    {
        var mine = BeratungData
            .Of(call, call.Person!.Id)
            .Where(b => b.State != BeratungState.Done && b.Leads(call.Person.Id))
            .ToList();
        if (!call.MayBeConfidential)
            call.Say("call.not-confidential", "call.not-confidential.where");
        else if (mine.Count == 0)
            None(call);
        else
        {
            var message = Message.Of("beratung.group.sure");
            foreach (var beratung in mine)
                message = message.Row(Press.Button("k-here", beratung.Id));
            call.Say(message);
        }
    }

    /// <summary>Nothing to hold here: a professional can ask for a consultation alone with the bot and come back with it.</summary>
    private static void None(Call call)
    {
        if ((call.Standing & Who.Colleague) == 0 || !GoingOnAlone.With(call, Press.Button("k-new")))
            call.Say("beratung.group.none");
        else
            call.Say(Message.Of("beratung.group.none", "beratung.group.none.new").Row(Menu.Button("beratung")));
    }

    /// <summary>It is held here from now on.</summary>
    public static void Here(Call call, Beratung beratung)
    {
        if (call.Where != Where.UnboundGroup || !call.MayBeConfidential || !beratung.Leads(call.Person!.Id))
            call.NotThere();
        else
        {
            TakeAllBack(call, beratung);
            BeratungNews.Anew(call, beratung with { Place = call.Inbound.Place }, "beratung.group.here");
        }
    }

    /// <summary>Whether a call comes from the group in which it is held.</summary>
    public static bool IsHere(Call call, Beratung beratung) =>
        call.Inbound.Place.Kind == PlaceKind.Group
        && PlaceOf(call, beratung)?.Key == call.Inbound.Place.Key
        && call.MayBeConfidential;

    /// <summary>Shows the card in the group, new or changed.</summary>
    public static void Show(Call call, Beratung beratung, Act act, params Text[] before)
    {
        if (act == Act.Send || PlaceOf(call, beratung) is null)
            TakeBack(call, beratung);
        if (PlaceOf(call, beratung) is not { } place)
            return;
        var card = BeratungCard.OfGroup(call, beratung);
        call.Decision.Messages.Add(
            (card with { Lines = [.. before, .. card.Lines], Act = act, Seal = beratung.Seal }).To(place, "de")
        );
    }

    /// <summary>Says something in the group.</summary>
    public static void Say(Call call, Beratung beratung, Message message)
    {
        if (PlaceOf(call, beratung) is { } place)
            call.Decision.Messages.Add((message with { Seal = beratung.Seal }).To(place, "de"));
    }

    /// <summary>Takes everything back that was shown in the group.</summary>
    public static void TakeAllBack(Call call, Beratung beratung)
    {
        TakeBack(call, beratung);
        if (beratung.Place is { } place)
            BeratungNews.TakeGuardBack(call, beratung, place);
    }

    /// <summary>Takes the card back from the group.</summary>
    private static void TakeBack(Call call, Beratung beratung)
    {
        if (beratung.Place is { } place)
            call.Decision.Messages.Add(
                new Message { Ref = $"{BeratungNews.Prefix}:{beratung.Id}", Act = Act.Delete }.To(place, "de")
            );
    }

    /// <summary>The group; null once it was bound as a channel, where others read along.</summary>
    private static Place? PlaceOf(Call call, Beratung beratung) =>
        beratung.Place is { } place && call.Find(Channel.Kind, place.Key) is null ? place : null;
}
