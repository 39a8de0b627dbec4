using System.Diagnostics;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Telegram;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>A Quartier that lives in one messenger: Olga runs it, Mara moderates at the desk, everybody else joins by its code.</summary>
internal abstract class Village(RunningTime clock) : IAsyncDisposable
{
    /// <summary>How long something due may take on a slow machine; what is held back for longer is not on its way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Where Mara reads the cards.</summary>
    internal abstract ISeat Desk { get; }

    /// <summary>What makes somebody a member, as it stands on the notice.</summary>
    protected string JoinPayload { get; private set; } = "";

    /// <summary>Somebody who has the code from the notice and agrees.</summary>
    internal abstract Task<ISeat> Joins(string name);

    /// <summary>Ends the program and starts it anew.</summary>
    internal abstract Task Restart();

    /// <summary>Nothing is left undone, no limit was touched, nothing was said that clients would show wrongly.</summary>
    internal abstract Task AllIsWell();

    /// <summary>
    /// Moves the clock from one thing that becomes due to the next, each once all before it has been sent: a request in flight
    /// would otherwise see hours pass all at once, be given up and made anew.
    /// </summary>
    internal async Task Advance(Duration by)
    {
        var end = clock.GetCurrentInstant() + by;
        for (var now = await Calm(); now < end; now = await Calm())
            clock.Advance(Instant.Min(await NextDue(now) ?? end, end) - now);
    }

    /// <summary>Somebody asks until the thanks for it.</summary>
    internal static async Task Asks(ISeat seat, string what = "Bitte 3 Getränkekisten in den 3. Stock tragen.")
    {
        seat.Chooses("Ich brauche Hilfe");
        await seat.Awaits("Wobei brauchen Sie Hilfe?");
        seat.Chooses("Einkaufen");
        await seat.Awaits("Was genau soll jemand tun?");
        seat.Types(what);
        await seat.Awaits("Wann brauchen Sie die Hilfe?");
        seat.Types("Samstag um 10 Uhr");
        await seat.Awaits("Wo ungefähr ist es?");
        seat.Types("nahe der Kirche");
        await seat.Awaits("Wie viele Personen");
        seat.Chooses("1");
        await seat.Awaits("Wie eilig ist es?");
        seat.Chooses("Es eilt nicht");
        await seat.Awaits("Genau das sehen die anderen");
        seat.Chooses("Anfrage absenden");
        await seat.Awaits("Ihre Anfrage ist angekommen.");
    }

    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("READ_ALOUD") is { Length: > 0 } path)
            await File.AppendAllTextAsync(path, string.Join("\n\n", Transcripts()));
        await CloseHouse();
        await clock.DisposeAsync();
    }

    protected abstract ValueTask CloseHouse();

    /// <summary>The name of the messenger all of them are in; what was written for another stays.</summary>
    private protected abstract string Messenger { get; }

    /// <summary>Where the program keeps what it has to send.</summary>
    private protected abstract IStore Store { get; }

    /// <summary>What everybody sees in the end, for reading aloud.</summary>
    protected abstract IEnumerable<string> Transcripts();

    /// <summary>Tells the first name, by the button where the messenger knows it.</summary>
    private protected virtual void SaysName(ISeat seat) => seat.Chooses($"Vorname: {seat.Name}");

    /// <summary>Agrees to the bot and keeps the first name.</summary>
    protected async Task Agree(ISeat seat)
    {
        await seat.Awaits("automatisches Programm");
        seat.Chooses("Ja, einverstanden");
        await seat.Awaits("Vorname");
        SaysName(seat);
    }

    /// <summary>Comes with the code of the notice.</summary>
    protected async Task Enter(ISeat seat)
    {
        seat.Runs($"start {JoinPayload}");
        await Agree(seat);
        await seat.Awaits($"Willkommen, {seat.Name}!");
    }

    /// <summary>Waits until nothing is due: no timer that has not come in, no message that has not been sent.</summary>
    /// <returns>The moment it was so.</returns>
    private async Task<Instant> Calm()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var calm = (await Store.DueTimers(now, 1)).Count == 0 && (await Waiting()).All(r => r.NotBefore > now);
            if (calm || watch.Elapsed > Patience)
                return now;
            await Task.Delay(10);
        }
    }

    private async Task<Instant?> NextDue(Instant after)
    {
        var moments = (await Waiting()).Select(r => (Instant?)r.NotBefore).Append(await Store.NextTimer());
        return moments.Where(m => m > after).Min();
    }

    private async Task<IEnumerable<OutboxRow>> Waiting() =>
        (await Store.ReadOutbox(0, 1000)).Where(r => r.Messenger == Messenger);

    /// <summary>Takes the Quartier over and reads its code.</summary>
    protected async Task TakeOver(ISeat olga, string operatorCode)
    {
        olga.Runs($"start op_{operatorCode}");
        await Agree(olga);
        await olga.Awaits("neue Rolle: Betrieb");
        olga.Runs("quartier");
        JoinPayload = Regex.Match(await olga.Awaits("Code zum Beitreten:"), "Beitreten: (\\w+)").Groups[1].Value;
    }

    /// <summary>Makes the code with which somebody becomes a moderator; the words that hold it.</summary>
    protected static async Task<string> MakeModeratorCode(ISeat olga)
    {
        olga.Runs("rolle");
        await olga.Awaits("Möchten Sie eine Rolle vergeben?");
        olga.Chooses("Rolle vergeben: Moderation");
        return await olga.Awaits("Code für die Rolle Moderation");
    }
}
