using System.Globalization;
using Nachbarschaftsbot.Messengers;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// Checks the clock: against whoever is connected and answers, otherwise against the files, which cannot have been written later than
/// now.
/// </summary>
internal static class ClockDoctor
{
    private const string What = "Uhr";
    private const int MostSecondsOff = 60;
    private const string HowToSet = "Die Zeit aus dem Netz stellen, zum Beispiel: timedatectl set-ntp true";

    /// <summary>Asks one after the other what time it is there, until one says it.</summary>
    public static async Task<Diagnosis> Of(Settings settings, TimeProvider time, CancellationToken cancel)
    {
        using var http = QuietHttp.Create(connections: 1);
        foreach (var peer in Peers(settings))
        {
            var sent = time.GetUtcNow();
            if (await TheirTime(http, peer, cancel) is { } theirs)
                return Compared(theirs < sent ? sent - theirs : Later(theirs, time.GetUtcNow()));
        }
        return OfFiles(Files(settings.Store.Database), time.GetUtcNow());
    }

    /// <summary>Without anybody to ask: whether something was written later than now.</summary>
    internal static Diagnosis OfFiles(IEnumerable<string> files, DateTimeOffset now)
    {
        var newest = files.Where(File.Exists).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();
        return newest > now.UtcDateTime.AddSeconds(MostSecondsOff)
            ? new(
                Finding.Ill,
                What,
                $"Sie geht nach. Hier ist etwas vom {newest.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)} (UTC).",
                HowToSet
            )
            : new(
                Finding.Look,
                What,
                $"Kein Vergleich möglich. Sie zeigt {now.UtcDateTime.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)} (UTC).",
                $"Mit einer anderen Uhr vergleichen. {HowToSet}"
            );
    }

    private static IEnumerable<string> Peers(Settings settings)
    {
        if (settings.Telegram.Token.Length > 0)
            yield return settings.Telegram.BaseAddress;
        if (settings.Matrix.IsOn)
            yield return settings.Matrix.Homeserver;
        if (settings.Teams is { IsOn: true, Anonymous: false })
            yield return settings.Teams.LoginAddress;
        if (settings.Graph.IsOn)
            yield return settings.Graph.BaseAddress;
    }

    /// <summary>The database, what it writes first, and the program.</summary>
    private static IEnumerable<string> Files(string database) =>
        [database, $"{database}-wal", Path.Combine(AppContext.BaseDirectory, "Nachbarschaftsbot.dll")];

    private static async Task<DateTimeOffset?> TheirTime(
        HttpMessageInvoker http,
        string address,
        CancellationToken cancel
    )
    {
        DateTimeOffset? theirs = null;
        if (SettingsCheck.IsAddress(address, "https", "http"))
            await Asking.One(
                What,
                "",
                Asking.Patience,
                async limit =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Head, address);
                    using var response = await http.SendAsync(request, limit);
                    theirs = response.Headers.Date;
                    return Compared(TimeSpan.Zero);
                },
                cancel
            );
        return theirs;
    }

    private static TimeSpan Later(DateTimeOffset theirs, DateTimeOffset now) =>
        theirs > now ? theirs - now : TimeSpan.Zero;

    private static Diagnosis Compared(TimeSpan off) =>
        off.TotalSeconds > MostSecondsOff
            ? new(
                Finding.Ill,
                What,
                $"Sie geht {off.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} Sekunden falsch.",
                HowToSet
            )
            : new(Finding.Well, What, "Sie geht richtig.");
}
