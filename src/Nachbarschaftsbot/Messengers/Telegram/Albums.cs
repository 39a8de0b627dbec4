namespace Nachbarschaftsbot.Messengers.Telegram;

/// <summary>
/// Several pictures sent at once come as separate messages with one album id, the words on one of them. This remembers the
/// newest albums, so that each is answered once. A repeated delivery of the message that counted counts again.
/// </summary>
internal sealed class Albums
{
    private const int Remembered = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Album> known = [];
    private readonly Queue<string> order = new();

    /// <summary>Whether this message is the one of its album that counts.</summary>
    /// <param name="id">The album.</param>
    /// <param name="messageId">The message.</param>
    /// <param name="hasWords">Whether the message carries the album's words: then it counts even if it is not the first.</param>
    internal bool Counts(string id, int messageId, bool hasWords)
    {
        lock (gate)
        {
            if (!known.TryGetValue(id, out var album))
            {
                Remember(id);
                known[id] = new Album(messageId, hasWords ? messageId : 0);
                return true;
            }
            if (hasWords && album.WithWords == 0)
                known[id] = album = album with { WithWords = messageId };
            return messageId == album.First || messageId == album.WithWords;
        }
    }

    private void Remember(string id)
    {
        order.Enqueue(id);
        if (order.Count > Remembered)
            known.Remove(order.Dequeue());
    }

    private readonly record struct Album(int First, int WithWords);
}
