using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Web;

/// <summary>Lets everybody know the public address of the web chat, for links on notices and in invitations.</summary>
internal sealed class WebLinks(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>What stands between our address and the payload of a link; no link of another messenger ends so.</summary>
    public const string Start = "/?start=";

    private const int MostTries = 5;

    /// <summary>Writes the address down, or takes it away where there is none any more.</summary>
    public async Task Announce()
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var known = await store.Find(BotLinks.Kind, BotLinks.Only);
            IReadOnlyList<string> before = known?.Document.Starts ?? [];
            string[] now = [.. before.Where(s => !s.EndsWith(Start, StringComparison.Ordinal)), .. Own()];
            if (now.SequenceEqual(before))
                return;
            var changes = new ChangeSet { At = time.GetCurrentInstant() };
            changes.Puts.Add(new(BotLinks.Kind, new BotLinks { Starts = now }, known?.Version ?? 0));
            if (await store.Commit(changes) == CommitResult.Done)
                return;
            store.Forget(BotLinks.Kind, BotLinks.Only);
        }
    }

    /// <summary>The payload of a request that came by such a link; empty where there is none.</summary>
    public static string PayloadOf(HttpRequest request) =>
        new([
            .. request.Query["start"].ToString().Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(64),
        ]);

    private IEnumerable<string> Own() =>
        settings.Web.PublicAddress.Trim().TrimEnd('/') is { Length: > 0 } address ? [address + Start] : [];
}
