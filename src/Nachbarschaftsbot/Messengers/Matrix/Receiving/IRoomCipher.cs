namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>Between transport and translation: makes readable what was encrypted.</summary>
internal interface IRoomCipher
{
    /// <summary>The event as its sender meant it; null where it cannot be read.</summary>
    ValueTask<MatrixEvent?> Open(string room, MatrixEvent sent);

    /// <summary>Whether rooms with encryption can be read at all.</summary>
    bool CanRead { get; }
}

/// <summary>No keys: what is encrypted stays closed.</summary>
internal sealed class NoCipher : IRoomCipher
{
    /// <summary>The type of what is encrypted.</summary>
    internal const string Encrypted = "m.room.encrypted";

    /// <inheritdoc/>
    public bool CanRead => false;

    /// <inheritdoc/>
    public ValueTask<MatrixEvent?> Open(string room, MatrixEvent sent) => new(sent.Type == Encrypted ? null : sent);
}
