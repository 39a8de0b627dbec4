namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Which pages are open, per session and per network address: an open page holds a connection for as long as it likes.</summary>
internal sealed class OpenStreams
{
    /// <summary>Open pages of one session: tabs and devices of one person.</summary>
    public const int PerSession = 20;

    /// <summary>Open pages of one address: a whole house or library behind one router.</summary>
    public const int PerAddress = 300;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<OpenStream>> _bySession = [];
    private readonly Dictionary<string, int> _byAddress = [];

    /// <summary>Counts a page as open until the result is disposed; null where there are too many already.</summary>
    public OpenStream? Enter(string session, string address)
    {
        lock (_lock)
        {
            var pages = _bySession.GetValueOrDefault(session) ?? [];
            var here = _byAddress.GetValueOrDefault(address);
            if (pages.Count >= PerSession || here >= PerAddress)
                return null;
            var page = new OpenStream(this, session, address);
            pages.Add(page);
            _bySession[session] = pages;
            _byAddress[address] = here + 1;
            return page;
        }
    }

    /// <summary>Ends the open pages of a session.</summary>
    public void End(string session)
    {
        lock (_lock)
            foreach (var page in _bySession.GetValueOrDefault(session) ?? [])
                page.End();
    }

    internal void Leave(OpenStream page, string session, string address)
    {
        lock (_lock)
        {
            if (!_bySession.TryGetValue(session, out var pages) || !pages.Remove(page))
                return;
            if (pages.Count == 0)
                _bySession.Remove(session);
            if (--_byAddress[address] == 0)
                _byAddress.Remove(address);
        }
    }
}

/// <summary>An open page.</summary>
internal sealed class OpenStream(OpenStreams streams, string session, string address) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Comes when the session ends.</summary>
    public CancellationToken Ended => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        streams.Leave(this, session, address);
        _end.Dispose();
    }

    internal void End() => _ = _end.CancelAsync();
}
