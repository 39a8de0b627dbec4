namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>How many pages are open, per session and per network address: an open page holds a connection for as long as it likes.</summary>
internal sealed class OpenStreams
{
    /// <summary>Open pages of one session: tabs and devices of one person.</summary>
    public const int PerSession = 20;

    /// <summary>Open pages of one address: a whole house or library behind one router.</summary>
    public const int PerAddress = 300;

    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Counts a page as open until the result is disposed; null where there are too many already.</summary>
    public IDisposable? Enter(string session, string address)
    {
        var (one, other) = ($"s {session}", $"a {address}");
        lock (_counts)
        {
            if (_counts.GetValueOrDefault(one) >= PerSession || _counts.GetValueOrDefault(other) >= PerAddress)
                return null;
            Change(one, 1);
            Change(other, 1);
        }
        return new Place(this, one, other);
    }

    private void Leave(string one, string other)
    {
        lock (_counts)
        {
            Change(one, -1);
            Change(other, -1);
        }
    }

    private void Change(string key, int by)
    {
        var count = _counts.GetValueOrDefault(key) + by;
        if (count == 0)
            _counts.Remove(key);
        else
            _counts[key] = count;
    }

    private sealed class Place(OpenStreams streams, string one, string other) : IDisposable
    {
        public void Dispose() => streams.Leave(one, other);
    }
}
