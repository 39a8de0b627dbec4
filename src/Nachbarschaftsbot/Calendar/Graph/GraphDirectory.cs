using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Calendar.Graph;

/// <summary>The mail addresses of accounts, asked for when needed and forgotten after an hour; nothing of it is stored.</summary>
internal sealed class GraphDirectory(GraphClient client, TimeProvider time)
{
    private const int Most = 5000;
    private static readonly Duration Fresh = Duration.FromHours(1);
    private readonly ConcurrentDictionary<string, (string? Address, Instant Until)> _known = new();

    /// <summary>
    /// The address to invite an account at; no value and no trouble where there is none: an account of another tenant, or one without
    /// mailbox. Where the app may not look into the directory, nobody has one.
    /// </summary>
    internal async Task<GraphResult<string>> AddressOf(string account, CancellationToken cancel)
    {
        var now = time.GetCurrentInstant();
        if (_known.TryGetValue(account, out var known) && known.Until > now)
            return new(known.Address, null);
        var (user, trouble) = await client.User(account, cancel);
        if (trouble is not (null or GraphTrouble.Refused or GraphTrouble.Gone))
            return new(null, trouble);
        if (_known.Count >= Most)
            _known.Clear();
        var address = Address(user);
        _known[account] = (address, now + Fresh);
        return new(address, null);
    }

    /// <summary>A guest's sign-in name is no address: <c>ada_example.org#EXT#@…</c>.</summary>
    private static string? Address(GraphUser? user) =>
        user?.Mail is { Length: > 0 } mail ? mail
        : user?.UserPrincipalName is { } name && name.Contains('@') && !name.Contains("#EXT#") ? name
        : null;
}
