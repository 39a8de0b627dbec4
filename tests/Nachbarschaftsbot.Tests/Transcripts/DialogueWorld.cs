using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A neighbourhood with a working channel and a round of two agencies and a resident.</summary>
internal sealed class DialogueWorld(Hood hood, Actor paula, Actor mehmet, Actor ada) : IAsyncDisposable
{
    public Hood Hood { get; } = hood;

    /// <summary>Works for the community house and made the round.</summary>
    public Actor Paula { get; } = paula;

    /// <summary>Works for the youth office.</summary>
    public Actor Mehmet { get; } = mehmet;

    /// <summary>A voice of the residents.</summary>
    public Actor Ada { get; } = ada;

    /// <summary>The working channel.</summary>
    public Corner Room => Hood.Group("-300");

    /// <summary>The people, the working channel, no round yet.</summary>
    public static async Task<DialogueWorld> Empty()
    {
        var hood = await Hood.Start();
        var world = new DialogueWorld(
            hood,
            await hood.Neighbour("Paula", roles: Role.Professional),
            await hood.Neighbour("Mehmet", roles: Role.Professional),
            await hood.Neighbour("Ada")
        );
        await hood.Bind(world.Room, ChannelPurpose.Working);
        return world;
    }

    /// <summary>With a round in which all three take part.</summary>
    public static async Task<DialogueWorld> WithRound(string? purpose = "Wir wollen ältere Menschen früher erreichen.")
    {
        var world = await Empty();
        await world.Makes("Runde Linden", purpose);
        await world.Mehmet.Says("/sozialraumdialog", world.Room);
        await world.Mehmet.Taps("Ich bin dabei", world.Room);
        await world.Mehmet.Taps("Für wen ich spreche");
        await world.Mehmet.Taps("Für eine Stelle");
        await world.Mehmet.Says("Jugendamt");
        await world.Ada.Says("/sozialraumdialog");
        await world.Ada.Taps("Runde Linden");
        await world.Ada.Taps("Ich bin dabei");
        await world.Paula.Taps("Aufnehmen");
        return world;
    }

    /// <summary>With a date on 9 December at 14:00.</summary>
    public static async Task<DialogueWorld> WithDate()
    {
        var world = await WithRound();
        await world.Paula.Says("/sozialraumdialog");
        await world.Paula.Taps("Runde Linden");
        await world.Paula.Taps("Termin finden");
        await world.Paula.Says("9. Dezember um 14 Uhr");
        await world.Paula.Taps("Überspringen");
        await world.Paula.Says("Nachbarschaftshaus");
        return world;
    }

    /// <summary>The round as it stands.</summary>
    public async Task<Dialogue> Round() =>
        Assert.Single(await Hood.Query(Dialogue.Kind, "quartier", Hood.Lindenviertel.Id));

    /// <summary>The newest meeting of the round.</summary>
    public async Task<DialogueMeeting> Meeting() =>
        (await Hood.Query(DialogueMeeting.Kind, "dialogue", (await Round()).Id)).MaxBy(m => m.Number)!;

    /// <summary>Proposes a theme as a professional.</summary>
    public async Task Notes(string words)
    {
        await Paula.Says("/notiz");
        await Paula.Says(words);
        await Paula.Taps("Überspringen");
        await Paula.Taps("Ohne Personen: Thema einreichen");
        await Hood.Advance(NodaTime.Duration.FromMinutes(1));
    }

    /// <summary>Paula makes a round by buttons.</summary>
    public async Task Makes(string name, string? purpose)
    {
        await Paula.Says("/hilfe");
        await Paula.Taps("Mitreden: Sozialraumdialog");
        await Paula.Taps("Neue Runde beginnen");
        await Paula.Says(name);
        if (purpose is null)
            await Paula.Taps("Überspringen");
        else
            await Paula.Says(purpose);
        await Paula.Taps("alle 6 Wochen");
        await Paula.Taps("90 Minuten");
        await Paula.Says("Nachbarschaftshaus");
        await Paula.Taps("Runde speichern");
    }

    public ValueTask DisposeAsync() => Hood.DisposeAsync();
}
