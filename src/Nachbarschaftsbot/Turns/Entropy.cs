using System.Security.Cryptography;

namespace Nachbarschaftsbot.Turns;

/// <summary>Unpredictable bytes, got in larger portions: asking the system for each turn costs more than the rest of its ids.</summary>
internal sealed class Entropy
{
    /// <summary>Bytes in one piece.</summary>
    public const int Size = 32;

    private readonly byte[] _pool = new byte[64 * Size];
    private readonly Lock _lock = new();
    private int _used = int.MaxValue;

    /// <summary>A piece that nobody else gets; nothing of it stays here.</summary>
    public byte[] Next()
    {
        lock (_lock)
        {
            if (_used >= _pool.Length)
            {
                RandomNumberGenerator.Fill(_pool);
                _used = 0;
            }
            var piece = _pool.AsSpan(_used, Size);
            _used += Size;
            var given = piece.ToArray();
            piece.Clear();
            return given;
        }
    }
}
