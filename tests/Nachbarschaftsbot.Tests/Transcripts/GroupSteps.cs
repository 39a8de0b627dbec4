using Nachbarschaftsbot.Core.Interessengruppen;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What people do with interest groups, step by step, as they would.</summary>
internal static class GroupSteps
{
    /// <summary>Ada leads a group that is open in the Lindenviertel, which shares with the Hafenviertel.</summary>
    public static async Task<PartnerWorld> Joined(string hafenLanguage = "de")
    {
        var world = await PartnerWorld.Agreed(hafenLanguage);
        await world.Found();
        world.Ada.SeesLast("Ihre Gruppe ist gegründet.");
        return world;
    }

    /// <summary>The same group, with Cem of the Lindenviertel in it.</summary>
    public static async Task<(PartnerWorld World, Actor Cem)> JoinedWithCem()
    {
        var world = await Joined();
        return (world, await world.Joins("Cem"));
    }

    /// <summary>Ada founds a group.</summary>
    public static async Task Found(this PartnerWorld world)
    {
        await world.Ada.Says("/gruppen");
        await world.Ada.Taps("Eigene Gruppe gründen");
        await world.Ada.Says("Schach am Abend");
        await world.Ada.Says("Wir spielen zusammen Schach.");
        await world.Ada.Taps("Gruppe gründen");
    }

    /// <summary>Somebody of the Lindenviertel takes part in it.</summary>
    public static async Task<Actor> Joins(this PartnerWorld world, string name)
    {
        var actor = await world.Person(name, Hood.Lindenviertel, null);
        await actor.TapsToken($"1:g-join:{(await world.Group()).Id}:");
        return actor;
    }

    /// <summary>Both moderations open it to the Hafenviertel, and Ben takes part.</summary>
    public static async Task BenJoins(this PartnerWorld world)
    {
        await world.Lena.Taps("Für Nachbar-Quartiere öffnen", world.Linden);
        await world.Hanna.Taps("Gruppe hereinlassen", world.Hafen);
        await world.Ben.TapsToken($"1:g-join:{(await world.Group()).Id}:");
    }

    /// <summary>The group that Ada founded.</summary>
    public static async Task<InterestGroup> Group(this PartnerWorld world) =>
        await world.Hood.Query(InterestGroup.Kind, "leader", world.Ada.PersonId) is [var led]
            ? led
            : Assert.Single(await world.Hood.Query(InterestGroup.Kind, "open", Hood.Lindenviertel.Id));

    /// <summary>Writes to the group.</summary>
    public static async Task WritesToGroup(this Actor actor, string words)
    {
        await actor.OpensGroupForm();
        await actor.Says(words);
        await actor.Taps("Nachricht absenden");
    }

    /// <summary>Begins to write to the group.</summary>
    public static async Task OpensGroupForm(this Actor actor)
    {
        await actor.Says("/gruppen");
        await actor.Taps("Gruppe Schach am Abend ansehen");
        await actor.Taps("An die Gruppe schreiben");
    }

    /// <summary>Moves to the Hafenviertel.</summary>
    public static async Task Moves(this Actor actor, string code = "HAFEN567")
    {
        await actor.Says($"/start {code}");
        await actor.TapsToken($"1:n-move:{code}:");
    }

    /// <summary>Deletes everything.</summary>
    public static async Task DeletesAll(this Actor actor)
    {
        await actor.Says("/loeschen");
        await actor.Says("ja");
        await actor.Says("ja");
    }
}
