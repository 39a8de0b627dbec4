using Nachbarschaftsbot.Core.Dialogues;

namespace Nachbarschaftsbot.Core.LinkedRooms;

/// <summary>Rooms of several messengers that are one.</summary>
internal static class LinkedRoomsFeature
{
    /// <summary>Declares it.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(
                new CommandSpec(
                    "raum_verbinden",
                    Who.Staff,
                    Where.Anywhere,
                    Linking.Command,
                    ["link_rooms"],
                    InMenu: false
                )
            )
            .Add(new CommandSpec("raum_trennen", Who.Staff, Where.Group, Linking.Part, ["unlink_rooms"], InMenu: false))
            .Add(
                new CommandSpec(
                    "nicht_mitlesen",
                    Who.Everyone,
                    Where.Anywhere,
                    KeepingOut.Out,
                    ["keep_out"],
                    InMenu: false
                )
            )
            .Add(new CommandSpec("mitlesen", Who.Everyone, Where.Anywhere, KeepingOut.In, ["carry_me"], InMenu: false))
            .Add(
                new CommandSpec(
                    "zuruecknehmen",
                    Who.Everyone,
                    Where.Group,
                    TakingBack.Command,
                    ["take_back"],
                    InMenu: false
                )
            )
            .Add(new PlainButton(Linking.PageVerb, Who.Staff, (call, _) => Linking.Page(call)))
            .Add(new PlainButton(Linking.CodeVerb, Who.Staff, (call, _) => Linking.MakeCode(call)))
            .Add(new PlainButton(Linking.JoinVerb, Who.Staff, Linking.Choose))
            .Add(new PlainButton(Linking.EndVerb, Who.Staff, Linking.End))
            .Add(new PlainButton(KeepingOut.OutVerb, Who.Everyone, (call, _) => KeepingOut.Out(call)))
            .Add(new PlainButton(KeepingOut.InVerb, Who.Everyone, (call, _) => KeepingOut.In(call)))
            .AddTimer(Upkeep.Timer, Upkeep.Old)
            .AddTimer(Upkeep.EraseTimer, Upkeep.Erase)
            .AddTimer(Upkeep.CodeTimer, Upkeep.CodeEnds);
        registry.OnLinked += Carrying.Heard;
        registry.OnPlaceChange += RoomChanges.Changed;
        registry.OnForgetAccount += (call, account) => Upkeep.Erase(call, account.Key);
        registry.PersonData.Add(new LinkedData());
    }
}
