using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A consultation in a test: Vera brings the situation, Ines and Kofi give advice. All of them are in Teams.</summary>
internal sealed class BeratungWorld : IAsyncDisposable
{
    public const string Question = "Wie findet eine Mutter im Stadtteil mehr Entlastung?";
    public const string Situation = "Eine Mutter mit drei Kindern ist sehr müde und hat wenig Hilfe.";

    private BeratungWorld(Hood hood, Actor vera, Actor ines, Actor kofi) =>
        (Hood, Vera, Ines, Kofi) = (hood, vera, ines, kofi);

    public Hood Hood { get; }

    public Actor Vera { get; }

    public Actor Ines { get; }

    public Actor Kofi { get; }

    public static async Task<BeratungWorld> Start()
    {
        var hood = await Hood.Start();
        return new(
            hood,
            await hood.Neighbour("Vera", messenger: "chat", roles: Role.Professional),
            await hood.Neighbour("Ines", messenger: "chat", roles: Role.Professional),
            await hood.Neighbour("Kofi", messenger: "chat", roles: Role.Professional)
        );
    }

    /// <summary>Vera asks for a consultation with both colleagues.</summary>
    public async Task<Beratung> Asked(
        string dauer = "45 Minuten am Stück",
        string consent = "Ja, sie ist einverstanden",
        string situation = Situation,
        string delete = "1 Monat"
    )
    {
        await Vera.Says("/beratung");
        await Vera.Taps("Neue Beratung");
        await Vera.Taps(consent);
        await Vera.Says(Question);
        await Vera.Says(situation);
        await Vera.Taps("Ines");
        await Vera.Taps("Kofi");
        await Vera.Taps("Fertig");
        await Vera.Taps(dauer);
        await Vera.Taps(delete);
        await Vera.Taps("Beratung anlegen");
        return await Beratung();
    }

    /// <summary>The one consultation, as it stands.</summary>
    public async Task<Beratung> Beratung()
    {
        var seat = (await Hood.Query(BeratungSeat.Kind, "person", Vera.PersonId)).Single();
        return (await Hood.Find(Core.KollegialeBeratungen.Beratung.Kind, seat.Beratung))!;
    }

    /// <summary>Who leads.</summary>
    public async Task<Actor> Moderator()
    {
        var beratung = await Beratung();
        return new[] { Vera, Ines, Kofi }.First(a => beratung.Leads(a.PersonId));
    }

    /// <summary>Goes on until a phase.</summary>
    public async Task Until(BeratungPhase phase)
    {
        var lead = await Moderator();
        if ((await Beratung()).State == BeratungState.Planned)
            await lead.Taps("Beratung beginnen");
        while ((await Beratung()).Phase != phase)
            await Next();
    }

    /// <summary>The moderation goes on.</summary>
    public async Task Next()
    {
        var beratung = await Beratung();
        await (await Moderator()).TapsToken($"1:k-next:{beratung.Id}:{beratung.At}");
    }

    /// <summary>Somebody says something in the present phase.</summary>
    public static async Task Says(Actor who, string words)
    {
        await who.Taps("Etwas beitragen");
        await who.Says(words);
    }

    /// <summary>Somebody has an idea for one step of the phase.</summary>
    public static async Task Idea(Actor who, string step, string words)
    {
        await who.Taps("Etwas beitragen");
        await who.Taps(step);
        await who.Says(words);
    }

    public async ValueTask DisposeAsync() => await Hood.DisposeAsync();
}
